// How pages write growth and revisions: a share as per cent with its sign, a change exactly, in the base unit of the figure. Pure but for words and locale.
import { exactNumber } from '../../platform/web/format.ts';
import { hasWords, useWords } from '../../platform/web/i18n.ts';

/** 0.0125 is +1.25 %; of what is smaller one place that says something, so that a revision never reads as none. */
export function shareSaid(share: string): string {
  const percent = Number(share) * 100;
  const size = Math.abs(percent);
  const said = size === 0 || size >= 0.01 ? size.toFixed(2) : String(Number(size.toPrecision(1)));
  return `${percent < 0 ? '−' : '+'}${said} %`;
}

/** Nothing rounded away: in hundreds of millions most revisions would be 0.00. */
export function useExact(): (value: string, unit: string, signed?: boolean) => string {
  const t = useWords();
  return (value, unit, signed = false) => {
    const words = `shell:units.${unit}`;
    return `${exactNumber(value.replace(/\.0+$/, ''), signed)} ${hasWords(words) ? t(words, Math.abs(Number(value)) === 1 ? { count: 1 } : {}) : unit}`;
  };
}

/** As tables of growth say it: 0.1234 is +12.3 %. */
export function useShare(): (share: string | null) => string {
  const t = useWords();
  return (share) => {
    if (share === null) return t('growth:none');
    const percent = (Number(share) * 100).toFixed(1);
    return `${percent.startsWith('-') ? percent.replace('-', '−') : `+${percent}`} %`;
  };
}
