// A technology manager's own desk on the market: his record, and the listings that he has taken on with the contacts that are due.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead } from '../../../platform/web/Parts.tsx';
import { type Page, WaysIn } from '../../../records/web/index.ts';
import { EngagementTable } from './EngagementsPage.tsx';
import RecordOf from './RecordOf.tsx';
import { Tabs } from './Tabs.tsx';

export default function BrokeringPage() {
  const t = useWords();
  const own = useQuery({
    queryKey: ['own manager'],
    queryFn: () => request<Page<{ id: string; name: string | null }>>('GET', '/technology-managers', { query: { limit: 1 } }),
  });
  const me = own.data?.items[0];
  return (
    <div className="page">
      <PageHead
        title={t('dealShares:desk')}
        note={t('dealShares:deskNote')}
        aside={
          <WaysIn creates="yes">
            <Link className="button" to={'/listings/new' as string}>
              {t('engagements:enter')}
            </Link>
            <Link className="button button-primary" to={'/market' as string}>
              {t('engagements:look')}
            </Link>
          </WaysIn>
        }
      />
      <div className="stack">
        {me ? <RecordOf person={me.id} /> : null}
        <div>
          <Tabs />
          <section className="card" aria-label={t('engagements:nav')}>
            <EngagementTable />
          </section>
        </div>
      </div>
    </div>
  );
}
