// The questions that tenants answer, as the pack has them: read at the start, a broken one stops it. Nothing of an answer is kept here.
import { type Pack, PackError } from '../../platform/server/pack.ts';
import { form, itemsOf, versionOn } from '../../forms/form.ts';
import { formFaults } from '../../forms/formFaults.ts';
import { type CheckedForm, mistakesIn, openChecks } from '../../forms/server/index.ts';
import { sure } from '../../platform/shared/sure.ts';
import { mostQuestions, questionsFile } from '../tenantAsk.ts';

export type Questions = ReturnType<typeof openQuestions>;

/** @throws {PackError} with everything that is wrong; more questions than a phone is patient with are a fault too. */
export function openQuestions(pack: Pack) {
  const of = pack.read(questionsFile, form);
  const faults = formFaults(of);
  const checked = new Map<number, CheckedForm>();
  for (const version of of.versions) {
    if (itemsOf(version).length > mostQuestions)
      faults.push(`version ${version.version}: asks more than ${mostQuestions} questions`);
    if (version.tables.length > 0) faults.push(`version ${version.version}: asks for a table`);
    try {
      checked.set(version.version, openChecks(version));
    } catch (error) {
      faults.push(...mistakesIn(error, version));
    }
  }
  if (faults.length > 0) throw new PackError(`${pack.city.code}/${questionsFile}`, faults);
  return {
    form: of,
    /** As they are asked of a year; of one before the first version as that asks. */
    ofYear: (year: number): CheckedForm => {
      const { version } = sure(versionOn(of, `${year}-12-31`) ?? of.versions[0], 'a version of the questions');
      return sure(checked.get(version), 'its checks');
    },
  };
}
