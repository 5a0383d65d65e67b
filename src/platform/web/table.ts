// What a table shows: its columns and the pages it is given. Types only.
import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** Not shown until the reader chooses it. */
  hidden?: boolean;
  /** The cell as text in a file: with it on any column the list can be saved as CSV where the server has no export. */
  text?: (row: Row) => string | number | null;
};
/** `total` where it was asked for: counted only so far, `more` beyond that. */
export type PageOf<Row> = { items: Row[]; next: string | null; total?: { rows: number; more: boolean } };

/** A choice in a list. */
export type Option = { value: string; title: string; note?: string };
