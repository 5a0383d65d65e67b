// A figure: number and unit, a link to what it is made of; without a value it says so in words, and who would supply it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Display, shownNumber, unitOf, withUnit } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';

export type Missing = { reason: string; supplier: string; known: number } | null;
export type FigureProps = {
  value: string | null;
  display: Display;
  missing?: Missing;
  /** Where its entries are. */
  to?: string;
  search?: Record<string, string>;
  /** In place of a link: what a click does on this page. */
  onOpen?: () => void;
  /** What the figure is, for a screen reader: "contract turnover". */
  label: string;
  size?: 'hero' | 'line';
};

export function Figure({ value, display, missing = null, to, search, onOpen, label, size = 'line' }: FigureProps) {
  const language = useLanguage();
  if (value === null) return <NoFigure missing={missing} size={size} />;
  const shown = shownNumber(value, display, language);
  const inside: ReactNode = (
    <>
      {shown}
      {size === 'hero' ? <span className="figure-unit"> {unitOf(shown, display)}</span> : null}
    </>
  );
  const className = `figure figure-${size}`;
  const name = `${label} ${withUnit(value, display, language)}`;
  if (onOpen)
    return (
      <button type="button" className={className} aria-label={name} onClick={onOpen}>
        {inside}
      </button>
    );
  if (to)
    return (
      <Link to={to} search={search ?? {}} className={className} aria-label={name}>
        {inside}
      </Link>
    );
  return <span className={className}>{inside}</span>;
}

/** "No data", with the count of what is known and, where there is room, why and who would supply it. Never 0. */
function NoFigure({ missing, size }: { missing: Missing; size: 'hero' | 'line' }) {
  const t = useWords();
  const words = missing && missing.known > 0 ? t('shell:noDataKnown', { count: missing.known }) : t('shell:noData');
  const why = missing ? t('shell:missing', { reason: missing.reason, supplier: missing.supplier }) : undefined;
  return (
    <span className={`figure-none figure-none-${size}`} title={why}>
      {words}
      {why && size === 'line' ? <span className="sr-only">{why}</span> : null}
    </span>
  );
}
