// Events and their registrations as pages read them: shapes, controls of their forms. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import type { eventFields, registrationFields } from '../../matchEvent.ts';
import { useVenues } from '../listing-view.ts';
import { eventWords } from './event-words.ts';

addWords({ events: eventWords });

export type MatchEvent = RecordHead & z.output<typeof eventFields>;
export type Registration = RecordHead & z.output<typeof registrationFields>;
export const eventsApi = '/match-events';
export const registrationsApi = '/event-registrations';

const controls: Record<string, Partial<Schema>> = {
  sort: { options: 'events:sorts' },
  organization: { control: 'organization', help: 'events:organizationHelp' },
  link: { help: 'events:linkHelp' },
  agenda: { control: 'textarea', help: 'events:agendaHelp' },
  capacity: { help: 'events:capacityHelp' },
  attendee: { help: 'events:attendeeHelp' },
  about: { control: 'textarea' },
  reason: { control: 'textarea' },
};
const order =
  'name sort organization from to opens closes place link capacity until agenda venue attendee code met about due reason'.split(
    ' ',
  );
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** `officer`: whether he enters it for another. */
export const useEventSources = (officer: boolean): FieldSources => ({
  findOrganizations,
  options: { venue: useVenues() },
  shown: { event: () => false, organization: () => officer },
});

const tones = { draft: 'warn', open: 'good', registered: 'good', attended: 'blue', held: 'blue', cancelled: 'bad' } as const;
export const stateTone = (state: string) => tones[state as keyof typeof tones] ?? 'none';

type Timed = { from: string; to: string; opens: string; closes: string };
export function useWhen(): (of: Timed) => string {
  const t = useWords();
  return ({ from, to, opens, closes }) =>
    from === to ? `${from} ${opens}–${closes}` : t('events:whenValue', { from, to, opens, closes });
}
