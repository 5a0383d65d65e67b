// Relations between organizations as their pages read them, and the forms of their actions. Not what is done to them.
import type { z } from 'zod';
import { useWords } from '../../platform/web/i18n.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { findOrganizations } from '../../organizations/web/index.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { type fields, relationKinds } from '../relation.ts';

export type OrganizationRelation = RecordHead & z.output<typeof fields>;
export const relationsApi = '/organization-relations';

const tones = { standing: 'good', ended: 'none', voided: 'bad' } as const;
export const toneOfRelation = (state: string) => tones[state as keyof typeof tones] ?? 'none';

const controls: Record<string, Partial<Schema>> = {
  first: { control: 'organization' },
  second: { control: 'organization' },
  share: { help: 'relations:shareHelp' },
  evidence: { help: 'relations:evidenceHelp' },
  reason: { control: 'textarea' },
};
export const relationAsked = (offer: Offer): Offer =>
  withControls(offer, { controls, order: ['first', 'second', 'how', 'share', 'since', 'evidence'] });
export function useRelationSources(): FieldSources {
  const t = useWords();
  return {
    findOrganizations,
    options: { how: relationKinds.map((value) => ({ value, title: t(`relations:kinds.${value}`) })) },
  };
}
