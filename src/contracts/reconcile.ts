// Reconciling the list of the official system with the register: which row is which contract, what differs, what stands on one side only. Pure.
import { compare } from '../platform/shared/money.ts';
import type { Result } from './official.ts';
import type { ContractType } from './terms.ts';

/** A row of the official list as it was read; null where it says nothing. Amounts in yuan with two places. */
export type ThereRow = {
  row: number;
  registrationNumber: string | null;
  ownNumber: string | null;
  title: string | null;
  seller: string | null;
  sellerCode: string | null;
  buyer: string | null;
  type: ContractType | null;
  amount: string | null;
  technologyAmount: string | null;
  signedOn: string | null;
  registeredOn: string | null;
  result: Result | null;
};
/** A contract of ours; `sellers` and `buyers` are all names and codes by which they are known. */
export type HereRow = {
  id: string;
  state: string;
  registrationNumber: string | null;
  ownNumber: string | null;
  title: string;
  sellers: readonly string[];
  buyers: readonly string[];
  type: ContractType | null;
  amount: string | null;
  technologyAmount: string | null;
  registeredOn: string | null;
};

/** How a row was recognised: by our number, by the official one, by all that was agreed, or by title and seller alone. */
export const ways = ['ownNumber', 'registrationNumber', 'terms', 'titleAndSeller'] as const;
export type Way = (typeof ways)[number];
/**
 * `equal`, `differs`: on both sides. `undecided`: here, and not registered here. `otherResult`: registered on one side, refused or ended on
 * the other. `thereOnly`, `hereOnly`. `ambiguous`: several of ours fit. `twice`: a number or contract that an earlier row has. `pending`:
 * not decided there. `unreadable`: a cell could not be read.
 */
export const outcomes = [
  'differs',
  'otherResult',
  'thereOnly',
  'hereOnly',
  'undecided',
  'ambiguous',
  'twice',
  'unreadable',
  'pending',
  'equal',
] as const;
export type Outcome = (typeof outcomes)[number];
export const compared = ['registrationNumber', 'amount', 'technologyAmount', 'registeredOn', 'type', 'seller'] as const;
export type Compared = (typeof compared)[number];

export type Matched = {
  there: ThereRow | null;
  here: HereRow | null;
  outcome: Outcome;
  way: Way | null;
  differs: Compared[];
  /** Whether number and day can be noted at the contract as they stand there. */
  note: boolean;
};

