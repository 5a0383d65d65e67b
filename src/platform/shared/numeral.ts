// A number as a Chinese text writes it: digits, numerals small and large, or both together, with its units up to the yi. Exact; no currency.
import numerals from './numerals.json' with { type: 'json' };

const digits = new Map<string, bigint>(Object.entries(numerals.digits).map(([sign, value]) => [sign, BigInt(value)]));
const units = new Map<string, number>(Object.entries(numerals.units));
const isZero = (sign: string): boolean => numerals.zeros.includes(sign);
const digitOf = (sign: string): bigint | undefined => (isZero(sign) ? 0n : digits.get(sign));

/** What stands in a numeral, as the inside of a class of characters. */
export const numeralSigns = [...digits.keys(), ...numerals.zeros].join('');
export const unitSigns = [...units.keys()].join('');
export const pointSigns = numerals.point;

export type NumberProblem = 'grouping' | 'ambiguous' | 'malformed' | 'decimals';
/** `value` times 10 to the `scale` is what was said; `places` are the decimals that it was written with, units counted in. */
export type NumberSaid = { ok: true; value: bigint; places: number } | { ok: false; code: NumberProblem };

/** Decimals that are carried: the yi has 8 places, and nothing is said in less than a hundredth. */
export const scale = 10;
const one = 10n ** BigInt(scale);
const wrong = (code: NumberProblem): NumberSaid => ({ ok: false, code });

type Token =
  | { kind: 'number'; value: bigint; decimals: number; single: boolean }
  | { kind: 'zero' }
  | { kind: 'unit'; exponent: number };

/** Reads a number that is said alone: nothing before it, nothing behind it. `1,200,000`, `120万5千`, `三亿五千万`, `一点五万`. */
export function numberIn(said: string): NumberSaid {
  const tokens = tokensOf(said);
  return 'code' in tokens ? tokens : evaluate(tokens);
}

const spaced = /^\d{1,3}( \d{3})+(?!\d)/;

function tokensOf(said: string): Token[] | (NumberSaid & { ok: false }) {
  const closed = spaced.test(said) ? said.replace(/ (?=\d{3}(?!\d))/g, ',') : said;
  if (/\d \d|\d ?[,.] ?\d* \d/.test(closed)) return { ok: false, code: 'malformed' };
  const text = closed.replaceAll(' ', '');
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const run = runAt(text, at);
    const token = run === '' ? tokenOf(text.charAt(at)) : /^[\d,.]/.test(run) ? arabic(run) : numeral(run, text, at);
    if ('code' in token) return token;
    tokens.push(token);
    at += Math.max(run.length, 1);
  }
  return tokens;
}

const arabicRun = /[\d,.]+/y;
const numeralRun = new RegExp(
  `[${numeralSigns}]+(?:[${pointSigns}][${numeralSigns}]+)?|[${unitSigns}${numeralSigns}]+(?:[${pointSigns}][${numeralSigns}]+)`,
  'y',
);

