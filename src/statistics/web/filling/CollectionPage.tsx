// One form and period: all its returns with filters, and many of them accepted or locked in one go; those refused are named with the reason.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePathParam, useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { RowChoice } from '../../../platform/web/RowChoice.tsx';
import { Back, type Page } from '../../../records/web/index.ts';
import { listCollections } from '../../returnRoutes.ts';
import { askingWords } from '../asking-words.ts';
import { useRegionFilter } from '../above-scale-view.ts';
import { useRegionName } from '../view.ts';
import { ChosenReturns } from './ChosenReturns.tsx';
import { StateBar } from './Collections.tsx';
import { StateSaid, useLateColumn, useStateFilter } from './ReturnsPage.tsx';
import { CopySaid } from './SealedCopy.tsx';
import { type Return, returnsApi, useClassName, usePeriodName } from './view.ts';
import './filling.css';

addWords({ asking: askingWords });

export default function CollectionPage() {
  const t = useWords();
  const language = useLanguage();
  const name = usePeriodName();
  const [form, period] = [usePathParam('form'), usePathParam('period')];
  const asked = useQuery({
    queryKey: ['collections', form, period, language],
    queryFn: () => call(listCollections, { query: { form, period } }),
    select: ({ items }) => items[0] ?? null,
    placeholderData: (before) => before,
  });
  const one = asked.data;
  return (
    <div className="page">
      <Back to="/returns">{t('returns:nav')}</Back>
      <PageHead
        title={one ? t('filling:page.title', { form: one.form.name, period: name(period) }) : t('returns:nav')}
        note={one ? t('filling:page.due', { day: one.dueOn }) : null}
      />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one === null ? (
        <section className="card">
          <EmptyState title={t('filling:collections.none')} />
        </section>
      ) : null}
      {one ? (
        <>
          <section className="card" aria-label={t('filling:collections.states')}>
            <StateBar of={one} />
            {one.sentBackAgain > 0 ? (
              <p>
                <Link to={`/collections/${form}/${period}` as string} search={{ again: 'yes' }}>
                  {t('asking:count', { count: one.sentBackAgain })}
                </Link>
              </p>
            ) : null}
            {one.unsealed ? (
              <p>
                <Link to={`/collections/${form}/${period}` as string} search={{ sealed: 'missing' }}>
                  {t('sealed:count', { count: one.unsealed })}
                </Link>
              </p>
            ) : null}
            <p>
              <Link to={`/collections/${form}/${period}/late` as string}>{t('filling:page.chase')}</Link>
            </p>
          </section>
          <List form={form} period={period} sealed={one.unsealed !== null} />
        </>
      ) : null}
    </div>
  );
}

function List({ form, period, sealed }: { form: string; period: string; sealed: boolean }) {
  const t = useWords();
  const search = useSearch();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Return>>(new Map());
  const filters = useFilters(sealed);
  const fixed = { form, period };
  const said = Object.fromEntries(filters.flatMap(({ key }) => (search[key] ? [[key, search[key]]] : [])));
  return (
    <section className="card" aria-label={t('filling:list.of')}>
      <DataTable<Return>
        name="collection"
        caption={t('filling:list.of')}
        fixed={fixed}
        list={(query) => request<Page<Return>>('GET', returnsApi, { query })}
        columns={useColumns(chosen, setChosen, sealed)}
        filters={filters}
        open={(row) => `/returns/${row.id}`}
        empty={<EmptyState title={t('filling:collections.none')} />}
      />
      <ChosenReturns {...{ form, period, chosen }} choose={setChosen} query={{ ...fixed, ...said }} />
    </section>
  );
}

function useFilters(sealed: boolean): readonly Filter[] {
  const t = useWords();
  return [
    { kind: 'search', key: 'q', title: t('returns:organization') },
    useRegionFilter(t('returns:region')),
    ...useStateFilter(),
    { kind: 'select', key: 'late', title: t('returns:late'), options: [{ value: 'yes', title: t('returns:late.yes') }] },
    { kind: 'select', key: 'again', title: t('asking:filter'), options: [{ value: 'yes', title: t('asking:filter.yes') }] },
    ...(sealed
      ? [
          {
            kind: 'select' as const,
            key: 'sealed',
            title: t('sealed:column'),
            options: ['missing', 'there', 'typed'].map((value) => ({ value, title: t(`sealed:filter.${value}`) })),
          },
        ]
      : []),
  ];
}

type Choose = (next: ReadonlyMap<string, Return>) => void;

function useColumns(chosen: ReadonlyMap<string, Return>, choose: Choose, sealed: boolean): readonly Column<Return>[] {
  const t = useWords();
  const region = useRegionName();
  const className = useClassName();
  const place = (row: Return) => (row.region === null ? '' : region(row.region));
  const toggle = (row: Return) => {
    const next = new Map(chosen);
    if (!next.delete(row.id)) next.set(row.id, row);
    choose(next);
  };
  return [
    {
      key: 'choose',
      title: t('filling:many.column'),
      cell: (row) => (
        <RowChoice
          label={t('filling:many.row')}
          name={row.organization.name}
          checked={chosen.has(row.id)}
          onChange={() => toggle(row)}
        />
      ),
    },
    {
      key: 'organization',
      title: t('returns:organization'),
      cell: (row) => (
        <Link to={`/returns/${row.id}` as string}>
          <AsWritten>{row.organization.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.organization.name,
    },
    { key: 'region', title: t('returns:region'), cell: place, text: place },
    {
      key: 'class',
      title: t('returns:class'),
      cell: (row) => (row.class === null ? '' : className(row.class)),
      text: (row) => (row.class === null ? null : className(row.class)),
    },
    {
      key: 'state',
      title: t('returns:state'),
      cell: (row) => <StateSaid one={row} />,
      text: (row) => t(`returns:states.${row.state}`),
    },
    { key: 'dueOn', title: t('returns:dueOn'), hidden: true, cell: (row) => row.dueOn, text: (row) => row.dueOn },
    { key: 'submittedOn', title: t('returns:submittedOn'), cell: (row) => row.submittedOn ?? '', text: (row) => row.submittedOn },
    useLateColumn(),
    ...(sealed
      ? [
          {
            key: 'sealed',
            title: t('sealed:column'),
            cell: (row: Return) => <CopySaid one={row} />,
            text: (row: Return) => (row.sealed === null ? null : t(`sealed:standing.${row.sealed.standing}`)),
          },
        ]
      : []),
  ];
}
