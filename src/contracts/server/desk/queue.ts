// What waits for a registrar to decide, the most urgent first, in few columns: the queue of the desk. Reads only.
import { type Kysely, sql } from 'kysely';
import { type Actor, handsOf } from '../../../platform/shared/actor.ts';
import { daysBetween } from '../../../platform/shared/dates.ts';
import { timeLeft, type WorkingDays } from '../../../platform/shared/workingDays.ts';
import { endOrYear } from '../../../records/waits.ts';
import { mostQueued, type Queued, queueStates } from '../../desk.ts';
import type { LaneFile } from '../../lanes.ts';
import { filtersOf } from '../filters.ts';
import { inCharge } from '../in-charge.ts';
import type { ContractTables } from '../tables.ts';

type Db = Kysely<ContractTables>;
export type AskedQueue = {
  q?: string | undefined;
  type?: string | undefined;
  state?: string | undefined;
  flag?: string | undefined;
};
type Row = Omit<Queued, 'dueOn' | 'left' | 'unpublished'>;

const flagged = {
  large: sql<boolean>`large`,
  secondReview: sql<boolean>`second_review`,
  sentBackBefore: sql<boolean>`sent_back_on is not null`,
} as const;
const isFlag = (said: string): said is keyof typeof flagged => said in flagged;

/** Rows that wait for this actor: in charge, undecided, and where a second one decides not those that went through his hands. */
async function rowsOf(db: Db, actor: Actor, { q, type, state, flag }: AskedQueue, terms: LaneFile['terms']): Promise<Row[]> {
  const filters = filtersOf([]);
  const hands = [...handsOf(actor)];
  const conditions = [
    sql<boolean>`state = any(${state ? [state] : [...queueStates]}::text[])`,
    sql<boolean>`submitted_on is not null`,
    inCharge(actor),
    sql<boolean>`not (state in ('reviewed', 'expertReview') and second_review
      and (coalesce(reviewed_by = any(${hands}::text[]), false) or coalesce(reviewed_for = any(${hands}::text[]), false)))`,
    ...(q ? [filters.q(q)] : []),
    ...(type ? [filters.type(type)] : []),
    ...(flag && isFlag(flag) ? [flagged[flag]] : []),
  ];
  // Terms count working days: seven days of the calendar for five of them put the most urgent first, exactly enough to choose them by.
  const { rows } = await sql<Row>`
    select id, version, state, title, type, amount::text as amount, submitted_on as "submittedOn", accepted_on as "acceptedOn",
      large, second_review as "secondReview", sent_back_on is not null as "sentBackBefore", text_digest is not null as "hasText",
      (select o.name from organizations o where o.id = contracts.seller) as "sellerName"
    from contracts where ${sql.join(conditions, sql` and `)}
    order by accepted_on + case when large then ${Math.ceil(terms.long * 1.4)}::int else ${Math.ceil(terms.usual * 1.4)}::int end
      nulls last, submitted_on, id
    limit ${mostQueued + 1}`.execute(db);
  return rows;
}

/** Sorted by the last day; what has none after it, in the order in which it came in. */
export async function queueOf(
  db: Db,
  actor: Actor,
  asked: AskedQueue,
  { terms, calendar, today }: { terms: LaneFile['terms']; calendar: WorkingDays; today: string },
): Promise<{ items: Queued[]; more: boolean }> {
  const rows = await rowsOf(db, actor, asked, terms);
  const dues = new Map<string, ReturnType<typeof endOrYear>>();
  const dueOf = ({ acceptedOn, large }: Row) => {
    if (acceptedOn === null) return { on: null, unpublished: null };
    const key = `${acceptedOn} ${large}`;
    const due = dues.get(key) ?? endOrYear(calendar, acceptedOn, { days: large ? terms.long : terms.usual, kind: 'working' });
    dues.set(key, due);
    return due;
  };
  const items = rows.slice(0, mostQueued).map((row): Queued => {
    const { on, unpublished } = dueOf(row);
    const left = on === null ? null : { ...timeLeft(calendar, today, on), days: daysBetween(today, on) };
    return { ...row, dueOn: on, left, unpublished };
  });
  const last = (one: Queued) => one.dueOn ?? '9999';
  items.sort((a, b) => last(a).localeCompare(last(b)) || (a.submittedOn ?? '').localeCompare(b.submittedOn ?? ''));
  return { items, more: rows.length > mostQueued };
}
