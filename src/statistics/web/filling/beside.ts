// A figure beside that of an earlier period: how much more, how many per cent, and whether that is a leap to look at. Pure.
import { subtract } from '../../../platform/shared/money.ts';

/** A change of so many per cent or more is shown as large: to be looked at, not forbidden. */
export const large = 30;

export type Apart = {
  /** In the unit of the form, exact. */
  difference: string;
  /** Null where nought is compared with. */
  percent: number | null;
  large: boolean;
};

const number = /^-?\d+(\.\d+)?$/;
const plain = (text: string): string => text.trim().replaceAll(',', '');

/** Null where one of them is no number, or nothing has changed. */
export function apartFrom(now: string, earlier: string | null): Apart | null {
  const [own, other] = [plain(now), plain(earlier ?? '')];
  if (!number.test(own) || !number.test(other)) return null;
  const difference = trimmedZeros(subtract(own, other));
  if (/^-?0$/.test(difference)) return null;
  const base = Number(other);
  const percent = base === 0 ? null : (Number(difference) / Math.abs(base)) * 100;
  return { difference, percent, large: percent === null || Math.abs(percent) >= large };
}

const trimmedZeros = (of: string): string => (of.includes('.') ? of.replace(/\.?0+$/, '') : of);

/** `+12.5 %`; whole per cents beyond a hundred. */
export const percentSaid = (of: number): string =>
  `${of < 0 ? '−' : '+'}${Math.abs(of) >= 100 ? Math.round(Math.abs(of)).toString() : Math.abs(of).toFixed(1)} %`;
