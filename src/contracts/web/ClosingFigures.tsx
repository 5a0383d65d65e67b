// The figures of a year: as closed, each revision with its difference by type and place down to the contracts, now, and what was posted later.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { address } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import type { Amounts, Behind as BehindOne, YearFigure, YearFigures } from '../contractYear.ts';
import { type ContractYear, useNames, useYearFigures, yearsApi } from './closing-view.ts';

const measures = ['turnover', 'technologyTurnover', 'contractCount'] as const;

export function Figures({ one }: { one: ContractYear }) {
  const t = useWords();
  const asked = useYearFigures(one);
  const of = asked.data;
  return (
    <section className="card year-figures" aria-label={t('contractYears:figures.title')}>
      <h2>
        {t('contractYears:figures.title')}
        <span className="spread" />
        <a className="button-text" href={address(`${yearsApi}/${one.id}/figures.xlsx`)} download>
          XLSX
        </a>
      </h2>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={8} height={300} /> : null}
      {of ? <Shown one={one} of={of} /> : null}
    </section>
  );
}

function Shown({ one, of }: { one: ContractYear; of: YearFigures }) {
  const t = useWords();
  const { place, type } = useNames();
  return (
    <>
      {of.asClosed === null ? <p className="note">{t('contractYears:figures.none')}</p> : null}
      <Summary of={of} />
      <Parts name={t('contractYears:figures.byType')} of={of} parts={(figure) => figure.types} named={type} />
      <Parts name={t('contractYears:figures.byRegion')} of={of} parts={(figure) => figure.regions} named={place} />
      {of.asClosed === null ? null : <Revisions one={one} of={of} />}
      {of.laterContracts.length > 0 ? <Later of={of} /> : null}
    </>
  );
}

type Column = { key: string; title: string; signed: boolean };
/** As closed, each revision's difference, now; one column alone while it is open or was never revised. */
function useFigureColumns(of: YearFigures): Column[] {
  const t = useWords();
  const now = { key: 'now', title: t('contractYears:figures.now'), signed: false };
  if (of.asClosed === null) return [now];
  return [
    { key: 'asClosed', title: t('contractYears:figures.asClosed'), signed: false },
    ...of.revisions.map(({ n }) => ({ key: String(n), title: t('contractYears:figures.revision', { n }), signed: true })),
    ...(of.revisions.length > 0 ? [now] : []),
  ];
}
const figureAt = (of: YearFigures, key: string): YearFigure | undefined =>
  key === 'now' ? of.now : key === 'asClosed' ? (of.asClosed ?? undefined) : of.revisions.find((one) => String(one.n) === key);

function Summary({ of }: { of: YearFigures }) {
  const t = useWords();
  const columns = useFigureColumns(of);
  return (
    <Table
      caption={t('contractYears:figures.title')}
      head={t('contractYears:figures.measure')}
      columns={columns}
      rows={measures.map((measure) => ({
        key: measure,
        name: t(`contractYears:${measure}`),
        values: columns.map((one) => figureAt(of, one.key)?.[measure]),
      }))}
    />
  );
}

type PartsOf = {
  name: string;
  of: YearFigures;
  parts: (figure: YearFigure) => readonly (Amounts & { key: string })[];
  named: (key: string) => string;
};
function Parts({ name, of, parts, named }: PartsOf) {
  const columns = useFigureColumns(of);
  const keys = [...new Set(columns.flatMap((one) => parts(figureAt(of, one.key) ?? of.now).map((part) => part.key)))];
  const rows = keys.map((key) => ({
    key,
    name: named(key),
    values: columns.map(
      (one) =>
        parts(figureAt(of, one.key) ?? of.now).find((part) => part.key === key)?.turnover ?? (one.signed ? undefined : '0.00'),
    ),
  }));
  return (
    <details className="year-parts" open={of.revisions.length > 0}>
      <summary>{name}</summary>
      <Table caption={name} head={name} columns={columns} rows={rows} />
    </details>
  );
}

