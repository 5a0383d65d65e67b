// The public notice of an agreed price: opened by the institution, objections lodged and decided, ended by the clock; no contract before. And the contract draft.
import type { QueryExecutorProvider, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { endOfTerm, type WorkingDays } from '../../../platform/shared/workingDays.ts';
import type { Contracts, ContractTables } from '../../../contracts/server/index.ts';
import { contractOf } from '../../dealContract.ts';
import { noNotice, noticeFirst, noticeOver, objectionDecided, tooMany } from '../../deal.ts';
import { mostObjections, type Notice, type NoticeRule, noticeRuleFor } from '../../dealNotice.ts';
import { acceptedOffer } from '../../dealOffer.ts';
import { agreedOf, type Of, providerOf, type Row, takenBack, type Tx } from './handlers.ts';

export type NoticeAround = {
  rules: readonly NoticeRule[];
  calendar: (tx: Tx) => Promise<WorkingDays>;
  contracts: Pick<Contracts, 'act'>;
  /** The transaction of a deal's act, as contracts see it. */
  ofContracts: (tx: object) => Transaction<ContractTables>;
};

export const providerIdOf = (row: Row): string | null => (providerOf(row) === 'owner' ? row.owner : row.asker);

/** Credit codes of those who give the technology, by organization: whether one is a public institution its code says. */
export async function codesOf(on: QueryExecutorProvider, rows: readonly Row[]): Promise<Map<string, string | null>> {
  const ids = rows.flatMap((row) => providerIdOf(row) ?? []);
  if (ids.length === 0) return new Map();
  const { rows: found } = await sql<{ id: string; code: string | null }>`select id, credit_code as code from organizations
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(found.map(({ id, code }) => [id, code]));
}

/** The rule by which what was agreed needs a notice; null where none does. */
export function ruleOf(rules: readonly NoticeRule[], row: Row, code: string | null | undefined): NoticeRule | null {
  const agreed = acceptedOffer(row.offers);
  // Asked of agreed prices alone.
  if (agreed === null || row.auction !== null) return null;
  return noticeRuleFor(rules, { creditCode: code ?? null, sort: row.sort, cooperation: agreed.cooperation, on: agreed.on });
}
const neededBy = async (tx: Tx, rules: readonly NoticeRule[], row: Row): Promise<NoticeRule | null> =>
  ruleOf(rules, row, (await codesOf(tx, [row])).get(providerIdOf(row) ?? ''));

const running = (record: Row): Notice => {
  if (record.notice === null) throw noNotice();
  return record.notice;
};
const decided = (of: Notice, number: number, decision: 'dismissed' | 'upheld', reason: string, decidedOn: string): Notice => {
  if (!of.objections.some((one) => one.number === number && one.decision === null)) throw objectionDecided({ number });
  return {
    ...of,
    objections: of.objections.map((one) => (one.number === number ? { ...one, decision, reason, decidedOn } : one)),
  };
};

export const noticeHandlers = ({ rules, calendar, contracts, ofContracts }: NoticeAround) => ({
  giveNotice: async ({ tx, record, day }: Of<unknown>) => {
    const rule = await neededBy(tx, rules, record);
    if (rule === null || record.notice?.endedOn) throw noNotice();
    const until = endOfTerm(await calendar(tx), day, rule.period);
    return { notice: { rule: rule.code, openedOn: day, until, endedOn: null, objections: [] } };
  },
  object: ({ record, input, day }: Of<{ name: string; text: string }>) => {
    const of = running(record);
    if (of.until !== null && of.until < day) throw noticeOver({ on: of.until });
    if (of.objections.length >= mostObjections) throw tooMany({ most: mostObjections });
    const number = of.objections.length + 1;
    const made = { number, text: input.text, on: day, decision: null, reason: null, decidedOn: null };
    return { notice: { ...of, objections: [...of.objections, made] }, personal: { [`objector.${number}`]: input.name } };
  },
  dismissObjection: ({ record, input, day }: Of<{ objection: number; reason: string }>) => ({
    notice: decided(running(record), input.objection, 'dismissed', input.reason, day),
  }),
  upholdObjection: ({ record, input, day }: Of<{ objection: number; reason: string }>) => ({
    ...takenBack(record, input.reason),
    notice: decided(running(record), input.objection, 'upheld', input.reason, day),
  }),
  endNotice: ({ record, day }: Of<unknown>) => ({ notice: { ...running(record), endedOn: day } }),
  /** In the name of who acts: the draft is the provider's own, as if it had typed it. */
  draftContract: async ({ tx, record, actor }: Of<unknown>) => {
    const rule = await neededBy(tx, rules, record);
    if (rule !== null && !record.notice?.endedOn) throw noticeFirst({ days: rule.period.days });
    return { contract: await begun(tx, { contracts, ofContracts }, record, actor), reason: null };
  },
});

async function begun(tx: Tx, of: Pick<NoticeAround, 'contracts' | 'ofContracts'>, record: Row, actor: Actor): Promise<string> {
  const listing = await tx
    .selectFrom('listings')
    .select(['field', 'industry', 'sort'])
    .where('id', '=', record.listing)
    .executeTakeFirstOrThrow();
  const taker = providerOf(record) === 'owner' ? record.asker : (record.owner ?? record.asker);
  const input = contractOf({ ...listing, title: record.title }, agreedOf(record), taker);
  return (await of.contracts.act('create', { actor, input, within: of.ofContracts(tx) })).row.id;
}
