// Exact decimals as strings: money in yuan with fen, other amounts at any scale. Never a JS number.
import Big from 'big.js';
import { z } from 'zod';

/** Decimal string, at most 20 digits before and 6 after the point. */
export const decimal = z.string().regex(/^-?\d{1,20}(\.\d{1,6})?$/);

/** Money in yuan as a decimal string with at most two places, not negative: `"3000000.00"`. */
export const money = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/);

/** Sum of decimal strings, at the scale of the longest. */
export const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total.plus(amount), new Big(0)).toFixed();

export const negate = (amount: string): string => new Big(amount).times(-1).toFixed();
export const isZero = (amount: string): boolean => new Big(amount).eq(0);
export const compare = (a: string, b: string): -1 | 0 | 1 => new Big(a).cmp(b);
export const subtract = (a: string, b: string): string => new Big(a).minus(b).toFixed();
export const multiply = (a: string, b: string): string => new Big(a).times(b).toFixed();

/** `a / b` with `places` decimals, or null when b is 0. */
export const ratio = (a: string, b: string, places = 4): string | null =>
  new Big(b).eq(0) ? null : new Big(a).div(b).toFixed(places);

export const add = (a: string, b: string): string => new Big(a).plus(b).toFixed();
/** The number with `scale` decimals that is not above it in size, and the one that is not below. */
export const roundedDown = (amount: string, scale: number): string => new Big(amount).round(scale, Big.roundDown).toFixed(scale);
export const roundedUp = (amount: string, scale: number): string => new Big(amount).round(scale, Big.roundUp).toFixed(scale);

/** The same number with exactly `scale` decimals (`scaled("3", 2)` is `"3.00"`). */
export const scaled = (amount: string, scale: number): string => new Big(amount).toFixed(scale);

/** Yuan as whole fen (`fen("3.5")` is `350n`). */
export const fen = (yuan: string): bigint => BigInt(scaled(yuan, 2).replace('.', ''));
