// What happens to the years of the contracts' figures: looked through line by line, closed by two officers, revised by number.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole, sameHands } from '../../platform/shared/actor.ts';
import { endOfYear } from '../../platform/shared/dates.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { type Kernel, now, openKind, type WaitOf } from '../../records/server/index.ts';
import {
  casesWait,
  changedSince,
  type CheckLine,
  checkLines,
  contractYearRecords,
  life,
  notTicked,
  ownProposal,
  type Proposal,
  stillJudging,
  type Tick,
  yearNotOver,
  yearReaders,
  yearTaken,
} from '../contractYear.ts';
import { yearTells } from '../yearTells.ts';
import { holdAlone } from './closed-years.ts';
import { accountNames, nameIn, type Names } from './registries.ts';
import type { ContractTables, ContractYears as Table } from './tables.ts';
import { checkListOf, standOf } from './year-list.ts';
import type { Suspects } from './year-suspects.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
/** A contract whose figures are reckoned anew because of an act on a year. */
export type Reckoning = { actor: Actor; action: 'recalculate'; id: string; input: Record<string, never>; cause: string };
type With = {
  suspects: Suspects;
  /** Acts on contracts inside the transaction of an act on a year. */
  recalculate: (tx: object, calls: readonly Reckoning[]) => Promise<unknown>;
};
export type OpenedYears = ReturnType<typeof openContractYears>;

export function openContractYears(kernel: Kernel, db: Kysely<ContractTables>, { suspects, recalculate }: With) {
  const opened = openKind(kernel, db, {
    kind: contractYearRecords,
    table: 'contract_years',
    related: async (rows, on) => accountNames(on, rows.flatMap(handsIn)),
    present: (row, _personal, actor, { related }) => presented(row, actor, related ?? new Map()),
    title: (row) => String(row.year),
    tells: yearTells,
    visible: (actor) => (hasRole(actor, ...yearReaders, 'clock') ? 'all' : 'none'),
    parties: {},
    filters: {
      year: (value) => sql<boolean>`year = ${Number(value)}`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
    },
    waits,
    handlers: handlersOf(suspects, kernel),
  });

  // What had been posted on a later day, because the year was closed, goes into it by name.
  kernel.after('contractYear', ['admitRevision'], async (tx, { id: cause, row }) => {
    const ids = (row['revisions'] as Row['revisions']).at(-1)?.contracts ?? [];
    await recalculate(
      tx,
      ids.map((id) => ({ actor: clock, action: 'recalculate', id, input: {}, cause })),
    );
  });
  return opened;
}

const waits: WaitOf<Row, typeof life>[] = [
  {
    states: ['open'],
    for: 'propose',
    words: 'contractYears:waits.propose',
    when: (row, today) => today > endOfYear(row.year),
  },
  {
    states: ['proposed'],
    for: 'close',
    words: 'contractYears:waits.close',
    since: (row) => row.proposed_on,
    whose: (actor, row) => !sameHands(actor, row.proposed_by, row.proposed_for),
  },
  {
    states: ['revisionProposed'],
    for: 'admitRevision',
    words: 'contractYears:waits.admitRevision',
    since: (row) => row.proposal?.on ?? null,
    whose: (actor, row) => !sameHands(actor, row.proposal?.by ?? null, row.proposal?.for ?? null),
  },
  { states: ['revising'], for: 'concludeRevision', words: 'contractYears:waits.concludeRevision' },
];

type Acting = { tx: Tx; record: Row; actor: Actor; day: string; at: Date };

