// The publication calendar: what the city publishes when, what has come out, what is due or late; officers go on to publishing it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { saveCsv } from '../../platform/web/download.ts';
import { shownDay } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead, Tag, type Tone } from '../../platform/web/Parts.tsx';
import { useCreates } from '../../records/web/index.ts';
import { type DatedSaid, listPublications, pageOfDue, type PublicationState, publicationStates } from '../publication.ts';
import { life } from '../release.ts';
import { publishingWords } from './publishing-words.ts';
import { Sections } from './Sections.tsx';
import { StageTag } from './Stage.tsx';
import { releasesApi } from './view.ts';
import '../../platform/web/table.css';
import './statistics.css';
import './publishing.css';

addWords({ publishing: publishingWords });

type Answer = Awaited<ReturnType<typeof call<typeof listPublications>>>;

export default function PublicationsPage() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['publications', language], queryFn: () => call(listPublications) });
  return (
    <div className="page">
      <PageHead title={t('statistics:publications')} note={t('publishing:calendar.note')} />
      <Sections />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown answer={asked.data} /> : null}
    </div>
  );
}

function Shown({ answer }: { answer: Answer }) {
  const t = useWords();
  if (!answer.known)
    return (
      <section className="card">
        <EmptyState title={t('publishing:calendar.unknown')}>
          <p>{t('publishing:calendar.unknownWhy')}</p>
          <p>
            <Link to={'/releases' as string}>{t('publishing:calendar.toReleases')}</Link>
          </p>
        </EmptyState>
      </section>
    );
  return (
    <>
      <Calendar answer={answer} />
      <Rules answer={answer} />
    </>
  );
}

const tones: Record<PublicationState, Tone> = { published: 'good', due: 'warn', late: 'bad', coming: 'none' };

/** How it stands, in words: published so many days late, due in so many, late by so many. */
function useStateSaid(): (of: DatedSaid) => string {
  const t = useWords();
  return ({ state, days, unpublished }) => {
    if (days === null) return t(`publishing:state.${state}.untold`, { year: unpublished ?? '' });
    return days === 0 ? t(`publishing:state.${state}.zero`) : t(`publishing:state.${state}.days`, { count: days });
  };
}

function Calendar({ answer: { items, rules, today } }: { answer: Answer }) {
  const t = useWords();
  const said = useStateSaid();
  const { code, state } = useSearch();
  const change = useChangeSearch();
  const publishes = useCreates(releasesApi, life) === 'yes';
  const shown = items.filter((one) => (!code || one.code === code) && (!state || one.state === state));
  const columns = ['due', 'publication', 'period', 'stage', 'state', 'release'] as const;
  const titles = columns.map((one) => t(`publishing:columns.${one}`));
  const save = () =>
    saveCsv(
      `${t('statistics:publications')} ${today}`,
      titles,
      shown.map((one) => [
        one.dueOn,
        one.name,
        one.period,
        t(`publishing:stages.${one.stage}`),
        said(one),
        one.release ? `${one.release.number} ${one.release.on}` : null,
      ]),
    );
  const names = new Map(rules.map((one) => [one.code, one.name]));
  return (
    <section className="card" aria-label={t('publishing:calendar.title')}>
      <h2>
        {t('publishing:calendar.title')} <small>{t('publishing:calendar.span', { count: shown.length })}</small>
        <span className="spread" />
        <button type="button" className="button-text" onClick={save} disabled={shown.length === 0}>
          CSV
        </button>
      </h2>
      <div className="list-bar">
        <label className="filter">
          {t('publishing:publication')}
          <select className="input" value={code ?? ''} onChange={({ target }) => change({ code: target.value })}>
            <option value="">{t('shell:list.all')}</option>
            {[...names].map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="filter">
          {t('publishing:columns.state')}
          <select className="input" value={state ?? ''} onChange={({ target }) => change({ state: target.value })}>
            <option value="">{t('shell:list.all')}</option>
            {publicationStates.map((one) => (
              <option key={one} value={one}>
                {t(`publishing:states.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown.length === 0 ? <EmptyState title={t('publishing:calendar.empty')} /> : null}
      {shown.length > 0 ? (
        <table className="table table-list publications">
          <TableHead caption={t('publishing:calendar.title')} titles={titles} />
          <tbody>
            {shown.map((one) => (
              <Line key={`${one.code} ${one.period}`} {...{ one, titles, publishes }} said={said(one)} />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

type LineProps = { one: DatedSaid; titles: readonly string[]; publishes: boolean; said: string };
function Line({ one, titles, publishes, said }: LineProps) {
  const t = useWords();
  const waits = one.release === null && one.state !== 'coming';
  return (
    <tr>
      <td data-title={titles[0]} className="nowrap">
        {one.dueOn === null ? t('publishing:untold', { year: one.unpublished ?? '' }) : shownDay(one.dueOn)}
      </td>
      <td data-title={titles[1]}>{one.name}</td>
      <td data-title={titles[2]} className="nowrap">
        {one.period}
      </td>
      <td data-title={titles[3]}>
        <StageTag stage={one.stage} />
      </td>
      <td data-title={titles[4]}>
        <Tag tone={one.state === 'published' && one.days ? 'warn' : tones[one.state]}>{said}</Tag>
      </td>
      <td data-title={titles[5]}>
        {one.release ? (
          <span>
            <Link to={`/releases/${one.release.id}` as string}>{one.release.number}</Link>{' '}
            <small className="note nowrap">{shownDay(one.release.on)}</small>
          </span>
        ) : null}
        {waits && publishes ? (
          <Link className="button" to={pageOfDue(one) as string}>
            {t('publishing:publish')}
          </Link>
        ) : null}
        {!one.release && !(waits && publishes) ? <span className="note">{t('publishing:notYet')}</span> : null}
      </td>
    </tr>
  );
}

/** What each publication is: how often, what it holds, by when, on whose word. */
function Rules({ answer: { rules } }: { answer: Answer }) {
  const t = useWords();
  const titles = ['publication', 'every', 'holds', 'within', 'basis'].map((one) => t(`publishing:columns.${one}`));
  return (
    <section className="card" aria-label={t('publishing:rules')}>
      <h2>{t('publishing:rules')}</h2>
      <table className="table table-list">
        <TableHead caption={t('publishing:rules')} titles={titles} />
        <tbody>
          {rules.map((one) => (
            <tr key={`${one.code} ${one.from}`}>
              <td data-title={titles[0]}>
                {one.name} <StageTag stage={one.stage} />
              </td>
              <td data-title={titles[1]}>
                {t(`publishing:every.${one.every}`)}{' '}
                <small className="note">{t(one.to === null ? 'publishing:from' : 'publishing:fromTo', one)}</small>
              </td>
              <td data-title={titles[2]}>
                {one.indicators === null
                  ? t('publishing:all')
                  : one.indicators.map((each, at) => (
                      <span key={each.code}>
                        {at === 0 ? '' : ' · '}
                        <Link to={`/indicators/${each.code}` as string}>{each.name}</Link>
                      </span>
                    ))}
              </td>
              <td data-title={titles[3]}>{t(`publishing:within.${one.within.kind}`, { count: one.within.days })}</td>
              <td data-title={titles[4]}>{one.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
