// What happens to tenancies: entered and put right by the incubator, graduated, left. Who sees them. Not what tenants are asked (tenantAsks.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { maskEmail } from '../../platform/shared/mask.ts';
import { scaled } from '../../platform/shared/money.ts';
import { type Kernel, openKind, type Sight } from '../../records/server/index.ts';
import { checkCreditCode } from '../../organizations/creditCode.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { type AskState, tenancyRecords, tenantTwice } from '../tenancy.ts';
import type { TenantTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<TenantTables>;
type Row = Selectable<TenantTables['tenancies']>;
type Ask = Selectable<TenantTables['tenant_asks']>;
type OfCity = { organizations: Organizations; regions: readonly Region[]; root: string };
export type Tenancies = ReturnType<typeof openTenancies>;

/** Where the incubator reports. */
const ofIncubator = sql`(select o.region from organizations o where o.id = tenancies.incubator)`;
/** The organization whose people a member acts for; null for who acts for none. */
export const incubatorOf = (actor: Actor): string | null =>
  hasRole(actor, 'organizationAdmin', 'member') ? actor.organization : null;

export function openTenancies(kernel: Kernel, db: Kysely<TenantTables>, city: OfCity) {
  const { organizations } = city;
  return openKind(kernel, db, {
    kind: tenancyRecords,
    table: 'tenancies',
    personal: true,
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.incubator, row.tenant ?? []].flat()))], on),
      asks: await asksOf(
        on,
        rows.map((row) => row.id),
      ),
    }),
    present: (row, personal, actor, { related }) => {
      const own = row.incubator === incubatorOf(actor);
      const nameOf = (id: string) => ({ id, name: related?.names.get(id) ?? '' });
      return {
        incubator: nameOf(row.incubator),
        tenant: row.tenant === null ? null : nameOf(row.tenant),
        name: row.name,
        creditCode: row.credit_code,
        joinedOn: row.joined_on,
        leftOn: row.left_on,
        area: row.area,
        highTechFrom: row.high_tech_from,
        highTechTo: row.high_tech_to,
        techSmeFrom: row.tech_sme_from,
        techSmeTo: row.tech_sme_to,
        returnees: row.returnees,
        students: row.students,
        email: own && personal['email'] !== undefined ? maskEmail(personal['email']) : null,
        asks: own ? (related?.asks.get(row.id) ?? []).map((one) => shownAsk(one, kernel.dayOf)) : [],
      };
    },
    title: (row) => row.name,
    concerns: (row) => ({ region: null, organizations: [row.incubator, ...(row.tenant === null ? [] : [row.tenant])] }),
    visible: (actor) => visible(actor, organizations),
    parties: {
      incubator: (actor, row) => incubatorOf(actor) !== null && (row === null || row.incubator === actor.organization),
    },
    filters: filtersOf(city),
    handlers: handlersOf(organizations),
  });
}

/** The incubator and the tenant their own; a district those of its incubators, the bureau all. */
function visible(actor: Actor, { oneWith }: Organizations): Sight {
  if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
  const own = incubatorOf(actor);
  const parts = [
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${ofIncubator} = ${actor.region}`] : []),
    ...(own === null
      ? []
      : [sql<boolean>`incubator in (${oneWith(own)})`, sql<boolean>`(tenant is not null and tenant in (${oneWith(own)}))`]),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}

const endOf = (year: unknown): string => `${Number(year)}-12-31`;
const filtersOf = ({ regions, root }: OfCity) => ({
  q: (value: string) =>
    sql<boolean>`name || ' ' || coalesce(credit_code, '') ilike ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
  state: (value: string) => sql<boolean>`state = ${value}`,
  incubator: (value: string) => sql<boolean>`incubator = ${value}::uuid`,
  region: (value: string) => {
    const [asked = root] = someOf(
      'region',
      value,
      regions.map((one) => one.id),
    );
    return asked === root
      ? null
      : sql<boolean>`${ofIncubator} = any(${regionsInside(regions, asked, { functionalAreas: 'in' })}::text[])`;
  },
  year: (value: string) => inAtEndOf(value),
  // Of the year that is asked of; without one, of any. What an incubator asked is told to nobody else.
  ask: (value: string, actor: Actor, { year }: Readonly<Record<string, unknown>>) => {
    const asked = sql`select a.id from tenant_asks a where a.tenancy = tenancies.id and a.incubator = ${incubatorOf(actor)}::uuid
      and (${year === undefined ? null : Number(year)}::int is null or a.year = ${year === undefined ? null : Number(year)}::int)`;
    if (value === 'none') return sql<boolean>`not exists (${asked})`;
    const state = {
      answered: sql`a.answered_at is not null`,
      open: sql`a.answered_at is null`,
      begun: sql`a.answered_at is null and a.kept_at is not null`,
      asked: sql`a.answered_at is null and a.kept_at is null`,
    }[value as AskState | 'open'];
    return sql<boolean>`exists (${asked} and ${state})`;
  },
  known: (value: string) => (value === 'yes' ? sql<boolean>`tenant is not null` : sql<boolean>`tenant is null`),
});
/** Tenants at the end of a year. */
const inAtEndOf = (year: string) =>
  sql<boolean>`state <> 'voided' and joined_on <= ${endOf(year)}::date and (left_on is null or left_on > ${endOf(year)}::date)`;

