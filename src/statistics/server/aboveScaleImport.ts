// Files of the statistics bureau: what is listed above scale, and revenues of a year. Each row against the register. Writes nothing.
import { type Kysely, sql } from 'kysely';
import { hasRole } from '../../platform/shared/actor.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { isZero, multiply, scaled } from '../../platform/shared/money.ts';
import {
  type ImportCall,
  type ImportColumn,
  type ImportContext,
  type Importer,
  type ImportRow,
  type Judgement,
  refused,
  type Said,
} from '../../records/import.ts';
import { industry } from '../../organizations/classification.ts';
import { checkCreditCode } from '../../organizations/creditCode.ts';
import { dayIn, given, isRead, regionIn } from '../../organizations/importCells.ts';
import type { Region, Street } from '../../organizations/region.ts';
import type { StatisticsTables } from './tables.ts';

export type AboveScaleImporting = {
  db: Kysely<StatisticsTables>;
  regions: readonly Region[];
  streets: readonly Street[];
  /** Organizations by what a file calls them, a credit code or a name: the ids that it can mean. */
  operators: (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
};

const column = (kind: 'listings' | 'revenues', field: string): ImportColumn => ({
  field,
  headers: `${kind}:import.headers.${field}`,
  ...(['name', 'document'].includes(field) && { signs: true as const, width: 40 }),
  ...(field === 'creditCode' && { width: 24 }),
});
const listingColumns = ['name', 'creditCode', 'region', 'industry', 'listedOn', 'delistedOn', 'document'];
const revenueColumns = ['name', 'creditCode', 'year', 'revenue', 'revenueThousand', 'revenueTenThousand', 'document'];

/** Whom a row means: by its code first, else by its name. `said` where it may be several. */
type Meant = { id: string | null; said: Said[] };
async function meantBy({ operators }: AboveScaleImporting, rows: readonly ImportRow[]): Promise<Meant[]> {
  const called = rows.map(({ values }) => [given(values, 'creditCode'), given(values, 'name')]);
  const found = await operators([...new Set(called.flat().filter((one) => one !== null))]);
  return called.map(([code, name]): Meant => {
    const ids = (code ? found.get(code) : undefined)?.length ? found.get(code ?? '') : found.get(name ?? '');
    if (ids !== undefined && ids.length > 1)
      return { id: null, said: [{ words: 'records:import.said.ambiguous', field: 'name', params: { names: name ?? '' } }] };
    return { id: ids?.[0] ?? null, said: [] };
  });
}

const created = (call: ImportCall, key: string, value: string): Judgement => ({
  verdict: 'create',
  said: [{ words: 'records:import.said.create' }],
  match: null,
  calls: [call],
  keys: [key],
  fields: { [key]: { field: 'name', value } },
});
const same = (id: string, title: string): Judgement => ({
  verdict: 'duplicate',
  said: [{ words: 'listings:import.same' }],
  match: { id, row: null, title, fields: [{ field: 'name', value: title }] },
  calls: [],
  keys: [id],
});
const changing = (call: ImportCall, title: string, said: Said): Judgement => ({
  verdict: 'change',
  said: [said],
  match: { id: call.id ?? '', row: null, title, fields: [{ field: 'name', value: title }] },
  calls: [call],
  keys: [call.id ?? ''],
});

type Listed = {
  id: string;
  version: number;
  organization: string | null;
  credit_code: string | null;
  listed_on: string;
  name: string;
};

/** Opens the importer of the bureau's list: new ones, and those that left it (a column with the day). */
export function listingImporter(of: AboveScaleImporting): Importer {
  const columns = listingColumns.map((field) => ({
    ...column('listings', field),
    ...(['name', 'listedOn'].includes(field) && { required: true as const }),
  }));
  async function judge(rows: readonly ImportRow[], context: ImportContext): Promise<Judgement[]> {
    if (!hasRole(context.actor, 'bureauOfficer')) return rows.map(() => refused([{ words: 'listings:refusals.onlyBureau' }]));
    const meant = await meantBy(of, rows);
    const codes = rows.map(({ values }) => checkCreditCode(given(values, 'creditCode') ?? '').code);
    const there = await of.db
      .selectFrom('above_scale_listings')
      .select(['id', 'version', 'organization', 'credit_code', 'listed_on', 'name'])
      .where('state', '=', 'listed')
      .where((row) =>
        row.or([
          row('organization', 'in', [...meant.flatMap((one) => one.id ?? []), '00000000-0000-0000-0000-000000000000']),
          row('credit_code', 'in', [...codes, '']),
        ]),
      )
      .execute();
    return rows.map((row, at) => {
      const { id, said } = meant[at] ?? { id: null, said: [] };
      const now = there.find((one) => (id !== null ? one.organization === id : one.credit_code === codes[at]));
      return judgeListing(of, row, { id, said, now, today: context.day });
    });
  }
  return { columns, judge };
}

type About = { id: string | null; said: Said[]; now: Listed | undefined; today: string };
function judgeListing(of: AboveScaleImporting, { values }: ImportRow, { id, said: before, now, today }: About): Judgement {
  const said = [...before];
  const name = values['name'] ?? '';
  const cells = {
    region: regionIn(given(values, 'region'), of.regions, of.streets),
    listedOn: dayIn(given(values, 'listedOn'), 'listedOn', today),
    delistedOn: dayIn(given(values, 'delistedOn'), 'delistedOn', today),
  };
  for (const cell of Object.values(cells)) if ('said' in cell) said.push(cell.said);
  const valueOf = (field: keyof typeof cells) => (isRead(cells[field]) ? cells[field].value : null);
  // A month or a year alone: from its first day it counts, on its last it is gone.
  const listedOn = firstOf(valueOf('listedOn'));
  const delistedOn = valueOf('delistedOn') === null ? null : lastDayOf(valueOf('delistedOn') ?? '');
  const creditCode = given(values, 'creditCode');
  const checked = creditCode === null ? null : checkCreditCode(creditCode);
  if (checked && !checked.ok && !checked.overridable)
    said.push({
      words: `organizations:creditCode.${checked.problem ?? 'check'}`,
      field: 'creditCode',
      params: { code: checked.code },
    });
  const trade =
    given(values, 'industry')
      ?.toUpperCase()
      .replace(/^[A-T](?=\d{2,4}$)/, '') ?? null;
  if (trade !== null && !industry(trade))
    said.push({ words: 'organizations:refusals.industry', field: 'industry', params: { code: trade } });
  if (name === '') said.push({ words: 'platform:form.required', field: 'name' });
  if (listedOn === null && isRead(cells.listedOn)) said.push({ words: 'platform:form.required', field: 'listedOn' });
  if (id === null && valueOf('region') === null && isRead(cells.region))
    said.push({ words: 'listings:refusals.place', field: 'region' });
  if (said.length > 0 || listedOn === null) return refused(said);
  if (now && delistedOn !== null) {
    if (delistedOn <= now.listed_on)
      return refused([{ words: 'listings:refusals.before', field: 'delistedOn', params: { on: now.listed_on } }]);
    const input = { on: delistedOn, reason: given(values, 'document') ?? name };
    return changing({ action: 'delist', id: now.id, version: now.version, input }, now.name, {
      words: 'listings:import.delist',
      params: { on: delistedOn },
    });
  }
  if (now) return same(now.id, now.name);
  if (delistedOn !== null) return refused([{ words: 'listings:import.notListed', field: 'delistedOn' }]);
  const input = {
    organization: id,
    name,
    creditCode: checked?.code ?? null,
    region: id === null ? valueOf('region') : null,
    industry: trade,
    listedOn,
    document: given(values, 'document'),
  };
  return created({ action: 'create', input }, `listing ${id ?? checked?.code ?? name}`, name);
}

const firstOf = (said: string | null): string | null =>
  said === null ? null : said.length === 10 ? said : said.length === 7 ? `${said}-01` : `${said}-01-01`;

/** Opens the importer of a year's revenues: one column of amounts, in yuan, thousands or ten thousands as its head says. */
export function revenueImporter(of: AboveScaleImporting): Importer {
  const columns = revenueColumns.map((field) => ({
    ...column('revenues', field),
    ...(['name', 'year'].includes(field) && { required: true as const }),
    ...(['revenueThousand', 'revenue'].includes(field) && { template: false as const }),
  }));
  async function judge(rows: readonly ImportRow[], context: ImportContext): Promise<Judgement[]> {
    const meant = await meantBy(of, rows);
    const ids = meant.flatMap((one) => one.id ?? []);
    const { rows: there } = await sql<{ id: string; version: number; organization: string; year: number; revenue: string }>`
      select id, version, organization, year, revenue from yearly_revenues where state = 'stated' and organization = any(${ids}::uuid[])`.execute(
      of.db,
    );
    const { rows: places } = await sql<{ id: string; region: string | null }>`
      select id, region from organizations where id = any(${ids}::uuid[])`.execute(of.db);
    return rows.map((row, at) => {
      const { id, said } = meant[at] ?? { id: null, said: [] };
      const name = row.values['name'] ?? '';
      const region = places.find((one) => one.id === id)?.region ?? null;
      const foreign = !hasRole(context.actor, 'bureauOfficer') && region !== context.actor.region;
      if (said.length > 0) return refused(said);
      if (id === null || foreign) return refused([{ words: 'revenues:refusals.organization', field: 'name' }]);
      const year = yearIn(given(row.values, 'year'), context.day);
      if (year === null)
        return refused([{ words: 'revenues:import.year', field: 'year', params: { value: given(row.values, 'year') ?? '' } }]);
      const amount = amountIn(row.values);
      if ('said' in amount) return refused([amount.said]);
      const revenue = amount.value;
      const now = there.find((one) => one.organization === id && one.year === year);
      const document = given(row.values, 'document');
      if (!now)
        return created({ action: 'create', input: { organization: id, year, revenue, document } }, `revenue ${id} ${year}`, name);
      if (now.revenue === revenue) return same(now.id, name);
      const input = { revenue, reason: document ?? name };
      return changing({ action: 'amend', id: now.id, version: now.version, input }, name, {
        words: 'revenues:import.amend',
        params: { before: now.revenue, after: revenue },
      });
    });
  }
  return { columns, judge };
}

function yearIn(cell: string | null, today: string): number | null {
  const year = Number(/^(20\d\d)\D?$/.exec(cell ?? '')?.[1] ?? Number.NaN);
  return Number.isNaN(year) || year > Number(today.slice(0, 4)) ? null : year;
}

const factors = { revenue: '1', revenueThousand: '1000', revenueTenThousand: '10000' } as const;

/** The one amount of a row in yuan, with its fen. */
function amountIn(values: Readonly<Record<string, string>>): { value: string } | { said: Said } {
  const filled = (Object.keys(factors) as (keyof typeof factors)[]).filter((field) => given(values, field) !== null);
  const [field] = filled;
  if (field === undefined || filled.length > 1)
    return { said: { words: 'revenues:import.oneAmount', field: 'revenueTenThousand' } };
  const cell = (given(values, field) ?? '').replaceAll(/[,，\s]/g, '');
  if (!/^\d{1,13}(\.\d{1,6})?$/.test(cell)) return { said: { words: 'revenues:import.amount', field, params: { value: cell } } };
  const value = multiply(cell, factors[field]);
  return isZero(value) ? { value: '0.00' } : { value: scaled(value, 2) };
}
