// Follows the register and keeps what its contracts tell: one process at a time, in short steps, by a cursor over closed batches. Decision 0013.
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type Kysely, sql, type Updateable } from 'kysely';
import type { Signal, SignalRules } from '../../signals.ts';
import type { ContractTables } from '../tables.ts';
import { keepSignals, neighboursOf } from './kept.ts';
import { openSignals, type Signals } from './signals.ts';
import { type Place, portOn, readSubjects } from './subjects.ts';

type Db = Kysely<ContractTables>;
export type Watch = {
  /** Every few seconds: takes in what has changed, and reckons it and what hangs on it. Gives how many contracts were reckoned. */
  work: () => Promise<number>;
  /** Contracts in this process's index; 0 where another process reckons. */
  readonly size: number;
  /** Ends after the step under way, and gives the right to reckon away. */
  close: () => Promise<void>;
};

/** Seconds for which a process holds the right without renewing it: longer than any step. */
const lease = 30;
/** Contracts read at once. */
const chunk = 200;
/** Milliseconds that others wait at most. */
const step = 20;

export type Watching = {
  db: Db;
  organizations: Place;
  rules: SignalRules;
  digest: string;
  /** Model texts that the platform itself offers. */
  forms?: readonly string[];
};

export function openWatch({ db, organizations, rules, digest, forms = [] }: Watching): Watch {
  const me = randomUUID();
  let signals: Signals | null = null;
  let closing = false;
  let under: Promise<unknown> = Promise.resolve();
  /** Versions taken in of what changed in batches that are still open: they are read again until these close. */
  const recent = new Map<string, number>();
  const pause = shortSteps();
  const port = portOn(db, organizations);

  /** Takes or renews the right; false where another process holds it, and then nothing of the register stays in memory here. */
  async function holds(of: { phase?: 'reading' | 'reckoning' | 'following'; done?: number; total?: number } = {}) {
    const mine = { holder: me, until: sql<Date>`clock_timestamp() + make_interval(secs => ${lease})`, ...of };
    const row = await db
      .insertInto('signal_watch')
      .values({ one: true, through: null, rules: null, phase: 'none', done: 0, total: 0, ...mine })
      .onConflict((on) =>
        on
          .column('one')
          .doUpdateSet(mine)
          .where(({ eb, or }) =>
            or([
              eb('signal_watch.holder', '=', me),
              eb('signal_watch.holder', 'is', null),
              eb('signal_watch.until', '<', sql<Date>`clock_timestamp()`),
            ]),
          ),
      )
      .returning(['through', 'rules'])
      .executeTakeFirst();
    if (row && !closing) return row;
    signals = null;
    recent.clear();
    return null;
  }

  /** Writes down how far it has come, while it holds the right. */
  const note = (said: Partial<Updateable<ContractTables['signal_watch']>>) =>
    db.updateTable('signal_watch').set(said).where('holder', '=', me).execute();

  /** All that is not a draft and not gone, into memory; the open ones last, so that they are reckoned by all that was there. */
  async function read(): Promise<Signals | null> {
    const opened = openSignals(rules, port, forms);
    const { rows } = await sql<{ id: string }>`select id from contracts
      where state in ('registered', 'submitted', 'sentBack', 'accepted', 'reviewed', 'expertReview') order by id`.execute(db);
    for (let at = 0; at < rows.length; at += chunk) {
      if (!(await holds({ phase: 'reading', done: at, total: rows.length }))) return null;
      const ids = rows.slice(at, at + chunk).map(({ id }) => id);
      for (const { subject, version } of await readSubjects(db, organizations, ids)) {
        opened.follow(subject);
        recent.set(subject.id, version);
        await pause();
      }
    }
    return opened;
  }

  /** Takes some contracts in, and reckons them and those that hang on them. */
  async function reckon(ids: readonly string[], known: Signals, alone = false): Promise<number> {
    const changed = await readSubjects(db, organizations, ids);
    // Of the whole register all was taken in when it was read.
    for (const { subject, version } of alone ? [] : changed) {
      known.follow(subject);
      recent.set(subject.id, version);
      await pause();
    }
    const neighbours = alone ? [] : await neighboursOf(db, ids);
    const all = [...changed, ...(await readSubjects(db, organizations, neighbours))];
    const made: { contract: string; version: number; signals: Signal[] }[] = [];
    const say = async ({ subject, version, state }: (typeof all)[number]) => {
      // What its seller took back tells nobody anything.
      const told = state === 'withdrawn' || state === 'lapsed' ? [] : await known.signalsOf(subject);
      made.push({ contract: subject.id, version, signals: told });
      await pause();
      return told;
    };
    const met = new Set<string>();
    for (const one of all)
      for (const { records } of await say(one)) for (const { kind, id } of records) if (kind === 'contract') met.add(id);
    // Those that it rests on now rest on it: a second copy is told of the first one too.
    for (const { subject } of all) met.delete(subject.id);
    if (!alone) for (const one of await readSubjects(db, organizations, [...met])) await say(one);
    await keepSignals(db, made);
    return made.length;
  }

  /** The whole register once: what is open first, then the newest registrations. What was reckoned before a stop is not done again. */
  async function reckonAll(known: Signals): Promise<number | null> {
    const { rows } = await sql<{ id: string }>`select c.id from contracts c left join contract_signals s on s.contract = c.id
      where c.state <> 'draft' and s.version is distinct from c.version
      order by c.registered_on is null and c.decided_on is null desc, c.registered_on desc nulls last, c.id desc`.execute(db);
    for (let at = 0; at < rows.length; at += chunk) {
      if (!(await holds({ phase: 'reckoning', done: at, total: rows.length }))) return null;
      await reckon(
        rows.slice(at, at + chunk).map(({ id }) => id),
        known,
        true,
      );
    }
    return rows.length;
  }

  /**
   * What changed since the cursor. A batch that was closed before the look holds nothing that could still come, so the cursor may pass it; what
   * lies in open ones is read again and again until they close, and known by its version.
   */
  async function follow(known: Signals, through: number): Promise<number> {
    const closed = await lastClosed(db);
    const { rows } = await sql<{ id: string; version: number }>`select c.id, c.version from contracts c
      where c.id in (select record from events where batch > ${through} and kind = 'contract') order by c.id`.execute(db);
    const own = rows.filter(({ id, version }) => recent.get(id) !== version).map(({ id }) => id);
    const changed = [...new Set([...own, ...(await ofOthers(through, closed))])];
    let count = 0;
    for (let at = 0; at < changed.length; at += chunk) {
      if (!(await holds(changed.length > chunk ? { phase: 'reckoning', done: at, total: changed.length } : {}))) return count;
      count += await reckon(changed.slice(at, at + chunk), known);
    }
    if (closed > through) {
      await note({ through: closed, phase: 'following' });
      recent.clear();
    }
    return count;
  }

  /** Whether an organization, or one that it is one with, is a party. A condition on contracts called `c`. */
  const isParty = (id: string) =>
    sql<boolean>`exists (select from (${organizations.oneWith(id)}) one where c.organizations @> jsonb_build_array(one.id::text))`;
  const contractsWith = async (...parties: string[]): Promise<string[]> => {
    const { rows } = await sql<{
      id: string;
    }>`select c.id from contracts c where ${sql.join(parties.map(isParty), sql` and `)}`.execute(db);
    return rows.map(({ id }) => id);
  };

  /** Contracts of organizations that became one with another, or no longer are; and those between two of whom somebody said how they hang together. */
  async function ofOthers(through: number, closed: number): Promise<string[]> {
    if (closed <= through) return [];
    const { rows } = await sql<{ parties: string[] }>`select distinct array[record] as parties from events
        where batch > ${through} and batch <= ${closed} and kind = 'organization' and action in ('merge', 'undoMerge')
      union select array[first, second] from organization_relations
        where id in (select record from events where batch > ${through} and batch <= ${closed} and kind = 'organizationRelation')`.execute(
      db,
    );
    const found: string[] = [];
    for (const { parties } of rows) found.push(...(await contractsWith(...parties)));
    return found;
  }

  async function look(): Promise<number> {
    const held = await holds();
    if (!held) return 0;
    if (held.rules !== digest) {
      // Reckoned by other rules: everything begins anew.
      await db.deleteFrom('contract_signals').execute();
      await note({ through: null, rules: digest });
      held.through = null;
    }
    // Looked up before the register is read: what is closed later is followed afterwards.
    const before = await lastClosed(db);
    const isNew = signals === null;
    signals ??= await read();
    if (signals === null) return 0;
    let count = 0;
    if (held.through === null) {
      const all = await reckonAll(signals);
      if (all === null) return 0;
      count += all;
      await note({ through: before, phase: 'following' });
    } else if (isNew) {
      // What changed since the cursor is in memory now, and still to be reckoned.
      recent.clear();
      await holds({ phase: 'following' });
    }
    return count + (await follow(signals, held.through ?? before));
  }

  return {
    work: () => {
      const next = under.catch(() => undefined).then(look);
      under = next;
      return next;
    },
    get size() {
      return signals?.size ?? 0;
    },
    async close() {
      closing = true;
      await under.catch(() => undefined);
      signals = null;
      await note({ holder: null });
    },
  };
}

async function lastClosed(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(max(batch), 0)::int as n from closings`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Gives way to others after so many milliseconds of work. */
function shortSteps(): () => Promise<void> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < step) return;
    await setImmediate();
    begun = performance.now();
  };
}
