// Records of all kinds for the command palette, as they are typed, and the way to all that was found. Where each is shown.
import { call } from '../../platform/web/call.ts';
import { type Hit, recordKind } from '../../platform/web/pages.ts';
import { suggest } from '../search.ts';

/** Where a find is shown: a listing as everybody sees it is no record page. */
export const pageOf = ({ source, kind, id }: { source: string; kind: string; id: string }): string =>
  source === 'market' ? `/market/${id}` : (recordKind(kind)?.page?.(id) ?? '/search');

export async function findAny(q: string): Promise<Hit[]> {
  const { items } = await call(suggest, { query: { q } });
  const hits = items.map(
    (one): Hit => ({
      title: one.title,
      words: recordKind(one.kind)?.words ?? 'search:nav',
      note: one.note,
      to: pageOf(one),
    }),
  );
  return [...hits, { title: q, words: 'search:palette.all', to: '/search', search: { q } }];
}
