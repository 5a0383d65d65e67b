// How a file of organizations is read and judged: each row against the register, by code and by names. Writes nothing.
import type { Kysely, Transaction } from 'kysely';
import type { Text } from '../../platform/shared/words.ts';
import { formErrors } from '../../platform/server/form.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  type ImportCall,
  type ImportColumn,
  type ImportContext,
  type Importer,
  type ImportRow,
  type Judgement,
  refused,
  type Said,
  saidOf,
} from '../../records/import.ts';
import { industry } from '../classification.ts';
import { checkCreditCode } from '../creditCode.ts';
import { codeIn, given, isRead, listIn, regionIn, sourceColumns, sourceIn } from '../importCells.ts';
import { normaliseName } from '../names.ts';
import { OrganizationInput, sizes } from '../organization.ts';
import type { Street } from '../region.ts';
import { compareWith, type Found, judgeNew, readFound } from './importCompare.ts';
import { duplicatesOfMany, foreseeDuplicates, type Hit, type Names } from './duplicates.ts';
import type { OrganizationPack } from './service.ts';
import type { OrganizationTables } from './tables.ts';

export type OrganizationImporting = {
  db: Kysely<OrganizationTables>;
  pack: OrganizationPack;
  streets: readonly Street[];
  /** What a body does (organization-kinds.json). */
  kinds: readonly { code: string; name: Text }[];
  say: Say;
  /** Judges the rows of a combined list that are titles or places; `kind` is the record kind of their calls. */
  places?: { kind: string; judge: (rows: readonly ImportRow[], context: ImportContext) => Promise<Judgement[]> };
};

const fields = [
  'name',
  'creditCode',
  'formerNames',
  'aliases',
  'region',
  'industry',
  'size',
  'kind',
  'contactName',
  'contactPhone',
  'contactEmail',
] as const;
const column = (field: string): ImportColumn => ({ field, headers: `records:import.organizations.headers.${field}` });
const columns: readonly ImportColumn[] = [
  ...fields.map(
    (field): ImportColumn => ({
      ...column(field),
      ...(field === 'name' && { required: true, width: 40 }),
      ...(['name', 'formerNames', 'aliases'].includes(field) && { signs: true }),
      ...(field === 'creditCode' && { width: 24 }),
      ...(field === 'contactName' && { personal: 'name' }),
      ...(field === 'contactPhone' && { personal: 'phone' }),
      ...(field === 'contactEmail' && { personal: 'email' }),
    }),
  ),
  ...['overrideReason', 'overrideDocument', 'what', 'level', 'year', 'stage'].map(
    (field): ImportColumn => ({ ...column(field), template: false }),
  ),
  ...sourceColumns,
];

/** A row that could be read: the input of `create`, every field of it there. */
export type Drafted = { row: number; input: OrganizationInput };
type OrganizationInput = ReturnType<(typeof OrganizationInput)['parse']>;

/** Opens the importer of organizations; also of a combined list, whose column `what` tells organizations from titles and places. */
export function organizationImporter(of: OrganizationImporting): Importer {
  const read = openReader(of);
  async function judgeOrganizations(rows: readonly ImportRow[], context: ImportContext): Promise<Judgement[]> {
    const readings = rows.map((row) => read(row, context.day));
    const drafts = readings.flatMap((one) => ('input' in one ? [one] : []));
    const hits =
      drafts.length === 0
        ? []
        : await duplicatesOfMany(
            of.db,
            drafts.map(({ input }) => namesOf(input)),
            of.pack.placeWords,
          );
    const byRow = new Map(drafts.map(({ row }, at) => [row, hits[at] ?? []]));
    const found = await readFound(
      of.db,
      [...byRow.values()]
        .flat()
        .filter((hit) => hit.certain)
        .map((hit) => hit.id),
      context.fields,
    );
    return readings.map((one) =>
      'input' in one ? judgeOne(one, byRow.get(one.row) ?? [], found, { ...context, pack: of.pack }) : one,
    );
  }

  async function judge(rows: readonly ImportRow[], context: ImportContext): Promise<Judgement[]> {
    if (!context.fields.has('what')) return judgeOrganizations(rows, context);
    const is = (what: string) => rows.filter((row) => row.values['what'] === what);
    const organizations = is('organization');
    const places = of.places ? is('recognition-or-place') : [];
    const judged = new Map<number, Judgement>();
    for (const [at, one] of (await judgeOrganizations(organizations, context)).entries())
      judged.set(organizations[at]?.row ?? 0, one);
    for (const [at, one] of (await judgePlaces(of.places, places, context)).entries()) judged.set(places[at]?.row ?? 0, one);
    return rows.map((row) => judged.get(row.row) ?? refused([{ words: 'records:import.said.what', field: 'what' }]));
  }

  return {
    columns,
    judge,
    before: async (tx, calls) => {
      const names = calls.flatMap((call) => (call.kind === undefined && call.action === 'create' ? [namesIn(call)] : []));
      if (names.length > 0) await foreseeDuplicates(tx as Transaction<OrganizationTables>, names, of.pack.placeWords);
    },
  };
}

