// How much time is left until a day, in working days; where a year's holidays are not published it says so in words and guesses nothing.
import { useWords } from './i18n.ts';

export type Left = { working: number | null; days: number; unpublished: number | null };

/** As words, for a file or a reader's ear; `due` null says whether it has no day or one that cannot be told. */
export function useTimeLeft(): (due: string | null, left: Left | null, unpublished: number | null) => string {
  const t = useWords();
  return (due, left, unpublished) => {
    if (due === null || left === null)
      return t(unpublished === null ? 'shell:left.none' : 'shell:left.untold', { year: unpublished });
    if (left.days === 0) return t('shell:left.today');
    if (left.working === null) {
      const days = t(left.days > 0 ? 'shell:left.days' : 'shell:left.overDays', { count: Math.abs(left.days) });
      return `${days} · ${t('shell:left.unpublished', { year: left.unpublished })}`;
    }
    if (left.days < 0 && left.working === 0) return t('shell:left.over_zero');
    return t(left.days > 0 ? 'shell:left.working' : 'shell:left.over', { count: Math.abs(left.working) });
  };
}

/** The same with its weight: overdue red, due today and in three working days amber. Never by colour alone: the words say it. */
export function TimeLeft({
  due,
  left,
  unpublished = null,
}: {
  due: string | null;
  left: Left | null;
  unpublished?: number | null;
}) {
  const say = useTimeLeft();
  const tone = left === null ? 'none' : left.days < 0 ? 'bad' : left.days === 0 || (left.working ?? 99) <= 3 ? 'warn' : 'plain';
  return <span className={`left left-${tone}`}>{say(due, left, unpublished)}</span>;
}
