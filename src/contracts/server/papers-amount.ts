// Amounts of yuan in words, as a certified paper has them: 人民币叁佰万元整, three million yuan. Pure; the names of numbers are words.
import type { Language } from '../../platform/shared/actor.ts';
import { scaled } from '../../platform/shared/money.ts';

type Say = (key: string, params?: Record<string, string | number>) => string;

/** `amount` is not negative; what is below a fen is rounded. */
export function amountInWords(amount: string, language: Language, say: Say): string {
  const [yuan = '0', cents = '00'] = scaled(amount, 2).split('.');
  return language === 'en' ? inEnglish(BigInt(yuan), Number(cents), say) : inChinese(BigInt(yuan), cents, say);
}

/** By fours, with 万 and 亿 over them; a gap of any length within the number is one 零. */
function inChinese(yuan: bigint, cents: string, say: Say): string {
  const digits = [...say('contractPapers:amount.digits')];
  const places = [...say('contractPapers:amount.places')];
  const [wan = '', yi = ''] = say('contractPapers:amount.powers').split(' ');
  const zero = digits[0] ?? '';
  const section = (n: number): string => {
    let out = '';
    for (const [at, digit] of [...String(n)].entries()) {
      const place = String(n).length - 1 - at;
      if (digit !== '0') out += `${digits[Number(digit)]}${place === 0 ? '' : places[place]}`;
      else if (!out.endsWith(zero)) out += zero;
    }
    return out.endsWith(zero) ? out.slice(0, -zero.length) : out;
  };
  const whole = (n: bigint): string => {
    const [unit, name] = n >= 100_000_000n ? ([100_000_000n, yi] as const) : ([10_000n, wan] as const);
    if (n < unit) return section(Number(n));
    const rest = n % unit;
    return `${whole(n / unit)}${name}${rest > 0n && rest < unit / 10n ? zero : ''}${rest === 0n ? '' : whole(rest)}`;
  };
  const words = yuan === 0n ? zero : whole(yuan);
  const [jiao, fen] = [Number(cents[0]), Number(cents[1])];
  if (jiao === 0 && fen === 0) return say('contractPapers:amount.whole', { words });
  const part = [
    jiao > 0 ? say('contractPapers:amount.jiao', { words: digits[jiao] ?? '' }) : zero,
    fen > 0 ? say('contractPapers:amount.fen', { words: digits[fen] ?? '' }) : '',
  ];
  return say('contractPapers:amount.broken', { words, part: part.join('') });
}

function inEnglish(yuan: bigint, cents: number, say: Say): string {
  const list = (key: string) => say(`contractPapers:amount.${key}`).split(' ');
  const [small, decades, powers] = [list('small'), list('decades'), list('powers')];
  const [hundred, and] = [say('contractPapers:amount.hundred'), say('contractPapers:amount.and')];
  const below100 = (n: number): string =>
    n < 20 ? (small[n] ?? '') : [decades[Math.floor(n / 10)], ...(n % 10 === 0 ? [] : [small[n % 10]])].join('-');
  const below1000 = (n: number): string => {
    if (n < 100) return below100(n);
    const head = `${small[Math.floor(n / 100)]} ${hundred}`;
    return n % 100 === 0 ? head : `${head} ${and} ${below100(n % 100)}`;
  };
  const parts: string[] = [];
  let left = yuan;
  for (let at = 0; left > 0n; at++, left /= 1000n) {
    const three = Number(left % 1000n);
    // One million and five: the last group is tied on where it has no hundreds.
    const tie = at === 0 && three < 100 && yuan >= 1000n ? `${and} ` : '';
    if (three > 0) parts.unshift(at === 0 ? `${tie}${below1000(three)}` : `${below1000(three)} ${powers[at - 1] ?? ''}`);
  }
  const words = parts.length === 0 ? (small[0] ?? '') : parts.join(' ');
  return cents === 0
    ? say('contractPapers:amount.whole', { words })
    : say('contractPapers:amount.broken', { words, part: say('contractPapers:amount.fen', { words: below100(cents) }) });
}
