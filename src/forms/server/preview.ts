// A form's file before it is loaded: what is wrong in it, which published version it would change, how its versions differ from one another. Changes nothing.
import type { Language } from '../../platform/shared/actor.ts';
import type { Say } from '../../platform/server/words.ts';
import { differences } from '../difference.ts';
import { type Form, form, type FormVersion } from '../form.ts';
import { formFaults } from '../formFaults.ts';
import { mistakesIn, openChecks } from './checks.ts';
import { differenceSaid } from './present.ts';

export type Preview = { faults: string[]; lines: string[] };

/** `known` is the form of that code that is loaded now. With faults there is nothing to compare. */
export function previewOf(json: unknown, known: (code: string) => Form | undefined, say: Say, language: Language): Preview {
  const read = form.safeParse(json);
  if (!read.success) return { faults: read.error.issues.map((one) => `${one.path.join('.') || '.'}: ${one.message}`), lines: [] };
  const now = read.data;
  const before = known(now.code);
  const faults = [...formFaults(now), ...now.versions.flatMap(faultsOfChecks), ...(before ? changedOf(before, now) : [])];
  if (faults.length > 0) return { faults, lines: [] };
  const t = (key: string, params?: Record<string, string | number>) => say(language, `forms:${key}`, params);
  const pairs = pairsOf(before, now);
  const lines = pairs.flatMap(({ old, next }) => [
    t('preview.between', { before: old.version, after: next.version, from: next.from }),
    ...differences(old, next).map((one) => {
      const { how, name, what } = differenceSaid(one, old, next, language);
      const fields = what.map((field) => t(`fields.${field}`)).join(t('one.and'));
      return `  ${t(`one.how.${how}`)} ${name}${fields === '' ? '' : ` (${fields})`}`;
    }),
  ]);
  return { faults, lines: pairs.length === 0 ? [t(before ? 'preview.nothingNew' : 'preview.newForm')] : lines };
}

/** Each version that is not loaded yet, beside the one before it. */
function pairsOf(before: Form | undefined, now: Form): { old: FormVersion; next: FormVersion }[] {
  const held = new Set(before?.versions.map(({ version }) => version));
  return now.versions.flatMap((next, at) => {
    const old = now.versions[at - 1];
    return old === undefined || (before !== undefined && held.has(next.version)) ? [] : [{ old, next }];
  });
}

/** A version that is loaded stays as it is; only its end may come. */
function changedOf(before: Form, now: Form): string[] {
  return before.versions.flatMap((old) => {
    const next = now.versions.find(({ version }) => version === old.version);
    if (next === undefined) return [`version ${old.version}: is loaded, and not in the file`];
    const what = Object.keys(old).filter((key) => key !== 'to' && textOf(old, key) !== textOf(next, key));
    const shortened = old.to !== null && old.to !== next.to;
    return [
      ...(what.length > 0 ? [`version ${old.version}: is loaded and would change (${what.join(', ')}): make a new version`] : []),
      ...(shortened ? [`version ${old.version}: its end ${old.to} is past changing`] : []),
    ];
  });
}
const textOf = (of: FormVersion, key: string): string => JSON.stringify(Reflect.get(of, key));

function faultsOfChecks(version: FormVersion): string[] {
  try {
    openChecks(version);
    return [];
  } catch (error) {
    return mistakesIn(error, version);
  }
}