async function asksOf(on: Kysely<TenantTables>, ids: readonly string[]): Promise<Map<string, Ask[]>> {
  if (ids.length === 0) return new Map();
  const rows = await on.selectFrom('tenant_asks').selectAll().where('tenancy', 'in', ids).orderBy('year', 'desc').execute();
  return Map.groupBy(rows, (row) => row.tenancy);
}
export const stateOf = (of: Pick<Ask, 'answered_at' | 'kept_at'>): AskState =>
  of.answered_at !== null ? 'answered' : of.kept_at !== null ? 'begun' : 'asked';
const shownAsk = (of: Ask, dayOf: Kernel['dayOf']) => ({
  year: of.year,
  state: stateOf(of),
  until: of.until,
  answeredOn: of.answered_at && dayOf(of.answered_at),
  inPlace: of.answered_by !== null,
  mail: of.mail_failed !== null ? 'failed' : of.mail_next !== null ? 'waiting' : of.mailed_at !== null ? 'sent' : 'none',
});

/** What is said of a tenant; what is not said of one that is put right stays. */
type Said = { [K in keyof AllSaid]?: AllSaid[K] | undefined };
type AllSaid = {
  tenant: string | null;
  name: string;
  creditCode: string | null;
  joinedOn: string;
  leftOn: string | null;
  how: 'in' | 'graduated' | 'left';
  area: string | null;
  highTechFrom: string | null;
  highTechTo: string | null;
  techSmeFrom: string | null;
  techSmeTo: string | null;
  returnees: 'yes' | 'no' | null;
  students: 'yes' | 'no' | null;
  email: string | null;
  forgetEmail: boolean;
};
type Who = Pick<Row, 'tenant' | 'name' | 'credit_code'>;

const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Said; actor: Actor; day: string }) => {
    const incubator = incubatorOf(actor);
    if (incubator === null) throw wrongField('', 'noOrganization', 'tenancies:refusals.noOrganization');
    const who = await whoIsMeant(tx, organizations, incubator, {
      tenant: input.tenant ?? null,
      name: input.name ?? '',
      credit_code: codeOf(input.creditCode ?? null),
    });
    const row = { ...who, ...columnsOf(input), joined_on: input.joinedOn ?? day, left_on: input.leftOn ?? null };
    if ((row.left_on === null) !== (input.how === 'in'))
      throw wrongField('leftOn', 'required', row.left_on === null ? 'tenancies:refusals.leftWhen' : 'tenancies:refusals.notLeft');
    soundDays(row, day);
    await refuseTwice(tx, { incubator, ...row }, null);
    return { incubator, area: null, ...none, ...row, personal: { email: input.email } };
  },
  correct: async ({ tx, record, input, day }: { tx: Tx; record: Row; input: Said; day: string }) => {
    const { leftOn = null } = input;
    if (leftOn !== null && record.left_on === null) throw wrongField('leftOn', 'notLeft', 'tenancies:refusals.notLeft');
    const who = await whoIsMeant(tx, organizations, record.incubator, {
      tenant: input.tenant === undefined ? record.tenant : input.tenant,
      name: input.name ?? record.name,
      credit_code: input.creditCode === undefined ? record.credit_code : codeOf(input.creditCode),
    });
    const changed = {
      ...who,
      ...columnsOf(input),
      ...(input.joinedOn === undefined ? {} : { joined_on: input.joinedOn }),
      ...(leftOn === null ? {} : { left_on: leftOn }),
    };
    soundDays({ ...record, ...changed }, day);
    await refuseTwice(tx, { ...record, ...changed }, record.id);
    return { ...changed, personal: { email: input.forgetEmail ? null : input.email } };
  },
  graduate: leaving,
  leave: leaving,
  undo: async ({ tx, record }: { tx: Tx; record: Row }) => {
    await refuseTwice(tx, { ...record, left_on: null }, record.id);
    return { left_on: null };
  },
});
const none = {
  high_tech_from: null,
  high_tech_to: null,
  tech_sme_from: null,
  tech_sme_to: null,
  returnees: null,
  students: null,
};

