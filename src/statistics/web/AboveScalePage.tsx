// Above scale as work: how many are listed, meet the threshold, may fall out or come near, by district; and who they are.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { Page } from '../../records/web/index.ts';
import { type Candidate, differences, listCandidates } from '../revenue.ts';
import { useAmount, useRegionFilter } from './above-scale-view.ts';
import { useRegionName } from './view.ts';
import { Sections } from './Sections.tsx';
import './above-scale.css';

type Answer = Awaited<ReturnType<typeof call<typeof listCandidates>>>;
const tones = { meets: 'blue', below: 'warn', near: 'none' } as const;

export default function AboveScalePage() {
  const t = useWords();
  const session = useSession();
  const officer = session?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer');
  const bureau = session?.roles.includes('bureauOfficer');
  return (
    <div className="page">
      <PageHead
        title={t('listings:nav')}
        note={t('listings:note')}
        aside={
          officer ? (
            <div className="head-buttons">
              <Link className="button" to={'/above-scale/listings' as string}>
                {t('listings:work.toListings')}
              </Link>
              <Link className="button" to={'/above-scale/revenues' as string}>
                {t('listings:work.toRevenues')}
              </Link>
              <Link className="button" to={'/yearly-revenues/import' as string}>
                {t('listings:work.importRevenues')}
              </Link>
              {bureau ? (
                <Link className="button button-primary" to={'/above-scale-listings/import' as string}>
                  {t('listings:work.importListings')}
                </Link>
              ) : null}
            </div>
          ) : null
        }
      />
      <Sections />
      {officer ? <Work /> : null}
      {session !== undefined && !officer ? (
        <section className="card">
          <EmptyState title={t('listings:work.onlyOfficers')} />
        </section>
      ) : null}
    </div>
  );
}

function Work() {
  const t = useWords();
  const language = useLanguage();
  const { year } = useSearch();
  const asked = useQuery({
    queryKey: ['above-scale', year, language],
    queryFn: () => call(listCandidates, { query: { limit: 1, ...(year === undefined ? {} : { year: Number(year) }) } }),
    placeholderData: (before) => before,
  });
  if (asked.isPending) return <Skeleton lines={12} height={520} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  const { city, today, years } = asked.data;
  return (
    <>
      {today.slice(5, 7) === '09' && city.meets > 0 ? (
        <p className="above-scale-september">{t('listings:work.september', { count: city.meets })}</p>
      ) : null}
      <Districts answer={asked.data} />
      <WorkList years={years} />
    </>
  );
}

function WorkList({ years }: { years: readonly number[] }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('listings:work.title')}>
      <h2>{t('listings:work.title')}</h2>
      <DataTable<Candidate & { id: string }>
        name="above-scale"
        caption={t('listings:work.title')}
        list={async (query) => {
          const page = await request<Page<Candidate>>('GET', '/above-scale/candidates', { query });
          return { ...page, items: page.items.map((one) => ({ ...one, id: one.organization.id })) };
        }}
        columns={useColumns()}
        filters={useFilters(years)}
        open={(row) => `/organizations/${row.organization.id}`}
        empty={
          <EmptyState title={t('listings:work.empty')}>
            <p>{t('listings:work.emptyWhy')}</p>
          </EmptyState>
        }
      />
    </section>
  );
}

/** Each district with its counts; a count opens the list that it counts. */
function Districts({ answer }: { answer: Answer }) {
  const t = useWords();
  const region = useRegionName();
  const change = useChangeSearch();
  const titles = [
    t('listings:work.listed'),
    t('listings:known.no'),
    ...differences.map((key) => t(`listings:difference.${key}`)),
  ];
  const lines = [...(answer.regions.length > 1 ? [{ region: 'all', ...answer.city }] : []), ...answer.regions];
  const nameOf = (id: string | null) =>
    id === 'all' ? t('listings:work.all') : id === null ? t('listings:work.unplaced') : region(id);
  if (lines.length === 0) return null;
  return (
    <section className="card" aria-label={t('listings:work.district')}>
      <table className="table table-list above-scale-districts">
        <caption className="sr-only">{t('listings:work.district')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('listings:work.district')}</th>
            {titles.map((title) => (
              <th key={title} scope="col" className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.region ?? ''} className={one.region === 'all' ? 'above-scale-all' : undefined}>
              <td>{nameOf(one.region)}</td>
              <td className="number" data-title={titles[0]}>
                {one.listed}
              </td>
              <td className="number" data-title={titles[1]}>
                {one.unknown === 0 ? (
                  <span className="note">0</span>
                ) : (
                  <Link
                    to={'/above-scale/listings' as string}
                    search={{
                      known: 'no',
                      state: 'listed',
                      ...(one.region === 'all' || one.region === null ? {} : { region: one.region }),
                    }}
                  >
                    {one.unknown}
                  </Link>
                )}
              </td>
              {differences.map((difference, at) => (
                <td key={difference} className="number" data-title={titles[at + 2]}>
                  {one[difference] === 0 ? (
                    <span className="note">0</span>
                  ) : (
                    <button
                      type="button"
                      className="button-text"
                      onClick={() => change({ difference, region: one.region === 'all' ? undefined : (one.region ?? undefined) })}
                    >
                      {one[difference]}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useColumns(): readonly Column<Candidate & { id: string }>[] {
  const t = useWords();
  const region = useRegionName();
  const amount = useAmount();
  const place = (row: Candidate) => (row.region === null ? t('listings:work.unplaced') : region(row.region));
  return [
    {
      key: 'name',
      title: t('listings:organization'),
      cell: (row) => (
        <Link to={`/organizations/${row.organization.id}` as string}>
          <AsWritten>{row.organization.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.organization.name,
    },
    {
      key: 'creditCode',
      title: t('listings:creditCode'),
      hidden: true,
      cell: (row) => <code>{row.organization.creditCode}</code>,
      text: (row) => row.organization.creditCode,
    },
    { key: 'region', title: t('listings:region'), cell: place, text: place },
    { key: 'industry', title: t('listings:industry'), cell: (row) => row.industry, text: (row) => row.industry },
    {
      key: 'difference',
      title: t('listings:work.difference'),
      cell: (row) => (
        <span className="above-scale-difference">
          <Tag tone={tones[row.difference]}>{t(`listings:difference.${row.difference}`)}</Tag>
          <span className="note">{t(`listings:differenceHelp.${row.difference}`)}</span>
        </span>
      ),
      text: (row) => t(`listings:difference.${row.difference}`),
    },
    {
      key: 'revenue',
      title: t('listings:work.revenue'),
      cell: (row) => <Link to={`/above-scale/revenues/${row.stated}` as string}>{amount(row.revenue)}</Link>,
      text: (row) => row.revenue,
    },
    { key: 'threshold', title: t('listings:work.threshold'), cell: (row) => amount(row.threshold), text: (row) => row.threshold },
    { key: 'margin', title: t('listings:work.margin'), cell: (row) => amount(row.margin), text: (row) => row.margin },
  ];
}

function useFilters(years: readonly number[]): readonly Filter[] {
  const t = useWords();
  return [
    { kind: 'search', key: 'q', title: t('listings:work.search') },
    useRegionFilter(t('listings:region')),
    {
      kind: 'select',
      key: 'difference',
      title: t('listings:work.difference'),
      options: differences.map((value) => ({ value, title: t(`listings:difference.${value}`) })),
    },
    {
      kind: 'select',
      key: 'year',
      title: t('listings:work.year'),
      options: years.map((value) => ({ value: String(value), title: String(value) })),
    },
  ];
}
