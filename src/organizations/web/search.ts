// Organizations for the command palette: by name, former name or code. Not for pickers (find.ts).
import { request } from '../../platform/web/call.ts';
import type { Hit } from '../../platform/web/pages.ts';

const shown = 6;

export async function searchOrganizations(words: string): Promise<Hit[]> {
  const { items } = await request<{ items: { id: string; name: string; creditCode: string | null }[] }>('GET', '/organizations', {
    query: { q: words, limit: shown },
  });
  return items.map(({ id, name, creditCode }) => ({
    title: name,
    words: 'organizations:one',
    note: creditCode,
    to: `/organizations/${id}`,
  }));
}
