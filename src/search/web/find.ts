// Records of all kinds for the command palette, as they are typed, and the way to all that was found. Where each is shown.
import { call } from '../../platform/web/call.ts';
import { type Hit, recordKind } from '../../platform/web/pages.ts';
import { mostAsked } from '../../contracts/publicContract.ts';
import { suggest } from '../search.ts';

type Found = { source: string; kind: string; id: string; title: string };
type Address = { to: string; search?: { q: string } };
/** Where a find is shown: a listing as everybody sees it is no record page; what is disclosed of a contract stands on its list alone. */
export const pageOf = ({ source, kind, id, title }: Found): Address => {
  if (source === 'publicContract') return { to: '/public/contracts', search: { q: asAsked(title) } };
  return { to: source === 'market' ? `/market/${id}` : (recordKind(kind)?.page?.(id) ?? '/search') };
};
/** As much of a title as that list can be asked for. */
const asAsked = (title: string): string => {
  const [said, last] = [title.slice(0, mostAsked), title.charCodeAt(mostAsked - 1)];
  const isHalf = title.length > mostAsked && last >= 0xd800 && last < 0xdc00;
  return isHalf ? said.slice(0, -1) : said;
};

export async function findAny(q: string): Promise<Hit[]> {
  const { items } = await call(suggest, { query: { q } });
  const hits = items.map(
    (one): Hit => ({
      title: one.title,
      words: recordKind(one.kind)?.words ?? 'search:nav',
      note: one.note,
      ...pageOf(one),
    }),
  );
  return [...hits, { title: q, words: 'search:palette.all', to: '/search', search: { q } }];
}
