// A form, and what was found of an answer, in the reader's language. Changes nothing.
import type { Language } from '../../platform/shared/actor.ts';
import type { Say } from '../../platform/server/words.ts';
import { sure } from '../../platform/shared/sure.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import type { AnswersRead } from '../answers.ts';
import { type Commission, type Standing, standingOn } from '../commission.ts';
import type { Difference } from '../difference.ts';
import { type Form, type FormVersion, type Item, itemsOf, versionOn } from '../form.ts';
import type { FormHead, FormSaid, ItemSaid, VerdictSaid } from '../routes.ts';
import { compared, type Finding } from '../finding.ts';

export type Reader = { language: Language; say: Say; today: string };

const orNull = (of: Text | null | undefined, language: Language): string | null => (of ? textIn(of, language) : null);

export function headOf(of: Form, commissioned: Commission | null, { language, today }: Reader, shown?: FormVersion): FormHead {
  const version = shown ?? versionOn(of, today) ?? sure(of.versions.at(-1), 'a version');
  return {
    code: of.code,
    name: textIn(of.name, language),
    note: orNull(of.note, language),
    length: of.length,
    frame: of.frame,
    sealed: of.sealed,
    commission: commissioned && {
      standing: standingSaid(commissioned.standing, language),
      open: standingOn(commissioned, today),
      from: commissioned.from,
      due: commissioned.due,
    },
    version: version.version,
    versions: of.versions.map(({ version: number, from, to }) => ({ version: number, from, to })),
    items: itemsOf(version).length,
    tables: version.tables.length,
    checks: version.checks.length,
  };
}

function standingSaid(of: Standing, language: Language) {
  if (of.kind === 'administrative') return { kind: of.kind, use: textIn(of.use, language) };
  const { how, by, number } = of.approval;
  return {
    kind: of.kind,
    number: of.number,
    issuedBy: textIn(of.issuedBy, language),
    approval: { how, by: textIn(by, language), number },
    validUntil: of.validUntil,
  };
}

export function formSaidOf(of: Form, version: FormVersion, commissioned: Commission | null, reader: Reader): FormSaid {
  const { language } = reader;
  return {
    ...headOf(of, commissioned, reader, version),
    basis: { text: textIn(version.basis.text, language), sure: version.basis.sure },
    sections: version.sections.map(({ code, name, items }) => ({
      code,
      name: textIn(name, language),
      items: items.map((one) => itemSaidOf(one, reader)),
    })),
    rows: version.tables.map(({ code, name, note, columns, key, most, fact }) => ({
      code,
      name: textIn(name, language),
      note: orNull(note, language),
      filledBy: filledBy(fact, reader),
      columns: columns.map((one) => itemSaidOf(one, reader)),
      key,
      most,
    })),
    rules: version.checks.map(({ name, ...rest }) => ({ ...rest, name: textIn(name, language) })),
    ratios: version.ratios.map(({ code, name, of: first, per, less }) => ({
      code,
      name: textIn(name, language),
      of: first,
      beside: per ?? less ?? '',
    })),
  };
}

/** The name of a fact is the word of whoever knows it, a module above this one: `facts:names.…`. */
function filledBy(fact: string | undefined, { language, say }: Pick<Reader, 'language' | 'say'>): string | null {
  if (fact === undefined) return null;
  const key = `facts:names.${fact}`;
  const said = say(language, key);
  return said === key ? fact : said;
}

function itemSaidOf(of: Item, reader: Reader): ItemSaid {
  const { language } = reader;
  const { code, line, kind, required } = of;
  return {
    code,
    line,
    kind,
    required,
    name: textIn(of.name, language),
    note: orNull(of.note, language),
    elsewhere: orNull(of.elsewhere, language),
    fact: of.fact ?? null,
    filledBy: filledBy(of.fact, reader),
    unit: kind === 'number' ? of.unit : null,
    partOf: kind === 'number' ? (of.partOf ?? null) : null,
    sumOf: kind === 'number' ? (of.sumOf ?? []) : [],
    totalOf: kind === 'number' ? (of.totalOf ?? null) : null,
    watched: kind === 'number' && of.watched,
    cumulative: kind === 'number' && of.cumulative,
    signed: kind === 'number' && of.signed,
    longest: kind === 'text' ? of.longest : null,
    options: kind === 'choice' ? of.options.map((one) => ({ code: one.code, name: textIn(one.name, language) })) : [],
  };
}

