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

/** A deal made ready for judging: its amounts in fen, which add up exactly as far as a city's turnover goes, and its quarter. */
export type Known<D extends Deal = Deal> = D & { fen: readonly [number, number]; quarter: string };
export const quarterOf = (on: string): string => `${on.slice(0, 4)}-${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
export const known = <D extends Deal>(of: D): Known<D> => ({
  ...of,
  fen: [Number(fen(of.amount)), Number(fen(of.technologyAmount))],
  quarter: quarterOf(of.on),
});

/** Whether no single seller and no single buyer can be read from the sums of these. */
function isSafe(deals: readonly Known[]): boolean {
  return (['seller', 'buyer'] as const).every((side) => {
    const parties = new Map<string, [number, number]>();
    for (const one of deals) {
      const held = parties.get(one[side]);
      if (held) {
        held[0] += one.fen[0];
        held[1] += one.fen[1];
      } else parties.set(one[side], [...one.fen]);
    }
    if (parties.size < fewestParties) return false;
    return ([0, 1] as const).every((at) => {
      let [all, largest] = [0, 0];
      for (const one of parties.values()) {
        all += Math.abs(one[at]);
        largest = Math.max(largest, Math.abs(one[at]));
      }
      return all > 0 && largest * 100 <= all * largestShare;
    });
  });
}

/**
 * Safe as a whole and in each quarter: who kept the sums of the quarter before has by subtraction what was added since, and must learn
 * no more from that.
 */
const isSafeThroughTime = (deals: readonly Known[]): boolean =>
  isSafe(deals) && [...Map.groupBy(deals, (one) => one.quarter).values()].every(isSafe);

const yuan = (sum: number): string => {
  const text = String(Math.abs(sum)).padStart(3, '0');
  return `${sum < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};
const sizeOf = (deals: readonly Known[]): number => deals.reduce((total, one) => total + one.fen[0], 0);
const sumsOf = (deals: readonly Known[]): Sums => ({
  count: deals.reduce((total, one) => total + Number(one.count), 0),
  amount: yuan(sizeOf(deals)),
  technologyAmount: yuan(deals.reduce((total, one) => total + one.fen[1], 0)),
});

/** The sums of all; null where they would tell of a single party. */
export const publishedTotal = (deals: readonly Known[]): Sums | null => (isSafeThroughTime(deals) ? sumsOf(deals) : null);

/**
 * The cells of one table, whose sum is published as well: what is withheld is together as safe as each cell that is shown, for the total
 * less the others tells it. Where too little is withheld for that, the next smallest cells are withheld too.
 */
export function publishedCells<D extends Known>(deals: readonly D[], keyOf: (of: D) => string): Cell[] {
  const cells = [...Map.groupBy(deals, keyOf)].map(([key, own]) => ({ key, own }));
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
