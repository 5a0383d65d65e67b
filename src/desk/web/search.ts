// Saved searches for the command palette: those whose name has the words.
import { parseSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import type { Hit } from '../../platform/web/pages.ts';
import { ProblemError } from '../../platform/web/problem.ts';
import { listSearches } from '../savedSearch.ts';

export async function searchSaved(words: string): Promise<Hit[]> {
  const wanted = words.toLowerCase();
  const { items } = await call(listSearches).catch((problem: unknown) => {
    // A visitor has none.
    if (problem instanceof ProblemError && problem.status === 401) return { items: [] };
    throw problem;
  });
  return items
    .filter((one) => one.name.toLowerCase().includes(wanted))
    .slice(0, 5)
    .map((one) => ({ title: one.name, words: 'desk:saved.hit', note: one.owner, to: one.path, search: parseSearch(one.search) }));
}
