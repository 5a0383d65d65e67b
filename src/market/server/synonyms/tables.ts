// The table of words that stand for one another. Types only.
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import type { life, origins } from '../../wordGroup.ts';

export type WordGroupsTable = RecordColumns<StateOf<typeof life>> & {
  words: string[];
  keys: string[];
  note: string | null;
  origin: (typeof origins)[number];
  proposed_by: string | null;
  reason: string | null;
};
