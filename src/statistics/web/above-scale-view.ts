// Listings, revenues and the work list between them as their pages read them. Not what is done to them.
import type { z } from 'zod';
import type { Language } from '../../platform/shared/actor.ts';
import { shownNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import type { Filter } from '../../platform/web/DataTable.tsx';
import { findOrganizations } from '../../organizations/web/index.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import type { Offer } from '../../records/record.ts';
import type { fields as listingFields } from '../listing.ts';
import type { fields as revenueFields } from '../revenue.ts';

export type Listing = RecordHead & z.output<typeof listingFields>;
export type Revenue = RecordHead & z.output<typeof revenueFields>;
export const listingsApi = '/above-scale-listings';
export const revenuesApi = '/yearly-revenues';

/** An amount of yuan in 万元, in English in thousands: the unit in which thresholds are said. */
export function useAmount(): (yuan: string) => string {
  const t = useWords();
  const language: Language = useLanguage();
  return (yuan) =>
    t('listings:work.wan', { value: shownNumber(yuan, { unit: '', factor: language === 'en' ? '1e3' : '1e4' }, language) });
}

export function useRegionFilter(title: string): Filter {
  const regions = useRegions().data?.items ?? [];
  const options = regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name }));
  return { kind: 'select', key: 'region', title, options };
}

const controls: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'listings:organizationHelp' },
  reason: { control: 'textarea' },
};
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order: ['organization', 'name', 'creditCode'] });
export function useFormSources(): FieldSources {
  const regions = useRegions().data?.items ?? [];
  return {
    findOrganizations,
    options: { region: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })) },
  };
}