type Rows = readonly { key: string; name: string; values: readonly (string | undefined)[] }[];
function Table({ caption, head, columns, rows }: { caption: string; head: string; columns: readonly Column[]; rows: Rows }) {
  return (
    <div className="list-scroll">
      <table className="table table-list">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((one) => (
              <th key={one.key} scope="col" className="num">
                {one.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {columns.map((one, at) => (
                <td key={one.key} className="num" data-title={one.title}>
                  {row.values[at] === undefined ? '' : exactNumber(row.values[at] ?? '', one.signed)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Revisions({ one, of }: { one: ContractYear; of: YearFigures }) {
  const t = useWords();
  const who = (by: string | null) => by ?? t('contractYears:unnamed');
  return (
    <>
      <h3>{t('contractYears:revisions.title')}</h3>
      {one.revisions.length === 0 && one.proposal === null ? <p className="note">{t('contractYears:revisions.none')}</p> : null}
      {one.revisions.map((each) => {
        const figure = of.revisions.find(({ n }) => n === each.n);
        return (
          <article key={each.n} className="year-revision">
            <h4>{t('contractYears:figures.revision', { n: each.n })}</h4>
            <p>
              <AsWritten>{each.reason}</AsWritten>
            </p>
            <p className="note">
              {[
                t('contractYears:revisions.said', { by: who(each.by), on: each.on, count: each.contracts }),
                t('contractYears:revisions.admitted', { by: who(each.admittedBy), on: each.admittedOn }),
                each.concludedOn === null
                  ? t('contractYears:revisions.running')
                  : t('contractYears:revisions.concluded', { on: each.concludedOn }),
              ].join(' · ')}
            </p>
            {each.note ? (
              <p>
                <AsWritten>{each.note}</AsWritten>
              </p>
            ) : null}
            {figure && figure.contracts.length > 0 ? (
              <Behind all={figure.contracts} />
            ) : (
              <p className="note">{t('contractYears:figures.nothing')}</p>
            )}
            {figure ? (
              <p>
                {t('contractYears:figures.after', { n: each.n })} <b className="num">{exactNumber(figure.after.turnover)}</b>
              </p>
            ) : null}
          </article>
        );
      })}
      {one.proposal === null ? null : (
        <article className="year-revision">
          <h4>{t('contractYears:revisions.proposal')}</h4>
          <p>
            <AsWritten>{one.proposal.reason}</AsWritten>
          </p>
          <p className="note">
            {t('contractYears:revisions.said', {
              by: who(one.proposal.by),
              on: one.proposal.on,
              count: one.proposal.contracts,
            })}
          </p>
        </article>
      )}
    </>
  );
}

function Later({ of }: { of: YearFigures }) {
  const t = useWords();
  return (
    <>
      <h3>{t('contractYears:figures.later')}</h3>
      <p className="note">{t('contractYears:figures.laterNote')}</p>
      <ul className="year-behind">
        {of.later.map((one) => (
          <li key={one.year}>
            {t('contractYears:figures.laterIn', { year: String(one.year) })}
            <span className="spread" />
            <b className="num">{exactNumber(one.turnover, true)}</b>
          </li>
        ))}
      </ul>
      <Behind all={of.laterContracts} />
    </>
  );
}

function Behind({ all }: { all: readonly BehindOne[] }) {
  const t = useWords();
  const { place } = useNames();
  return (
    <ul className="year-behind" aria-label={t('contractYears:figures.contracts')}>
      {all.map((one) => (
        <li key={one.id ?? one.region}>
          {one.id === null ? (
            t('contractYears:figures.others', { count: one.count, place: place(one.region) })
          ) : (
            <Link to={`/contracts/${one.id}` as string}>
              <AsWritten>{one.title ?? ''}</AsWritten>
            </Link>
          )}
          {one.ownNumber ? <code>{one.ownNumber}</code> : null}
          <span className="note">{one.id === null ? '' : place(one.region)}</span>
          <span className="spread" />
          <span className="num">{exactNumber(one.turnover, true)}</span>
        </li>
      ))}
    </ul>
  );
}