/** The name of an item, a column, a table or a check by its place; the place itself where nothing is called so. */
export function namedAt(version: FormVersion, place: string, language: Language): string {
  const [first = '', second, third] = place.split('.');
  const table = version.tables.find((one) => one.code === first);
  const of = (found: { name: Text } | undefined) => (found ? textIn(found.name, language) : null);
  if (table === undefined)
    return of([...itemsOf(version), ...version.checks, ...version.ratios].find((one) => one.code === first)) ?? place;
  const column = of(table.columns.find((one) => one.code === (third ?? second)));
  return column === null ? textIn(table.name, language) : `${textIn(table.name, language)} · ${column}`;
}

export const differenceSaid = (one: Difference, before: FormVersion, after: FormVersion, language: Language) => ({
  ...one,
  name: namedAt(one.how === 'removed' ? before : after, one.place, language),
});

/** `unknown` cells are refused before; here is what stands in those that the form has. */
export function verdictOf(
  version: FormVersion,
  { faults }: AnswersRead,
  findings: readonly Finding[],
  { language, say }: Reader,
): VerdictSaid {
  // What was typed and could not be read is not missing as well.
  const unread = new Set(faults.map(({ place }) => place));
  const told = findings.filter(({ check, about }) => check !== 'required' || !about.some((place) => unread.has(place)));
  const said = told.map((one) => ({
    check: one.check,
    level: one.level,
    about: one.about,
    words: withSource(wordsOf(version, one, { language, say }), one, { language, say }),
    address: one.address ?? null,
    facts: Object.entries(one.facts).flatMap(([path, value]) =>
      typeof value === 'string' ? [{ name: nameOfFact(version, one, path, { language, say }), value }] : [],
    ),
  }));
  return {
    faults: faults.map((one) => ({ ...one, words: say(language, `forms:faults.${one.code}`, one.params) })),
    findings: said,
    passes: faults.length === 0 && said.every(({ level }) => level !== 'mandatory'),
  };
}

type Saying = Pick<Reader, 'language' | 'say'>;
const withSource = (words: string, { filledFrom }: Finding, { language, say }: Saying): string =>
  filledFrom === undefined ? words : say(language, 'forms:findings.filledFrom', { words, source: textIn(filledFrom, language) });
const isCompared = ({ check, name }: Finding): boolean => name === null && compared.some((one) => one === check);

/** What a check of the version says itself; what another says, with its values in the unit of the item that it is about. */
function wordsOf(version: FormVersion, finding: Finding, { language, say }: Saying): string {
  const { check, about, name, of, facts } = finding;
  if (name) return textIn(name, language);
  if (!isCompared(finding)) return say(language, `forms:findings.${check}`, paramsOf(facts));
  const item = itemsOf(version).find(({ code }) => code === about[0]);
  const unit = item?.kind === 'number' ? say(language, `forms:units.${item.unit}`) : '';
  const key = 'added' in facts ? `${check}Added` : check;
  return say(language, `formChecks:findings.${key}`, { ...paramsOf(facts), unit, of: of ? textIn(of, language) : '' });
}
const nameOfFact = (version: FormVersion, of: Finding, path: string, { language, say }: Saying): string =>
  isCompared(of) ? say(language, `formChecks:facts.${path}`) : factName(version, path, { language, say });

const paramsOf = (facts: Finding['facts']) =>
  Object.fromEntries(Object.entries(facts).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

/** `before.revenue`: the item's name, and of which period. A structural finding's facts have names of the module. */
function factName(version: FormVersion, path: string, { language, say }: Saying): string {
  const [when = '', code] = path.split('.');
  if (code === undefined) return say(language, `forms:facts.${when}`);
  const name = namedAt(version, code, language);
  return when === 'now' ? name : say(language, `forms:of.${when}`, { name });
}
