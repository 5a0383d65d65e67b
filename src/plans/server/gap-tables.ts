// The table of what was done about what a target lacks.
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { life, subjectKinds } from '../gap.ts';

export type GapFollowUps = RecordColumns<StateOf<typeof life>> & {
  plan: string;
  target: string;
  region: string;
  subject_kind: (typeof subjectKinds)[number];
  subject: string;
  title: string;
  note: string | null;
  until: string | null;
  changed_on: string;
  account: string | null;
};
export type GapTables = { gap_follow_ups: GapFollowUps };
