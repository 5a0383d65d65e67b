// The market's events as everybody sees them: to come, or past; as a calendar file too.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { listMarketEvents, type PublicEvent } from '../../matchEvent.ts';
import { useWhen } from './event-view.ts';
import { usePlaces, useStanding } from './standing.ts';

const ages = ['ahead', 'past'] as const;

export default function EventsPage() {
  const t = useWords();
  return (
    <div className="page">
      <PageHead
        title={t('events:nav')}
        note={t('events:list.note')}
        aside={
          <a className="button" href="/api/market/events.ics">
            {t('events:list.calendar')}
          </a>
        }
      />
      <div className="card">
        <DataTable<PublicEvent>
          name="market-events"
          caption={t('events:nav')}
          list={async (query) => ({
            ...(await call(listMarketEvents, { query: { when: ages.find((one) => one === query['when']) } })),
            next: null,
          })}
          columns={useColumns()}
          filters={[
            {
              kind: 'select',
              key: 'when',
              title: t('events:list.which'),
              options: ages.map((value) => ({ value, title: t(`events:list.${value}`) })),
            },
          ]}
          open={(row) => `/market/events/${row.id}`}
          empty={<EmptyState title={t('events:list.empty')}>{t('events:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<PublicEvent>[] {
  const t = useWords();
  const when = useWhen();
  const places = usePlaces();
  const standing = useStanding();
  return [
    {
      key: 'name',
      title: t('events:name'),
      cell: (row) => (
        <Link to={`/market/events/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    {
      key: 'sort',
      title: t('events:sort'),
      cell: (row) => t(`events:sorts.${row.sort}`),
      text: (row) => t(`events:sorts.${row.sort}`),
    },
    { key: 'from', title: t('events:when'), cell: when, text: when },
    {
      key: 'place',
      title: t('events:place'),
      cell: (row) => (row.place === null ? t('events:online') : <AsWritten>{row.place}</AsWritten>),
      text: (row) => row.place ?? t('events:online'),
    },
    { key: 'admitted', title: t('events:admitted'), cell: places, text: places },
    {
      key: 'state',
      title: t('events:state'),
      cell: (row) => <Tag tone={standing(row).tone}>{standing(row).said}</Tag>,
      text: (row) => standing(row).said,
    },
  ];
}