function handlersOf(suspects: Suspects, kernel: Kernel) {
  return {
    create: async ({ tx, input: { year }, day }: { tx: Tx; input: { year: number }; day: string }) => {
      if (year > Number(day.slice(0, 4)))
        throw wrongField('year', 'inFuture', 'contractYears:wrong.inFuture', { year: String(year) });
      await oneAtATime(tx, 'contract year', String(year));
      const other = await tx.selectFrom('contract_years').select('id').where('year', '=', year).executeTakeFirst();
      const params = { year: String(year) };
      if (other) throw yearTaken(params, [{ path: 'year', code: 'taken', words: 'contractYears:refusals.taken', params }]);
      return { ...blank, year };
    },
    tick: async ({ tx, record, actor, input, day }: Acting & { input: { line: CheckLine; note: string } }) => {
      if (input.line === 'nonTechnology') await judgedAll(tx, suspects, record.year, kernel.loading);
      const stand = await standOf(tx, suspects, record.year, input.line);
      const tick: Tick = { ...input, by: actor.account, for: actor.for ?? null, on: day, ...stand };
      return { ticks: [...record.ticks.filter((one) => one.line !== input.line), tick] };
    },
    untick: ({ record, input }: Acting & { input: { line: CheckLine } }) => ({
      ticks: record.ticks.filter((one) => one.line !== input.line),
    }),
    propose: async ({ tx, record, actor, day }: Acting) => {
      await maySettle(tx, suspects, { record, day, loading: kernel.loading });
      return { proposed_by: actor.account, proposed_for: actor.for ?? null, proposed_on: day, reason: null };
    },
    sendBack: ({ input }: Acting & { input: { reason: string } }) => ({ ...nobody, reason: input.reason }),
    close: async ({ tx, record, actor, day, at }: Acting) => {
      if (sameHands(actor, record.proposed_by, record.proposed_for)) throw ownProposal();
      // From here on acts wait until the year is closed: what was under way is in it.
      await holdAlone(tx);
      await maySettle(tx, suspects, { record, day, loading: kernel.loading });
      const closed_at = await instantOf(tx, kernel, at);
      return { closed_by: actor.account, closed_for: actor.for ?? null, closed_on: day, closed_at, reason: null };
    },
    proposeRevision: async ({ tx, actor, input, day }: Acting & { input: { reason: string; contracts: string[] } }) => {
      const contracts = [...new Set(input.contracts)];
      await knownContracts(tx, contracts);
      const proposal: Proposal = { reason: input.reason, contracts, by: actor.account, for: actor.for ?? null, on: day };
      return { proposal, reason: null };
    },
    dropRevision: ({ input }: Acting & { input: { reason: string } }) => ({ proposal: null, reason: input.reason }),
    admitRevision: async ({ tx, record, actor, day, at }: Acting) => {
      const { proposal } = record;
      if (proposal === null) throw new Error('a revision that waits has a proposal');
      if (sameHands(actor, proposal.by, proposal.for)) throw ownProposal();
      // The contracts first, as an act on one of them does: else the two would wait for each other.
      await sql`select id from contracts where id = any(${proposal.contracts}::uuid[]) order by id for update`.execute(tx);
      await holdAlone(tx);
      const admitted = { admittedBy: actor.account, admittedFor: actor.for ?? null, admittedOn: day };
      const admittedAt = (await instantOf(tx, kernel, at)).toISOString();
      const open = { concludedOn: null, concludedAt: null, note: null };
      const n = record.revisions.length + 1;
      return { proposal: null, revisions: [...record.revisions, { ...proposal, n, ...admitted, admittedAt, ...open }] };
    },
    concludeRevision: async ({ tx, record, day, at, input }: Acting & { input: { note: string } }) => {
      await holdAlone(tx);
      const concludedAt = (await instantOf(tx, kernel, at)).toISOString();
      const last = record.revisions.length;
      return {
        revisions: record.revisions.map((one) =>
          one.n === last ? { ...one, concludedOn: day, concludedAt, note: input.note } : one,
        ),
      };
    },
  };
}

/** While a city is loaded acts carry times of their own, and so does what was known. */
const instantOf = async (tx: QueryExecutorProvider, kernel: Kernel, at: Date): Promise<Date> =>
  kernel.loading ? at : new Date((await now(tx)).getTime() + 1);

