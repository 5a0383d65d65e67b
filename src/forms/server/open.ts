// Opens the forms of a city: those of law/forms and its own, its commissions, each version's checks made ready. A broken form stops the start, not a page.
import { z } from 'zod';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import { refusal } from '../../platform/shared/errors.ts';
import { type Commission, commission } from '../commission.ts';
import { type Form, form, type FormVersion, versionOn } from '../form.ts';
import { formFaults } from '../formFaults.ts';
import { type CheckedForm, mistakesIn, openChecks } from './checks.ts';

export const noForm = refusal('forms.unknown', 404, 'forms:refusals.unknown');
export const noVersion = refusal('forms.noVersion', 404, 'forms:refusals.noVersion');

export type Forms = ReturnType<typeof openForms>;

const commissionsFile = 'forms.json';

/** @throws {PackError} with the file and everything that is wrong in it. */
export function openForms(pack: Pack) {
  const forms = new Map<string, Form>();
  const checked = new Map<FormVersion, CheckedForm>();
  for (const file of pack.files.filter((name) => /^(law\/)?forms\/[a-z0-9-]+\.json$/.test(name))) {
    const read = pack.read(file, form);
    const faults = [
      ...(file.endsWith(`/${read.code}.json`) ? [] : [`code: is ${read.code}, the file is another`]),
      ...(forms.has(read.code) ? [`code: ${read.code} is there twice`] : []),
      ...formFaults(read),
    ];
    for (const version of read.versions)
      try {
        checked.set(version, openChecks(version));
      } catch (error) {
        faults.push(...mistakesIn(error, version));
      }
    if (faults.length > 0) throw new PackError(`${pack.city.code}/${file}`, faults);
    forms.set(read.code, read);
  }
  const commissions = commissionsIn(pack, forms);
  const one = (code: string): Form => {
    const found = forms.get(code);
    if (found === undefined) throw noForm({ form: code });
    return found;
  };
  return {
    list: (): Form[] => [...forms.values()],
    one,
    commissionOf: (code: string): Commission | null => commissions.get(code) ?? null,
    /** The version of that number; without one that of the day, or the last. */
    version(code: string, of: { number?: number | undefined; on: string }): CheckedForm {
      const { versions } = one(code);
      const found =
        of.number === undefined
          ? (versionOn(one(code), of.on) ?? versions.at(-1))
          : versions.find((each) => each.version === of.number);
      const made = found && checked.get(found);
      if (made === undefined) throw noVersion({ form: code, version: of.number ?? '' });
      return made;
    },
  };
}

/** What a city collects: a form that there is, once. */
function commissionsIn(pack: Pack, forms: ReadonlyMap<string, Form>): Map<string, Commission> {
  const read = pack.has(commissionsFile) ? pack.read(commissionsFile, z.array(commission)) : [];
  const faults = read.flatMap(({ form: code }, at) => [
    ...(forms.has(code) ? [] : [`${at}.form: no form ${code}`]),
    ...(read.findIndex((each) => each.form === code) < at ? [`${at}.form: ${code} is there twice`] : []),
  ]);
  if (faults.length > 0) throw new PackError(`${pack.city.code}/${commissionsFile}`, faults);
  return new Map(read.map((each) => [each.form, each]));
}
