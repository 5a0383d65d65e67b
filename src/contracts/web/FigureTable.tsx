// Lines of contract figures by one dimension, with bars and the year before; a line opens the entries behind it.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { changeOf } from './FigureChange.tsx';
import { type Figures, keyOf } from './figures-view.ts';
import { SumsHead } from './SumsHead.tsx';
import '../../platform/web/table.css';
import './public.css';

export function FigureTable({ of: { by, items, completeBefore } }: { of: Figures }) {
  const t = useWords();
  const longest = Math.max(0, ...items.map((one) => Number(one.amount)));
  const title = t(`publicContracts:by.${by}`);
  const head = [title, ...['count', 'amount', 'technologyAmount'].map((key) => t(`publicContracts:columns.${key}`))];
  const yearOnYear = t('contractFigures:yearOnYear');
  return (
    <section className="card" aria-label={title}>
      <div className="list-scroll">
        <table className="table table-list public-bars">
          <caption className="sr-only">{title}</caption>
          <SumsHead titles={[...head, yearOnYear]} />
          <tbody>
            {items.map((one) => (
              <tr key={one.key}>
                <th scope="row" data-title={head[0]}>
                  <Opener of={one} />
                </th>
                <td data-title={head[1]} className="num">
                  {exactNumber(one.count)}
                </td>
                <td data-title={head[2]} className="num">
                  <div className="public-bar-cell">
                    {exactNumber(one.amount)}
                    <span className="public-bar-line" aria-hidden="true">
                      <i style={{ width: `${longest > 0 ? Math.max(0, (Number(one.amount) / longest) * 100) : 0}%` }} />
                    </span>
                  </div>
                </td>
                <td data-title={head[3]} className="num">
                  {exactNumber(one.technologyAmount)}
                </td>
                <td data-title={yearOnYear} className="num">
                  {percent(completeBefore ? changeOf(one.amount, one.before.amount) : null)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Opener({ of: { key, name } }: { of: Figures['items'][number] }) {
  const change = useChangeSearch();
  const opened = useSearch()['key'] === keyOf(key);
  return (
    <button
      type="button"
      className="button-text"
      aria-expanded={opened}
      onClick={() => change({ key: opened ? undefined : keyOf(key) })}
    >
      <AsWritten>{name}</AsWritten>
    </button>
  );
}

const percent = (of: string | null): string => (of === null ? '—' : `${of}%`);
