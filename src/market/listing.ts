// A listing (供给、需求): what an organization offers to the technology market, or looks for there. Fields, life, refusals, until when it is shown. Pure.
import { z } from 'zod';
import { addDays, day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { money } from '../platform/shared/money.ts';
import { technologyFields } from '../contracts/terms.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { confirmWithinDays, cooperationCodes, demandCodes } from './codes.ts';
import { amountFault } from './listingPrice.ts';
import { managerShown } from './managerShown.ts';
import { hiddenShape } from './openTexts.ts';
import { ipItem, transferConditions } from './rights.ts';
import { ownListingsScope } from './scopes.ts';

export const sides = ['supply', 'demand'] as const;
export type Side = (typeof sides)[number];
/** 成果, 专利, 技术秘密, 服务, 测试能力, 公共平台能力, 专家; of a demand 技术难题. */
export const sortsOf = {
  supply: ['result', 'patent', 'knowHow', 'service', 'testing', 'platform', 'expert'],
  demand: ['problem'],
} as const satisfies Record<Side, readonly string[]>;
export const sorts = [...sortsOf.supply, ...sortsOf.demand] as const;
export type ListingSort = (typeof sorts)[number];
export const sideOf = (sort: ListingSort): Side => (sort === 'problem' ? 'demand' : 'supply');
/** Sorts of supply that have a technology readiness level. */
export const ripening: readonly ListingSort[] = ['result', 'patent', 'knowHow'];

/** Not said, to be agreed, one amount, from one to another. */
export const prices = ['none', 'agreed', 'fixed', 'range'] as const;
/** `onAdmission`: the description and the acceptance standard are shown only to those whom the owner admits. */
export const confidentialities = ['public', 'onAdmission'] as const;
/** Why it is closed: an agreement was reached, it is needed no longer, another reason. */
export const outcomes = ['agreed', 'noLonger', 'other'] as const;

const amount = money.nullable();
const code = (of: readonly string[]) => z.enum(of as [string, ...string[]]);
const said = {
  title: line(100, 4).meta({ title: 'market:titleField' }),
  text: z.string().trim().min(10).max(5000).meta({ title: 'market:text' }),
  keywords: z.array(line(20)).max(10).meta({ title: 'market:keywords' }),
  field: z.enum(technologyFields).meta({ title: 'market:field' }),
  /** GB/T 4754: a section, or down to a class. */
  industry: z
    .string()
    .regex(/^([A-T]|\d{2,4})$/)
    .nullable()
    .meta({ title: 'market:industry' }),
  cooperation: z.array(code(cooperationCodes)).min(1).max(10).meta({ title: 'market:cooperation' }),
  /** Technology readiness level (TRL). */
  maturity: z.number().int().min(1).max(9).nullable().meta({ title: 'market:maturity' }),
  demandType: code(demandCodes).nullable().meta({ title: 'market:demandType' }),
  /** Of a demand: its budget. */
  price: z.enum(prices).meta({ title: 'market:price' }),
  priceLow: amount.meta({ title: 'market:priceLow', unit: 'CNY' }),
  priceHigh: amount.meta({ title: 'market:priceHigh', unit: 'CNY' }),
  deadline: day.nullable().meta({ title: 'market:deadline' }),
  /** By what it is told that a demand is met. */
  acceptance: z.string().trim().min(1).max(2000).nullable().meta({ title: 'market:acceptance' }),
  confidentiality: z.enum(confidentialities).meta({ title: 'market:confidentiality' }),
  /** Through which venue it comes: its people review it too. */
  venue: z.uuid().nullable().meta({ title: 'market:venue' }),
  ipItems: z.array(ipItem).max(20).meta({ title: 'market:ip.items' }),
  transfer: transferConditions.nullable().meta({ title: 'market:transfer.title' }),
};
const stated = z.strictObject(said);
export type Stated = z.output<typeof stated>;

const reason = z.string().trim().min(1).max(500).meta({ title: 'market:reason' });
const noSecret = z.boolean().meta({ title: 'market:noSecret' });
export const ListingInput = z.strictObject({
  sort: z.enum(sorts).meta({ title: 'market:sort' }),
  /** Whose; one's own unless said. */
  organization: z.uuid().nullable().default(null).meta({ title: 'market:organization' }),
  ...said,
  keywords: said.keywords.default([]),
  industry: said.industry.default(null),
  maturity: said.maturity.default(null),
  demandType: said.demandType.default(null),
  price: said.price.default('agreed'),
  priceLow: said.priceLow.default(null),
  priceHigh: said.priceHigh.default(null),
  deadline: said.deadline.default(null),
  acceptance: said.acceptance.default(null),
  confidentiality: said.confidentiality.default('public'),
  venue: said.venue.default(null),
  ipItems: said.ipItems.default([]),
  transfer: said.transfer.default(null),
  /** A demand whose owner is shown only to those admitted. Said once: what was shown cannot be hidden again. */
  anonymous: z.boolean().default(false).meta({ title: 'market:anonymous' }),
});

/** What a campaign collected for a firm (campaign.ts). */
export const EnteredInput = ListingInput.extend({ noSecret: noSecret.default(false) });

/** States in which everybody sees a listing: also while it is talked about, for others may still ask. */
export const shownStates = ['published', 'inNegotiation'] as const;
export const isShown = (state: string): boolean => shownStates.some((one) => one === state);
/** States in which its owner's word is asked for. */
export const confirmable = ['toConfirm', 'published', 'expired'] as const;
/** The plain fields that an owner puts right on his phone; a deadline of a demand alone. */
export const linkChange = z.strictObject({ title: said.title, text: said.text, deadline: said.deadline });

const officers = ['bureauOfficer', 'districtInCharge'] as const;
const all = [...officers, 'owner'] as const;
const reviewers = [...officers, 'venueStaff'] as const;
/** Who entered it for a firm writes until that has confirmed it; a technology manager also what he has taken on. */
const writers = [...all, 'enterer', 'venueEnterer', 'manager'] as const;
const always = [
  'draft',
  'underReview',
  'toConfirm',
  'published',
  'inNegotiation',
  'matched',
  'expired',
  'closed',
  'withdrawn',
] as const;
export const life = lifecycle('listing', {
  states: [
    'draft',
    'underReview',
    'toConfirm',
    'published',
    'inNegotiation',
    'matched',
    'expired',
    'closed',
    'withdrawn',
    'voided',
  ],
  /**
   * `owner`: who acts for the organization that it is of. `districtInCharge`: the district where that reports. `venueStaff`: who acts for the
   * organization that runs its venue, unless the listing is its own. `manager`: the technology manager who has taken it on; `enterer`: one who
   * entered it for its owner; `venueEnterer`: the people of an open venue, of what they enter for a firm that it serves.
   */
  parties: ['owner', 'districtInCharge', 'venueStaff', 'manager', 'enterer', 'venueEnterer'],
  actions: {
    create: { from: 'nothing', to: 'draft', by: [...all, 'enterer', 'venueEnterer'], input: ListingInput },
    /** From a reviewer's workbook, looked through as it was read, with the word that it holds no state secret: its owner is asked at once. */
    enter: { from: 'nothing', to: 'toConfirm', by: [...officers, 'venueEnterer'], input: EnteredInput },
    edit: { from: 'draft', to: 'same', by: writers, input: stated.partial() },
    /** With the owner's word that it holds no state secret. */
    submit: {
      from: 'draft',
      to: 'underReview',
      by: writers,
      input: z.strictObject({ noSecret }),
    },
    /** What its owner did not submit himself waits for his word. */
    publish: { from: 'underReview', to: { back: 'reviewed_to', among: ['published'], otherwise: 'toConfirm' }, by: reviewers },
    sendBack: { from: ['underReview', 'toConfirm'], to: 'draft', by: reviewers, input: z.strictObject({ reason }) },
    /** It is right, or still holds; of one that expired, it is shown again. */
    confirm: { from: confirmable, to: 'published', by: 'owner' },
    /** His manager's word that it still holds; that it is right at all, only its owner says. */
    confirmForOwner: { from: ['published', 'expired'], to: 'published', by: 'manager' },
    /** Its owner, who has no account, was asked whether it still holds: by a link that was made, or as an officer says. */
    askOwner: { from: ['published', 'expired'], to: 'same', by: officers },
    /** A manager has taken it on, signs in with another account, or has it no longer (engagement.ts). */
    entrust: {
      from: always,
      to: 'same',
      by: 'clock',
      input: z.strictObject({ manager: z.uuid(), account: z.uuid().nullable(), since: day }),
    },
    release: { from: always, to: 'same', by: 'clock' },
    /** The same by a link on the owner's phone (listingLink.ts); what he changes is looked through again and then shown. */
    confirmByLink: { from: confirmable, to: 'published', by: 'visitor' },
    changeByLink: { from: confirmable, to: 'underReview', by: 'visitor', input: linkChange },
    refuseByLink: { from: 'toConfirm', to: 'draft', by: 'visitor', input: z.strictObject({ reason }) },
    endByLink: { from: ['published', 'expired'], to: 'closed', by: 'visitor', input: z.strictObject({ reason }) },
    /** Nobody confirmed it in time, or its deadline has passed. */
    expire: { from: 'published', to: 'expired', by: 'clock' },
    /** A deal on it is talked about, agreed, registered, or over with none left: its state follows from its deals. */
    negotiate: { from: ['published', 'matched'], to: 'inNegotiation', by: 'clock' },
    match: { from: ['published', 'inNegotiation'], to: 'matched', by: 'clock' },
    free: { from: ['inNegotiation', 'matched'], to: 'published', by: 'clock' },
    conclude: { from: ['published', 'inNegotiation', 'matched', 'expired'], to: 'closed', by: 'clock' },
    /** Taken back to be changed; it is looked through again before it is shown. */
    revise: { from: ['underReview', 'toConfirm', 'published', 'expired'], to: 'draft', by: 'owner' },
    correct: {
      from: ['published', 'inNegotiation'],
      to: 'same',
      by: officers,
      input: stated.partial().extend({ reason }),
    },
    close: {
      from: ['published', 'inNegotiation', 'matched', 'expired'],
      to: 'closed',
      by: all,
      input: z.strictObject({ outcome: z.enum(outcomes).meta({ title: 'market:outcome' }), reason }),
    },
    withdraw: {
      from: ['draft', 'underReview', 'toConfirm', 'published', 'inNegotiation', 'expired'],
      to: 'withdrawn',
      by: 'owner',
      input: z.strictObject({ reason: reason.nullable().default(null) }),
    },
    void: {
      from: ['draft', 'underReview', 'toConfirm', 'published', 'inNegotiation', 'matched', 'expired', 'closed', 'withdrawn'],
      to: 'voided',
      by: officers,
      input: z.strictObject({ reason }),
    },
  },
});

/** After these it may say something else than before, or be shown from another day on; after all others it says what it said. */
export const restating = [
  'create',
  'enter',
  'edit',
  'changeByLink',
  'correct',
  'publish',
] as const satisfies (keyof typeof life.actions)[];

export const fields = stated.extend({
  venue: z.object({ id: z.string(), name: z.string() }).nullable(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  organization: z.object({ id: z.string(), name: z.string() }),
  /** Who takes care of it beside its owner; `since` is null of one who only entered it. */
  manager: managerShown.extend({ since: day.nullable() }).nullable(),
  /** Whose people entered it through their venue for its owner. */
  enteredBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Where its owner reported when it was made. */
  region: z.string().nullable(),
  anonymous: z.boolean(),
  publishedOn: day.nullable(),
  lastConfirmedOn: day.nullable(),
  /** Last day on which it is shown unless somebody confirms it; null while it is not. */
  shownUntil: day.nullable(),
  outcome: z.enum(outcomes).nullable(),
  /** Where contact data was taken out of its texts. */
  hidden: z.array(hiddenShape),
  /** Why it was sent back or ended, in the words of who did it last. */
  reason: z.string().nullable(),
});

/** The record is its owner's and of the officers in charge; what everybody sees of it stands in publicListing.ts. */
export const listingRecords = recordKind({
  life,
  path: '/listings',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.enum(life.states).optional(),
    side: z.enum(sides).optional(),
    sort: z.enum(sorts).optional(),
    field: z.enum(technologyFields).optional(),
    organization: z.uuid().optional(),
    venue: z.uuid().optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member', 'technologyManager'],
  keyed: ownListingsScope,
});

export const notSecret = refusal('listing.secret', 422, 'market:refusals.secret');

type Faults = Stated & { sort: ListingSort; anonymous: boolean };
/** What cannot be said of a listing of its sort: the field and its words. */
export function faultOf(of: Faults): { path: string; code: string } | null {
  const demand = sideOf(of.sort) === 'demand';
  if (of.anonymous && !demand) return { path: 'anonymous', code: 'anonymousSupply' };
  if (!demand && of.demandType !== null) return { path: 'demandType', code: 'ofDemand' };
  if (!demand && of.acceptance !== null) return { path: 'acceptance', code: 'ofDemand' };
  if (!demand && of.deadline !== null) return { path: 'deadline', code: 'ofDemand' };
  if (demand && of.demandType === null) return { path: 'demandType', code: 'demandType' };
  if (!ripening.includes(of.sort) && of.maturity !== null) return { path: 'maturity', code: 'noMaturity' };
  if (demand && of.ipItems.length > 0) return { path: 'ipItems', code: 'ofSupply' };
  if (!ripening.includes(of.sort) && of.transfer !== null) return { path: 'transfer', code: 'noTransfer' };
  if (new Set(of.cooperation).size < of.cooperation.length) return { path: 'cooperation', code: 'twice' };
  return amountFault(of);
}

type Dates = { publishedOn: string | null; lastConfirmedOn: string | null; deadline: string | null };
/** Last day on which it is shown: so many days after its owner last confirmed it, and not past a demand's deadline. */
export function shownUntil({ publishedOn, lastConfirmedOn, deadline }: Dates): string | null {
  // Only its owner's word counts, not that somebody published it; one of before such words were kept counts from its publication.
  const last = lastConfirmedOn ?? publishedOn;
  if (last === null) return null;
  const until = addDays(last, confirmWithinDays);
  return deadline !== null && deadline < until ? deadline : until;
}
