// Shares of all targets on a day: a district's own by target, or one target by place. Time, place and areas in the URL.
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { address } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { TimeControl, useTimeAsked } from '../../platform/web/TimeControl.tsx';
import type { TargetShares } from '../share.ts';
import { AreasSwitch } from './Breakdown.tsx';
import { PaceBar, SharesTable, ShareVerdict } from './SharesTable.tsx';
import { usePlans } from './view.ts';
import { useBureau, useOfficer, useShares } from './working.ts';
import './cockpit.css';
import './shares.css';

export default function SharesPage() {
  const t = useWords();
  const officer = useOfficer();
  if (officer === undefined) return <Waiting />;
  return officer ? (
    <Shares />
  ) : (
    <div className="page">
      <PageHead title={t('plans:shares.title')} />
      <section className="card">
        <EmptyState title={t('shell:actions.none')} />
      </section>
    </div>
  );
}

function Waiting() {
  const t = useWords();
  return (
    <div className="page" aria-busy="true">
      <PageHead title={t('plans:shares.title')} />
      <section className="card">
        <Skeleton lines={12} height={480} />
      </section>
    </div>
  );
}

/** `place=all` shows all places to who would land on his own. */
function usePlace(): string | undefined {
  const { place } = useSearch();
  const own = useSession()?.region ?? undefined;
  return place === 'all' ? undefined : (place ?? own);
}

function Shares() {
  const t = useWords();
  const search = useSearch();
  const time = useTimeAsked();
  const plans = usePlans();
  const place = usePlace();
  const health = useHealth();
  const regions = useRegions().data?.items ?? [];
  const head = plans.data?.items.find((one) => one.code === search['plan']) ?? plans.data?.items[0];
  const asked = {
    ...time,
    ...(place ? { place } : {}),
    ...(search['functionalAreas'] === 'out' ? { functionalAreas: 'out' as const } : {}),
  };
  const got = useShares(head?.code, asked);
  const problem = plans.error ?? got.error;
  if (problem && !got.data)
    return (
      <div className="page">
        <FailedPage problem={problem} again={() => void got.refetch()} />
      </div>
    );
  if (!got.data || !head) return <Waiting />;
  const name = regions.find((one) => one.id === place)?.name;
  return (
    <div className={got.isPlaceholderData ? 'page page-stale' : 'page'} aria-busy={got.isPlaceholderData}>
      <PageHead
        title={name === undefined ? t('plans:shares.title') : t('plans:shares.titleOf', { place: name })}
        note={t('plans:shares.note')}
        aside={
          <TimeControl
            from={head.from}
            to={head.to}
            asOf={got.data.asOf}
            firstDay={health?.firstDay ?? null}
            settled={got.data.settled}
          />
        }
      />
      <section className="card" aria-label={t('plans:shares.title')}>
        <Bar plan={head.code} asked={asked} place={place} />
        {got.data.items.length === 0 ? (
          <EmptyState title={t('plans:shares.noneAt')}>
            <p>{t('plans:shares.noneWhy')}</p>
          </EmptyState>
        ) : (
          <Overview items={got.data.items} place={place} />
        )}
      </section>
      {place === undefined ? got.data.items.map((one) => <One key={one.target} shares={one} />) : null}
    </div>
  );
}

