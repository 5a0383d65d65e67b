// What the bell shows: the latest unread notices, and the ways to all of them and to the settings.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import { listNotices } from '../../notices.ts';
import { markRead, useNoticesKey } from './asking.ts';
import { NoticeLine } from './NoticeLine.tsx';
import { Undo } from './Undo.tsx';

const shown = 10;

export default function Panel({ close }: { close: () => void }) {
  const t = useWords();
  const [marked, setMarked] = useState<{ count: number; at: string } | null>(null);
  const asked = useQuery({
    queryKey: useNoticesKey('panel'),
    queryFn: () => call(listNotices, { query: { read: 'no', limit: shown } }),
    staleTime: 0,
  });
  const items = asked.data?.items ?? [];
  return (
    <div className="bell-panel">
      {asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && items.length === 0 ? <EmptyState title={t('notices:emptyUnread')} /> : null}
      {items.length > 0 ? (
        <ul className="notice-list">
          {items.map((one) => (
            <NoticeLine key={one.id} one={one} onOpen={close} />
          ))}
        </ul>
      ) : null}
      {marked ? <Undo marked={marked} done={() => setMarked(null)} /> : null}
      <div className="form-foot">
        <Link className="button" to="/notices" onClick={close}>
          {t('notices:all')}
        </Link>
        {items.length > 0 ? (
          <button type="button" className="button" onClick={() => void markRead({ all: true }).then(setMarked)}>
            {t('notices:markAll')}
          </button>
        ) : null}
        <Link className="note" to={'/notices/settings' as string} onClick={close}>
          {t('notices:settingsLink')}
        </Link>
      </div>
    </div>
  );
}
