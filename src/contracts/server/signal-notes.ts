// Notes of signals as records: who may read and write them, and which signal a note is of. Who reads signals at all is said here once.
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notFound, someOf } from '../../platform/shared/errors.ts';
import { type Kernel, openKind, seenAsSql, type Sight } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { life, signalGone, signalNoted, signalNoteRecords } from '../signalNote.ts';
import type { Signal } from '../signals.ts';
import { inCharge, inSpotCheck, mayNote } from './in-charge.ts';
import type { Contracts, ContractTables, SignalNotes as Table } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
export type SignalNotes = ReturnType<typeof openSignalNotes>;

/** A condition on contracts: its parties learn nothing of its signals, whatever else they are. */
const ofNoParty = (actor: Actor): RawBuilder<boolean> => sql<boolean>`not exists (
  select from memberships m where m.account = ${actor.for ?? actor.account}::uuid and (m.until is null or m.until >= current_date - 1)
    and contracts.organizations ?| array(with recursive up(id, next) as (select id, merged_into from organizations where id = m.organization
        union all select o.id, o.merged_into from up u join organizations o on o.id = u.next),
      same(id) as (select id from up where next is null union select o.id from organizations o join same s on o.merged_into = s.id)
      select id::text from same))`;

/** Contracts whose signals the actor reads: as their registrar, in charge or of a check, as an officer of the bureau, as an auditor. */
export function seesSignals(actor: Actor): Sight {
  const own = hasRole(actor, 'registrar') ? [sql<boolean>`(${inCharge(actor)} or ${inSpotCheck(actor)})`] : [];
  const all = hasRole(actor, 'bureauOfficer', 'auditAdmin') ? [sql<boolean>`true`] : [];
  const parts = [...own, ...all];
  if (parts.length === 0 || actor.account === null) return 'none';
  return sql<boolean>`(contracts.submitted_on is not null and (${sql.join(parts, sql` or `)}) and ${ofNoParty(actor)})`;
}

export function openSignalNotes(kernel: Kernel, db: Kysely<ContractTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: signalNoteRecords,
    table: 'signal_notes',
    related: async (rows, on) => ({
      contracts: await titlesOf(
        on,
        rows.map((row) => row.contract),
      ),
      people: await peopleOf(
        on,
        rows.map((row) => row.noted_by),
      ),
    }),
    present: (row, _personal, actor, { related }) => ({
      contract: row.contract,
      contractTitle: related?.contracts.get(row.contract) ?? null,
      key: row.key,
      reason: row.reason,
      notedBy: nameIn(related?.people.get(row.noted_by), actor),
      notedOn: row.noted_on,
    }),
    title: (row) => row.key,
    visible: (actor) => {
      const sight = seesSignals(actor);
      return sight === 'all' || sight === 'none' ? sight : sql<boolean>`contract in (select id from contracts where ${sight})`;
    },
    parties: {},
    filters: {
      contract: (value) => sql<boolean>`contract = ${value}::uuid`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
    },
    handlers: {
      create: async ({ tx, input, actor, day }) => {
        const { contract, key, reason } = input;
        const records = await restsOn(tx, organizations, { contract, key, actor, day });
        await oneAtATime(tx, 'signal', `${contract} ${key}`);
        const other = await tx
          .selectFrom('signal_notes')
          .select('id')
          .where('contract', '=', contract)
          .where('key', '=', key)
          .executeTakeFirst();
        if (other) throw signalNoted();
        return { contract, key, records, reason, noted_by: personOf(actor), noted_on: day };
      },
      revise: async ({ tx, record, input, actor, day }) => ({
        records: await restsOn(tx, organizations, { ...record, actor, day }),
        reason: input.reason,
        noted_by: personOf(actor),
        noted_on: day,
      }),
    },
  });
}

/** Whoever acts for a registrar acts as that one. */
const personOf = (actor: Actor): string => actor.for ?? actor.account ?? '';

type Asked = Pick<Row, 'contract' | 'key'> & { actor: Actor; day: string };
/** Records that the signal rests on now, where the actor may note anything of it. */
async function restsOn(tx: Kysely<ContractTables>, organizations: Organizations, { contract, key, actor, day }: Asked) {
  const { rows } = await sql<Selectable<Contracts>>`select * from contracts
    where id = ${contract}::uuid and ${seenAsSql(seesSignals(actor))} for share`.execute(tx);
  const record = rows[0];
  if (!record) throw notFound();
  await mayNote(tx, organizations, { actor, record, day });
  const { rows: kept } = await sql<{
    signals: Signal[];
  }>`select signals from contract_signals where contract = ${contract}::uuid`.execute(tx);
  const signal = kept[0]?.signals.find((one) => one.key === key);
  if (!signal) throw signalGone();
  return signal.records.map(({ id }) => id);
}

async function titlesOf(on: Kysely<ContractTables>, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`select id, title from contracts
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map(({ id, title }) => [id, title]));
}

type Names = { id: string; name: string; english: string | null };
export async function peopleOf(on: Kysely<ContractTables>, ids: readonly string[]): Promise<Map<string, Names>> {
  const { rows } = await sql<Names>`select id, name, name_in_english as english from accounts
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row]));
}
export const nameIn = (of: Names | undefined, { language }: Pick<Actor, 'language'>): string | null =>
  of === undefined ? null : language === 'en' ? (of.english ?? of.name) : of.name;
