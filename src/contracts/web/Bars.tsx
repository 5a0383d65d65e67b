// Sums by one dimension as a table whose amounts are drawn as bars beside their numbers; saved as CSV. What is absent says why.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { saveCsv } from '../../platform/web/download.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { SumsHead } from './SumsHead.tsx';
import '../../platform/web/table.css';
import './public.css';

export type BarLine = {
  key: string;
  name: string;
  count: number | null;
  amount: string | null;
  technologyAmount: string | null;
};
type Props = { title: string; lines: readonly BarLine[]; absent: string };

export function Bars({ title, lines, absent }: Props) {
  const t = useWords();
  const head = ['name', 'count', 'amount', 'technologyAmount'].map((key) => t(`publicContracts:columns.${key}`));
  const longest = Math.max(0, ...lines.map((one) => Number(one.amount ?? 0)));
  const shareOf = (one: BarLine) => (longest > 0 ? Math.max(0, (Number(one.amount ?? 0) / longest) * 100) : 0);
  const rows = lines.map((one) => [one.name, one.count, one.amount, one.technologyAmount]);
  return (
    <>
      <div className="list-scroll">
        <table className="table table-list public-bars">
          <caption className="sr-only">{title}</caption>
          <SumsHead titles={head} />
          <tbody>
            {lines.map((one) => (
              <tr key={one.key}>
                <td data-title={head[0]}>
                  <AsWritten>{one.name}</AsWritten>
                </td>
                <td data-title={head[1]} className="num">
                  {one.count === null ? <span className="note">{absent}</span> : exactNumber(String(one.count))}
                </td>
                <td data-title={head[2]} className="num">
                  {one.amount === null ? null : (
                    <div className="public-bar-cell">
                      {exactNumber(one.amount)}
                      <span className="public-bar-line" aria-hidden="true">
                        <i style={{ width: `${shareOf(one)}%` }} />
                      </span>
                    </div>
                  )}
                </td>
                <td data-title={head[3]} className="num">
                  {one.technologyAmount === null ? null : exactNumber(one.technologyAmount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="public-tools">
        <button type="button" className="button-text" onClick={() => saveCsv(title, head, rows)}>
          CSV
        </button>
      </p>
    </>
  );
}
