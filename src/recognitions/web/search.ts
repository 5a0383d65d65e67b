// Registers by their names and recognitions by their titles, for the command palette.
import { call, request } from '../../platform/web/call.ts';
import { languageNow } from '../../platform/web/i18n.ts';
import type { Hit } from '../../platform/web/pages.ts';
import { queries } from '../../platform/web/query.ts';
import { listKinds } from '../routes.ts';

const shown = 6;
type Found = { id: string; title: string; kindName: string };

export async function searchRecognitions(words: string): Promise<Hit[]> {
  const [{ kinds }, { items }] = await Promise.all([
    queries.fetchQuery({ queryKey: ['recognitions', 'kinds', languageNow()], queryFn: () => call(listKinds) }),
    request<{ items: Found[] }>('GET', '/recognitions', { query: { q: words, limit: shown } }),
  ]);
  const named = kinds.filter((one) => one.name.toLowerCase().includes(words.toLowerCase())).slice(0, shown);
  return [
    ...named.map((one): Hit => ({ title: one.name, words: 'recognitions:register', to: `/registers/${one.code}` })),
    ...items.map(
      (one): Hit => ({ title: one.title, words: 'recognitions:one', note: one.kindName, to: `/recognitions/${one.id}` }),
    ),
  ];
}
