// What happens to registries: prepared, opened, their registrars appointed and dismissed, suspended with their open cases handed over, closed.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { clock, hasRole, type Actor } from '../../platform/shared/actor.ts';
import { notFound, someOf, wrongField } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, mountKind, openKind } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { openStates } from '../contract.ts';
import {
  codeTaken,
  fewestRegistrars,
  getOpenCases,
  inOffice,
  life,
  listCandidates,
  listDraws,
  type Registrar,
  registryRecords,
  tooFewRegistrars,
} from '../registry.ts';
import { holdActive } from './in-charge.ts';
import { drawsOf } from './spot-draws.ts';
import type { ContractTables, Registries as Table } from './tables.ts';
import { withheldOfRegistries, worksHere } from './withheld.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
export type Registries = ReturnType<typeof openRegistries>;

/** One case that is handed over, because of the event that is its cause. */
export type HandingOver = { actor: Actor; action: 'handOver'; id: string; input: Record<string, unknown>; cause: string };
type With = {
  organizations: Organizations;
  /** Acts on contracts inside the transaction of an act on a registry. */
  handOver: (tx: object, calls: readonly HandingOver[]) => Promise<unknown>;
};

export function openRegistries(kernel: Kernel, db: Kysely<ContractTables>, { organizations, handOver }: With) {
  const opened = openKind(kernel, db, {
    kind: registryRecords,
    table: 'registries',
    withheld: withheldOfRegistries,
    related: async (rows, on) => ({
      organizations: await organizations.names(
        rows.flatMap((row) => [...row.owners, ...(row.organization === null ? [] : [row.organization])]),
        on,
      ),
      accounts: await accountNames(
        on,
        rows.flatMap((row) => row.registrars.map((one) => one.account)),
      ),
      registries: await registryNames(
        on,
        rows.flatMap((row) => row.handed_to ?? []),
      ),
    }),
    present: (row, _personal, actor, { related }) => ({
      name: row.name,
      code: row.code,
      organization: row.organization,
      organizationName: row.organization === null ? null : (related?.organizations.get(row.organization) ?? null),
      owners: row.owners,
      ownerNames: row.owners.map((one) => related?.organizations.get(one) ?? one),
      territory: row.territory,
      entrustedBy: row.entrusted_by,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      registrarsInOffice: inOffice(row.registrars).length,
      registrars: worksHere(actor)
        ? row.registrars.map((one) => ({ ...one, name: nameIn(related?.accounts.get(one.account), actor) }))
        : null,
      reason: row.reason,
      handedTo: row.handed_to,
      handedToName: row.handed_to === null ? null : (related?.registries.get(row.handed_to) ?? null),
    }),
    title: (row) => row.name,
    // What is being prepared is for those who prepare it.
    visible: (actor) => (worksHere(actor) || hasRole(actor, 'clock') ? 'all' : sql<boolean>`state <> 'preparing'`),
    parties: {},
    filters: {
      q: (value) => sql<boolean>`(name like ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`} or code = ${value.toUpperCase()})`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
    },
    handlers: handlersOf(organizations),
  });

  // One event for each case, and each names the suspension as its cause.
  kernel.after('registry', ['suspend'], async (tx, { id: cause, row }) => {
    const [to, reason] = [row['handed_to'], row['reason']];
    if (typeof to !== 'string') return;
    const { rows } = await sql<{ id: string }>`select id from contracts
      where registry = ${row.id}::uuid and state = any(${[...openStates]}::text[]) order by id for update`.execute(tx);
    const input = { registry: to, reason: typeof reason === 'string' ? reason : '' };
    await handOver(
      tx,
      rows.map(({ id }) => ({ actor: clock, action: 'handOver', id, input, cause })),
    );
  });

  return { ...opened, mount: (app: FastifyInstance) => mountRegistries(app, kernel, db, opened) };
}

type Said = { organization?: string | null | undefined; owners?: string[] | undefined; territory?: string[] | undefined };
type Days = { validFrom: string | null; validTo: string | null };
type Appointing = { account: string; trainedOn: string; filedOn: string };

function handlersOf(organizations: Organizations) {
  const check = async (tx: Tx, said: Said, days: Days) => {
    await knownOrganizations(tx, organizations, said);
    const regions = organizations.pack.regions.map((one) => one.id);
    const strange = said.territory?.findIndex((one) => !regions.includes(one)) ?? -1;
    if (strange >= 0) throw wrongField(`territory.${strange}`, 'unknown', 'registries:wrong.territory');
    if (days.validFrom !== null && days.validTo !== null && days.validTo < days.validFrom)
      throw wrongField('validTo', 'endBeforeStart', 'contracts:wrong.endBeforeStart');
  };
  return {
    create: async ({ tx, input, day }: { tx: Tx; input: Created; day: string }) => {
      await check(tx, input, input);
      await oneAtATime(tx, 'registry', input.code);
      const other = await tx.selectFrom('registries').select('id').where('code', '=', input.code).executeTakeFirst();
      if (other)
        throw codeTaken({ code: input.code }, [
          { path: 'code', code: 'taken', words: 'registries:refusals.codeTaken', params: { code: input.code } },
        ]);
      const registrars: Registrar[] = [];
      for (const [at, one] of input.registrars.entries())
        registrars.push(await appointing(tx, one, { registrars, day, at: `registrars.${at}.` }));
      const { validFrom, validTo, entrustedBy, ...said } = input;
      const columns = { ...said, registrars, entrusted_by: entrustedBy, valid_from: validFrom, valid_to: validTo };
      return { ...columns, reason: null, handed_to: null };
    },
    edit: async ({ tx, record, input }: { tx: Tx; record: Row; input: Edited }) => {
      const { validFrom = record.valid_from, validTo = record.valid_to, entrustedBy = record.entrusted_by, ...said } = input;
      await check(tx, said, { validFrom, validTo });
      return { ...defined(said), entrusted_by: entrustedBy, valid_from: validFrom, valid_to: validTo };
    },
    appoint: async ({ tx, record, input, day }: { tx: Tx; record: Row; input: Appointing; day: string }) => ({
      registrars: [...record.registrars, await appointing(tx, input, { registrars: record.registrars, day, at: '' })],
    }),
    dismiss: ({ record, input, day }: { record: Row; input: { account: string; on: string }; day: string }) => {
      const held = inOffice(record.registrars).find((one) => one.account === input.account);
      if (!held) throw wrongField('account', 'notInOffice', 'registries:wrong.notInOffice');
      if (input.on > day) throw wrongField('on', 'inFuture', 'contracts:wrong.inFuture', { on: input.on, today: day });
      if (input.on < held.from)
        throw wrongField('on', 'beforeAppointment', 'registries:wrong.beforeAppointment', { on: held.from });
      const registrars = record.registrars.map((one) => (one === held ? { ...one, until: input.on } : one));
      if (record.state === 'active') enough(registrars);
      return { registrars };
    },
    open: ({ record }: { record: Row }) => enough(record.registrars),
    suspend: async ({ tx, record, input }: { tx: Tx; record: Row; input: { reason: string; handTo: string | null } }) => {
      const { handTo, reason } = input;
      if (handTo === record.id) throw wrongField('handTo', 'same', 'contracts:wrong.registrySame');
      if (handTo !== null) await holdActive(tx, handTo, 'handTo');
      else {
        const { total } = await openCasesOf(tx, record.id);
        if (total > 0) throw wrongField('handTo', 'required', 'registries:wrong.handTo', { count: total });
      }
      return { reason, handed_to: handTo };
    },
    resume: ({ record }: { record: Row }) => {
      enough(record.registrars);
      return { reason: null, handed_to: null };
    },
    close: ({ input }: { input: { reason: string } }) => ({ reason: input.reason }),
  };
}

type Fields = {
  name: string;
  organization: string | null;
  owners: string[];
  territory: string[];
  entrustedBy: string | null;
  validFrom: string | null;
  validTo: string | null;
};
type Created = Fields & { code: string; registrars: Appointing[] };
type Edited = { [K in keyof Fields]?: Fields[K] | undefined };
const defined = ({ name, organization, owners, territory }: Omit<Edited, 'validFrom' | 'validTo' | 'entrustedBy'>) => ({
  ...(name === undefined ? {} : { name }),
  ...(organization === undefined ? {} : { organization }),
  ...(owners === undefined ? {} : { owners }),
  ...(territory === undefined ? {} : { territory }),
});

function enough(registrars: readonly Registrar[]): undefined {
  const count = inOffice(registrars).length;
  if (count < fewestRegistrars) throw tooFewRegistrars({ count, least: fewestRegistrars });
}

async function knownOrganizations(tx: Tx, organizations: Organizations, { organization, owners = [] }: Said): Promise<void> {
  const names = await organizations.names([...owners, ...(organization ? [organization] : [])], tx);
  if (organization && !names.has(organization)) throw wrongField('organization', 'unknown', 'contracts:wrong.organization');
  const strange = owners.findIndex((one) => !names.has(one));
  if (strange >= 0) throw wrongField(`owners.${strange}`, 'unknown', 'contracts:wrong.organization');
}

type Appointment = { registrars: readonly Registrar[]; day: string; at: string };
/** The appointment of a person who holds the role, is trained and filed, and is not in office yet. */
async function appointing(tx: Tx, one: Appointing, { registrars, day, at }: Appointment): Promise<Registrar> {
  const { rows } = await sql`select from accounts a join account_roles r on r.account = a.id
    where a.id = ${one.account}::uuid and r.role = 'registrar' and not a.disabled`.execute(tx);
  if (rows.length === 0) throw wrongField(`${at}account`, 'noRegistrar', 'registries:wrong.noRegistrar');
  if (inOffice(registrars).some((other) => other.account === one.account))
    throw wrongField(`${at}account`, 'inOffice', 'registries:wrong.inOffice');
  for (const field of ['trainedOn', 'filedOn'] as const)
    if (one[field] > day)
      throw wrongField(`${at}${field}`, 'inFuture', 'contracts:wrong.inFuture', { on: one[field], today: day });
  if (one.filedOn < one.trainedOn)
    throw wrongField(`${at}filedOn`, 'beforeTraining', 'registries:wrong.beforeTraining', { on: one.trainedOn });
  return { account: one.account, trainedOn: one.trainedOn, filedOn: one.filedOn, from: day, until: null };
}

export type Names = { id: string; name: string; english: string | null };
export async function accountNames(on: Kysely<ContractTables>, ids: readonly string[]): Promise<Map<string, Names>> {
  const { rows } = await sql<Names>`select id, name, name_in_english as english from accounts
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row]));
}
export const nameIn = (of: Names | undefined, { language }: Actor): string | null =>
  of === undefined ? null : language === 'en' ? (of.english ?? of.name) : of.name;

