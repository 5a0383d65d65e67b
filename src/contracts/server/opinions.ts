// Experts asked about a contract: the question, and their opinion as a registrar records it. Without it nobody decides on what they were asked.
import { type Selectable, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { wrongField } from '../../platform/shared/errors.ts';
import { type ExpertReview, expertsField, type OpinionInput, opinionFirst } from '../opinions.ts';
import type { Contracts as Table, ContractTables } from './tables.ts';

type Row = Selectable<Table>;
export type OpinionSaid = z.output<typeof OpinionInput>;
type Recording = { tx: Transaction<ContractTables>; record: Row; day: string; input: OpinionSaid };

export const askExperts = ({ record, input, day }: { record: Row; input: { reason: string }; day: string }) => ({
  reason: input.reason,
  expert_reviews: [...record.expert_reviews, { askedOn: day, reason: input.reason, opinion: null }],
});

export async function recordOpinion({ tx, record, input, day }: Recording) {
  const { experts, ...opinion } = input;
  // Asked before questions were kept: it is known since when the case lies there.
  const asked = record.expert_reviews.at(-1) ?? { askedOn: record.accepted_on ?? day, reason: '', opinion: null };
  if (opinion.on > day) throw wrongField('on', 'inFuture', 'contracts:wrong.inFuture', { on: opinion.on, today: day });
  if (opinion.on < asked.askedOn) throw wrongField('on', 'beforeAsking', 'contracts:wrong.beforeAsking', { on: asked.askedOn });
  if (opinion.votesFor + opinion.votesAgainst + opinion.votesAbstained === 0)
    throw wrongField('votesFor', 'nobody', 'contracts:wrong.nobodyVoted');
  await filesOf(tx, record, opinion.attachments);
  const reviews: ExpertReview[] = [...record.expert_reviews.slice(0, -1), { ...asked, opinion }];
  return { expert_reviews: reviews, personal: { [expertsField(reviews.length - 1)]: experts } };
}

/** Throws unless all of them are attached to this contract. */
async function filesOf(tx: Transaction<ContractTables>, record: Row, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string }>`select id from attachments
    where record = ${record.id}::uuid and state = 'attached' and id = any(${[...ids]}::uuid[])`.execute(tx);
  const known = new Set(rows.map((one) => one.id));
  const strange = ids.findIndex((one) => !known.has(one));
  if (strange >= 0) throw wrongField(`attachments.${strange}`, 'unknown', 'contracts:wrong.attachment');
}

/** Throws while experts have been asked and have not answered. */
export function answered(record: Row): void {
  if (record.state === 'expertReview' && (record.expert_reviews.at(-1)?.opinion ?? null) === null) throw opinionFirst();
}
