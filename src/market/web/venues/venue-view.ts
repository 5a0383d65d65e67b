// Venues as their pages read them: shapes, controls of their forms, figures in words. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import { technologyFields } from '../../../contracts/terms.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import type { VenueFigures } from '../../publicVenue.ts';
import type { fields } from '../../venue.ts';
import { useRegionName } from '../listing-view.ts';
import { venueWords } from './venue-words.ts';

addWords({ venues: venueWords });

export type Venue = RecordHead & z.output<typeof fields>;
export const venuesApi = '/venues';

const controls: Record<string, Partial<Schema>> = {
  kind: { options: 'venues:kinds' },
  organization: { control: 'organization', help: 'venues:organizationHelp' },
  territory: { control: 'region', help: 'venues:territoryHelp' },
  fields: { help: 'venues:fieldsHelp' },
  phone: { help: 'venues:phoneHelp' },
  contactPhone: { help: 'venues:contactHelp' },
  reason: { control: 'textarea' },
};
const order = 'organization kind name territory fields address phone staff contactName contactPhone on reason'.split(' ');
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** `officer`: whether he enters it for another. */
export function useVenueSources(officer = true): FieldSources {
  const t = useWords();
  const fieldChoices = technologyFields.map((value) => ({ value, title: t(`contracts:technologyFields.${value}`) }));
  return { findOrganizations, options: { fields: fieldChoices }, shown: { organization: () => officer } };
}

export const stateTones = { proposed: 'warn', open: 'good', closed: 'none', declined: 'bad', voided: 'bad' } as const;
export const stateTone = (state: string) => stateTones[state as keyof typeof stateTones] ?? 'none';

type Served = { territory: string | null; fields: readonly string[] };
/** Place and fields that it serves, in words. */
export function useServed() {
  const t = useWords();
  const region = useRegionName();
  return {
    territory: ({ territory }: Served): string => region(territory) ?? t('venues:wholeCity'),
    fields: ({ fields: served }: Served): string =>
      served.length === 0
        ? t('venues:everyField')
        : served.map((one) => t(`contracts:technologyFields.${one}`)).join(t('publicContracts:separator')),
  };
}

type Part = keyof VenueFigures;
/** A figure in words: of how many, where it is a part of something; what is not known says so. */
export function useFigure(): (figures: VenueFigures, part: Part) => string {
  const t = useWords();
  const wholes: Partial<Record<Part, Part>> = { confirmed: 'listings', stale: 'listings', answered: 'enquiries' };
  return (figures, part) => {
    const value = figures[part];
    if (value === null) return t('shell:noData');
    const whole = wholes[part];
    return whole === undefined ? String(value) : t('venues:figures.of', { part: value, whole: figures[whole] ?? 0 });
  };
}