async function registryNames(on: Kysely<ContractTables>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await on
    .selectFrom('registries')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** How many cases are open at a registry, by state. */
async function openCasesOf(on: Kysely<ContractTables>, registry: string) {
  const { rows: states } = await sql<{ state: string; count: number }>`select state, count(*)::int as count from contracts
    where registry = ${registry}::uuid and state = any(${[...openStates]}::text[]) group by state order by state`.execute(on);
  return { states, total: states.reduce((sum, one) => sum + one.count, 0) };
}

const shownAtMost = 20;
type OpenedRegistries = Pick<Registries, 'one' | 'list' | 'act' | 'events' | 'kind' | 'definition'>;

function mountRegistries(app: FastifyInstance, kernel: Kernel, db: Kysely<ContractTables>, registries: OpenedRegistries): void {
  mountKind(app, kernel, registries);
  mount(app, getOpenCases, async ({ params: { id }, actor }) => {
    await registries.one(actor, id);
    const { rows: items } = await sql<{ id: string; title: string; state: string; submittedOn: string | null }>`
      select id, title, state, submitted_on as "submittedOn" from contracts
      where registry = ${id}::uuid and state = any(${[...openStates]}::text[])
      order by submitted_on, id limit ${shownAtMost}`.execute(db);
    return { ...(await openCasesOf(db, id)), items };
  });
  mount(app, listCandidates, async ({ actor: { language } }) => {
    const { rows: items } = await sql<{ id: string; name: string }>`
      select a.id, ${language === 'en' ? sql`coalesce(a.name_in_english, a.name)` : sql`a.name`} as name
      from accounts a join account_roles r on r.account = a.id where r.role = 'registrar' and not a.disabled
      order by a.name, a.id limit 500`.execute(db);
    return { items };
  });
  mount(app, listDraws, async ({ params: { id }, actor }) => {
    if (!(await kernel.kinds.get('registry')?.seen(db, id, actor))) throw notFound();
    return { items: await drawsOf(db, id, worksHere(actor)) };
  });
}
