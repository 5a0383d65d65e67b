// The records that a person follows, and the button with which one is followed on its page.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { More } from '../../../platform/web/More.tsx';
import { EmptyState, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { recordKind } from '../../../platform/web/pages.ts';
import { queries } from '../../../platform/web/query.ts';
import { type Followed, followRecord, listFollows, unfollowRecord } from '../../notices.ts';
import { pageOf, useNoticesKey } from './asking.ts';

const again = () => queries.invalidateQueries({ queryKey: ['notices'] });

export function Follows() {
  const t = useWords();
  const asked = useInfiniteQuery({
    queryKey: useNoticesKey('follows'),
    queryFn: ({ pageParam }) => call(listFollows, { query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card" aria-label={t('notices:settings.follows')}>
      <h2>{t('notices:settings.follows')}</h2>
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && items.length === 0 ? (
        <EmptyState title={t('notices:settings.noFollows')}>{t('notices:settings.noFollowsWhy')}</EmptyState>
      ) : null}
      <ul className="notice-list">
        {items.map((one) => (
          <FollowedLine key={one.record} one={one} />
        ))}
      </ul>
      <More asked={asked} />
    </section>
  );
}

/** Stays in its place after it was let go, so that a slip of the hand is one press to mend. */
function FollowedLine({ one }: { one: Followed }) {
  const t = useWords();
  const page = pageOf(one);
  const kind = recordKind(one.kind);
  const [gone, setGone] = useState(false);
  const { record } = one;
  const press = async () => {
    if (gone) await call(followRecord, { params: { record } });
    else await call(unfollowRecord, { params: { record } });
    setGone(!gone);
  };
  return (
    <li className="notice notice-read">
      <div className="notice-foot">
        {page ? (
          <Link to={page.to as string} search={page.search}>
            <AsWritten>{one.title}</AsWritten>
          </Link>
        ) : (
          <AsWritten>{one.title}</AsWritten>
        )}
        {kind ? <span>{t(kind.words)}</span> : null}
        <span className="spread" />
        <button type="button" className="button-text" onClick={() => void press()}>
          {t(gone ? 'notices:follow' : 'notices:unfollow')}
        </button>
      </div>
    </li>
  );
}

export function FollowButton({ record }: { record: string }) {
  const t = useWords();
  const key = useNoticesKey('follow', record);
  const asked = useQuery({
    queryKey: key,
    queryFn: async () => (await call(listFollows, { query: { record, limit: 1 } })).items.length > 0,
  });
  const press = async (follow: boolean) => {
    queries.setQueryData(key, follow);
    await (follow ? call(followRecord, { params: { record } }) : call(unfollowRecord, { params: { record } })).catch(() => null);
    await again();
  };
  const follows = asked.data === true;
  return (
    <button
      type="button"
      className="pill"
      aria-pressed={follows}
      disabled={!asked.isSuccess}
      title={t('notices:followNote')}
      onClick={() => void press(!follows)}
    >
      {follows ? '★' : '☆'} {t(follows ? 'notices:following' : 'notices:follow')}
    </button>
  );
}
