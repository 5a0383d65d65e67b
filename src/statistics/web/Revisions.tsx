// Revisions since a release: by figure and place what was published, what later releases of the day said, what is known now, and the size of it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { saveCsv } from '../../platform/web/download.ts';
import { evenly, exactNumber, shownDay } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { EmptyState, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { displayIn } from '../../indicators/indicator.ts';
import { listRevisions, type Revised, type RevisionsSaid } from '../revisions.ts';
import { StageTag } from './Stage.tsx';
import { shareSaid, useExact } from './shares.ts';
import { type Release, useRegionName } from './view.ts';
import '../../platform/web/table.css';

export function Revisions({ release }: { release: Release }) {
  const t = useWords();
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const asked = useQuery({
    queryKey: ['releases', 'revisions', release.id, account, language],
    queryFn: () => call(listRevisions, { params: { id: release.id } }),
  });
  const answer = asked.data;
  return (
    <section className="card" aria-label={t('publishing:revisions.title')}>
      <h2>
        {t('publishing:revisions.title')}{' '}
        {answer ? <small>{t('publishing:revisions.count', { count: answer.revised.length, same: answer.same })}</small> : null}
        <span className="spread" />
        {answer && answer.revised.length > 0 ? <Save answer={answer} release={release} /> : null}
      </h2>
      <p className="note">{t('publishing:revisions.note')}</p>
      {asked.isPending ? <Skeleton lines={6} height={220} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {answer ? <Shown answer={answer} /> : null}
    </section>
  );
}

function Shown({ answer }: { answer: RevisionsSaid }) {
  const t = useWords();
  return (
    <>
      {answer.revised.length === 0 ? (
        <EmptyState title={t('publishing:revisions.none')}>
          <p>{t('publishing:revisions.noneWhy', { count: answer.same })}</p>
        </EmptyState>
      ) : (
        <Table answer={answer} />
      )}
      {answer.untold > 0 ? <p className="note">{t('publishing:revisions.untold', { count: answer.untold })}</p> : null}
    </>
  );
}

/** Names, and values of one figure written alike. */
function useShown(answer: RevisionsSaid) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const exact = useExact();
  return (one: Revised) => {
    const figure = answer.figures.find(({ code }) => code === one.code);
    const display = figure ? displayIn(figure.display, language) : { unit: '', factor: '1' };
    const all = answer.revised.filter(({ code }) => code === one.code);
    const number = evenly(
      all.flatMap(({ published, later, now }) => [published, ...later, now]),
      display,
      language,
    );
    return {
      name: figure ? textIn(figure.name, language) : one.code,
      unit: display.unit,
      place: one.region === null ? t('statistics:release.city') : region(one.region),
      number: (value: string | null) => (value === null ? t('shell:noData') : number(value)),
      size: (value: string) => exact(value, figure?.unit ?? '', true),
    };
  };
}

function Table({ answer }: { answer: RevisionsSaid }) {
  const t = useWords();
  const titles = useTitles();
  const shown = useShown(answer);
  return (
    // A wide table scrolls within its card; it must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="wide-table" tabIndex={0} aria-label={t('publishing:revisions.table')}>
      <table className="table table-list revisions">
        <caption className="sr-only">{t('publishing:revisions.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{titles.figure}</th>
            <th scope="col">{titles.place}</th>
            <th scope="col" className="num">
              {titles.published}
            </th>
            {answer.releases.map((one) => (
              <th key={one.id} scope="col" className="num">
                <Link to={`/releases/${one.id}` as string}>{one.number}</Link> <StageTag stage={one.stage} />
              </th>
            ))}
            <th scope="col" className="num">
              {titles.now}
            </th>
            <th scope="col" className="num">
              {titles.size}
            </th>
            <th scope="col">{titles.firstOn}</th>
            <th scope="col">{titles.records}</th>
          </tr>
        </thead>
        <tbody>
          {answer.revised.map((one, at) => (
            <Line
              key={`${one.code} ${one.region ?? ''}`}
              {...{ one, answer }}
              shown={shown(one)}
              isFirst={answer.revised[at - 1]?.code !== one.code}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useTitles() {
  const t = useWords();
  const title = (key: string) => t(`publishing:revisions.${key}`);
  return {
    figure: t('statistics:release.figure'),
    place: title('place'),
    published: title('published'),
    now: title('now'),
    size: title('size'),
    firstOn: title('firstOn'),
    records: title('records'),
  };
}

type LineProps = { one: Revised; answer: RevisionsSaid; shown: ReturnType<ReturnType<typeof useShown>>; isFirst: boolean };
function Line({ one, answer, shown, isFirst }: LineProps) {
  const t = useWords();
  const titles = useTitles();
  const since = {
    asOf: answer.asOf,
    knownAt: answer.now,
    since: answer.knownAt,
    ...(one.region === null ? {} : { region: one.region }),
  };
  return (
    <tr className={isFirst ? 'revisions-first' : ''}>
      <td data-title={titles.figure}>
        <span>
          {shown.name} <small>{shown.unit}</small>
        </span>
      </td>
      <td className="nowrap" data-title={titles.place}>
        {shown.place}
      </td>
      <td className="num" data-title={titles.published}>
        {shown.number(one.published)}
      </td>
      {answer.releases.map(({ id, number }, at) => (
        <td key={id} className="num" data-title={number}>
          {shown.number(one.later[at] ?? null)}
        </td>
      ))}
      <td className="num" data-title={titles.now}>
        {one.told ? shown.number(one.now) : <span className="note">{t('publishing:revisions.notTold')}</span>}
      </td>
      <td className="num" data-title={titles.size}>
        <span>
          <b className="nowrap">{one.change === null ? t('publishing:revisions.noSize') : shown.size(one.change)}</b>{' '}
          {one.share === null ? null : <small className="nowrap">{shareSaid(one.share)}</small>}
        </span>
      </td>
      <td className="nowrap" data-title={titles.firstOn}>
        {one.firstOn === null ? t('publishing:revisions.notTold') : shownDay(one.firstOn)}
      </td>
      <td data-title={titles.records}>
        {one.records === null ? (
          <span className="note">{t('publishing:revisions.noRecords')}</span>
        ) : (
          <span className="revisions-records">
            {one.records.items.map((each, at) => (
              <RecordLink key={`${each.id} ${at}`} record={each} />
            ))}
            <Link to={`/indicators/${one.code}` as string} search={since}>
              {t('publishing:revisions.entries', { count: one.records.count })}
            </Link>
          </span>
        )}
      </td>
    </tr>
  );
}

type Item = NonNullable<Revised['records']>['items'][number];
function RecordLink({ record }: { record: Item }) {
  const t = useWords();
  const to = recordKind(record.kind)?.page?.(record.id);
  const title = <AsWritten>{record.title ?? t('publishing:revisions.hidden')}</AsWritten>;
  return (
    <span>
      {to ? <Link to={to}>{title}</Link> : title} <small className="nowrap">{exactNumber(record.amount, true)}</small>
    </span>
  );
}

function Save({ answer, release }: { answer: RevisionsSaid; release: Release }) {
  const t = useWords();
  const titles = useTitles();
  const shown = useShown(answer);
  const head = [
    titles.figure,
    t('statistics:unit'),
    titles.place,
    titles.published,
    ...answer.releases.map(({ number }) => number),
    titles.now,
    titles.size,
    '%',
    titles.firstOn,
  ];
  const units = new Map(answer.figures.map(({ code, unit }) => [code, unit]));
  const rows = answer.revised.map((one) => [
    shown(one).name,
    units.get(one.code) ?? '',
    shown(one).place,
    one.published,
    ...one.later,
    one.now,
    one.change,
    one.share === null ? null : String(Number((Number(one.share) * 100).toFixed(4))),
    one.firstOn,
  ]);
  return (
    <button
      type="button"
      className="button-text"
      onClick={() => saveCsv(`${t('publishing:revisions.title')} ${release.number}`, head, rows)}
    >
      CSV
    </button>
  );
}