function runAt(text: string, at: number): string {
  for (const pattern of [arabicRun, numeralRun]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return '';
}

function tokenOf(sign: string): Token | (NumberSaid & { ok: false }) {
  const exponent = units.get(sign);
  return exponent === undefined ? { ok: false, code: 'malformed' } : { kind: 'unit', exponent };
}

function arabic(run: string): Token | (NumberSaid & { ok: false }) {
  if (run.includes(',')) {
    if (!/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(run)) return { ok: false, code: 'grouping' };
  } else if (!/^(0|[1-9]\d*)(\.\d+)?$/.test(run)) return { ok: false, code: 'malformed' };
  return fixed(run.replaceAll(',', ''));
}

function fixed(plain: string): Token | (NumberSaid & { ok: false }) {
  const [whole = '', decimals = ''] = plain.split('.');
  if (decimals.length > scale || whole.length > 30) return { ok: false, code: 'decimals' };
  return {
    kind: 'number',
    value: BigInt(whole + decimals.padEnd(scale, '0')),
    decimals: decimals.length,
    single: whole.length === 1 && decimals === '',
  };
}

/** Numerals side by side: one alone is a digit; a row of them with a zero, or of three, is read place by place; two alone mean "some". */
function numeral(run: string, text: string, at: number): Token | (NumberSaid & { ok: false }) {
  const [whole = '', decimals] = run.split(new RegExp(`[${pointSigns}]`));
  if (decimals !== undefined) {
    const before = numberIn(whole);
    if (!before.ok) return before;
    const behind = [...decimals].map(digitOf).join('');
    if (behind.length > scale) return { ok: false, code: 'decimals' };
    return { kind: 'number', value: before.value + BigInt(behind.padEnd(scale, '0')), decimals: behind.length, single: false };
  }
  const signs = [...whole];
  if (signs.length === 1) {
    if (isZero(whole)) return { kind: 'zero' };
    return { kind: 'number', value: (digits.get(whole) ?? 0n) * one, decimals: 0, single: true };
  }
  if (at > 0 && signs.length === 2 && isZero(whole.charAt(0)) && !isZero(whole.charAt(1))) return afterZero(whole.charAt(1));
  // In a row with tens or hundreds beside it, a row of digits is a slip; alone it is read as it stands.
  const alone = new RegExp(
    `^[${numeralSigns}]+[${[...units]
      .filter(([, exponent]) => exponent >= 4)
      .map(([sign]) => sign)
      .join('')}]*$`,
  );
  if (!alone.test(text) || isZero(whole.charAt(0))) return { ok: false, code: 'malformed' };
  if (signs.length === 2 && !isZero(whole.charAt(1))) return { ok: false, code: 'ambiguous' };
  return { kind: 'number', value: BigInt(signs.map(digitOf).join('')) * one, decimals: 0, single: false };
}

/** `零五`: the zero says that places are left out, so the digit is what it says. */
const afterZero = (sign: string): Token => ({
  kind: 'number',
  value: (digits.get(sign) ?? 0n) * one,
  decimals: 0,
  single: false,
});

type State = {
  high: bigint;
  mid: bigint;
  section: bigint;
  /** Exponent of the last unit below the ten thousands, of the last above; 0 before the first. */
  under: number;
  big: number;
  /** A number that waits for its unit. */
  current: (Token & { kind: 'number' }) | null;
  /** Decimals said that no unit has taken up. */
  places: number;
  /** A number with a point was said: it is the last. */
  pointed: boolean;
};

/** The sum of the terms; refuses what is not written from the great to the small, and what leaves a place open. */
function evaluate(tokens: readonly Token[]): NumberSaid {
  const state: State = { high: 0n, mid: 0n, section: 0n, under: 0, big: 0, current: null, places: 0, pointed: false };
  if (tokens.length === 1 && tokens[0]?.kind === 'zero') return { ok: true, value: 0n, places: 0 };
  for (const [at, token] of tokens.entries()) {
    const problem = take(state, token, tokens[at - 1], tokens[at + 1]);
    if (problem) return wrong(problem);
  }
  const problem = close(state, true);
  return problem ? wrong(problem) : { ok: true, value: state.high + state.mid + state.section, places: state.places };
}

function take(state: State, token: Token, before: Token | undefined, next: Token | undefined): NumberProblem | null {
  if (token.kind === 'unit') {
    state.places = Math.max(0, state.places - token.exponent);
    return token.exponent < 4 ? small(state, token.exponent) : great(state, token.exponent);
  }
  // A zero says that places are left out: a unit stands before it, and a term behind it.
  if (token.kind === 'zero') return before?.kind === 'unit' && next !== undefined && next.kind !== 'zero' ? null : 'malformed';
  if (state.current || state.pointed) return 'malformed';
  state.current = before?.kind === 'zero' ? { ...token, single: false } : token;
  state.places = token.decimals;
  state.pointed = token.decimals > 0;
  return null;
}

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

function small(state: State, exponent: number): NumberProblem | null {
  // Only ten is said without its one, and only at the beginning.
  if (!state.current && !(exponent === 1 && state.under === 0)) return 'malformed';
  const term = (state.current?.value ?? one) * power(exponent);
  if (state.under > 0 && term >= power(state.under) * one) return 'malformed';
  state.section += term;
  state.under = exponent;
  state.current = null;
  return null;
}

/** Adds the number that stands without a unit. `三万五` may be 35000 or 30005, so it is neither. */
function close(state: State, last: boolean): NumberProblem | null {
  const { current, under, big } = state;
  if (current) {
    if (under > 0 && current.value >= power(under) * one) return 'malformed';
    if (current.single && (under > 1 || (under === 0 && big > 0 && last))) return 'ambiguous';
    state.section += current.value;
    state.current = null;
  }
  if (big === 0 || !last) return null;
  return state.section >= power(big) * one ? 'malformed' : null;
}

function great(state: State, exponent: number): NumberProblem | null {
  const nothing = !state.current && state.under === 0 && state.mid === 0n;
  const problem = close(state, false);
  if (problem) return problem;
  const before = state.mid + state.section;
  if (nothing) return 'malformed';
  if (exponent === 8) {
    if (state.high > 0n) return 'malformed';
    Object.assign(state, { high: before * power(8), mid: 0n });
  } else {
    if (state.mid > 0n || (state.high > 0n && state.section >= power(4) * one)) return 'malformed';
    state.mid = state.section * power(4);
  }
  Object.assign(state, { section: 0n, under: 0, big: exponent });
  return null;
}