const nobody = { proposed_by: null, proposed_for: null, proposed_on: null };
const blank = {
  ...nobody,
  ticks: [],
  closed_by: null,
  closed_for: null,
  closed_on: null,
  closed_at: null,
  reason: null,
  proposal: null,
  revisions: [],
};

/** The self-check judges beside requests, and not while a city is loaded. */
async function judgedAll(tx: QueryExecutorProvider, suspects: Suspects, year: number, loading: boolean): Promise<void> {
  const { done, total } = await suspects.progress(tx, year);
  if (!loading && done < total) throw stillJudging({ done, total });
}

type Settling = { record: Row; day: string; loading: boolean };
/** Throws while the year runs, cases wait, a line is not ticked, or stands otherwise than when it was. */
async function maySettle(tx: Tx, suspects: Suspects, { record, day, loading }: Settling): Promise<void> {
  const { year, ticks } = record;
  if (day <= endOfYear(year)) throw yearNotOver({ year: String(year), on: endOfYear(year) });
  const { lines, waiting } = await checkListOf(tx, suspects, { year, ticks, today: day, judging: false });
  if (waiting > 0) throw casesWait({ count: waiting, year: String(year) });
  const named = (some: readonly CheckLine[]) =>
    some.map((line) => ({
      path: `ticks.${checkLines.indexOf(line)}`,
      code: line,
      words: `contractYears:lines.${line}` as const,
    }));
  const left = checkLines.filter((line) => !ticks.some((one) => one.line === line));
  if (left.length > 0) throw notTicked({ count: left.length }, named(left));
  await judgedAll(tx, suspects, year, loading);
  const changed = lines.filter((one) => one.changed).map((one) => one.line);
  if (changed.length > 0) throw changedSince({ count: changed.length }, named(changed));
}

/** Registered once, whatever became of them: drafts and cases count in no year. */
async function knownContracts(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from contracts
    where id = any(${[...ids]}::uuid[]) and registered_on is not null`.execute(tx);
  const known = new Set(rows.map((one) => one.id));
  const strange = ids.findIndex((id) => !known.has(id));
  if (strange >= 0) throw wrongField(`contracts.${strange}`, 'unknown', 'contractYears:wrong.contract');
}

/** Every account that a row names. */
const handsIn = (row: Row): string[] =>
  [
    row.proposed_by,
    row.closed_by,
    row.proposal?.by,
    ...row.ticks.map((one) => one.by),
    ...row.revisions.flatMap((one) => [one.by, one.admittedBy]),
  ].flatMap((one) => one ?? []);

function presented(row: Row, actor: Actor, accounts: ReadonlyMap<string, Names>) {
  const name = (account: string | null) => (account === null ? null : nameIn(accounts.get(account), actor));
  const said = (of: Proposal) => ({ reason: of.reason, contracts: of.contracts.length, by: name(of.by), on: of.on });
  const { state, proposal } = row;
  return {
    year: row.year,
    ticks: row.ticks.map(({ line, note, by, on, count, amount }) => ({ line, note, by: name(by), on, count, amount })),
    proposedBy: name(row.proposed_by),
    proposedOn: row.proposed_on,
    own:
      (state === 'proposed' && sameHands(actor, row.proposed_by, row.proposed_for)) ||
      (proposal !== null && sameHands(actor, proposal.by, proposal.for)),
    closedBy: name(row.closed_by),
    closedOn: row.closed_on,
    closedAt: row.closed_at?.toISOString() ?? null,
    reason: row.reason,
    proposal: proposal && said(proposal),
    revisions: row.revisions.map((one) => ({
      ...said(one),
      n: one.n,
      admittedBy: name(one.admittedBy),
      admittedOn: one.admittedOn,
      concludedOn: one.concludedOn,
      concludedAt: one.concludedAt,
      note: one.note,
    })),
  };
}
