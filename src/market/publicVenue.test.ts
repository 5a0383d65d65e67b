// The order of venues: by what came of them, never by how much they list.
import { expect, test } from 'vitest';
import { byOutcome, figuresOf } from './publicVenue.ts';

const venue = (name: string, listings: number, outcomes: [talks: number, contracts: number] | null) => ({
  id: name,
  name,
  figures: figuresOf(
    { listings, confirmed: listings, stale: 0 },
    outcomes && { enquiries: 9, answered: 1, talks: outcomes[0], contracts: outcomes[1] },
  ),
});

test('contracts come before talks, both before quantity, and what is not known is last and no 0', () => {
  const all = [venue('d', 900, null), venue('c', 500, [9, 0]), venue('b', 1, [1, 1]), venue('a', 2, [3, 1])];
  expect(all.toSorted(byOutcome).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  expect(all[0]?.figures).toMatchObject({ contracts: null, talks: null, enquiries: null, answered: null });
});
