// Returns: a respondent's own, what is to be filled first; for officers what is collected, by form and period, and how far it has come.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import { life, typing } from '../../statisticalReturn.ts';
import { Collections } from './Collections.tsx';
import { type Return, returnsApi, toneOf, usePeriodName } from './view.ts';
import './returns.css';

export default function ReturnsPage() {
  const t = useWords();
  const session = useSession();
  const officer = session?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') === true;
  return (
    <div className="page">
      <PageHead title={t('returns:nav')} note={t(officer ? 'filling:list.officers' : 'filling:list.own')} />
      {officer ? <Collections /> : <Own />}
    </div>
  );
}

function Own() {
  const t = useWords();
  return (
    <>
      <ToFill />
      <section className="card" aria-label={t('filling:list.all')}>
        <h2>{t('filling:list.all')}</h2>
        <DataTable<Return>
          name="returns"
          caption={t('filling:list.all')}
          list={(query) => request<Page<Return>>('GET', returnsApi, { query })}
          columns={useColumns()}
          filters={useStateFilter()}
          open={(row) => `/returns/${row.id}`}
          empty={
            <EmptyState title={t('filling:list.empty')}>
              <p>{t('filling:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </section>
    </>
  );
}

/** What waits for the respondent, by its due day. */
function ToFill() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['returns', 'to-fill', language],
    queryFn: async () => {
      const pages = await Promise.all(
        typing.map((state) => request<Page<Return>>('GET', returnsApi, { query: { state, limit: 100 } })),
      );
      return pages.flatMap(({ items }) => items).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
    },
  });
  return (
    <section className="card" aria-label={t('filling:list.toFill')}>
      <h2>{t('filling:list.toFill')}</h2>
      {asked.isPending ? <Skeleton lines={3} height={120} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.length === 0 ? <p className="note">{t('filling:list.nothing')}</p> : null}
      <ul className="returns-open">
        {asked.data?.map((one) => (
          <ToFillOne key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function ToFillOne({ one }: { one: Return }) {
  const t = useWords();
  const name = usePeriodName();
  return (
    <li>
      <span>
        <Link to={`/returns/${one.id}` as string}>
          <b>{t('filling:page.title', { form: one.form.name, period: name(one.period) })}</b>
        </Link>
        <span className="note">{t('filling:page.due', { day: shownDay(one.dueOn, undefined, 'long') })}</span>
      </span>
      <span className="returns-tags">
        {one.state === 'sentBack' ? (
          <Tag tone={toneOf(one.state)}>{t('filling:list.queries', { count: one.queries.length })}</Tag>
        ) : null}
        {one.late === null ? null : <Tag tone="bad">{t('returns:lateBy', { count: one.late })}</Tag>}
        <Link className="button button-primary" to={`/returns/${one.id}` as string}>
          {t('filling:list.fill')}
        </Link>
      </span>
    </li>
  );
}

export function useStateFilter(): readonly Filter[] {
  const t = useWords();
  return [
    {
      kind: 'select',
      key: 'state',
      title: t('returns:state'),
      options: life.states.map((value) => ({ value, title: t(`returns:states.${value}`) })),
    },
  ];
}

export function StateSaid({ one }: { one: Return }) {
  const t = useWords();
  return <Tag tone={toneOf(one.state)}>{t(`returns:states.${one.state}`)}</Tag>;
}

function useColumns(): readonly Column<Return>[] {
  const t = useWords();
  const name = usePeriodName();
  return [
    {
      key: 'form',
      title: t('returns:form'),
      cell: (row) => <Link to={`/returns/${row.id}` as string}>{row.form.name}</Link>,
      text: (row) => row.form.name,
    },
    { key: 'period', title: t('returns:period'), cell: (row) => name(row.period), text: (row) => row.period },
    {
      key: 'state',
      title: t('returns:state'),
      cell: (row) => <StateSaid one={row} />,
      text: (row) => t(`returns:states.${row.state}`),
    },
    { key: 'dueOn', title: t('returns:dueOn'), cell: (row) => row.dueOn, text: (row) => row.dueOn },
    { key: 'submittedOn', title: t('returns:submittedOn'), cell: (row) => row.submittedOn ?? '', text: (row) => row.submittedOn },
    useLateColumn(),
  ];
}

export function useLateColumn(): Column<Return> {
  const t = useWords();
  return {
    key: 'late',
    title: t('returns:late'),
    cell: (row) => (row.late === null ? '' : <Tag tone="bad">{t('returns:lateBy', { count: row.late })}</Tag>),
    text: (row) => row.late,
  };
}
