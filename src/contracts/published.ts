// Which sums of registered contracts may be published: none from which a single party could be read, by itself or by subtraction. Pure.
import { fen } from '../platform/shared/money.ts';

/** A cell of fewer sellers, or of fewer buyers, is withheld. */
export const fewestParties = 3;
/** So is one of which a single party holds more than this share, in per cent. */
export const largestShare = 85;

/** What one contract adds on one day, as it stands in the ledger. `buyer` is any name for who buys that is the same for the same one. */
export type Deal = {
  contract: string;
  on: string;
  seller: string;
  buyer: string;
  count: string;
  amount: string;
  technologyAmount: string;
};
export type Sums = { count: number; amount: string; technologyAmount: string };
/** `null`: withheld. What nobody registered has no cell. */
export type Cell = { key: string; sums: Sums | null };

type Known = Deal & { fen: readonly [bigint, bigint]; quarter: string };
export const quarterOf = (on: string): string => `${on.slice(0, 4)}-${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
const known = (of: Deal): Known => ({ ...of, fen: [fen(of.amount), fen(of.technologyAmount)], quarter: quarterOf(of.on) });

/** Whether no single seller and no single buyer can be read from the sums of these. */
function isSafe(deals: readonly Known[]): boolean {
  return (['seller', 'buyer'] as const).every((side) => {
    const parties = new Map<string, [bigint, bigint]>();
    for (const one of deals) {
      const held = parties.get(one[side]);
      parties.set(one[side], [(held?.[0] ?? 0n) + one.fen[0], (held?.[1] ?? 0n) + one.fen[1]]);
    }
    if (parties.size < fewestParties) return false;
    return ([0, 1] as const).every((at) => {
      const sums = [...parties.values()].map((one) => one[at]);
      const sizes = sums.map((one) => (one < 0n ? -one : one));
      const all = sizes.reduce((total, one) => total + one, 0n);
      const largest = sizes.reduce((most, one) => (one > most ? one : most), 0n);
      return all > 0n && largest * 100n <= all * BigInt(largestShare);
    });
  });
}

/**
 * Safe as a whole and in each quarter: who kept the sums of the quarter before has by subtraction what was added since, and must learn
 * no more from that.
 */
const isSafeThroughTime = (deals: readonly Known[]): boolean =>
  isSafe(deals) && [...Map.groupBy(deals, (one) => one.quarter).values()].every(isSafe);

const yuan = (sum: bigint): string => {
  const text = String(sum < 0n ? -sum : sum).padStart(3, '0');
  return `${sum < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};
const sumsOf = (deals: readonly Known[]): Sums => ({
  count: deals.reduce((total, one) => total + Number(one.count), 0),
  amount: yuan(deals.reduce((total, one) => total + one.fen[0], 0n)),
  technologyAmount: yuan(deals.reduce((total, one) => total + one.fen[1], 0n)),
});
const sizeOf = (deals: readonly Known[]): bigint => deals.reduce((total, one) => total + one.fen[0], 0n);

/** The sums of all; null where they would tell of a single party. */
export function publishedTotal(deals: readonly Deal[]): Sums | null {
  const all = deals.map(known);
  return isSafeThroughTime(all) ? sumsOf(all) : null;
}

/**
 * The cells of one table, whose sum is published as well: what is withheld is together as safe as each cell that is shown, for the total
 * less the others tells it. Where too little is withheld for that, the next smallest cells are withheld too.
 */
export function publishedCells<D extends Deal>(deals: readonly D[], keyOf: (of: D) => string): Cell[] {
  const cells = [...Map.groupBy(deals, keyOf)].map(([key, own]) => ({ key, own: own.map(known) }));
  cells.sort((a, b) => (a.key < b.key ? -1 : 1));
  const bySize = cells.toSorted((a, b) => (sizeOf(a.own) < sizeOf(b.own) ? -1 : 1));
  const withheld = new Set(cells.filter(({ own }) => !isSafeThroughTime(own)));
  const isEnough = () => withheld.size === 0 || isSafeThroughTime([...withheld].flatMap(({ own }) => own));
  for (const next of bySize) {
    if (isEnough()) break;
    withheld.add(next);
  }
  return cells.map((one) => ({ key: one.key, sums: withheld.has(one) ? null : sumsOf(one.own) }));
}

/** The last day of the last quarter that has ended. */
export function lastQuarterEnd(today: string): string {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const ended = Math.ceil(month / 3) - 1;
  return ended === 0 ? `${year - 1}-12-31` : `${year}-${['03-31', '06-30', '09-30'][ended - 1]}`;
}

/** Parties as they are put together: `15x` enterprises, `02x` public institutions. */
export const natureClasses = ['01', '02', '03', '1', '2', '3', '4'] as const;
export const natureClassOf = (nature: string): string => natureClasses.find((one) => nature.startsWith(one)) ?? '';