/** Letters of any width, blanks and brackets left out: how a name is compared. */
export const plainName = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(/[\s()[\]{}"'·.,、，。《》“”‘’-]+/g, '')
    .toLowerCase();

const counts = (state: string): boolean => state === 'registered' || state === 'cancelled';
const money = (a: string | null, b: string | null): boolean => a === null || b === null || compare(a, b) === 0;

/** Several maps from what a row may say to ours; what means two of ours is ambiguous. */
function indexed(here: readonly HereRow[]) {
  const [own, official] = [new Map<string, HereRow>(), new Map<string, HereRow>()];
  const terms = new Map<string, HereRow[]>();
  const named = new Map<string, HereRow[]>();
  const put = (to: Map<string, HereRow[]>, key: string, one: HereRow) => {
    const there = to.get(key);
    if (!there) to.set(key, [one]);
    else if (!there.includes(one)) there.push(one);
  };
  for (const one of here) {
    if (one.ownNumber !== null) own.set(one.ownNumber, one);
    if (one.registrationNumber !== null) official.set(one.registrationNumber, one);
    const title = plainName(one.title);
    for (const seller of new Set(one.sellers.map(plainName))) {
      put(named, `${title}\n${seller}`, one);
      if (one.amount !== null) put(terms, `${title}\n${seller}\n${one.amount}`, one);
    }
  }
  return { own, official, terms, named };
}

type Recognised = { here: HereRow | null; way: Way | null; several: boolean };

function recognise(row: ThereRow, index: ReturnType<typeof indexed>, free: (one: HereRow) => boolean): Recognised {
  const byOwn = row.ownNumber === null ? undefined : index.own.get(row.ownNumber);
  if (byOwn) return { here: byOwn, way: 'ownNumber', several: false };
  const byNumber = row.registrationNumber === null ? undefined : index.official.get(row.registrationNumber);
  if (byNumber) return { here: byNumber, way: 'registrationNumber', several: false };
  if (row.title === null) return { here: null, way: null, several: false };
  const names = [row.seller, row.sellerCode].flatMap((one) => (one === null ? [] : [plainName(one)]));
  const title = plainName(row.title);
  const among = (from: Map<string, HereRow[]>, tail: string): HereRow[] => [
    ...new Set(names.flatMap((name) => from.get(`${title}\n${name}${tail}`) ?? []).filter((one) => fits(row, one) && free(one))),
  ];
  for (const [way, from, tail] of [
    ['terms', index.terms, `\n${row.amount ?? ''}`],
    ['titleAndSeller', index.named, ''],
  ] as const) {
    const found = among(from, tail);
    if (found.length > 0) return { here: found.length === 1 ? (found[0] ?? null) : null, way, several: found.length > 1 };
  }
  return { here: null, way: null, several: false };
}

/** One that has another number already, or another buyer, is another contract. */
function fits(row: ThereRow, one: HereRow): boolean {
  const otherNumber = one.registrationNumber !== null && row.registrationNumber !== null;
  const buyer = row.buyer === null ? null : plainName(row.buyer);
  return !otherNumber && (buyer === null || one.buyers.length === 0 || one.buyers.map(plainName).includes(buyer));
}

function differencesOf(row: ThereRow, here: HereRow): Compared[] {
  const same = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;
  const sellers = here.sellers.map(plainName);
  const names = [row.seller, row.sellerCode].flatMap((one) => (one === null ? [] : [plainName(one)]));
  const equal: Record<Compared, boolean> = {
    registrationNumber: same(row.registrationNumber, here.registrationNumber),
    amount: money(row.amount, here.amount),
    technologyAmount: money(row.technologyAmount, here.technologyAmount),
    registeredOn: same(row.registeredOn, here.registeredOn),
    type: same(row.type, here.type),
    seller: names.length === 0 || names.some((one) => sellers.includes(one)),
  };
  return compared.filter((one) => !equal[one]);
}

/**
 * Compares the two sides. `inPeriod` says of a contract of ours whether the list should have it. Rows are taken in their order; each of ours
 * is meant by one row at most. Linear in both sides.
 */
export function reconcile(
  there: readonly ThereRow[],
  here: readonly HereRow[],
  { unreadable, inPeriod }: { unreadable: ReadonlySet<number>; inPeriod: (one: HereRow) => boolean },
): Matched[] {
  const index = indexed(here);
  const taken = new Set<string>();
  const numbers = new Set<string>();
  const found = there.map((row): Matched => {
    const none = { there: row, here: null, way: null, differs: [], note: false };
    if (unreadable.has(row.row)) return { ...none, outcome: 'unreadable' };
    const { here: one, way, several } = recognise(row, index, ({ id }) => !taken.has(id));
    const again = row.registrationNumber !== null && numbers.has(row.registrationNumber);
    if (row.registrationNumber !== null) numbers.add(row.registrationNumber);
    if (again || (one !== null && taken.has(one.id))) return { ...none, here: one, way, outcome: 'twice' };
    if (several) return { ...none, way, outcome: 'ambiguous' };
    if (one === null) return { ...none, outcome: row.result === 'pending' ? 'pending' : 'thereOnly' };
    taken.add(one.id);
    return { ...none, here: one, way, ...judged(row, one) };
  });
  const missing = here.filter((one) => !taken.has(one.id) && counts(one.state) && inPeriod(one));
  return [
    ...found,
    ...missing.map((one): Matched => ({ there: null, here: one, outcome: 'hereOnly', way: null, differs: [], note: false })),
  ];
}

function judged(row: ThereRow, here: HereRow): Pick<Matched, 'outcome' | 'differs' | 'note'> {
  const differs = differencesOf(row, here);
  const result = row.result ?? 'registered';
  if (result === 'pending') return { outcome: 'pending', differs, note: false };
  const held = result === 'registered' || result === 'cancelled';
  if (held !== counts(here.state))
    return {
      outcome: held && here.state !== 'revoked' && here.state !== 'refused' ? 'undecided' : 'otherResult',
      differs,
      note: false,
    };
  if (result === 'cancelled' && here.state === 'registered') return { outcome: 'otherResult', differs, note: false };
  // What is not there yet is no difference: it is what is read back.
  const news = row.registrationNumber !== null && here.registrationNumber === null;
  const later = here.registrationNumber === row.registrationNumber && differs.includes('registeredOn');
  const note = here.state === 'registered' && row.registrationNumber !== null && (news || later);
  return { outcome: differs.length > 0 ? 'differs' : 'equal', differs, note };
}
