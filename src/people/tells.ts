// What technology managers tell: an organization whose word is wanted, and those who wait for it. No name of a person in it. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Concerns, Tell } from '../records/tells.ts';
import type { Affiliation, life } from './technologyManager.ts';

type Row = { account: string | null; affiliations: readonly Affiliation[] };

export const tells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  {
    after: 'affiliate',
    to: [{ organization: 'administrators' }],
    topic: 'affiliations',
    words: 'people:tells.wanted',
  },
  {
    after: 'confirm',
    to: ['named', 'whoActed'],
    topic: 'affiliations',
    words: 'people:tells.confirmed',
  },
  {
    after: 'endAffiliation',
    to: ['named', 'whoActed'],
    topic: 'affiliations',
    words: 'people:tells.ended',
  },
];

/** Its account and the organization of its last affiliation: an earlier one is not told what became of the manager. */
export const concerns = ({ account, affiliations }: Row): Concerns => {
  const last = affiliations.at(-1);
  return {
    region: null,
    organizations: last ? [last.organization] : [],
    accounts: account === null ? [] : [account],
  };
};
