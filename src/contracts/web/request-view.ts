// Buyers' requests as their pages read them: the record, its query, its colours, its forms.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import type { FieldSources } from '../../platform/web/FieldForm.tsx';
import { findOrganizations } from '../../organizations/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { type Page, type RecordHead, useRecord, withControls } from '../../records/web/index.ts';
import { type fields, requestUses } from '../registrationRequest.ts';
import { api as contractsApi, type Contract } from './view.ts';

export type RegistrationRequest = RecordHead & z.output<typeof fields>;
export const requestsApi = '/registration-requests';

export const useRequest = (id: string) => useRecord<RegistrationRequest>(requestsApi, id, { signedIn: true });

const tones: Record<string, Tone> = { fulfilled: 'good', declined: 'bad', expired: 'warn', withdrawn: 'none' };
export const toneOfRequest = (state: string): Tone => tones[state] ?? 'blue';

/** An offered action as its form asks it. */
export const requestAsked = (offer: Offer): Offer =>
  withControls(offer, {
    controls: {
      seller: { control: 'organization' },
      use: { options: 'registrationRequests:uses' },
      note: { control: 'textarea' },
      reason: { control: 'textarea' },
      contract: { help: 'registrationRequests:form.contractHelp' },
    },
    order: ['seller', 'title', 'use', 'neededOn', 'signedOn', 'amount', 'note'],
  });

/** Contracts by which a seller may take a request up: its own that have not ended. */
export function useRequestSources(of?: RegistrationRequest): FieldSources {
  const t = useWords();
  const wanted = of?.side === 'seller' && of.state === 'asked';
  const asked = useQuery({
    queryKey: ['registrationRequest', 'contracts', of?.seller],
    queryFn: () =>
      request<Page<Contract>>('GET', contractsApi, {
        query: { seller: of?.seller, state: 'draft,submitted,sentBack,accepted,reviewed,expertReview,registered', limit: 200 },
      }),
    enabled: wanted,
  });
  const own = (asked.data?.items ?? []).filter((one) => one.parties.some((party) => party.organization === of?.buyer));
  return {
    findOrganizations,
    options: {
      contract: own.map((one) => ({ value: one.id, title: one.title, note: t(`contracts:states.${one.state}`) })),
    },
  };
}

/** What a form begins with by its address: what the reader came from knows of the contract. */
export function givenIn(search: Readonly<Record<string, string>>): Record<string, unknown> {
  const use = requestUses.find((one) => one === search['use']);
  const text = (key: string) => (search[key] ? { [key]: search[key] } : {});
  return { ...(use ? { use } : {}), ...text('title'), ...text('amount'), ...text('signedOn') };
}
