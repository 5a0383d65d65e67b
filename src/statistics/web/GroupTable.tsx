// Values by series in one table: a line for each series with its trend, below it its values, the latest first.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { plotted } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { Sparkline } from '../../platform/web/Sparkline.tsx';
import '../../platform/web/table.css';
import { type Group, linesOf } from './lines.ts';
import { SourceCell } from './Source.tsx';
import { type Reported, usePeriod, useRegionName, useShownValue } from './view.ts';

type Column = { key: string; title: string };
type Props = {
  groups: readonly Group[];
  columns: readonly Column[];
  /** Indicators that there are: a series of that name links to its. */
  known: ReadonlySet<string>;
  root: string;
  stale: boolean;
};

export function GroupTable({ groups, columns, known, root, stale }: Props) {
  const t = useWords();
  return (
    <table className={stale ? 'table table-list table-stale by-series' : 'table table-list by-series'}>
      <caption className="sr-only">{t('statistics:figures.title')}</caption>
      <thead>
        <tr>
          {columns.map((one) => (
            <th key={one.key} scope="col" className={one.key === 'value' ? 'num' : undefined}>
              {one.title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <GroupRows key={group.series} group={group} columns={columns} linked={known.has(group.series)} root={root} />
      ))}
    </table>
  );
}

const firstRows = 6;

type GroupProps = { group: Group; columns: readonly Column[]; linked: boolean; root: string };

function GroupRows({ group, columns, linked, root }: GroupProps) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const rows = open ? group.rows : group.rows.slice(0, firstRows);
  return (
    <tbody>
      <tr className="series-head">
        <th scope="rowgroup" colSpan={columns.length}>
          <div>
            <b>{group.name}</b>
            <small>{group.unit}</small>
            <Trend group={group} root={root} />
            <span className="spread" />
            {linked ? <Link to={`/indicators/${group.series}` as string}>{t('statistics:figures.indicator')}</Link> : null}
          </div>
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={row.id} row={row} columns={columns} />
      ))}
      {group.rows.length > firstRows ? (
        <tr className="series-more">
          <td colSpan={columns.length}>
            <button type="button" className="button-text" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('statistics:figures.fewer') : t('statistics:figures.all', { count: group.rows.length })}
            </button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** The longest line of the series, the city's before a district's: a link to the chart of all of them. */
function Trend({ group, root }: { group: Group; root: string }) {
  const t = useWords();
  const region = useRegionName();
  const line = linesOf(group.rows, root)[0];
  if (!line) return null;
  const label = t('statistics:figures.trend', { name: group.name, region: region(line.region) });
  return (
    <Link
      className="series-trend"
      to={'/figures' as string}
      search={{ series: group.series }}
      aria-label={t('statistics:figures.openChart', { name: group.name })}
    >
      <Sparkline
        points={line.points.map(({ period, row }) => ({ key: period, value: row ? plotted(row.value, row.display) : null }))}
        shape={line.span === 'year' ? 'bars' : 'line'}
        tone="blue"
        label={label}
      />
    </Link>
  );
}

function Row({ row, columns }: { row: Reported; columns: readonly Column[] }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const period = usePeriod();
  const value = useShownValue();
  const cells: Record<string, ReactNode> = {
    period: (
      <>
        {row.period === null ? <span className="note">{period(null)}</span> : row.period}
        {row.state === 'voided' ? (
          <>
            {' '}
            <Tag tone="bad">{t('statistics:states.voided')}</Tag>
          </>
        ) : null}
      </>
    ),
    value: (
      <span>
        <Link
          className="figure"
          to={`/figures/${row.id}` as string}
          aria-label={`${row.seriesName} ${period(row.period)} ${value(row)}`}
        >
          {value(row)}
        </Link>{' '}
        {row.approximate ? <Tag tone="warn">{t('statistics:approximate')}</Tag> : null}
      </span>
    ),
    place: (
      <span>
        {region(row.region)}
        {row.scope ? (
          <small className="place-scope">
            <AsWritten>{t('statistics:figures.only', { scope: row.scope })}</AsWritten>
          </small>
        ) : null}
      </span>
    ),
    basis: row.basis ? (
      <span className="basis">
        <AsWritten>{textIn(row.basis, language)}</AsWritten>
      </span>
    ) : (
      <span className="note">{t('pages:unknown')}</span>
    ),
    source: <SourceCell source={row.source} />,
  };
  return (
    <tr className={row.state === 'voided' ? 'row-voided' : undefined}>
      {columns.map((one) => (
        <td key={one.key} data-title={one.title} className={one.key === 'value' ? 'num' : undefined}>
          {cells[one.key]}
        </td>
      ))}
    </tr>
  );
}