export const namesOf = ({ creditCode, name, formerNames, aliases }: OrganizationInput): Names => ({
  creditCode,
  name,
  formerNames,
  aliases,
});
const namesIn = (call: ImportCall): Names => namesOf(OrganizationInput.parse(call.input));

/** Rows of a combined list by the names that a title's own file has; what is said comes back under the names of this file. */
async function judgePlaces(
  places: OrganizationImporting['places'],
  rows: readonly ImportRow[],
  context: ImportContext,
): Promise<Judgement[]> {
  if (!places || rows.length === 0) return [];
  const renamed = rows.map(({ row, values: { name = '', year = '', ...values } }) => ({
    row,
    values: { ...values, title: name, recognisedOn: year },
  }));
  const backOf = (field: string): string => (field === 'title' ? 'name' : field === 'recognisedOn' ? 'year' : field);
  const judged = await places.judge(renamed, context);
  return judged.map((one) => ({
    ...one,
    said: one.said.map(({ field, ...said }) => ({ ...said, ...(field !== undefined && { field: backOf(field) }) })),
    calls: one.calls.map((call) => ({ kind: places.kind, ...call })),
    keys: one.keys.map((key) => `${places.kind} ${key}`),
    ...(one.against && { against: one.against.map((key) => `${places.kind} ${key}`) }),
    ...(one.fields && {
      fields: Object.fromEntries(
        Object.entries(one.fields).map(([key, { field, value }]) => [`${places.kind} ${key}`, { field: backOf(field), value }]),
      ),
    }),
  }));
}

/** Reads the cells of a row into the input of `create`, or tells everything that is wrong with them. */
function openReader(of: OrganizationImporting) {
  const { say, pack, streets } = of;
  const sizeNames = sizes.map((code) => {
    const names = [
      say('zh-CN', `records:import.organizations.sizes.${code}`).split('|'),
      say('en', `records:import.organizations.sizes.${code}`).split('|'),
    ];
    const [zh = [], en = []] = names;
    return { code, names: [...zh].reverse().map((name) => ({ zh: name, en: en[0] ?? code })) };
  });
  const kinds = of.kinds.map(({ code, name }) => ({ code, names: [name] }));
  return ({ row, values }: ImportRow, today: string): Drafted | Judgement => {
    const cells = {
      region: regionIn(given(values, 'region'), pack.regions, streets),
      size: codeIn(given(values, 'size'), 'size', sizeNames),
      kind: codeIn(given(values, 'kind'), 'kind', kinds),
    };
    const source = sourceIn(values, today);
    const said: Said[] = [...Object.values(cells), source].flatMap((cell) => ('said' in cell ? [cell.said] : []));
    const valueOf = (field: keyof typeof cells) => (isRead(cells[field]) ? cells[field].value : null);
    const [code, reason, document] = [
      given(values, 'creditCode'),
      given(values, 'overrideReason'),
      given(values, 'overrideDocument'),
    ];
    const input = {
      name: values['name'] ?? '',
      creditCode: code,
      creditCodeOverride: code !== null && reason !== null && document !== null ? { reason, document } : null,
      formerNames: listIn(given(values, 'formerNames')),
      aliases: listIn(given(values, 'aliases')),
      region: valueOf('region'),
      industry: industryIn(given(values, 'industry')),
      size: valueOf('size'),
      kind: valueOf('kind'),
      contactName: given(values, 'contactName'),
      contactPhone: given(values, 'contactPhone'),
      contactEmail: given(values, 'contactEmail'),
      source: isRead(source) ? source.value : null,
    };
    const parsed = OrganizationInput.safeParse(input);
    if (!parsed.success) return refused([...saidOf(formErrors(parsed.error, OrganizationInput, input), columnOf), ...said]);
    const checked = { ...parsed.data, creditCode: checkedCode(parsed.data, said) };
    if (checked.industry !== null && !industry(checked.industry))
      said.push({ words: 'organizations:refusals.industry', field: 'industry', params: { code: checked.industry } });
    return said.length > 0 ? refused(said) : { row, input: checked };
  };
}

