// What of the table of synonyms this reader may do: decide, or propose.
import type { Offer } from '../../../records/record.ts';
import { useOffers } from '../../../records/web/index.ts';
import { wordGroupsApi } from './word-group-view.ts';

export function useWaysIn(): { decides: boolean; adds: Offer | undefined } {
  const offers = useOffers(wordGroupsApi) ?? [];
  const add = offers.find(({ name }) => name === 'add');
  return { decides: add !== undefined, adds: add ?? offers.find(({ name }) => name === 'create') };
}
