// An allocation while it is written: amounts as typed in their display unit, and the body that is sent. Pure.
import { multiply, ratio } from '../../platform/shared/money.ts';
import type { forces, Part } from '../allocation.ts';
import type { Allocation } from './working.ts';

export type Line = {
  key: string;
  place: string;
  department: string;
  /** As typed, in the display unit. */
  amount: string;
  force: (typeof forces)[number];
  /** Twelve shares as typed; null for the linear path. */
  months: string | null;
};
export type Written = { total: string; holdsFrom: string; documentNumber: string; reason: string; lines: Line[] };
export type Display = { unit: string; factor: string };

const keys = { last: 0 };
export const withPart = (place: string, more: Partial<Line> = {}): Line => ({
  key: `line ${++keys.last}`,
  place,
  department: '',
  amount: '',
  force: 'binding',
  months: null,
  ...more,
});

const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);
export const typedOf = (value: string, display: Display): string => plain(ratio(value, display.factor, 12) ?? value);
const baseOf = (typed: string, display: Display): string => multiply(typed.trim().replaceAll(/[,\s]/g, ''), display.factor);

export type PartRead = { place: string; department: string | null; amount: string; force: Part['force']; pace: Part['pace'] };
export const lineOf = (part: PartRead, display: Display): Line =>
  withPart(part.place, {
    department: part.department ?? '',
    amount: typedOf(part.amount, display),
    force: part.force,
    months: part.pace.path === 'months' ? part.pace.shares.join(' ') : null,
  });

/** An allocation as it stands, with an empty line for each place that has no part. */
export function writtenOf(
  of: Pick<Allocation, 'total' | 'holdsFrom' | 'documentNumber' | 'reason' | 'parts' | 'display'> | null,
  places: readonly string[],
  display: Display,
): Written {
  const parts = of?.parts ?? [];
  const others = parts.filter((one) => !places.includes(one.place));
  return {
    total: of?.total ? typedOf(of.total, display) : '',
    holdsFrom: of?.holdsFrom ?? '',
    documentNumber: of?.documentNumber ?? '',
    reason: of?.reason ?? '',
    lines: [
      ...places.flatMap((place) => {
        const own = parts.filter((one) => one.place === place);
        return own.length === 0 ? [withPart(place)] : own.map((one) => lineOf(one, display));
      }),
      ...others.map((one) => lineOf(one, display)),
    ],
  };
}

/** The body of `edit`; `create` adds plan, target and year. What was typed and is no number goes as it is: the server says so at its field. */
export function bodyOf(written: Written, display: Display, said: string | null) {
  const isNumber = (typed: string) => /^-?\d+(\.\d+)?$/.test(typed.trim().replaceAll(/[,\s]/g, ''));
  const amount = (typed: string) => (isNumber(typed) ? baseOf(typed, display) : typed.trim());
  return {
    total: said !== null || written.total.trim() === '' ? null : amount(written.total),
    ...(written.holdsFrom === '' ? {} : { holdsFrom: written.holdsFrom }),
    documentNumber: written.documentNumber.trim() || null,
    reason: written.reason.trim() || null,
    parts: written.lines
      .filter((one) => one.amount.trim() !== '')
      .map((one) => ({
        place: one.place,
        department: one.department || null,
        amount: amount(one.amount),
        force: one.force,
        pace:
          one.months === null
            ? { path: 'linear' as const }
            : { path: 'months' as const, shares: one.months.trim().split(/[\s,，]+/) },
      })),
  };
}
