// Saved searches for the command palette: those whose name has the words.
import { parseSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import type { Hit } from '../../platform/web/pages.ts';
import { queries } from '../../platform/web/query.ts';
import { listSearches } from '../savedSearch.ts';

export async function searchSaved(words: string): Promise<Hit[]> {
  const wanted = words.toLowerCase();
  // A visitor has none.
  if (!queries.getQueryData(['session'])) return [];
  const { items } = await call(listSearches);
  return items
    .filter((one) => one.name.toLowerCase().includes(wanted))
    .slice(0, 5)
    .map((one) => ({ title: one.name, words: 'desk:saved.hit', note: one.owner, to: one.path, search: parseSearch(one.search) }));
}
