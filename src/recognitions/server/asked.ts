// What a list of recognitions is asked, checked against the pack and the day: what there is not is refused, not found empty. Not the conditions (filters.ts).
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { malformed, someOf } from '../../platform/shared/errors.ts';
import type { Region } from '../../organizations/region.ts';
import { type RecognitionKinds, stageCodes } from '../kind.ts';

/** Throws a 400 that says what may be asked. `today` where a day is asked. */
export function checkAsked(
  pack: RecognitionKinds,
  regions: readonly Region[],
  asked: Readonly<Record<string, unknown>>,
  today: string | null,
): void {
  const known: Record<string, readonly string[]> = {
    kind: pack.kinds.map((one) => one.code),
    level: pack.levels.map((one) => one.code),
    region: regions.map((one) => one.id),
    state: ['counting', ...stageCodes],
  };
  for (const [name, codes] of Object.entries(known)) if (typeof asked[name] === 'string') someOf(name, asked[name], codes);
  const { asOf } = asked;
  const last = today === null ? null : endOfYear(yearOf(today));
  if (last !== null && typeof asOf === 'string' && asOf > last)
    throw malformed({}, [{ path: 'asOf', code: 'tooLate', words: 'indicators:refusals.asOfTooLate', params: { last } }]);
}
