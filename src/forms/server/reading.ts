// Reads what is given for a form and refuses what the form does not ask: a cell too many is never dropped in silence.
import { refusal } from '../../platform/shared/errors.ts';
import { type AnswersRead, type Given, readAnswers } from '../answers.ts';
import type { FormVersion } from '../form.ts';

export const notAsked = refusal('forms.notAsked', 422, 'forms:refusals.notAsked');

/** @throws {Refusal} `forms.notAsked` with the first places that the form does not have. */
export function readGiven(version: FormVersion, given: Given): AnswersRead {
  const read = readAnswers(version, given);
  if (read.unknown.length > 0)
    throw notAsked(
      {},
      read.unknown.slice(0, 20).map((path) => ({ path, code: 'unknown', words: 'forms:refusals.notAskedHere' })),
    );
  return read;
}
