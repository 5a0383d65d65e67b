// A technology contract: its life from draft to register, what each action asks, its fields and refusals. Pure: server and web both read it.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { sureness } from '../rules/rule.ts';
import { recordKind } from '../records/record.ts';
import { objectionSteps, shownObjection } from './objections.ts';
import { OpinionInput, shownReview } from './opinions.ts';
import { receiptSteps, shownConfirmation, shownDue, shownReceipt } from './receipts.ts';
import { registrationNumber } from './officialNumber.ts';
import { RegisteredInput } from './pastRegister.ts';
import { sales } from './sale.ts';
import { shownTaxClaim, taxClaimSteps } from './taxClaims.ts';
import { contractTypes, draftTerms, party, terms } from './terms.ts';

/** Why a contract is not registered: the rule texts and the questions answered by the authority, merged (domain: refusal grounds). */
export const refusalGrounds = [
  'invalid',
  'notTechnology',
  'partiesUnclear',
  'objectUnclear',
  'priceUnclear',
  'approvalMissing',
  'nameNotSubstance',
  'restrainsCompetition',
  'proofMissing',
  'sealMissing',
  'other',
] as const;
export const revocationGrounds = ['false', 'duplicate', 'fraud', 'voidedByCourt', 'notCancelled', 'other'] as const;

const words = (max: number) => z.string().trim().min(1).max(max);
const reason = words(2000).meta({ title: 'contracts:reason' });
/** Longest text of a contract, in UTF-16 units. */
export const longestText = 2_000_000;
/** The text as it was read or pasted. Kept apart from the record: only its parties and the registry in charge read it. */
const text = z.string().max(longestText).nullable().meta({ title: 'contracts:text' });
/** The seller's word that the text holds no state secret and no export-banned technology: without it no text is taken. */
const noSecrets = z.boolean().meta({ title: 'contracts:noSecrets' });

export const ContractInput = z.strictObject({
  ...draftTerms,
  text: text.default(null),
  noSecrets: noSecrets.default(false),
});
/** What is not named stays. */
export const ContractEdit = z.strictObject({ ...terms, text, noSecrets }).partial();

/** One defect: of a field, of a sentence of the text, or of the whole. All of them are said at once. */
export const defect = z.strictObject({
  path: line(100).nullable().default(null).meta({ title: 'contracts:defect.path' }),
  quote: words(1000).nullable().default(null).meta({ title: 'contracts:defect.quote' }),
  words: words(1000).meta({ title: 'contracts:defect.words' }),
});
export type Defect = z.output<typeof defect>;

/** A later amount: an amendment, or the settlement of a royalty. It holds from its day; what was before stands until then. */
const changed = {
  amount: money.meta({ title: 'contracts:amount', unit: 'CNY' }),
  technologyAmount: money.meta({ title: 'contracts:technologyAmount', unit: 'CNY' }),
  on: day.optional().meta({ title: 'contracts:on' }),
  reason,
};
const underway = ['accepted', 'reviewed', 'expertReview'] as const;
/** What a registry has before it and not decided: it goes to another one when that is suspended. */
export const openStates = ['submitted', 'sentBack', ...underway] as const;
const toRegistry = { registry: z.uuid().meta({ title: 'contracts:registry' }), reason };
export const findings = ['sound', 'objection'] as const;

