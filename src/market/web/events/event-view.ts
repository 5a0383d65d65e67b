// Events, their registrations and meetings as pages read them: shapes, controls of their forms. Brings their words.
import { createElement } from 'react';
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import { request } from '../../../platform/web/call.ts';
import { useOptions } from '../../../platform/web/Fields.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { Offer } from '../../../records/record.ts';
import { type Page, type RecordHead, withControls } from '../../../records/web/index.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import type { meetingFields } from '../../eventMeeting.ts';
import type { registrationFields } from '../../eventRegistration.ts';
import type { eventFields } from '../../matchEvent.ts';
import { type Listing, listingsApi, useVenues } from '../listing-view.ts';
import { dealReaders } from '../readers.ts';
import { dealWords } from '../deals/deals-words.ts';
import './events.css';
import './standing.ts';

// How far a deal came is told in its own words.
addWords({ deals: dealWords });

export type MatchEvent = RecordHead & z.output<typeof eventFields>;
export type Registration = RecordHead & z.output<typeof registrationFields>;
export type Meeting = RecordHead & z.output<typeof meetingFields>;
export const eventsApi = '/match-events';
export const registrationsApi = '/event-registrations';
export const meetingsApi = '/event-meetings';

const controls: Record<string, Partial<Schema>> = {
  sort: { options: 'events:sorts' },
  organization: { control: 'organization' },
  first: { control: 'organization' },
  second: { control: 'organization', help: 'events:secondHelp' },
  guest: { help: 'events:guestHelp' },
  place: { help: 'events:placeHelp' },
  to: { help: 'events:toHelp' },
  until: { help: 'events:untilHelp' },
  link: { help: 'events:linkHelp' },
  agenda: { control: 'textarea', help: 'events:agendaHelp' },
  capacity: { help: 'events:capacityHelp' },
  attendee: { help: 'events:attendeeHelp' },
  listing: { help: 'events:listingHelp' },
  about: { control: 'textarea', help: 'events:aboutHelp' },
  due: { help: 'events:dueHelp' },
  progress: { control: 'textarea' },
  outcome: { options: 'events:outcomes' },
  deal: { help: 'events:dealHelp' },
  reason: { control: 'textarea' },
};
const order =
  'name sort organization guest from opens closes to place link capacity until agenda venue attendee code first second secondName about listing progress outcome deal due reason'.split(
    ' ',
  );
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** An hour of the day, in the browser's own control. */
const hour: NonNullable<FieldSources['controls']>[string] = ({ common, value, onChange }) =>
  createElement('input', {
    ...common,
    type: 'time',
    className: 'input event-hour',
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value.slice(0, 5)),
  });

/** `officer`: whether he enters it for another. */
export const useEventSources = (officer: boolean): FieldSources => ({
  findOrganizations,
  options: { venue: useVenues() },
  shown: { organization: () => officer },
  controls: { opens: hour, closes: hour },
});

export const useMember = () => useSession()?.roles.some((role) => dealReaders.some((one) => one === role)) ?? false;

/** What one's own organization shows on the market by its name. */
export function useOwnListings() {
  const member = useMember();
  const account = useSession()?.account ?? null;
  return useOptions(`own listings ${member ? account : ''}`, async () => {
    if (!member) return [];
    const { items } = await request<Page<Listing>>('GET', listingsApi, { query: { state: 'published', limit: 100 } });
    return items.flatMap(({ id, title, anonymous }) => (anonymous ? [] : [{ value: id, title }]));
  });
}

const tones: Record<string, Tone> = {
  draft: 'warn',
  open: 'good',
  registered: 'good',
  attended: 'blue',
  held: 'blue',
  done: 'blue',
  cancelled: 'bad',
  voided: 'bad',
};
export const stateTone = (state: string): Tone => tones[state] ?? 'none';

/** How a meeting stands, in words of its own: `open` is said of an event as well. */
export function useMeetingState(): (one: Meeting) => string {
  const t = useWords();
  return ({ state, outcome }) =>
    state === 'done' && outcome !== null ? t(`events:outcomes.${outcome}`) : t(`events:meetingStates.${state}`);
}
/** Whom they met, from the one side or from the other. */
export const otherSide = (one: Meeting): string => one.second?.name ?? one.secondName ?? '';

type Timed = { from: string; to: string; opens: string; closes: string };
export function useWhen(): (of: Timed) => string {
  const t = useWords();
  return ({ from, to, opens, closes }) =>
    from === to
      ? `${shownDay(from)} ${opens}–${closes}`
      : t('events:whenValue', { from: shownDay(from), to: shownDay(to), opens, closes });
}
