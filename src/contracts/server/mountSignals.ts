// Signals over HTTP: of one contract, and the list of those with any; never to a contract's parties, each with the records that the reader may see. Opens what reckons them.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed } from '../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import { type Kernel, mountKind, seenAsSql, totalOf } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { openStates } from '../contract.ts';
import { getSignals, listSignals, type ShownSignal } from '../signalNote.ts';
import { type Signal, SignalRules } from '../signals.ts';
import { isInCharge } from './in-charge.ts';
import { modelTexts } from './models.ts';
import type { Contracts } from './service.ts';
import { nameIn, openSignalNotes, peopleOf, seesSignals, type SignalNotes } from './signal-notes.ts';
import { openStopping } from './signals/stopping.ts';
import { openWatch, type Watch } from './signals/watch.ts';
import type { ContractTables } from './tables.ts';

type Db = Kysely<ContractTables>;
type With = { kernel: Kernel; db: Db; pack: Pack; organizations: Organizations; contracts: Pick<Contracts, 'one'> };
export type ContractSignals = Watch & {
  notes: SignalNotes;
  open: ReturnType<typeof openStopping>;
  mount: (app: FastifyInstance) => void;
};

/** Counts up when signals are reckoned otherwise from the same rules. */
const way = 1;

export function openContractSignals(of: With): ContractSignals {
  const { kernel, db, pack, organizations } = of;
  const rules = pack.read('law/contract-signals.json', SignalRules);
  const forms = modelTexts(pack);
  const digest = createHash('sha256')
    .update(`${way} ${JSON.stringify([rules, forms])}`)
    .digest('hex');
  const notes = openSignalNotes(kernel, db, organizations);
  const watch = openWatch({ db, organizations, rules, digest, forms });
  const open = openStopping({ db, least: rules.stops, sight: sightOf });
  return Object.assign(watch, { notes, open, mount: (app: FastifyInstance) => mountSignals(app, { ...of, notes }) });
}

const sightOf = (actor: Actor): RawBuilder<boolean> => seenAsSql(seesSignals(actor));

function mountSignals(app: FastifyInstance, of: With & { notes: SignalNotes }): void {
  const { kernel, db, organizations, contracts, notes } = of;
  mountKind(app, kernel, notes);
  mount(app, getSignals, async ({ params: { id }, actor }) => {
    // Who sees the contract and not its signals is told so.
    await contracts.one(actor, id);
    const { rows } =
      await sql<Kept>`select contracts.version, contracts.registry, contracts.spot_check, s.signals, s.at, s.version as reckoned
      from contracts left join contract_signals s on s.contract = contracts.id where contracts.id = ${id}::uuid and ${sightOf(actor)}`.execute(
        db,
      );
    const row = rows[0];
    if (!row) throw notAllowed();
    return {
      signals: await shown(db, organizations, { id, actor, signals: row.signals ?? [] }),
      at: row.at?.toISOString() ?? null,
      behind: row.reckoned !== row.version,
      reading: await readingOf(db),
      notes: await mayBeNoted(db, actor, row),
    };
  });
  mount(app, listSignals, async ({ query, actor }) => listOf(db, organizations, query, actor));
}

type Kept = {
  version: number;
  registry: string | null;
  spot_check: { finding: string | null } | null;
  signals: Signal[] | null;
  at: Date | null;
  reckoned: number | null;
};

async function mayBeNoted(db: Db, actor: Actor, record: Kept): Promise<boolean> {
  if (!hasRole(actor, 'registrar')) return false;
  return record.spot_check?.finding === null || isInCharge(db, { actor, record });
}

/** How far the reading of the register is; null once all of it has been reckoned. */
async function readingOf(db: Db) {
  const { rows } = await sql<{
    phase: 'none' | 'reading' | 'reckoning' | 'following';
    done: number;
    total: number;
    whole: boolean;
  }>`
    select phase, done, total, through is not null as whole from signal_watch`.execute(db);
  const [row] = rows;
  if (!row) return { phase: 'reading' as const, done: 0, total: 0 };
  if (row.phase === 'following' || (row.whole && row.phase === 'reading')) return null;
  return { phase: row.phase === 'none' ? ('reading' as const) : row.phase, done: row.done, total: row.total };
}

type Noted = {
  id: string;
  version: number;
  key: string;
  state: 'explained' | 'ground';
  reason: string;
  noted_by: string;
  noted_on: string;
  records: string[];
};

