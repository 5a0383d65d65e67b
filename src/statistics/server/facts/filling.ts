// Facts as a return takes them: those that are known, items in their base units, rows as cells of the form. Changes nothing.
import { writtenCell } from '../../../forms/answers.ts';
import type { FillingOf } from '../returnShapes.ts';
import type { Facts } from './open.ts';

/** What is not known is left to be typed. */
export const fillingOf =
  (facts: Facts): FillingOf =>
  async ({ version }, asked, on) => {
    const { items, tables } = await facts.of(version, asked, on);
    const rowsOf = (code: string) => tables[code]?.rows ?? null;
    return {
      items: Object.fromEntries(Object.entries(items).flatMap(([code, fact]) => (fact ? [[code, fact] as const] : []))),
      tables: Object.fromEntries(
        version.tables.flatMap(({ code, columns }) => {
          const cells = rowsOf(code)?.map((row) =>
            Object.fromEntries(columns.map((one) => [one.code, writtenCell(one, row[one.code] ?? null)])),
          );
          return cells === undefined ? [] : [[code, cells] as const];
        }),
      ),
    };
  };
