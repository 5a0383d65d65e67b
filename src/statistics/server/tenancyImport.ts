// An incubator's list of its tenants, those who left as well: each row against what is there. Writes nothing.
import { type Kysely, sql } from 'kysely';
import { lastDayOf } from '../../platform/shared/dates.ts';
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
import { checkCreditCode } from '../../organizations/creditCode.ts';
import { codeIn, dayIn, given, isRead } from '../../organizations/importCells.ts';
import type { Text } from '../../platform/shared/words.ts';
import { incubatorOf } from './tenancies.ts';
import type { TenantTables } from './tables.ts';

export type TenancyImporting = {
  db: Kysely<TenantTables>;
  /** Organizations by what a file calls them, a credit code or a name: the ids that it can mean. */
  operators: (said: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** What a cell may say, in both languages: `tenancies:states.graduated`. */
  words: (key: string) => Text;
};

const dayFields = ['joinedOn', 'leftOn', 'highTechFrom', 'highTechTo', 'techSmeFrom', 'techSmeTo'] as const;
const fields = [
  'name',
  'creditCode',
  'joinedOn',
  'how',
  'leftOn',
  'area',
  ...dayFields.slice(2),
  'returnees',
  'students',
  'email',
];
const columns: readonly ImportColumn[] = fields.map((field) => ({
  field,
  headers: `tenancies:import.headers.${field}`,
  ...(field === 'name' && { required: true as const, signs: true as const, width: 40 }),
  ...(field === 'joinedOn' && { required: true as const }),
  ...(field === 'creditCode' && { width: 24 }),
  ...(field === 'email' && { personal: 'email' as const, width: 28 }),
}));

type There = {
  id: string;
  version: number;
  state: string;
  tenant: string | null;
  name: string;
  credit_code: string | null;
  joined_on: string;
};
type Around = TenancyImporting & { today: string; incubator: string };

export function tenancyImporter(of: TenancyImporting): Importer {
  async function judge(rows: readonly ImportRow[], { actor, day: today }: ImportContext): Promise<Judgement[]> {
    const incubator = incubatorOf(actor);
    if (incubator === null) return rows.map(() => refused([{ words: 'tenancies:refusals.noOrganization' }]));
    const called = rows.map(({ values }) => [given(values, 'creditCode'), given(values, 'name')]);
    const found = await of.operators([...new Set(called.flat().filter((one) => one !== null))]);
    const { rows: there } = await sql<There>`
      select id, version, state, tenant, name, credit_code, joined_on from tenancies
      where incubator = ${incubator}::uuid and state <> 'voided'`.execute(of.db);
    return rows.map((row, at) => {
      const [code, name] = called[at] ?? [];
      const byCode = code ? found.get(code) : undefined;
      const ids = byCode?.length ? byCode : found.get(name ?? '');
      if (ids !== undefined && ids.length > 1)
        return refused([{ words: 'records:import.said.ambiguous', field: 'name', params: { names: name ?? '' } }]);
      return judgeOne({ ...of, today, incubator }, row, ids?.[0] ?? null, there);
    });
  }
  return { columns, importers: ['organizationAdmin', 'member'], judge };
}

function judgeOne(of: Around, { values }: ImportRow, tenant: string | null, there: readonly There[]): Judgement {
  const { input, said } = readRow(of, values, tenant);
  if (said.length > 0 || input === null) return refused(said);
  const { name, creditCode, joinedOn, leftOn, how } = input;
  const same = (one: There) =>
    tenant !== null && one.tenant !== null
      ? one.tenant === tenant
      : creditCode !== null && one.credit_code !== null
        ? one.credit_code === creditCode
        : one.name === name;
  const now = there.find((one) => same(one) && (one.state === 'in' || one.joined_on === joinedOn));
  if (!now) return created({ action: 'create', input }, `tenancy ${tenant ?? creditCode ?? name} ${joinedOn}`, name);
  if (now.state !== 'in' || leftOn === null || how === 'in') return unchanged(now);
  if (leftOn <= now.joined_on)
    return refused([{ words: 'tenancies:refusals.before', field: 'leftOn', params: { on: now.joined_on } }]);
  const leaving: ImportCall =
    how === 'graduated'
      ? { action: 'graduate', id: now.id, version: now.version, input: { on: leftOn } }
      : { action: 'leave', id: now.id, version: now.version, input: { on: leftOn, reason: name } };
  return {
    verdict: 'change',
    said: [{ words: `tenancies:import.${how}`, params: { on: leftOn } }],
    match: { id: now.id, row: null, title: now.name, fields: [{ field: 'name', value: now.name }] },
    calls: [leaving],
    keys: [now.id],
  };
}

const created = (call: ImportCall, key: string, value: string): Judgement => ({
  verdict: 'create',
  said: [{ words: 'records:import.said.create' }],
  match: null,
  calls: [call],
  keys: [key],
  fields: { [key]: { field: 'name', value } },
});
const unchanged = ({ id, name }: There): Judgement => ({
  verdict: 'duplicate',
  said: [{ words: 'tenancies:import.same' }],
  match: { id, row: null, title: name, fields: [{ field: 'name', value: name }] },
  calls: [],
  keys: [id],
});

/** A month or a year alone: from its first day somebody is there, on its last it is gone. */
const firstOf = (said: string): string => (said.length === 10 ? said : said.length === 7 ? `${said}-01` : `${said}-01-01`);

function readRow(of: Around, values: Readonly<Record<string, string>>, tenant: string | null) {
  const said: Said[] = [];
  const dayOf = (field: (typeof dayFields)[number]): string | null => {
    // How long a mark holds lies ahead.
    const until = field === 'highTechTo' || field === 'techSmeTo' ? '9999-12-31' : of.today;
    const read = dayIn(given(values, field), field, until);
    if (!isRead(read)) said.push(read.said);
    const value = isRead(read) ? read.value : null;
    return value === null ? null : /To$|leftOn/.test(field) ? lastDayOf(value) : firstOf(value);
  };
  const choice = (field: string, codes: readonly string[], words: string): string | null => {
    const known = codes.map((code) => ({ code, names: [of.words(`tenancies:${words}.${code}`)] }));
    const read = codeIn(given(values, field), field, known);
    if (!isRead(read)) said.push(read.said);
    return isRead(read) ? read.value : null;
  };
  const name = values['name'] ?? '';
  const code = given(values, 'creditCode');
  const checked = code === null ? null : checkCreditCode(code);
  if (checked && !checked.ok && !checked.overridable)
    said.push({
      words: `organizations:creditCode.${checked.problem ?? 'check'}`,
      field: 'creditCode',
      params: { code: checked.code },
    });
  const area = given(values, 'area')?.replaceAll(/[,，\s]/g, '') ?? null;
  if (area !== null && !/^\d{1,8}(\.\d{1,2})?$/.test(area))
    said.push({ words: 'tenancies:import.area', field: 'area', params: { value: area } });
  const email = given(values, 'email');
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) said.push({ words: 'tenancies:import.email', field: 'email' });
  const [joinedOn, leftOn] = [dayOf('joinedOn'), dayOf('leftOn')];
  const how = choice('how', ['in', 'graduated', 'left'], 'states') ?? (leftOn === null ? 'in' : null);
  if (name === '') said.push({ words: 'platform:form.required', field: 'name' });
  if (joinedOn === null && !said.some(({ field }) => field === 'joinedOn'))
    said.push({ words: 'platform:form.required', field: 'joinedOn' });
  if (leftOn !== null && (how === null || how === 'in') && said.length === 0)
    said.push({ words: 'tenancies:import.how', field: 'how' });
  if (leftOn === null && how !== 'in' && how !== null) said.push({ words: 'tenancies:refusals.leftWhen', field: 'leftOn' });
  if (joinedOn === null || how === null) return { input: null, said };
  const marks = Object.fromEntries(dayFields.slice(2).map((field) => [field, dayOf(field)]));
  const founders = Object.fromEntries(['returnees', 'students'].map((field) => [field, choice(field, ['yes', 'no'], 'said')]));
  const input = { tenant, name, creditCode: checked?.code ?? null, joinedOn, leftOn, how, area, ...marks, ...founders, email };
  return { input, said };
}
