// What a return is measured against: the respondent's periods before, and others of the same form, prepared once a form and period. Changes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import { memo } from '../../platform/server/memo.ts';
import type { Answers } from '../../forms/answers.ts';
import { type Likeness, longest, type Past, type PeerBook } from '../../forms/past.ts';
import { peersOf } from '../../forms/peers.ts';
import { isSameYear, periodBefore, placeOf, spanOf } from '../../forms/period.ts';
import type { CheckedForm } from '../../forms/server/index.ts';
import type { ReturnRow } from './returnShapes.ts';

export type Pasts = ReturnType<typeof openPasts>;
type Of = Pick<ReturnRow, 'form' | 'organization' | 'period' | 'class' | 'size'>;

/** While fewer have told a period than this, the one before it is what is usual. */
const fewestTold = 40;

export function openPasts() {
  const books = memo<PeerBook>(24);

  /** What is usual in a period: made anew when a tenth more have told it. */
  async function bookOf(
    { version }: CheckedForm,
    form: string,
    period: string,
    on: QueryExecutorProvider,
  ): Promise<PeerBook | null> {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from statistical_returns
      where form = ${form} and period = ${period} and state <> 'voided' and answers is not null`.execute(on);
    const count = rows[0]?.count ?? 0;
    if (count < fewestTold) return null;
    const tenths = Math.floor(Math.log(count) / Math.log(1.1));
    return books(`${form} ${version.version} ${period} ${tenths}`, async () => {
      const told = await sql<{ class: string | null; size: string | null; answers: Answers }>`select class, size, answers
        from statistical_returns where form = ${form} and period = ${period} and state <> 'voided' and answers is not null`.execute(
        on,
      );
      return peersOf(
        version,
        told.rows.map(({ answers, ...of }) => ({ of: likenessOf(of), answers })),
        placeOf(period),
      );
    });
  }

  return async (form: CheckedForm, row: Of, on: QueryExecutorProvider): Promise<Past> => {
    const before = periodBefore(row.period);
    const periods = Array.from({ length: longest - 1 }).reduce<string[]>(
      (all) => [...all, periodBefore(all.at(-1) ?? '')],
      [before],
    );
    const { rows } = await sql<{ period: string; answers: Answers | null }>`select period, answers from statistical_returns
      where organization = ${row.organization} and form = ${row.form} and state <> 'voided'
        and period_to between ${spanOf(periods.at(-1) ?? before).to} and ${spanOf(before).to}`.execute(on);
    const told = new Map(rows.map(({ period, answers }) => [period, answers]));
    const history = periods.map((period) => told.get(period) ?? null);
    const place = placeOf(row.period);
    const book = (await bookOf(form, row.form, row.period, on)) ?? (await bookOf(form, row.form, before, on));
    return {
      before: history[0] ?? null,
      lastYear: history[place.of - 1] ?? null,
      sameYear: isSameYear(before, row.period),
      place,
      history,
      ...(book === null ? {} : { peers: { book, of: likenessOf(row) } }),
    };
  };
}

const likenessOf = ({ class: kind, size }: { class: string | null; size: string | null }): Likeness => ({
  class: kind ?? '',
  size: size ?? '',
});
