// Findings on what the platform filled: a respondent cannot mend it on the form, so what would stop handing in asks for a word and names the source. Pure.
import type { Text } from '../platform/shared/words.ts';
import type { Finding } from '../forms/finding.ts';
import { type FormVersion, itemsOf } from '../forms/form.ts';

/** Where filled items and tables come from, by their code. */
export type FilledFrom = ReadonlyMap<string, Text>;

/** As they are told of a form with filled items: mandatory only where something typed could be mended. */
export function findingsOn(version: FormVersion, findings: readonly Finding[], filled: FilledFrom): Finding[] {
  if (filled.size === 0) return [...findings];
  return findings.map((one) => {
    if (one.level !== 'mandatory') return one;
    const involved = involvedIn(version, one);
    const sources = involved.flatMap((code) => filled.get(code) ?? []);
    if (involved.length === 0 || sources.length < involved.length) return one;
    return { ...one, level: 'warning', filledFrom: together(sources) };
  });
}

/** Items and tables whose values made it. */
function involvedIn(version: FormVersion, { check, about, facts }: Finding): string[] {
  const codes = about.map((place) => place.split('.')[0] ?? place);
  const parts = itemsOf(version).flatMap((item) => {
    if (item.kind !== 'number' || !codes.includes(item.code)) return [];
    if (check === 'sum') return item.sumOf ?? [];
    if (check === 'total') return item.totalOf?.split('.')[0] ?? [];
    return check === 'part' ? (item.partOf ?? []) : [];
  });
  const asked = Object.keys(facts).flatMap((path) => (path.startsWith('now.') ? (path.split('.')[1] ?? []) : []));
  return [...new Set([...codes, ...parts, ...asked])];
}

function together(sources: readonly Text[]): Text {
  const once = [...new Map(sources.map((one) => [one.zh, one])).values()];
  return { zh: once.map(({ zh }) => zh).join('；'), en: once.map(({ en }) => en).join('; ') };
}
