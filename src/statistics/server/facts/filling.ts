// Facts as a return takes them: those that are known, items in their base units, rows as cells of the form. Changes nothing.
import type { QueryExecutorProvider } from 'kysely';
import { type Given, writtenCell } from '../../../forms/answers.ts';
import type { CheckedForm } from '../../../forms/server/index.ts';
import type { Fact, FactsAsked } from '../../fact.ts';
import type { Facts } from './open.ts';

type Filled = { items: Record<string, Fact>; tables: Given['tables'] };

/** What is not known is left to be typed. */
export const fillingOf =
  (facts: Facts) =>
  async ({ version }: Pick<CheckedForm, 'version'>, asked: FactsAsked, on: QueryExecutorProvider): Promise<Filled> => {
    const { items, tables } = await facts.of(version, asked, on);
    return {
      items: Object.fromEntries(Object.entries(items).flatMap(([code, fact]) => (fact ? [[code, fact] as const] : []))),
      tables: Object.fromEntries(
        version.tables.flatMap(({ code, columns }) => {
          const cells = tables[code]?.rows.map((row) =>
            Object.fromEntries(columns.map((one) => [one.code, writtenCell(one, row[one.code] ?? null)])),
          );
          return cells === undefined ? [] : [[code, cells] as const];
        }),
      ),
    };
  };