function leaving({ record, input, day }: { record: Row; input: { on: string }; day: string }) {
  notFuture('on', input.on, day);
  if (input.on <= record.joined_on) throw wrongField('on', 'order', 'tenancies:refusals.before', { on: record.joined_on });
  return { left_on: input.on };
}

const columnsOf = (said: Said) => ({
  ...(said.area === undefined ? {} : { area: said.area === null ? null : scaled(said.area, 2) }),
  ...(said.highTechFrom === undefined ? {} : { high_tech_from: said.highTechFrom }),
  ...(said.highTechTo === undefined ? {} : { high_tech_to: said.highTechTo }),
  ...(said.techSmeFrom === undefined ? {} : { tech_sme_from: said.techSmeFrom }),
  ...(said.techSmeTo === undefined ? {} : { tech_sme_to: said.techSmeTo }),
  ...(said.returnees === undefined ? {} : { returnees: said.returnees }),
  ...(said.students === undefined ? {} : { students: said.students }),
});

type Dated = Pick<Row, 'joined_on' | 'left_on'> &
  Partial<Pick<Row, 'high_tech_from' | 'high_tech_to' | 'tech_sme_from' | 'tech_sme_to'>>;
function soundDays(of: Dated, today: string): void {
  notFuture('joinedOn', of.joined_on, today);
  if (of.left_on !== null) {
    notFuture('leftOn', of.left_on, today);
    if (of.left_on <= of.joined_on) throw wrongField('leftOn', 'order', 'tenancies:refusals.before', { on: of.joined_on });
  }
  const spans = [
    ['highTech', of.high_tech_from ?? null, of.high_tech_to ?? null],
    ['techSme', of.tech_sme_from ?? null, of.tech_sme_to ?? null],
  ] as const;
  for (const [mark, from, to] of spans)
    if (to !== null && (from === null || to < from)) throw wrongField(`${mark}To`, 'order', 'tenancies:refusals.mark');
}

/** The organization that is named, or that the register has under the code: its name and code then stand. */
async function whoIsMeant(tx: Tx, organizations: Organizations, incubator: string, said: Who): Promise<Who> {
  const { rows } = await sql<{ id: string; name: string; code: string | null }>`
    select id, name, credit_code as code from organizations where state = 'active' and
      ${said.tenant !== null ? sql`id = ${said.tenant}::uuid` : sql`credit_code = ${said.credit_code}`}`.execute(tx);
  const [found] = rows;
  if (said.tenant !== null && !found && !(await organizations.isActive(tx, said.tenant)))
    throw wrongField('tenant', 'unknown', 'tenancies:refusals.tenant');
  if (found?.id === incubator) throw wrongField('tenant', 'itself', 'tenancies:refusals.itself');
  return found ? { tenant: found.id, name: found.name, credit_code: found.code } : { ...said, tenant: null };
}

/** One firm is a tenant of an incubator once at a time. Who enters it at the same moment waits. */
async function refuseTwice(
  tx: Tx,
  of: Who & Pick<Row, 'incubator' | 'joined_on' | 'left_on'>,
  except: string | null,
): Promise<void> {
  await oneAtATime(tx, 'tenancies', of.incubator);
  const { rows } = await sql<{ id: string; name: string }>`select id, name from tenancies
    where state <> 'voided' and incubator = ${of.incubator}::uuid and id is distinct from ${except}::uuid
      and (tenant = ${of.tenant}::uuid or credit_code = ${of.credit_code}
        or (name = ${of.name} and (credit_code is null or ${of.credit_code}::text is null)))
      and (${of.left_on}::date is null or joined_on < ${of.left_on}::date)
      and (left_on is null or left_on > ${of.joined_on}::date) limit 1`.execute(tx);
  const [there] = rows;
  if (there) throw tenantTwice({ name: there.name, id: there.id });
}

export function codeOf(said: string | null): string | null {
  if (said === null || said === '') return null;
  const checked = checkCreditCode(said);
  if (checked.ok || checked.overridable) return checked.code;
  throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
}

function notFuture(field: string, on: string, today: string): void {
  if (on > today) throw wrongField(field, 'inFuture', 'tenancies:refusals.inFuture', { on, today });
}