export const life = lifecycle('contract', {
  states: [
    'draft',
    'submitted',
    'sentBack',
    'accepted',
    'reviewed',
    'expertReview',
    'registered',
    'refused',
    'cancelled',
    'revoked',
    'withdrawn',
    'lapsed',
  ],
  /**
   * `seller`: who registers it, for an import the domestic buyer (draft of 2024, art. 11). `checker`: a registrar, of what was drawn.
   * `party`: any of its parties, and `objector` the one that objected; `recheckOffice` and `rechecker` while an objection is open.
   * `claimant`: its seller or buyer, who may have claimed a tax benefit on it.
   */
  parties: ['seller', 'checker', 'party', 'objector', 'recheckOffice', 'rechecker', 'claimant'],
  actions: {
    create: { from: 'nothing', to: 'draft', by: 'seller', input: ContractInput },
    /** From a past register: it was decided elsewhere or before, and counts on the day of then. */
    recordRegistered: {
      from: 'nothing',
      to: 'registered',
      by: ['registrar', 'bureauOfficer'],
      input: RegisteredInput,
      counts: true,
    },
    edit: { from: ['draft', 'sentBack'], to: 'same', by: 'seller', input: ContractEdit },
    submit: { from: 'draft', to: 'submitted', by: 'seller' },
    withdraw: { from: ['draft', 'submitted', 'sentBack', 'lapsed'], to: 'withdrawn', by: 'seller' },
    /** Once, with all defects at once. */
    sendBack: {
      from: 'submitted',
      to: 'sentBack',
      by: 'registrar',
      input: z.strictObject({ defects: z.array(defect).min(1).max(100).meta({ title: 'contracts:defects' }) }),
    },
    supplement: { from: 'sentBack', to: 'submitted', by: 'seller' },
    /** Ten working days after it was sent back. */
    remindSupplement: { from: 'sentBack', to: 'same', by: 'clock' },
    /** Thirty working days after it was sent back. */
    lapse: { from: 'sentBack', to: 'lapsed', by: 'clock' },
    reopen: { from: 'lapsed', to: 'sentBack', by: 'seller' },
    /** The clock begins. */
    accept: { from: 'submitted', to: 'accepted', by: 'registrar' },
    /** The first review, where the jurisdiction's rule asks for a second one. */
    review: {
      from: ['accepted', 'expertReview'],
      to: 'reviewed',
      by: 'registrar',
      input: z.strictObject({ note: words(2000).nullable().default(null).meta({ title: 'contracts:note' }) }),
    },
    askExperts: { from: ['accepted', 'reviewed'], to: 'expertReview', by: 'registrar', input: z.strictObject({ reason }) },
    recordOpinion: { from: 'expertReview', to: 'same', by: 'registrar', input: OpinionInput },
    /** From here on it counts. */
    register: {
      from: underway,
      to: 'registered',
      by: 'registrar',
      counts: true,
    },
    refuse: {
      from: underway,
      to: 'refused',
      by: 'registrar',
      input: z.strictObject({
        ground: z.enum(refusalGrounds).meta({ title: 'contracts:ground' }),
        reason: words(2000).nullable().default(null).meta({ title: 'contracts:reason' }),
      }),
    },
    amend: { from: 'registered', to: 'same', by: 'registrar', input: z.strictObject(changed), counts: true },
    /** The amount of a royalty contract as it came to be. */
    settle: { from: 'registered', to: 'same', by: 'registrar', input: z.strictObject(changed), counts: true },
    /** Number and day of the system of record, where the platform goes beside it. */
    noteOfficial: {
      from: 'registered',
      to: 'same',
      by: 'registrar',
      input: z.strictObject({ registrationNumber, registeredOn: day.optional().meta({ title: 'contracts:registeredOn' }) }),
      counts: true,
    },
    /** Ended by its parties: what was registered stays counted. */
    cancel: {
      from: 'registered',
      to: 'cancelled',
      by: 'registrar',
      input: z.strictObject({ on: day.meta({ title: 'contracts:on' }), reason }),
    },
    /** Never valid: what it counted is taken back on the old day while its year is open, else on the day of revocation. */
    revoke: {
      from: ['registered', 'cancelled'],
      to: 'revoked',
      by: 'registrar',
      input: z.strictObject({
        ground: z.enum(revocationGrounds).meta({ title: 'contracts:ground' }),
        reason: words(2000).nullable().default(null).meta({ title: 'contracts:reason' }),
      }),
      counts: true,
    },
    ...objectionSteps,
    ...receiptSteps,
    ...taxClaimSteps,
    /** To another registry: one of its own, or one that belongs elsewhere. Its clock runs on. */
    passTo: {
      from: [...openStates, 'registered', 'cancelled'],
      to: 'same',
      by: ['registrar', 'bureauOfficer'],
      input: z.strictObject(toRegistry),
    },
    /** Because its registry was suspended. */
    handOver: { from: openStates, to: 'same', by: 'clock', input: z.strictObject(toRegistry) },
    /** Drawn for a check by another registry. */
    drawSpotCheck: {
      from: ['registered', 'cancelled'],
      to: 'same',
      by: 'clock',
      input: z.strictObject({ month: z.string(), batch: z.number().int(), seed: z.string() }),
    },
    spotCheck: {
      from: ['registered', 'cancelled', 'revoked'],
      to: 'same',
      by: 'checker',
      input: z.strictObject({
        finding: z.enum(findings).meta({ title: 'contracts:finding' }),
        note: words(2000).nullable().default(null).meta({ title: 'contracts:note' }),
      }),
    },
    /** The seller has moved, or a revision of a closed year names it. */
    recalculate: { from: ['registered', 'cancelled', 'revoked'], to: 'same', by: 'clock', counts: true },
  },
});

/** An amount as registered, and each change of it: it holds from its day. */
export const statement = z.strictObject({
  what: z.enum(['registered', 'amended', 'settled']),
  on: day,
  amount: money,
  technologyAmount: money,
  reason: z.string().nullable(),
});
export type Statement = z.output<typeof statement>;

/** Drawn in which month, by which seed (the chain after that batch); what another registry found. */
export type SpotCheck = {
  month: string;
  batch: number;
  seed: string;
  finding: (typeof findings)[number] | null;
  note: string | null;
  by: string | null;
  on: string | null;
};
const shownSpotCheck = z.strictObject({
  month: z.string(),
  finding: z.enum(findings).nullable(),
  note: z.string().nullable(),
  on: day.nullable(),
});

