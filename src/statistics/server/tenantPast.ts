// What tenants were asked and answered in the past of an invented city, as its maker says it: judged as it would have been, written at once. Not for real ones.
import { uuidv7 } from 'uuidv7';
import { readAnswers } from '../../forms/answers.ts';
import type { Answering } from './tenantAnswers.ts';
import type { Tx } from './tenantAsks.ts';

export type PastAsk = {
  tenancy: string;
  incubator: string;
  year: number;
  at: Date;
  until: string;
  items: Record<string, string>;
  answered: boolean;
};

/** @throws {Error} where the city is no invented one that is being loaded, or an answer would not have passed. */
export async function loadAsks({ kernel, questions }: Answering, asked: readonly PastAsk[], tx: Tx): Promise<void> {
  if (!kernel.loading) throw new Error('only an invented city that is being loaded has a past');
  const rows = asked.map(({ items, answered, at, ...one }) => {
    const { version, judge } = questions.ofYear(one.year);
    const read = readAnswers(version, { items, tables: {} });
    const wrong = [...read.faults, ...judge(read.answers).filter(({ level }) => level === 'mandatory')];
    if (wrong.length > 0) throw new Error(`the answer of ${one.tenancy} for ${one.year} does not pass: ${JSON.stringify(wrong)}`);
    const given = answered
      ? { draft: JSON.stringify(items), kept_at: at, answers: JSON.stringify(read.answers.items), answered_at: at, revision: 1 }
      : { draft: null, kept_at: null, answers: null, answered_at: null, revision: 0 };
    return { id: uuidv7(), ...one, asked_at: at, asked_by: one.incubator, language: 'zh-CN' as const, mail_tries: 0, ...given };
  });
  if (rows.length > 0) await tx.insertInto('tenant_asks').values(rows).execute();
}
