// Visits and their follow-ups as pages read them: shapes, controls of their forms, what is at hand. Brings their words.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, request } from '../../../platform/web/call.ts';
import type { Option, Schema } from '../../../platform/web/FieldForm.tsx';
import { addWords, useLanguage } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import { type AtHand, type fields, getVisiting, type itemFields } from '../../visit.ts';
import { marketWords } from '../market-words.ts';
import { visitWords } from './visits-words.ts';

addWords({ visits: visitWords, market: marketWords });

export type Visit = RecordHead & z.output<typeof fields>;
export type VisitItem = RecordHead & z.output<typeof itemFields>;
export const visitsApi = '/visits';
export const itemsApi = '/visit-items';

const controls: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'visits:organizationHelp' },
  purpose: { options: 'visits:purposes' },
  met: { help: 'visits:metHelp' },
  text: { control: 'textarea', help: 'visits:textHelp' },
  owner: { help: 'visits:ownerHelp' },
  outcome: { control: 'textarea' },
  reason: { control: 'textarea' },
};
const demandControls: Record<string, Partial<Schema>> = {
  text: { control: 'textarea', help: 'visits:demandHelp' },
  field: { options: 'contracts:technologyFields' },
};
const order = 'organization on purpose met text title field demandType cooperation owner dueOn outcome reason'.split(' ');
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer =>
  withControls(offer, {
    controls: offer.name === 'raiseDemand' ? demandControls : controls,
    order: offer.name === 'raiseDemand' ? ['title', ...order.filter((one) => one !== 'title')] : order,
  });

/** Firms visited lately, officers who may be given something to do in this district, and today. */
export function useAtHand(region?: string | null): AtHand | undefined {
  const language = useLanguage();
  return useQuery({
    queryKey: ['visits at hand', region ?? null, language],
    queryFn: () => call(getVisiting, { query: region ? { region } : {} }),
  }).data;
}
export const asOptions = (of: readonly { id: string; name: string }[]): Option[] =>
  of.map(({ id, name }) => ({ value: id, title: name }));

/** Firms of the district, or of the city; before anything is typed those visited lately. */
export async function findFirms(words: string, region: string | null, lately: readonly Option[]): Promise<Option[]> {
  const query = { state: 'active', limit: 20, ...(words === '' ? {} : { q: words }), ...(region === null ? {} : { region }) };
  const { items } = await request<{ items: { id: string; name: string }[] }>('GET', '/organizations', { query });
  const found = asOptions(items);
  return words === '' ? [...lately, ...found.filter(({ value }) => !lately.some((one) => one.value === value))] : found;
}

export const toneOf = (state: string): 'good' | 'warn' | 'none' | 'bad' =>
  state === 'done' ? 'good' : state === 'open' ? 'warn' : state === 'voided' ? 'bad' : 'none';

/** A week from that day. */
export const weekFrom = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10);