const shownParty = party.extend({ organizationName: z.string().nullable(), masked: z.boolean() });
export const fields = z.object({
  ...terms,
  parties: z.array(shownParty),
  /** Masked for whom it does not concern. */
  contact: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  contactMasked: z.boolean(),
  /** The organization that registers it, and where it reports. */
  seller: z.string(),
  sellerName: z.string().nullable(),
  region: z.string().nullable(),
  ownNumber: z.string().nullable(),
  registrationNumber: z.string().nullable(),
  submittedOn: day.nullable(),
  sentBackOn: day.nullable(),
  acceptedOn: day.nullable(),
  registeredOn: day.nullable(),
  /** Last day for the decision, by the jurisdiction's rule; null before it was accepted and once it was decided. */
  dueOn: day.nullable(),
  decidedOn: day.nullable(),
  defects: z.array(defect),
  ground: z.string().nullable(),
  reason: z.string().nullable(),
  needsSecondReview: z.boolean(),
  large: z.boolean(),
  hasText: z.boolean(),
  noSecrets: z.boolean(),
  textDigest: z.string().nullable(),
  statements: z.array(statement),
  /** On which day a revocation would take back each of them: its own, or today where its year is closed; null where nothing counts. */
  revocation: z.array(z.strictObject({ of: day, amount: decimal, on: day, closedYear: z.number().int().nullable() })).nullable(),
  /** What a registrar would still miss, by field: told before submitting, and it blocks nothing. */
  missing: z.array(z.string()),
  /** Amount deducted from the total. */
  deducted: decimal,
  /** The registry in charge; null where the city has none for it. */
  registry: z.string().nullable(),
  registryName: z.string().nullable(),
  /** For registrars and the bureau. */
  spotCheck: shownSpotCheck.nullable(),
  objections: z.array(shownObjection),
  /** Working days for a re-check, what they rest on, and how sure that is. */
  recheckTerm: z.strictObject({ days: z.number().int(), law: z.string(), sure: z.enum(sureness) }),
  expertReviews: z.array(shownReview),
  receipts: z.array(shownReceipt),
  received: money,
  technicalIncome: money,
  confirmations: z.array(shownConfirmation),
  dues: z.array(shownDue),
  taxClaims: z.array(shownTaxClaim),
  /** Whether a certificate of our own is given of it. */
  certified: z.boolean(),
});

export const contractRecords = recordKind({
  life,
  path: '/contracts',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    state: z.string().max(200).optional(),
    type: z.enum(contractTypes).optional(),
    region: z.string().max(40).optional(),
    seller: z.uuid().optional(),
    technologyField: z.string().max(2).optional(),
    large: z.enum(['yes', 'no']).optional(),
    registry: z.uuid().optional(),
    /** Whether the official system's number is known. */
    official: z.enum(['yes', 'no']).optional(),
    registeredFrom: day.optional(),
    registeredTo: day.optional(),
    /** By what a figure of a return was counted (sale.ts): only contracts that count, and `any` of their sales. */
    sale: z.enum(['any', ...sales]).optional(),
    signedFrom: day.optional(),
    signedTo: day.optional(),
    /** With money received between these days, both named. */
    receivedFrom: day.optional(),
    receivedTo: day.optional(),
    /** Brought about by this organization: as intermediary, or by its technology managers. */
    broughtAboutBy: z.uuid().optional(),
    abroad: z.literal('yes').optional(),
    /** A large project, by its amount on this day. */
    largeOn: day.optional(),
    toFirm: z.literal('yes').optional(),
  },
  readers: 'signedIn',
});

export const sentBackAlready = refusal('contract.sentBackAlready', 409, 'contracts:refusals.sentBackAlready');
export const secondReviewFirst = refusal('contract.secondReviewFirst', 409, 'contracts:refusals.secondReviewFirst');
export const expertsFirst = refusal('contract.expertsFirst', 409, 'contracts:refusals.expertsFirst');
/** Four eyes: who reviewed it first does not decide. */
export const ownReview = refusal('contract.ownReview', 409, 'contracts:refusals.ownReview');
/** A registry never decides on contracts of its own, its owners or its registrars. */
export const ownContract = refusal('contract.ownContract', 403, 'contracts:refusals.ownContract');
export const secretsUnconfirmed = refusal('contract.secretsUnconfirmed', 422, 'contracts:refusals.secretsUnconfirmed');
/** Only a royalty is settled; another amount is amended. */
export const noRoyalty = refusal('contract.noRoyalty', 409, 'contracts:refusals.noRoyalty');
export const notInForce = refusal('contract.notInForce', 422, 'contracts:refusals.notInForce');
export const registryNotActive = refusal('contract.registryNotActive', 409, 'contracts:refusals.registryNotActive');
/** Another registry checks. */
export const ownSpotCheck = refusal('contract.ownSpotCheck', 403, 'contracts:refusals.ownSpotCheck');
