// What is read out of a contract's text, each thing with the place it was read from, for the seller to confirm. Pure: shapes only.

/** Half-open range of UTF-16 units in the text. */
export type Span = { from: number; to: number };
/** A value with the words that it was read from. */
export type Found<T> = { value: T; at: Span };

export const partyRoles = ['seller', 'buyer', 'intermediary', 'technologyManager'] as const;
export type PartyRole = (typeof partyRoles)[number];
export type ReadParty = {
  role: PartyRole;
  name: Found<string>;
  /** Unified social credit code; one whose check character is wrong is given too, and `valid` says so. */
  creditCode: (Found<string> & { valid: boolean }) | null;
};

/** Yuan with two decimals, as everywhere; `said` is how the text says it. `doubt`: said twice and differently, or in a unit that fits neither. */
export type ReadAmount = { value: string; said: string; at: Span; doubt: 'differs' | null };
/** `share` in percent, as a decimal string. */
export type ReadInstalment = { amount: string | null; share: string | null; on: string | null; condition: string; at: Span };

/** `number` as the office writes it (ZL202310000000.1, 2023SR0000000, BS.…, CNA…); `valid` is the check digit, null where there is none. */
export const readItemTypes = [
  'inventionPatent',
  'utilityModel',
  'design',
  'technicalSecret',
  'softwareCopyright',
  'circuitLayout',
  'plantVariety',
  'biomedicalVariety',
] as const;
export type ReadItem = {
  type: (typeof readItemTypes)[number];
  number: string | null;
  valid: boolean | null;
  at: Span;
};

export const paymentModes = ['lumpSum', 'instalments', 'royalty', 'royaltyWithEntryFee'] as const;
export type PaymentMode = (typeof paymentModes)[number];

export const royaltyBases = ['price', 'newOutput', 'profit', 'sales'] as const;
/** `rate` in percent, as a decimal string; `entryFee` in yuan. Basis: Civil Code art. 846. */
export type ReadRoyalty = { base: (typeof royaltyBases)[number]; rate: string; entryFee: string | null; at: Span };

export type Reading = {
  title: Found<string> | null;
  parties: ReadParty[];
  totalAmount: ReadAmount | null;
  /** What the text itself calls equipment, material and the like, with its sum. */
  costs: { kind: 'equipment' | 'instruments' | 'parts' | 'materials' | 'other'; what: string; amount: string; at: Span }[];
  signedOn: Found<string> | null;
  validFrom: Found<string> | null;
  validTo: Found<string> | null;
  paymentMode: Found<PaymentMode> | null;
  schedule: ReadInstalment[];
  royalty: ReadRoyalty | null;
  items: ReadItem[];
};
