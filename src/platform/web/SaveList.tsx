// Saves a list as CSV from the pages of its API: every row that the filters let through, the columns as shown. Where the server has no export.
import { useState } from 'react';
import type { Query } from './call.ts';
import type { Column, PageOf } from './table.ts';
import { saveCsv } from './download.ts';
import { useWords } from './i18n.ts';
import { ProblemView } from './Parts.tsx';

const rowsAtOnce = 200;
type Props<Row> = {
  caption: string;
  query: Query;
  list: (query: Query) => Promise<PageOf<Row>>;
  columns: readonly Column<Row>[];
  /** There is nothing to save, or not yet. */
  empty: boolean;
};

/** A button; nothing where no column says its text. */
export function SaveList<Row>({ caption, query, list, columns, empty }: Props<Row>) {
  const t = useWords();
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const written = columns.filter((one) => one.text !== undefined);
  if (written.length === 0) return null;
  const save = async () => {
    const rows: (string | number | null)[][] = [];
    let after: string | undefined;
    setDone(0);
    setProblem(null);
    try {
      do {
        const page = await list({ ...query, limit: rowsAtOnce, after });
        for (const row of page.items) rows.push(written.map((one) => one.text?.(row) ?? null));
        after = page.next ?? undefined;
        setDone(rows.length);
      } while (after !== undefined);
      saveCsv(
        caption,
        written.map((one) => one.title),
        rows,
      );
    } catch (fault) {
      setProblem(fault);
    }
    setDone(null);
  };
  return (
    <>
      <button type="button" className="button" disabled={done !== null || empty} aria-live="polite" onClick={() => void save()}>
        {done === null ? 'CSV' : t('shell:list.saving', { count: done })}
      </button>
      {problem === null ? null : <ProblemView problem={problem} again={() => void save()} />}
    </>
  );
}
