// Tables of events, registrations and meetings. Types only.
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import type { meetingLife, outcomes } from '../../eventMeeting.ts';
import type { registrationLife } from '../../eventRegistration.ts';
import type { eventLife, eventSorts } from '../../matchEvent.ts';

export type MatchEventsTable = RecordColumns<StateOf<typeof eventLife>> & {
  name: string;
  sort: (typeof eventSorts)[number];
  from_on: string;
  to_on: string;
  opens: string;
  closes: string;
  place: string | null;
  link: string | null;
  agenda: string | null;
  capacity: number | null;
  until: string;
  venue: string | null;
  organization: string | null;
  region: string | null;
  reason: string | null;
};
export type EventRegistrationsTable = RecordColumns<StateOf<typeof registrationLife>> & {
  event: string;
  title: string;
  organization: string | null;
  guest: string | null;
  /** Of the event: who holds it; null: an office. */
  host: string | null;
  host_region: string | null;
  entered: boolean;
  number: string;
  queued: boolean;
  code_digest: string;
  listing: string | null;
  nothing: boolean;
  reason: string | null;
};
export type EventMeetingsTable = RecordColumns<StateOf<typeof meetingLife>> & {
  event: string;
  title: string;
  host: string | null;
  host_region: string | null;
  first: string;
  second: string | null;
  second_name: string | null;
  about: string;
  listing: string | null;
  deal: string | null;
  due: string | null;
  progress: string | null;
  outcome: (typeof outcomes)[number] | null;
  reason: string | null;
};
