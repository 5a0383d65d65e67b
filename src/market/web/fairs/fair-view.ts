// Fairs and their projects as pages read them: shapes, controls of their forms, amounts in words. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { addWords, useLanguage } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import type { fairFields, projectFields } from '../../fair.ts';
import { useVenues } from '../listing-view.ts';
import { fairWords } from './fair-words.ts';

addWords({ fairs: fairWords });

export type Fair = RecordHead & z.output<typeof fairFields>;
export type FairProject = RecordHead & z.output<typeof projectFields>;
export const fairsApi = '/fairs';
export const projectsApi = '/fair-projects';

const controls: Record<string, Partial<Schema>> = {
  firstOrganization: { control: 'organization', help: 'fairs:organizationHelp' },
  secondOrganization: { control: 'organization' },
  stage: { options: 'fairs:stages' },
  contract: { help: 'fairs:contractHelp' },
  reason: { control: 'textarea' },
};
const order =
  `name title first firstOrganization second secondOrganization from to stage on amount evidence place organizer venue contract
  reason`.split(/\s+/);
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer =>
  withControls(offer, {
    controls: offer.name === 'create' ? { ...controls, on: { help: 'fairs:onHelp' } } : controls,
    order,
  });

/** Of which fair a project is the page says. */
export const useFairSources = (): FieldSources => ({
  findOrganizations,
  options: { venue: useVenues() },
  shown: { fair: () => false },
});

export const stateTone = (state: string): 'good' | 'bad' | 'none' =>
  state === 'open' || state === 'held' ? 'good' : state === 'lapsed' ? 'bad' : 'none';

/** Whole yuan where there is nothing behind the point. */
export function useYuan(): (amount: string) => string {
  const language = useLanguage();
  return (amount) => exactNumber(amount.replace(/\.00$/, ''), false, language);
}
