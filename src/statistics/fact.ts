// What the platform already knows of an organization in a period, by which an item of a form comes filled and locked. Pure; each source reads its own registers.
import type { Text } from '../platform/shared/words.ts';
import type { Values } from '../forms/answers.ts';
import type { FormVersion } from '../forms/form.ts';

/** A figure and the records behind it: a wrong one is corrected there, never on the form. */
export type Fact = {
  /** In the base unit of the item: yuan with fen, persons, square metres. */
  value: string;
  /** What it was counted from: "14 registered contracts of 2025". */
  words: Text;
  /** Page of the platform that shows these records and no others, `/contracts?seller=…`; null where there is no such page. */
  address: string | null;
};

/** Whose, and from which day to which. */
export type FactsAsked = { organization: string; from: string; to: string };

/** A source of facts, read on a connection `On`. `null` where the platform cannot tell (its register is not complete for the period): then the item is typed. */
export type FactSource<On> = {
  /** Facts that it knows, as `fact` of an item names them. */
  codes: readonly string[];
  /** Facts that fill a table's rows, as `fact` of a table names them. */
  tables: readonly string[];
  read: (asked: FactsAsked, on: On) => Promise<{ facts: Record<string, Fact | null>; rows: Record<string, TableFact | null> }>;
};
/** Rows in the columns of the table, in its base units. */
export type TableFact = { rows: Values[]; words: Text; address: string | null };

/** Facts that a form asks for. */
export const factsAsked = (of: FormVersion): { items: string[]; tables: string[] } => ({
  items: of.sections.flatMap(({ items }) => items.flatMap(({ fact }) => fact ?? [])),
  tables: of.tables.flatMap(({ fact }) => fact ?? []),
});
