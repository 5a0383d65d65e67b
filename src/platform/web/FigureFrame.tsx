// What every chart and map stands in: the drawing or its table, notes below, and saving as PNG and CSV. Draws nothing itself.
import { type ReactNode, useState } from 'react';
import { saveCsv } from './download.ts';
import { useWords } from './i18n.ts';
import './table.css';

/** What is drawn, as rows: the same for the screen reader, the table and the CSV. Null is "no data". */
export type ChartTable = { head: readonly string[]; rows: readonly (readonly (string | null)[])[] };
type Props = { title: string; table: ChartTable; savePng: () => void; notes?: ReactNode; children: ReactNode };

export function FigureFrame({ title, table, savePng, notes, children }: Props) {
  const t = useWords();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart" aria-label={title}>
      {asTable ? <TableOf table={table} title={title} /> : children}
      {asTable ? null : (
        <div className="sr-only">
          <TableOf table={table} title={title} />
        </div>
      )}
      <figcaption className="chart-foot">
        <span className="chart-note">{notes}</span>
        <span className="chart-tools">
          <button type="button" className="button-text" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'shell:chart.drawing' : 'shell:chart.table')}
          </button>
          {asTable ? null : (
            <button type="button" className="button-text" onClick={savePng}>
              PNG
            </button>
          )}
          <button type="button" className="button-text" onClick={() => saveCsv(title, table.head, table.rows)}>
            CSV
          </button>
        </span>
      </figcaption>
    </figure>
  );
}

function TableOf({ table, title }: { table: ChartTable; title: string }) {
  const t = useWords();
  return (
    <table className="table table-tight">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {table.head.map((one, at) => (
            <th key={one} scope="col" className={at === 0 ? undefined : 'num'}>
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row[0] ?? ''}>
            {row.map((cell, at) => (
              <td key={table.head[at]} className={at === 0 ? undefined : 'num'}>
                {cell ?? t('shell:noData')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
