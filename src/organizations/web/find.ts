// Finding an organization by typing, for pickers of any module.
import { request } from '../../platform/web/call.ts';
import type { Option } from '../../platform/web/Fields.tsx';

const shown = 20;

/** Active organizations whose names or code hold these words, newest first. */
export async function findOrganizations(words: string): Promise<Option[]> {
  const query = { state: 'active', limit: shown, ...(words === '' ? {} : { q: words }) };
  const { items } = await request<{ items: { id: string; name: string; creditCode: string | null }[] }>('GET', '/organizations', {
    query,
  });
  return items.map(({ id, name, creditCode }) => ({
    value: id,
    title: name,
    ...(creditCode === null ? {} : { note: creditCode }),
  }));
}
