// One fair as a ledger: what was signed and what became of it, with a plot, down to its projects.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, request } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import {
  acted,
  FactList,
  History,
  type Page,
  RecordActions,
  RecordFiles,
  RecordPage,
  useRecord,
} from '../../../records/web/index.ts';
import { fairLife, projectLife } from '../../fair.ts';
import { getFairLedger } from '../../fairLedger.ts';
import { asAsked, type Fair, type FairProject, fairsApi, projectsApi, stateTone, useFairSources, useYuan } from './fair-view.ts';
import { LedgerCard } from './LedgerCard.tsx';

export default function FairPage() {
  const t = useWords();
  const { asked, key } = useRecord<Fair>(fairsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/fairs', words: t('fairs:page.backList') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Fair; onDone: (after: Fair) => void }) {
  const t = useWords();
  const officer = useSession()?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  const given = (action: string) => (action === 'correct' ? { ...one, venue: one.venue?.id ?? null, reason: '' } : undefined);
  return (
    <>
      <PageHead
        title={one.name}
        note={<Tag tone={stateTone(one.state)}>{t(`fairs:states.${one.state}`)}</Tag>}
        aside={
          officer && one.state === 'held' ? (
            <Link className="button button-primary" to={`/fair-projects/new?fair=${one.id}` as string}>
              {t('fairs:page.addProject')}
            </Link>
          ) : null
        }
      />
      {officer ? <Ledger fair={one.id} /> : null}
      <Projects fair={one.id} />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={fairLife}
            api={fairsApi}
            words="fairs"
            danger={['void']}
            asked={asAsked}
            sources={useFairSources()}
            given={given}
            onDone={onDone}
          />
          <RecordFiles kind="fair" record={one.id} version={one.version} />
          <History api={fairsApi} id={one.id} words="fairs" title={t('fairs:page.history')} />
        </div>
      </div>
    </>
  );
}

function Ledger({ fair }: { fair: string }) {
  const t = useWords();
  const asked = useQuery({ queryKey: [fairsApi, fair, 'ledger'], queryFn: () => call(getFairLedger, { params: { id: fair } }) });
  return (
    <section className="card" aria-label={t('fairs:ledger.title')}>
      <h2>{t('fairs:ledger.title')}</h2>
      {asked.isPending ? <Skeleton lines={6} height={300} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <LedgerCard of={asked.data} /> : null}
    </section>
  );
}

function Facts({ one }: { one: Fair }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('fairs:page.facts')}>
      <h2>{t('fairs:page.facts')}</h2>
      <FactList
        facts={[
          [t('fairs:from'), shownDay(one.from)],
          [t('fairs:to'), shownDay(one.to)],
          [t('fairs:place'), <AsWritten key="place">{one.place}</AsWritten>],
          [t('fairs:organizer'), <AsWritten key="organizer">{one.organizer}</AsWritten>],
          ...(one.venue
            ? [
                [
                  t('fairs:venue'),
                  <Link key="venue" to={`/market/venues/${one.venue.id}` as string}>
                    <AsWritten>{one.venue.name}</AsWritten>
                  </Link>,
                ] as const,
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Projects({ fair }: { fair: string }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('fairs:projects.title')}>
      <h2>{t('fairs:projects.title')}</h2>
      <DataTable<FairProject>
        name="fair-projects"
        caption={t('fairs:projects.title')}
        list={(query) => request<Page<FairProject>>('GET', projectsApi, { query })}
        columns={useColumns()}
        filters={[
          { kind: 'search', key: 'q', title: t('fairs:projects.search') },
          {
            kind: 'select',
            key: 'state',
            title: t('fairs:state'),
            options: projectLife.states.map((value) => ({ value, title: t(`fairs:states.${value}`) })),
          },
        ]}
        fixed={{ fair }}
        open={(row) => `/fair-projects/${row.id}`}
        empty={<EmptyState title={t('fairs:projects.empty')}>{t('fairs:projects.emptyWhy')}</EmptyState>}
      />
    </section>
  );
}

const amountOf = (row: FairProject): string | null => row.steps.findLast(({ amount }) => amount !== null)?.amount ?? null;
function useColumns(): readonly Column<FairProject>[] {
  const t = useWords();
  const yuan = useYuan();
  const stage = (row: FairProject) => t(`fairs:stages.${row.state === 'lapsed' ? 'lapsed' : row.stage}`);
  const written = (key: 'first' | 'second'): Column<FairProject> => ({
    key,
    title: t(`fairs:${key}`),
    cell: (row) => <AsWritten>{row[key]}</AsWritten>,
    text: (row) => row[key],
  });
  return [
    {
      key: 'title',
      title: t('fairs:projectTitle'),
      cell: (row) => (
        <Link to={`/fair-projects/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    written('first'),
    written('second'),
    {
      key: 'stage',
      title: t('fairs:stage'),
      cell: (row) => <Tag tone={row.state === 'lapsed' ? 'bad' : 'blue'}>{stage(row)}</Tag>,
      text: stage,
    },
    {
      key: 'amount',
      title: t('fairs:amount'),
      cell: (row) => {
        const amount = amountOf(row);
        return amount === null ? '' : yuan(amount);
      },
      text: amountOf,
    },
    { key: 'saidOn', title: t('fairs:saidOn'), cell: (row) => row.saidOn, text: (row) => row.saidOn },
  ];
}