function Bar({ plan, asked, place }: { plan: string; asked: Record<string, string>; place: string | undefined }) {
  const t = useWords();
  const change = useChangeSearch();
  const bureau = useBureau();
  const plans = usePlans().data?.items ?? [];
  const regions = useRegions().data?.items ?? [];
  return (
    <div className="list-bar">
      {plans.length > 1 ? (
        <label className="filter">
          <span>{t('plans:shares.plan')}</span>
          <select className="input" value={plan} onChange={(event) => change({ plan: event.target.value })}>
            {plans.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="filter">
        <span>{t('plans:shares.place')}</span>
        <select className="input" value={place ?? 'all'} onChange={(event) => change({ place: event.target.value })}>
          <option value="all">{t('plans:shares.allPlaces')}</option>
          {regions
            .filter((one) => one.kind !== 'city')
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
      </label>
      <AreasSwitch />
      <span className="spread" />
      <div className="list-buttons">
        <a className="button" href={address(`/plans/${plan}/shares/sheet`, asked)} download>
          XLSX
        </a>
        <Link className="button" to={'/allocations' as string}>
          {t('plans:shares.all')}
        </Link>
        {bureau ? (
          <Link className="button button-primary" to={'/allocations/new' as string}>
            {t('plans:shares.draft')}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

/** One line a target: the place's share, or the city's with how many places lag. */
function Overview({ items, place }: { items: readonly TargetShares[]; place: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const titles = (['target', 'share', 'current', 'expected', 'gap', 'bar', 'verdict'] as const).map((key) =>
    t(`plans:shares.column.${key}`),
  );
  return (
    <table className="table table-list shares">
      <caption className="sr-only">{t('plans:shares.title')}</caption>
      <thead>
        <tr>
          {titles.map((title, at) => (
            <th key={title} scope="col" className={at > 0 && at < 5 ? 'num' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const row =
            place === undefined ? cityRow(item) : item.rows.find((one) => one.department === null || one.within !== one.place);
          if (!row) return null;
          const number = (value: string | null) => (value === null ? '–' : shownNumber(value, item.display, language));
          return (
            <tr key={item.target}>
              <th scope="row" className="shares-place">
                {place === undefined ? (
                  <a href={`#shares-${item.target}`}>{item.name}</a>
                ) : (
                  <Link to={`/indicators/${item.indicator}` as string}>{item.name}</Link>
                )}
                <small> {item.display.unit}</small>
                {place !== undefined && row.force === 'anticipated' ? <small> {t('plans:force.anticipated')}</small> : null}
              </th>
              {([row.share, row.current, row.expected, row.gap] as const).map((value, at) => (
                <td
                  key={titles[at + 1]}
                  className={at === 3 && value?.startsWith('-') ? 'num shares-lags' : 'num'}
                  data-title={titles[at + 1]}
                >
                  {at === 1 && value === null ? t('plans:shares.noData') : number(value)}
                </td>
              ))}
              <td className="shares-bar" data-title={titles[5]}>
                <PaceBar row={row} />
              </td>
              <td data-title={titles[6]}>{place === undefined ? <Counts item={item} /> : <ShareVerdict row={row} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The city's line: what its places come to. */
const cityRow = (item: TargetShares) => {
  const top = item.rows.filter((one) => one.within === null && one.share !== null);
  const expected = top.some((one) => one.expected === null)
    ? null
    : String(top.reduce((all, one) => all + Number(one.expected), 0));
  const gap = expected === null || item.current === null ? null : String(Number(item.current) - Number(expected));
  const of = (value: string | null) =>
    value === null || item.sum === null || Number(item.sum) === 0 ? null : String(Number(value) / Number(item.sum));
  const verdict = gap === null ? ('unknown' as const) : Number(gap) < 0 ? ('behind' as const) : ('onPace' as const);
  return {
    share: item.sum,
    current: item.current,
    expected,
    gap,
    reached: of(item.current),
    due: of(expected),
    verdict,
    force: null,
  };
};

function Counts({ item }: { item: TargetShares }) {
  const t = useWords();
  const top = item.rows.filter((one) => one.within === null);
  const counted = (['met', 'onPace', 'behind', 'notMet', 'unknown'] as const).flatMap((verdict) => {
    const count = top.filter((one) => one.verdict === verdict).length;
    return count === 0 ? [] : [`${t(`plans:shares.verdict.${verdict}`)} ${count}`];
  });
  return <span className="note">{counted.join(' · ')}</span>;
}

function One({ shares }: { shares: TargetShares }) {
  return (
    <section className="card shares-section" id={`shares-${shares.target}`} aria-label={shares.name}>
      <h2>
        <Link to={`/indicators/${shares.indicator}` as string}>{shares.name}</Link> <small>{shares.display.unit}</small>
      </h2>
      <SharesTable shares={shares} />
    </section>
  );
}
