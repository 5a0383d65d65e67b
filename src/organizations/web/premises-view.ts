// Premises as their pages read them: shape, controls of their forms, an area in words. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { shownIn } from '../../platform/shared/shown.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import type { Offer } from '../../records/record.ts';
import type { Extent, fields } from '../premises.ts';
import { findOrganizations } from './find.ts';
import { premisesWords } from './premises-words.ts';

addWords({ premises: premisesWords });

export type Premises = RecordHead & z.output<typeof fields>;
export const premisesApi = '/premises';

const controls: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'premises:organizationHelp' },
  address: { help: 'premises:addressHelp' },
  region: { control: 'region' },
  use: { options: 'premises:uses' },
  tenure: { options: 'premises:tenures' },
  sharedArea: { help: 'premises:sharedAreaHelp' },
  on: { help: 'premises:changedOnHelp' },
  reason: { control: 'textarea' },
};
const order = ['organization', 'name', 'address', 'region', 'on', 'openedOn', 'closedOn', 'use', 'tenure'];
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => {
  const { on, ...others } = controls;
  return withControls(offer, { controls: offer.name === 'change' && on ? { ...others, on } : others, order });
};

/** `closed`: whether it has a day of closing that could be put right; `officer`: whether he enters it for another. */
export function useFormSources({ closed = true, officer = true }: { closed?: boolean; officer?: boolean } = {}): FieldSources {
  const regions = useRegions().data?.items ?? [];
  return {
    findOrganizations,
    options: { region: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })) },
    shown: { closedOn: () => closed, organization: () => officer },
  };
}

export const stateTones = { inUse: 'good', closed: 'none', voided: 'bad' } as const;
export const stateTone = (state: string) => stateTones[state as keyof typeof stateTones] ?? 'none';

/** Square metres in words; null where nobody has said. */
export function useArea(): (of: string | null) => string | null {
  const t = useWords();
  const language = useLanguage();
  return (of) => (of === null ? null : t('premises:areaValue', { value: shownIn(of, { unit: '', factor: '1' }, language) }));
}
/** What the form of a change begins with: how it stands. */
export const changeable = (of: Extent | null): Record<string, unknown> | undefined => {
  if (of === null) return undefined;
  const { from: _from, ...stated } = of;
  return stated;
};
