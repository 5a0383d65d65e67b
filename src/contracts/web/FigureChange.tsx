// A figure against the one a year before, in per cent. Not the figures themselves.
import { compare, isZero, multiply, ratio, scaled, subtract } from '../../platform/shared/money.ts';
import { useWords } from '../../platform/web/i18n.ts';

/** Per cent with one decimal and its sign; null where there was nothing to compare with. */
export function changeOf(now: string, before: string): string | null {
  if (isZero(before)) return null;
  const share = ratio(subtract(now, before), before, 6);
  if (share === null) return null;
  const percent = scaled(multiply(share, '100'), 1);
  return compare(percent, '0') > 0 ? `+${percent}` : percent.replace('-', '−');
}

export function Change({ of }: { of: string | null }) {
  const t = useWords();
  if (of === null) return null;
  return (
    <dd className={of.startsWith('−') ? 'figure-change figure-change-less' : 'figure-change'}>
      {t('contractFigures:yearOnYear')} {of}%
    </dd>
  );
}
