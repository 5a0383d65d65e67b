// What recognitions tell: an organization reads what became of its titles, the district which title in it has ended. Pure.
import type { Tell } from '../records/tells.ts';
import type { ActionOf } from '../records/lifecycle.ts';
import type { life } from './recognition.ts';

export const tells: readonly Tell<ActionOf<typeof life>, unknown>[] = [
  {
    after: 'recognise',
    to: [{ organization: 'members' }, { roles: ['districtOfficer'] }],
    topic: 'titles',
    words: 'recognitions:tells.recognised',
  },
  {
    after: 'remove',
    to: [{ organization: 'members' }, { roles: ['districtOfficer'] }, 'whoActed'],
    topic: 'titles',
    words: 'recognitions:tells.removed',
  },
  {
    after: 'void',
    to: [{ organization: 'members' }, { roles: ['districtOfficer'] }, 'whoActed'],
    topic: 'titles',
    words: 'recognitions:tells.voided',
  },
];
