// The published cases, for everybody: what districts have done, selected and published by the bureau.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { EmptyState, PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { listCases, type PublicCase } from '../typicalCase.ts';
import { useBilingual, useIsOfficer, useRegionName } from './at-work-view.ts';
import './at-work.css';

export default function CasesPage() {
  const t = useWords();
  const officer = useIsOfficer();
  const asked = useInfiniteQuery({
    queryKey: ['cases'],
    queryFn: ({ pageParam }) => call(listCases, { query: { limit: 24, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('cases:gallery.title')}
        note={t('cases:gallery.note')}
        aside={
          officer ? (
            <Link className="button" to={'/case-drafts' as string}>
              {t('cases:gallery.manage')}
            </Link>
          ) : null
        }
      />
      {asked.isPending ? <Skeleton lines={8} height={320} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && items.length === 0 ? (
        <div className="card">
          <EmptyState title={t('cases:gallery.empty')}>{t('cases:gallery.emptyWhy')}</EmptyState>
        </div>
      ) : null}
      <ul className="case-cards">
        {items.map((one) => (
          <li key={one.id}>
            <Card of={one} />
          </li>
        ))}
      </ul>
      <More asked={asked} />
    </div>
  );
}

function Card({ of }: { of: PublicCase }) {
  const t = useWords();
  const region = useRegionName();
  const say = useBilingual();
  const [title, summary] = [say(of.title), say(of.summary)];
  return (
    <article className="card case-card">
      <h2 lang={title.chineseOnly ? 'zh-CN' : undefined}>
        <Link to={`/cases/${of.id}` as string}>
          <AsWritten>{title.text}</AsWritten>
        </Link>
      </h2>
      <p lang={summary.chineseOnly ? 'zh-CN' : undefined}>
        <AsWritten>{summary.text}</AsWritten>
      </p>
      <p className="note">
        {t('cases:gallery.published', { region: region(of.region), day: of.publishedOn })}{' '}
        {title.chineseOnly ? <Tag>{t('atWork:chineseOnly')}</Tag> : null}
      </p>
    </article>
  );
}
