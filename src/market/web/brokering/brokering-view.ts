// Technology managers at work as their pages read them: shapes, controls of their forms, tones. Brings their words.
import type { z } from 'zod';
import type { Schema } from '../../../platform/web/FieldForm.tsx';
import { addWords } from '../../../platform/web/i18n.ts';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import type { fields as carriedFields } from '../../carriedDeal.ts';
import type { fields as shareFields } from '../../dealShare.ts';
import type { fields as engagementFields } from '../../engagement.ts';
import type { fields as proposalFields } from '../../proposal.ts';
import { dealWords } from '../deals/deals-words.ts';
import { dealNames } from '../deals/words.ts';
import { matchWords } from '../matching/matching-words.ts';
import { matchNames } from '../matching/words.ts';
import { engagementWords } from './engagement-words.ts';
import { proposalWords } from './proposal-words.ts';
import { carriedWords, shareWords } from './share-words.ts';
import { carriedNames, engagementNames, proposalNames, shareNames } from './words.ts';
import '../listing-view.ts';
import './brokering.css';

addWords({
  engagements: { ...engagementNames, ...engagementWords },
  proposals: { ...proposalNames, ...proposalWords },
  carriedDeals: { ...carriedNames, ...carriedWords },
  dealShares: { ...shareNames, ...shareWords },
  deals: { ...dealNames, ...dealWords },
  matches: { ...matchNames, ...matchWords },
});

export type Engagement = RecordHead & z.output<typeof engagementFields>;
export type Proposal = RecordHead & z.output<typeof proposalFields>;
export type Carried = RecordHead & z.output<typeof carriedFields>;
export type Shared = RecordHead & z.output<typeof shareFields>;
export const carriedApi = '/carried-deals';
export const sharesApi = '/deal-shares';
export const engagementsApi = '/engagements';
export const proposalsApi = '/proposals';

const controls: Record<string, Partial<Schema>> = {
  reason: { control: 'textarea' },
  note: { control: 'textarea' },
  message: { control: 'textarea' },
  argument: { control: 'textarea', help: 'proposals:argumentHelp' },
  how: { options: 'engagements:ways' },
  with: { help: 'engagements:contact.withHelp' },
  nextOn: { help: 'engagements:contact.nextOnHelp' },
  why: { options: 'matches:whys' },
  sees: { options: 'carriedDeals:sights' },
  text: { control: 'textarea' },
  provider: { control: 'organization' },
  taker: { control: 'organization' },
  evidence: { help: 'dealShares:evidenceHelp' },
};
const order =
  'title provider taker amount concludedOn evidence shares sees text how with note on nextOn why message argument reason'.split(
    ' ',
  );
/** An offered action as its form asks it. */
export const brokeringAsked = (offer: Offer): Offer => {
  const shares = ((offer.input ?? {}) as Schema).properties?.['shares'];
  return withControls(offer, {
    controls:
      offer.name === 'decline' && offer.input?.['properties'] && 'why' in (offer.input['properties'] as object)
        ? { ...controls, note: {} }
        : { ...controls, ...(shares ? { shares: named(shares) } : {}) },
    order,
  });
};
/** Whose a share is is found by his whole name or number. */
function named({ items = {} }: Schema): Partial<Schema> {
  const manager = { ...items.properties?.['manager'], help: 'dealShares:managerHelp' };
  return { items: { ...items, properties: { ...items.properties, manager } } };
}
