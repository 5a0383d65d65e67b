// All notices of a person, newest first: filters in the URL, marked one by one or all at once, with the way back.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { More } from '../../../platform/web/More.tsx';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import '../../../platform/web/table.css';
import { type Topic, topics } from '../../../records/tells.ts';
import { listNotices } from '../../notices.ts';
import { markRead, useNoticesKey } from './asking.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { SignedIn } from './SignedIn.tsx';
import { Undo } from './Undo.tsx';
import './notices.css';

export default function NoticesPage() {
  return (
    <SignedIn>
      <AllNotices />
    </SignedIn>
  );
}

function AllNotices() {
  const t = useWords();
  const [marked, setMarked] = useState<{ count: number; at: string } | null>(null);
  const search = useSearch();
  const topic = topics.find((one) => one === search['topic']);
  const read = search['read'] === 'yes' || search['read'] === 'no' ? search['read'] : undefined;
  const asked = useNotices(topic, read);
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = topic !== undefined || read !== undefined;
  return (
    <div className="page">
      <PageHead
        title={t('notices:title')}
        note={t('notices:note')}
        aside={
          <Link className="button" to={'/notices/settings' as string}>
            {t('notices:settingsLink')}
          </Link>
        }
      />
      <section className="card" aria-label={t('notices:title')}>
        <Bar some={items.some((one) => !one.read)} onMarked={setMarked} />
        {marked ? <Undo marked={marked} done={() => setMarked(null)} /> : null}
        {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.isSuccess && items.length === 0 ? (
          <EmptyState title={t(filtered ? 'notices:emptyFiltered' : 'notices:empty')}>
            {filtered ? null : t('notices:emptyWhy')}
          </EmptyState>
        ) : null}
        <ul className="notice-list">
          {items.map((one) => (
            <NoticeLine key={one.id} one={one} />
          ))}
        </ul>
        <More asked={asked} />
      </section>
    </div>
  );
}

type BarProps = { some: boolean; onMarked: (marked: { count: number; at: string }) => void };
function Bar({ some, onMarked }: BarProps) {
  const t = useWords();
  return (
    <div className="list-bar">
      <Choice name="topic" title={t('notices:filterTopic')} options={topics.map((one) => [one, t(`notices:topics.${one}`)])} />
      <Choice
        name="read"
        title={t('notices:filterRead')}
        options={[
          ['no', t('notices:unread')],
          ['yes', t('notices:read')],
        ]}
      />
      <span className="spread" />
      {some ? (
        <button type="button" className="button" onClick={() => void markRead({ all: true }).then(onMarked)}>
          {t('notices:markAll')}
        </button>
      ) : null}
    </div>
  );
}

function useNotices(topic: Topic | undefined, read: 'yes' | 'no' | undefined) {
  return useInfiniteQuery({
    queryKey: useNoticesKey('page', topic, read),
    queryFn: ({ pageParam }) =>
      call(listNotices, {
        query: { limit: 50, ...(pageParam ? { after: pageParam } : {}), ...(topic ? { topic } : {}), ...(read ? { read } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });
}

type ChoiceProps = { name: string; title: string; options: readonly (readonly [value: string, title: string])[] };
function Choice({ name, title, options }: ChoiceProps) {
  const t = useWords();
  const value = useSearch()[name] ?? '';
  const change = useChangeSearch();
  return (
    <label className="filter">
      <span>{title}</span>
      <select className="input" value={value} onChange={(event) => change({ [name]: event.target.value })}>
        <option value="">{t('shell:list.all')}</option>
        {options.map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </label>
  );
}