async function shown(db: Db, organizations: Organizations, of: { id: string; actor: Actor; signals: readonly Signal[] }) {
  const { id, actor, signals } = of;
  const records = signals.flatMap((one) => one.records);
  const ids = (kind: string) => [...new Set(records.flatMap((one) => (one.kind === kind ? [one.id] : [])))];
  const { rows: seen } = await sql<{ id: string; title: string }>`select id, title from contracts
    where id = any(${ids('contract')}::uuid[]) and ${sightOf(actor)}`.execute(db);
  const titles = new Map([
    ...seen.map((row) => [row.id, row.title] as const),
    ...(await organizations.names(ids('organization'))),
  ]);
  const { rows: noted } = await sql<Noted>`select * from signal_notes where contract = ${id}::uuid`.execute(db);
  const people = await peopleOf(
    db,
    noted.map((row) => row.noted_by),
  );
  return signals.map((signal): ShownSignal => {
    const note = noted.find((one) => one.key === signal.key);
    const visible = signal.records.flatMap((one) => {
      const title = titles.get(one.id) ?? (one.kind === 'listing' ? one.title : undefined);
      return title === undefined ? [] : [{ kind: one.kind, id: one.id, title }];
    });
    return {
      key: signal.key,
      weight: signal.weight,
      params: signal.params,
      records: visible.filter((one) => one.id !== id),
      hidden: signal.records.length - visible.length,
      note: note
        ? {
            id: note.id,
            version: note.version,
            state: note.state,
            reason: note.reason,
            notedBy: nameIn(people.get(note.noted_by), actor),
            notedOn: note.noted_on,
            covers: covers(note.records, signal),
          }
        : null,
    };
  });
}

/** What was noted holds for this signal while it rests on nothing new. */
const covers = (noted: readonly string[], { records }: Signal): boolean => records.every(({ id }) => noted.includes(id));

const cursor = z.strictObject({ weight: cursorNumber, id: z.uuid() });
type Query = {
  limit: number;
  after?: string | undefined;
  count?: 'yes' | undefined;
  standing?: 'open' | 'registered' | undefined;
  code?: string | undefined;
  noted?: 'no' | 'explained' | 'ground' | undefined;
  registry?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
type Listed = {
  id: string;
  title: string;
  state: string;
  seller: string;
  amount: string | null;
  day: string | null;
  registry: string | null;
  weight: number;
  signals: Signal[];
  notes: { key: string; state: 'explained' | 'ground'; records: string[] }[] | null;
};

/** The day by which a period is asked: of registration, of handing in while it is open. */
const day = sql`coalesce(contracts.registered_on, contracts.submitted_on)`;

function conditionsOf(query: Query): RawBuilder<boolean>[] {
  const { standing, code, noted, registry, from, to } = query;
  const states = [...(standing === 'registered' ? [] : openStates), ...(standing === 'open' ? [] : ['registered'])];
  // Of each signal: whether a note covers it.
  const note = (
    which: RawBuilder<unknown>,
  ) => sql`exists (select from signal_notes n where n.contract = s.contract and n.key = one ->> 'key'
    and n.records @> coalesce((select jsonb_agg(r -> 'id') from jsonb_array_elements(one -> 'records') r), '[]') ${which})`;
  const some = [
    ...(code ? [sql`one ->> 'key' like ${`${code}.%`}`] : []),
    ...(noted === 'no' ? [sql`not ${note(sql``)}`] : noted ? [note(sql`and n.state = ${noted}`)] : []),
  ];
  return [
    sql<boolean>`contracts.state = any(${states}::text[])`,
    ...(registry ? [sql<boolean>`contracts.registry = ${registry}::uuid`] : []),
    ...(from ? [sql<boolean>`${day} >= ${from}::date`] : []),
    ...(to ? [sql<boolean>`${day} <= ${to}::date`] : []),
    ...(some.length > 0
      ? [sql<boolean>`exists (select from jsonb_array_elements(s.signals) one where ${sql.join(some, sql` and `)})`]
      : []),
  ];
}

async function listOf(db: Db, organizations: Organizations, query: Query, actor: Actor) {
  const after = readCursor(query.after, cursor);
  const where = sql`s.weight > 0 and ${sightOf(actor)} and ${sql.join(conditionsOf(query), sql` and `)}`;
  const [{ rows }, total] = await Promise.all([
    sql<Listed>`select contracts.id, contracts.title, contracts.state, contracts.seller, contracts.amount, ${day} as day, r.name as registry,
        s.weight, s.signals, (select jsonb_agg(jsonb_build_object('key', n.key, 'state', n.state, 'records', n.records))
          from signal_notes n where n.contract = s.contract) as notes
      from contract_signals s join contracts on contracts.id = s.contract left join registries r on r.id = contracts.registry
      where ${where} ${after ? sql`and (s.weight, s.contract) < (${after.weight}, ${after.id}::uuid)` : sql``}
      order by s.weight desc, s.contract desc limit ${query.limit + 1}`.execute(db),
    query.count ? totalOf(db, sql`contract_signals s join contracts on contracts.id = s.contract where ${where}`) : undefined,
  ]);
  const page = rows.slice(0, query.limit);
  const names = await organizations.names([...new Set(page.map((row) => row.seller))]);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      title: row.title,
      state: row.state,
      sellerName: names.get(row.seller) ?? null,
      amount: row.amount,
      on: row.day,
      registryName: row.registry,
      weight: row.weight,
      signals: row.signals.map((one) => {
        const note = row.notes?.find((of) => of.key === one.key && covers(of.records, one));
        return { key: one.key, weight: one.weight, params: one.params, note: note?.state ?? null };
      }),
    })),
    next: rows.length > query.limit && last ? writeCursor({ weight: last.weight, id: last.id }) : null,
    ...(total ? { total } : {}),
    reading: await readingOf(db),
  };
}
