// The desk: to do, in hand, done, by working days left. Filters in the URL, by keyboard throughout; who has nothing to do is told what comes next.
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { isCommand } from '../../platform/web/keys.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { SaveList } from '../../platform/web/SaveList.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Filter, TableBar } from '../../platform/web/TableBar.tsx';
import type { PageOf } from '../../platform/web/table.ts';
import { type DeskItem, type View, views } from '../desk.ts';
import { Acting } from './Acting.tsx';
import { useColumns } from './columns.tsx';
import { DeskList } from './DeskList.tsx';
import { Saved } from './Saved.tsx';
import { useCounts, useNames } from './view.ts';
import { type DeskAsked, useDesk } from './useDesk.ts';
import { Upcoming } from './Upcoming.tsx';
import './desk.css';

export default function DeskPage() {
  const t = useWords();
  const session = useSession();
  return (
    <div className="page page-desk">
      <PageHead
        title={t('desk:nav')}
        note={t('desk:desk.note')}
        aside={
          <Link className="button" to={'/calendar' as string}>
            {t('desk:calendar.title')}
          </Link>
        }
      />
      {session === undefined ? <Skeleton lines={12} height={520} /> : null}
      {session === null ? <Stranger /> : null}
      {session ? <Acting /> : null}
      {session ? <Desk /> : null}
    </div>
  );
}

function Stranger() {
  const t = useWords();
  return (
    <section className="card">
      <EmptyState title={t('desk:desk.signIn')}>
        <p>{t('desk:desk.signInWhy')}</p>
        <Link className="button button-primary" to={'/sign-in' as string} search={{ next: '/desk' }}>
          {t('shell:signIn.title')}
        </Link>
      </EmptyState>
    </section>
  );
}

const viewIn = (said: string | undefined): View => views.find((one) => one === said) ?? 'todo';

function Desk() {
  const search = useSearch();
  const view = viewIn(search['view']);
  const keys = view === 'done' ? ['kind', 'from', 'to'] : ['kind', 'region', 'overdue'];
  const query = { view, ...Object.fromEntries(keys.flatMap((key) => (search[key] ? [[key, search[key]]] : []))) };
  const asked = useDesk(query);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setHidden((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  return (
    <div className="desk">
      <div className="desk-main">
        <Tabs view={view} />
        <section
          id="desk-list"
          className="card desk-card"
          aria-label={useWords()(`desk:views.${view}`)}
          aria-busy={asked.isFetching}
        >
          <Bar {...{ view, query, asked, hidden, toggle }} />
          <DeskList key={view} view={view} asked={asked} hidden={hidden} filtered={keys.filter((key) => search[key])} />
        </section>
      </div>
      <div className="stack">
        <Upcoming />
        <Saved />
      </div>
    </div>
  );
}

/** The three views; 1, 2 and 3 switch to them from anywhere on the page. */
function Tabs({ view }: { view: View }) {
  const t = useWords();
  const counts = useCounts().data;
  const change = useChangeSearch();
  const go = (to: View) =>
    change(
      {
        view: to === 'todo' ? undefined : to,
        kind: undefined,
        region: undefined,
        overdue: undefined,
        from: undefined,
        to: undefined,
      },
      true,
    );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const wanted = views[Number(event.key) - 1];
      if (!wanted || !isCommand(event)) return;
      event.preventDefault();
      go(wanted);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  const countOf = (one: View) => (one === 'todo' ? counts?.todo : one === 'inHand' ? counts?.inHand : undefined);
  return (
    <nav className="desk-tabs" aria-label={t('desk:views.label')}>
      {views.map((one, at) => (
        <button key={one} type="button" aria-pressed={one === view} aria-keyshortcuts={String(at + 1)} onClick={() => go(one)}>
          {t(`desk:views.${one}`)}
          {countOf(one) ? <span className="desk-count">{`${countOf(one)?.rows}${countOf(one)?.more ? '+' : ''}`}</span> : null}
        </button>
      ))}
      <span className="spread" />
      <span className="note desk-keys">{t('desk:keys')}</span>
    </nav>
  );
}

type BarProps = {
  view: View;
  query: { view: View };
  asked: DeskAsked;
  hidden: ReadonlySet<string>;
  toggle: (key: string) => void;
};

function Bar({ view, query, asked, hidden, toggle }: BarProps) {
  const t = useWords();
  const columns = useColumns(view);
  const filters = useFilters(view, asked);
  return (
    <TableBar filters={filters} columns={columns} hidden={hidden} toggle={toggle} files={{ csv: null, xlsx: null }}>
      <SaveList
        caption={t(`desk:views.${view}`)}
        query={query}
        list={(said) => request<PageOf<DeskItem>>('GET', '/desk', { query: said })}
        columns={columns.filter((one) => !hidden.has(one.key))}
        empty={(asked.data?.pages[0]?.items.length ?? 0) === 0}
      />
    </TableBar>
  );
}

function useFilters(view: View, asked: DeskAsked): readonly Filter[] {
  const t = useWords();
  const names = useNames();
  const search = useSearch();
  const first = asked.data?.pages[0];
  const kept = (values: readonly string[], key: string) => [...new Set([...values, ...(search[key] ? [search[key]] : [])])];
  const kinds: Filter = {
    kind: 'select',
    key: 'kind',
    title: t('desk:columns.kind'),
    options: kept(first?.kinds ?? [], 'kind').map((value) => ({ value, title: names.kind(value) })),
  };
  if (view === 'done')
    return [
      kinds,
      { kind: 'day', key: 'from', title: t('desk:filter.from') },
      { kind: 'day', key: 'to', title: t('desk:filter.to') },
    ];
  return [
    kinds,
    {
      kind: 'select',
      key: 'region',
      title: t('desk:columns.region'),
      options: kept(first?.regions ?? [], 'region').map((value) => ({ value, title: names.region(value) ?? value })),
    },
    {
      kind: 'select',
      key: 'overdue',
      title: t('desk:filter.overdue'),
      options: [{ value: 'yes', title: t('desk:filter.overdueOnly') }],
    },
  ];
}
