// Units in which forms ask for numbers, and the exact way between a number in its unit and what is kept. Pure; words of units: web/words.ts.

/**
 * `exponent`: the power of ten that makes a number in the unit one of the base (yuan, person, square metre); `scale`: the decimals of the base
 * that are kept. Statistics of incubators are in thousand yuan, those of scale in thousand or ten thousand: a classic slip, so the unit is said
 * wherever a number is.
 */
export const units = {
  yuan: { exponent: 0, scale: 2, money: true },
  thousandYuan: { exponent: 3, scale: 2, money: true },
  tenThousandYuan: { exponent: 4, scale: 2, money: true },
  hundredMillionYuan: { exponent: 8, scale: 2, money: true },
  person: { exponent: 0, scale: 0, money: false },
  organization: { exponent: 0, scale: 0, money: false },
  item: { exponent: 0, scale: 0, money: false },
  time: { exponent: 0, scale: 0, money: false },
  personTime: { exponent: 0, scale: 0, money: false },
  seat: { exponent: 0, scale: 0, money: false },
  squareMetre: { exponent: 0, scale: 2, money: false },
  hour: { exponent: 0, scale: 2, money: false },
} as const satisfies Record<string, { exponent: number; scale: number; money: boolean }>;
export type Unit = keyof typeof units;
export const unitCodes = Object.keys(units) as [Unit, ...Unit[]];

/** Digits of the largest number that is kept, in its base unit. */
const mostDigits = 15;

/** The number of the base unit: `inBase("12.5", "thousandYuan")` is `"12500.00"`; null where it has more decimals than are kept, or is too large. */
export function inBase(said: string, unit: Unit): string | null {
  const { exponent, scale } = units[unit];
  const negative = said.startsWith('-');
  const [whole = '0', part = ''] = (negative ? said.slice(1) : said).split('.');
  const digits = part.padEnd(exponent, '0');
  const behind = digits.slice(exponent).replace(/0+$/, '');
  if (behind.length > scale) return null;
  const before = `${whole}${digits.slice(0, exponent)}`.replace(/^0+(?=\d)/, '');
  if (before.length > mostDigits) return null;
  const text = scale === 0 ? before : `${before}.${behind.padEnd(scale, '0')}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** The number in its unit, with no more decimals than it needs: `inUnit("12500.00", "thousandYuan")` is `"12.5"`. */
export function inUnit(kept: string, unit: Unit): string {
  const { exponent } = units[unit];
  const negative = kept.startsWith('-');
  const [whole = '0', part = ''] = (negative ? kept.slice(1) : kept).split('.');
  const digits = `${whole}${part}`.padStart(exponent + part.length + 1, '0');
  const cut = digits.length - exponent - part.length;
  const behind = digits.slice(cut).replace(/0+$/, '');
  const before = digits.slice(0, cut).replace(/^0+(?=\d)/, '');
  const text = behind === '' ? before : `${before}.${behind}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Most decimals that a number in the unit may have. */
export const placesOf = (unit: Unit): number => units[unit].exponent + units[unit].scale;

/** As rules ask it: a whole number of the smallest part that is kept (fen, hundredths of a square metre, persons). */
export const inParts = (kept: string, unit: Unit): bigint => {
  const { scale } = units[unit];
  const point = kept.indexOf('.');
  if (point < 0) return BigInt(kept) * (scale === 0 ? 1n : 10n ** BigInt(scale));
  const part = kept.slice(point + 1, point + 1 + scale);
  return BigInt(kept.slice(0, point) + (part.length === scale ? part : part.padEnd(scale, '0')));
};

/** The other way: parts as they are kept. */
export function fromParts(parts: bigint, unit: Unit): string {
  const { scale } = units[unit];
  if (scale === 0) return parts.toString();
  const digits = (parts < 0n ? -parts : parts).toString().padStart(scale + 1, '0');
  return `${parts < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
