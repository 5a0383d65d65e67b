// Deals as their pages read them: shapes, controls of their forms, tones, the terms in force. Brings their words.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { addDays } from '../../../platform/shared/dates.ts';
import { call } from '../../../platform/web/call.ts';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import { exactNumber } from '../../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import { useHealth } from '../../../platform/web/session.ts';
import type { Offer as Offered } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import type { fields } from '../../deal.ts';
import { openObjection } from '../../dealNotice.ts';
import { openOffer } from '../../dealOffer.ts';
import { getNda } from '../../nda.ts';
import { useCooperation } from '../listing-view.ts';
import { dealNames } from './words.ts';
import { dealWords } from './deals-words.ts';
import { dealPageWords } from './deals-page-words.ts';

addWords({ deals: { ...dealNames, ...dealWords, ...dealPageWords } });

export type Deal = RecordHead & z.output<typeof fields>;
export const dealsApi = '/deals';

const tones: Record<string, Tone> = {
  interested: 'warn',
  agreed: 'good',
  underNotice: 'warn',
  registered: 'good',
  declined: 'bad',
  ended: 'none',
  withdrawn: 'none',
};
export const toneOfDeal = (state: string): Tone => tones[state] ?? 'blue';

export const useNda = () => useQuery({ queryKey: ['nda'], queryFn: () => call(getNda), staleTime: 300_000 });

const controls: Record<string, Partial<Schema>> = {
  message: { control: 'textarea', help: 'deals:messageHelp' },
  reason: { control: 'textarea' },
  text: { control: 'textarea' },
  note: { control: 'textarea' },
  paymentMode: { options: 'contracts:paymentModes' },
  ownership: { options: 'deals:ownerships' },
};
const order =
  'amount cooperation ownership paymentMode schedule royalty validFrom validTo milestones items validUntil note'.split(' ');
const lines: Record<string, Record<string, Partial<Schema>>> = {
  items: { type: { options: 'contracts:itemTypes' } },
  royalty: { base: { options: 'contracts:royaltyBases' } },
};

/** Lines of a list, and a group that may be missing, with the words of their choices. */
function within(of: Schema, own: Record<string, Partial<Schema>>): Schema {
  const fit = (schema: Schema): Schema =>
    schema.properties
      ? {
          ...schema,
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([name, field]) => [name, { ...field, ...own[name] }]),
          ),
        }
      : schema;
  if (of.items) return { ...of, items: fit(of.items) };
  return of.anyOf ? { ...of, anyOf: of.anyOf.map(fit) } : fit(of);
}

/** An offered action as its form asks it. */
export function dealAsked(offer: Offered): Offered {
  const asked = withControls(offer, { controls, order });
  const { properties, ...rest } = (asked.input ?? {}) as Schema;
  if (!properties) return asked;
  const fitted = Object.entries(properties).map(([name, of]) => [name, lines[name] ? within(of, lines[name]) : of]);
  return { ...asked, input: { ...rest, properties: Object.fromEntries(fitted) } };
}

const never = () => false;
/** What the page knows is not asked: which offer, which version of the terms, which listing. */
export function useDealSources(): FieldSources {
  const mode = (draft: { [field: string]: unknown }) => String(draft['paymentMode'] ?? '');
  return {
    options: { cooperation: useCooperation() },
    shown: {
      listing: never,
      offer: never,
      version: never,
      schedule: (draft) => mode(draft) === 'instalments',
      royalty: (draft) => mode(draft).startsWith('royalty'),
    },
  };
}

/** What a form begins with: a counter-offer from what is on the table, an answer from what it answers. */
export function useGiven(one: Deal): (action: string) => Record<string, unknown> | undefined {
  const today = useHealth()?.today;
  const nda = useNda().data;
  const last = one.offers.at(-1);
  return (action) => {
    if (action === 'acceptOffer' || action === 'declineOffer') return { offer: openOffer(one.offers)?.version };
    if (action === 'acceptNda') return { version: nda?.version };
    if (action === 'dismissObjection' || action === 'upholdObjection') return { objection: openObjection(one.notice)?.number };
    if (action === 'reachMilestone')
      return { milestone: one.milestones.findIndex((each) => each.reachedOn === null) + 1 || 1, ...(today ? { on: today } : {}) };
    if (action !== 'offer') return undefined;
    const until = today ? { validUntil: addDays(today, 14) } : {};
    return last ? { ...last, note: null, ...until } : until;
  };
}

export function useYuan(): (amount: string | null) => string | undefined {
  const t = useWords();
  const language = useLanguage();
  return (amount) =>
    amount === null ? undefined : t('market:amountOne', { low: exactNumber(amount.replace(/\.00$/, ''), false, language) });
}
