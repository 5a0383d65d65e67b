// What applications of organizations tell: the district that one waits, and whoever it ended as administrator. No name of a person in it. Pure.
import type { ActionOf } from '../records/lifecycle.ts';
import type { Tell } from '../records/tells.ts';
import type { life } from './signUp.ts';

type Row = { replaced: readonly string[]; region: string | null };

export const signUpTells: readonly Tell<ActionOf<typeof life>, Row>[] = [
  {
    after: ['create', 'complete'],
    to: [{ roles: ['districtOfficer'] }],
    topic: 'signUps',
    words: 'signUps:tells.waits',
  },
  /** Of no district yet: the city's. */
  {
    after: ['create', 'complete'],
    to: [{ roles: ['bureauOfficer'] }],
    topic: 'signUps',
    words: 'signUps:tells.waits',
    when: (row) => row.region === null,
  },
  {
    after: 'confirm',
    to: ['named'],
    topic: 'signUps',
    words: 'signUps:tells.replaced',
    when: (row) => row.replaced.length > 0,
  },
];
