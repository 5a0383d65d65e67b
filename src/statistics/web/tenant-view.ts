// Tenancies and what is asked of them as their pages read them. Not what is done to them.
import type { z } from 'zod';
import type { Schema } from '../../platform/web/FieldForm.tsx';
import type { FieldSources } from '../../platform/web/FieldForm.tsx';
import { findOrganizations } from '../../organizations/web/index.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import type { Offer } from '../../records/record.ts';
import type { AskState, fields } from '../tenancy.ts';

export type Tenancy = RecordHead & z.output<typeof fields>;
export const tenanciesApi = '/tenancies';
/** Queries that change when something is asked or answered. */
export const asksKey = 'tenant-asks';

const controls: Record<string, Partial<Schema>> = {
  tenant: { control: 'organization', help: 'tenancies:tenantHelp' },
  returnees: { options: 'tenancies:said' },
  students: { options: 'tenancies:said' },
  how: { options: 'tenancies:states', help: 'tenancies:howHelp' },
  email: { help: 'tenancies:emailHelp' },
  reason: { control: 'textarea' },
};
const order = ['tenant', 'name', 'creditCode', 'joinedOn', 'how', 'leftOn', 'on', 'area'];
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });
/** `left`: whether it has a day of leaving that could be put right. */
export const formSources = (left: boolean): FieldSources => ({
  findOrganizations,
  shown: {
    leftOn: (draft) => left || ('how' in draft && draft['how'] !== 'in' && draft['how'] !== ''),
  },
});

export const stateTones = { in: 'good', graduated: 'blue', left: 'none', voided: 'bad' } as const;
export const stateTone = (state: string) => stateTones[state as keyof typeof stateTones] ?? 'none';
export const askTones: Record<AskState, 'good' | 'warn' | 'none'> = { answered: 'good', begun: 'warn', asked: 'none' };

/** Into the clipboard; where the browser has none for this address (plain http), by way of a selection. */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const held = document.createElement('textarea');
  held.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(held);
  held.select();
  const copied = document.execCommand('copy');
  held.remove();
  return copied;
}
