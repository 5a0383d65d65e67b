// Listings as their pages read them: shapes, controls of their forms, prices and codes in words. Brings their words.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { textIn } from '../../platform/shared/words.ts';
import type { Schema } from '../../platform/web/FieldForm.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { useOptions } from '../../platform/web/Fields.tsx';
import { call } from '../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import type { Offer } from '../../records/record.ts';
import { cooperationModes, demandTypes } from '../codes.ts';
import { type fields, ripening, type Stated } from '../listing.ts';
import { listMarketVenues } from '../publicVenue.ts';
import { marketWords } from './market-words.ts';

addWords({ market: marketWords });

export type Listing = RecordHead & z.output<typeof fields>;
export const listingsApi = '/listings';

const controls: Record<string, Partial<Schema>> = {
  sort: { options: 'market:sorts' },
  organization: { control: 'organization', help: 'market:organizationHelp' },
  title: { help: 'market:titleHelp' },
  text: { control: 'textarea', help: 'market:textHelp' },
  field: { options: 'contracts:technologyFields' },
  industry: { help: 'market:industryHelp' },
  maturity: { help: 'market:maturityHelp' },
  price: { options: 'market:prices' },
  confidentiality: { options: 'market:confidentialities' },
  venue: { help: 'market:venueHelp' },
  anonymous: { help: 'market:anonymousHelp' },
  outcome: { options: 'market:outcomes' },
  acceptance: { control: 'textarea' },
  reason: { control: 'textarea' },
};
const order = `organization sort title text demandType field industry keywords maturity cooperation price 
  priceLow priceHigh deadline acceptance confidentiality anonymous venue outcome reason`.split(/\s+/);
/** An offered action with the controls of its fields. */
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

const coded = (of: typeof cooperationModes, language: 'zh-CN' | 'en') =>
  of.map(({ code, name }) => ({ value: code, title: textIn(name, language) }));
export const useCooperation = () => coded(cooperationModes, useLanguage());
export const useDemandTypes = () => coded(demandTypes, useLanguage());

/** The open venues as choices. */
export const useVenues = () =>
  useOptions('market venues', async () =>
    (await call(listMarketVenues, { query: {} })).items.map(({ id, name }) => ({ value: id, title: name })),
  );

/** Of a demand whose type its writer leaves open: the province's code for others. */
const otherDemand = '99';
/** What is not asked for is not sent: what was typed before the kind was changed would be refused. */
export function asSent(body: Record<string, unknown>): Record<string, unknown> {
  const demand = body['sort'] === undefined || body['sort'] === 'problem';
  const ripe = body['sort'] === undefined || ripening.some((one) => one === body['sort']);
  return {
    ...body,
    ...(demand && body['sort'] !== undefined ? { ipItems: [], demandType: body['demandType'] ?? otherDemand } : {}),
    ...(ripe ? {} : { transfer: null }),
    ...(demand ? {} : { demandType: null, deadline: null, acceptance: null, anonymous: false }),
    ...(ripe ? {} : { maturity: null }),
    ...(body['price'] === 'fixed' || body['price'] === 'range' ? {} : { priceLow: null }),
    ...(body['price'] === 'range' ? {} : { priceHigh: null }),
  };
}

export const stateTones = {
  draft: 'none',
  underReview: 'warn',
  toConfirm: 'warn',
  published: 'good',
  inNegotiation: 'good',
  matched: 'blue',
  expired: 'warn',
  closed: 'blue',
  withdrawn: 'none',
  voided: 'bad',
} as const;
export const stateTone = (state: string) => stateTones[state as keyof typeof stateTones] ?? 'none';

type Priced = Pick<Stated, 'price' | 'priceLow' | 'priceHigh'>;
/** A price or budget in words. */
export function usePrice(): (of: Priced) => string {
  const t = useWords();
  const language = useLanguage();
  const exact = (amount: string) => exactNumber(amount.replace(/\.00$/, ''), false, language);
  return ({ price, priceLow, priceHigh }) => {
    if (priceLow === null) return t(`market:prices.${price}`);
    if (priceHigh === null) return t('market:amountOne', { low: exact(priceLow) });
    return t('market:amountRange', { low: exact(priceLow), high: exact(priceHigh) });
  };
}

/** Names of codes, as many as there are. */
export const namesOf = (codes: readonly string[], of: readonly { value: string; title: string }[], between: string): string =>
  codes.map((code) => of.find((one) => one.value === code)?.title ?? code).join(between);

export function useRegionName(): (id: string | null) => string | null {
  const regions = useRegions().data?.items;
  return (id) => (id === null ? null : (regions?.find((one) => one.id === id)?.name ?? id));
}

/** The sections of GB/T 4754 as choices: a large table, loaded when a page wants it. */
export function useSections() {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['classification'],
    queryFn: () => import('../../organizations/classification.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return (data?.industriesIn(null) ?? []).map(({ code, name }) => ({
    value: code,
    title: language === 'en' ? (name.en ?? name.zh) : name.zh,
  }));
}
