// Auctions as their pages read them: shapes, controls of their forms, amounts and instants in words. Brings their words.
import { useState } from 'react';
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../../platform/web/FieldForm.tsx';
import type { OwnControl } from '../../../platform/web/Fields.tsx';
import { exactNumber, instantOf, momentOf } from '../../../platform/web/format.ts';
import { addWords, hasWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import { type fields, sold } from '../../auction.ts';
import type { bidderFields } from '../../auctionBidder.ts';
import { useCooperation } from '../listing-view.ts';
import { auctionWords } from './auction-words.ts';
import { auctionNames } from './words.ts';

addWords({ auctions: { ...auctionNames, ...auctionWords } });

export type Auction = RecordHead & z.output<typeof fields>;
export type Bidder = RecordHead & z.output<typeof bidderFields>;
export const auctionsApi = '/auctions';
export const biddersApi = '/auction-bidders';

const tones: Record<string, Tone> = {
  open: 'good',
  atExchange: 'warn',
  sold: 'blue',
  admitted: 'good',
  applied: 'warn',
  refused: 'bad',
};
export const toneOf = (state: string): Tone => tones[state] ?? 'none';

const controls: Record<string, Partial<Schema>> = {
  way: { options: 'auctions:ways' },
  startPrice: { help: 'auctions:form.startHelp' },
  step: { help: 'auctions:form.stepHelp' },
  reserve: { help: 'auctions:reserveHelp' },
  extendMinutes: { help: 'auctions:extendHelp' },
  buyer: { control: 'organization' },
  reason: { control: 'textarea' },
};
const order =
  `way cooperation startPrice step reserve opensAt closesAt extendMinutes exchange listedOn exchangeNumber price buyer bidsHeld on
  reason`.split(/\s+/);
/** An offered action with the controls of its fields. */
export const auctionAsked = (offer: Offer): Offer => withControls(offer, { controls, order });

/** A moment to choose, by the city's clock; sent as an instant. */
function Moment({ common, value, onChange }: OwnControl) {
  const [typed, setTyped] = useState(momentOf(value));
  return (
    <input
      {...common}
      className="input"
      type="datetime-local"
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(instantOf(target.value) ?? '');
      }}
    />
  );
}

const never = () => false;
const byAuction = (draft: { [field: string]: unknown }) => draft['way'] === undefined || draft['way'] === 'auction';
/** Terms are asked of an auction alone; which listing, which bids an exchange held, the page knows. */
export function useAuctionSources(): FieldSources {
  const modes = useCooperation().filter(({ value }) => sold.cooperation.some((one) => one === value));
  const moment = (own: OwnControl) => <Moment {...own} />;
  return {
    findOrganizations,
    options: { cooperation: modes },
    controls: { opensAt: moment, closesAt: moment },
    shown: {
      listing: never,
      bids: never,
      step: byAuction,
      reserve: byAuction,
      opensAt: byAuction,
      closesAt: byAuction,
      extendMinutes: byAuction,
    },
  };
}

/** Whole yuan where there is nothing behind the point. */
export function useYuan(): (amount: string) => string {
  const language = useLanguage();
  return (amount) => exactNumber(amount.replace(/\.00$/, ''), false, language);
}

/** A reason in the words of who gave it; what the clock did has words of its own. */
export function useReason(): (said: string | null) => string | null {
  const t = useWords();
  return (said) => (said !== null && hasWords(`auctions:reasons.${said}`) ? t(`auctions:reasons.${said}`) : said);
}