/** The column of a path of the input: `source.address` stands under `sourceUrl`. */
const columnOf = (path: string): string => {
  const [first = '', second] = path.split('.');
  if (first === 'creditCodeOverride') return second === 'document' ? 'overrideDocument' : 'overrideReason';
  return first === 'source' ? (second === 'address' ? 'sourceUrl' : (second ?? first)) : first;
};

/** `i6513` and `I6513` are 6513. */
const industryIn = (cell: string | null): string | null => cell?.toUpperCase().replace(/^[A-T](?=\d{2,4}$)/, '') ?? null;

function checkedCode({ creditCode, creditCodeOverride }: OrganizationInput, said: Said[]): string | null {
  if (creditCode === null) return null;
  const { ok, overridable, code, problem } = checkCreditCode(creditCode);
  if (!ok && !(overridable && creditCodeOverride !== null))
    said.push({ words: `organizations:creditCode.${problem ?? 'check'}`, field: 'creditCode', params: { code } });
  return code;
}

type Judging = ImportContext & { pack: OrganizationPack };

function judgeOne(draft: Drafted, hits: readonly Hit[], found: ReadonlyMap<string, Found>, context: Judging): Judgement {
  const { input } = draft;
  const mine = new Set([input.name, ...input.formerNames, ...input.aliases].map(normaliseName));
  const contradicted = hits.find(
    (hit) =>
      !hit.certain &&
      input.creditCode !== null &&
      hit.creditCode !== null &&
      hit.creditCode !== input.creditCode &&
      hit.matched.some(({ value }) => mine.has(normaliseName(value))),
  );
  if (contradicted) {
    const params = { name: contradicted.name, there: contradicted.creditCode ?? '', value: input.creditCode ?? '' };
    return refused([{ words: 'records:import.organizations.otherCode', field: 'creditCode', params }], matchOf(contradicted));
  }
  const [certain, ...more] = hits.filter((hit) => hit.certain);
  if (certain && more.length > 0) {
    const names = [certain, ...more].map(({ name }) => name).join(', ');
    return refused([{ words: 'records:import.said.ambiguous', params: { names } }], matchOf(certain));
  }
  const there = certain && found.get(certain.id);
  if (certain && there) return compareWith(input, there, matchOf(certain), context);
  return judgeNew(input, hits[0] ? matchOf(hits[0]) : null, context.pack.placeWords);
}

export const matchOf = (hit: Hit) => ({
  id: hit.id,
  row: null,
  title: hit.name,
  fields: hit.matched.map(({ field, value }) => ({ field, value })),
});

/** Organizations by a credit code or an exact name (a former name or an alias too), for files that name one: the ids that each can mean. */
export async function organizationsCalled(
  db: Kysely<OrganizationTables>,
  said: readonly string[],
  placeWords: readonly string[],
): Promise<Map<string, string[]>> {
  if (said.length === 0) return new Map();
  const asked = said.map((one) => {
    const { ok, code } = checkCreditCode(one);
    return ok ? { name: one, creditCode: code } : { name: one };
  });
  const hits = await duplicatesOfMany(db, asked, placeWords);
  return new Map(said.map((one, at) => [one, (hits[at] ?? []).filter((hit) => hit.certain).map((hit) => hit.id)]));
}
