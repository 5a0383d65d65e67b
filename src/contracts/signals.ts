// Signals of fraud and error: what a contract must tell to be looked at, what a signal says, and the thresholds as data. Pure; a signal is no verdict.
import { z } from 'zod';
import { money } from '../platform/shared/money.ts';

/** Nine matters, each with the ways in which it can show. */
export const signalGrounds = {
  sameText: ['again', 'soldTwice', 'otherSeller', 'strangers'],
  split: ['totalAmount', 'technologyAmount'],
  roundTrip: ['between'],
  relatedParties: ['representative', 'ownership', 'wholly'],
  blackListed: ['seller', 'buyer'],
  resultAsDevelopment: ['earlier', 'said'],
  amountSlip: ['text', 'capitals', 'schedule', 'technology', 'history'],
  outsideValidity: ['signedAfter', 'submittedAfter', 'validBefore'],
  yearEndBurst: ['december'],
} as const;
export type SignalCode = keyof typeof signalGrounds;
/** `sameText.again`: the key of its weight (`law/contract-signals.json`) and of its words (`web/signals-words.ts`). */
export type SignalKey = { [C in SignalCode]: `${C}.${(typeof signalGrounds)[C][number]}` }[SignalCode];
export const signalKeys = Object.entries(signalGrounds).flatMap(([code, grounds]) =>
  grounds.map((ground) => `${code}.${ground}`),
) as readonly SignalKey[];

/** What a signal rests on, for the page to link to. */
export const SignalRecord = z.object({
  kind: z.enum(['contract', 'organization', 'listing']),
  id: z.string(),
  title: z.string().optional(),
});
export type SignalRecord = z.output<typeof SignalRecord>;
/**
 * `weight` is 1 to 100, for the order on the desk. `params` fill the sentence: amounts, days, counts, shares; never the name of a
 * person. The most alike or nearest records come first, at most `most` of them; a count in `params` is of all.
 */
export const Signal = z.object({
  key: z.enum(signalKeys),
  weight: z.int().min(1).max(100),
  records: z.array(SignalRecord),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Signal = z.output<typeof Signal>;

/** What a contract tells of itself alone: said to whoever has it checked. */
export const ownSlips = [
  'amountSlip.text',
  'amountSlip.capitals',
  'amountSlip.schedule',
  'amountSlip.technology',
  'outsideValidity.signedAfter',
  'outsideValidity.validBefore',
] as const satisfies readonly SignalKey[];
export const OwnSlip = z.object({ code: z.enum(ownSlips), params: Signal.shape.params });
export type OwnSlip = z.output<typeof OwnSlip>;

/** `id` is the organization's; null for a natural person or one that no register knows: then the name must tell. */
export type SignalParty = { id: string | null; name: string };
export type SignalContractType = 'development' | 'transfer' | 'licence' | 'consulting' | 'service';
/** A contract as signals see it; what is not known is null, and a signal that needs it is not made. Days are city days, amounts yuan. */
export type SignalSubject = {
  id: string;
  title: string;
  text: string | null;
  sellers: readonly SignalParty[];
  buyers: readonly SignalParty[];
  type: SignalContractType | null;
  signedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
  submittedOn: string | null;
  registeredOn: string | null;
  totalAmount: string | null;
  technologyAmount: string | null;
  /** Amounts of the instalments; empty where it is paid at once or by royalty. */
  schedule: readonly string[];
  /** Contracts that this one itself names: its framework, the one that it renews or supplements. */
  continues: readonly string[];
  /** The parties said themselves that they are related. */
  declaredRelated: boolean;
  /** Whether the seller sits in the city's territory: one outside is routed to his registry, never suspected for it. */
  sellerInside: boolean | null;
  /** `open`: handed in and not decided. `gone`: refused, withdrawn, cancelled or revoked; nothing is compared with it. */
  standing: 'open' | 'registered' | 'gone';
};

/** How two parties hang together; whoever tells it gives organizations, never a person. */
export type Relation = {
  how: 'representative' | 'ownership';
  /** Per cent held, directly or through others: `"51.00"`; null for a shared representative. */
  share: string | null;
  organizations: readonly string[];
};
export type BlackListing = { organization: string; record: SignalRecord; since: string };

/** The one port: what only others can tell. `alike` texts are asked for by id, at most `sameText.candidates` at once. */
export type SignalPort = {
  texts: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  relations: (sellers: readonly string[], buyers: readonly string[], on: string) => Promise<readonly Relation[]>;
  /** Empty until there is a black list. */
  blackListed: (organizations: readonly string[], on: string) => Promise<readonly BlackListing[]>;
};

/** A threshold stands with its reason; the engine reads the value alone. */
const why = z.string().min(1);
const number = z.strictObject({ value: z.number().nonnegative(), why }).transform(({ value }) => value);
const share = z.strictObject({ value: z.number().min(0).max(1), why }).transform(({ value }) => value);
const yuan = z.strictObject({ value: money, why }).transform(({ value }) => value);
const factors = z.strictObject({ value: z.array(z.int()).min(1), why }).transform(({ value }) => value);
const names = z.array(z.string().min(1)).min(1);

/** `law/contract-signals.json`. */
export const SignalRules = z.strictObject({
  sure: z.enum(['verified', 'recalled', 'derived']),
  weights: z.record(z.enum(signalKeys), z.int().min(1).max(100)),
  /** From this weight on a signal keeps a contract out of a batch until it is explained. */
  stops: number,
  most: number,
  sameText: z.strictObject({
    longest: number,
    together: number,
    candidates: number,
    candidateShare: share,
    commonShare: share,
    commonFloor: number,
    least: number,
    alike: share,
    strangers: share,
    learnt: number,
    cold: share,
    houseForm: number,
    whole: share,
    sameTopic: share,
    otherTopic: share,
    renewalDays: number,
    renewalApart: number,
  }),
  result: z.strictObject({ contained: share, least: number }),
  split: z.strictObject({
    limits: z.array(z.strictObject({ of: z.enum(['totalAmount', 'technologyAmount']), amount: money, why })).min(1),
    days: number,
    justBelow: share,
    topic: share,
  }),
  roundTrip: z.strictObject({ days: number, similar: share, floor: yuan }),
  related: z.strictObject({ share: yuan }),
  slip: z.strictObject({
    factors,
    unitFactors: factors,
    rounding: share,
    history: number,
    historySpread: number,
    historyBeyond: number,
  }),
  validity: z.strictObject({ graceBefore: number, submitGrace: number }),
  burst: z.strictObject({ months: number, ownMonths: number, least: number, times: number, season: number }),
  /** How contracts say things: the reading of texts needs words, and words are data. */
  phrases: z.strictObject({
    labels: names,
    numerals: z.string().min(1),
    digits: z.string().length(10),
    places: z.record(z.string().length(1), z.int().positive()),
    yuan: names,
    units: z.record(z.string(), z.int().positive()),
    totals: names,
    existing: names,
    notExisting: names,
    exclusive: names,
    framework: names,
    phases: names,
  }),
});
export type SignalRules = z.output<typeof SignalRules>;

/** What of it is kept of each contract in memory: everything but the text. */
export type KeptSubject = Omit<SignalSubject, 'text'>;
