// What pages ask of notices, and what is asked anew after one was read. No markup.
import { useQuery } from '@tanstack/react-query';
import { parseSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useLanguage } from '../../../platform/web/i18n.ts';
import { recordKind } from '../../../platform/web/pages.ts';
import { queries } from '../../../platform/web/query.ts';
import { useSession } from '../../../platform/web/session.ts';
import { countNotices, type Notice, readNotices, unreadNotices } from '../../notices.ts';

/** One number a minute while the page is looked at. */
const askEvery = 60_000;

export function useUnread(): number {
  const session = useSession();
  const asked = useQuery({
    queryKey: ['notices', 'count', session?.account ?? null],
    queryFn: () => call(countNotices),
    enabled: Boolean(session),
    refetchInterval: askEvery,
    refetchOnWindowFocus: true,
  });
  return asked.data?.unread ?? 0;
}

export const useNoticesKey = (...more: unknown[]) => {
  const session = useSession();
  return ['notices', session?.account ?? null, useLanguage(), ...more] as const;
};

const again = () => queries.invalidateQueries({ queryKey: ['notices'] });
/** Marks and asks anew; gives what was marked, so that it can be taken back. */
export async function markRead(which: { ids: string[] } | { all: true }) {
  const done = await call(readNotices, { body: which });
  await again();
  return done;
}
export async function markUnread(which: { ids: string[] } | { at: string }) {
  await call(unreadNotices, { body: which });
  await again();
}

/** The page of what a notice is about; null where there is none. An import is found where it was begun. */
export function pageOf({ kind, record }: Pick<Notice, 'kind' | 'record'>): { to: string; search: Record<string, string> } | null {
  if (kind === 'message') return { to: '/notices/settings', search: {} };
  const imported = /^import (\w+)$/.exec(kind)?.[1];
  if (imported !== undefined) {
    const api = recordKind(imported)?.api;
    return api ? { to: `${api}/import`, search: { import: record } } : null;
  }
  const saved = /^saved (\/[^?]*)\?(.*)$/.exec(kind);
  if (saved) return { to: saved[1] ?? '/', search: parseSearch(saved[2] ?? '') };
  const page = recordKind(kind)?.page?.(record);
  return page === undefined ? null : { to: page, search: {} };
}
