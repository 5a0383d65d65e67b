// The year of a page: one before, one after.
import { useChangeSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';

export function YearBar({ year }: { year: number }) {
  const t = useWords();
  const change = useChangeSearch();
  const go = (to: number) => change({ year: String(to), day: undefined });
  return (
    <div className="year-bar">
      <button type="button" className="button" aria-label={t('desk:calendar.before')} onClick={() => go(year - 1)}>
        ←
      </button>
      <strong>{t('desk:calendar.year', { year })}</strong>
      <button type="button" className="button" aria-label={t('desk:calendar.after')} onClick={() => go(year + 1)}>
        →
      </button>
    </div>
  );
}
