// A day to choose, and the chosen day in the page's words: the browser writes its own field in its own language, day or month first.
import type { InputHTMLAttributes } from 'react';
import { shownDay } from './format.ts';
import { useLanguage } from './i18n.ts';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'value'> & { value: string };

export function DayInput({ value, ...input }: Props) {
  return (
    <span className="day-input">
      <input {...input} type="date" value={value} />
      <DaySaid day={value} />
    </span>
  );
}

/** `4 March 2026`, `2026年3月4日`; nothing while no whole day is chosen. */
export function DaySaid({ day }: { day: string }) {
  const language = useLanguage();
  return <output className="day-said">{/^\d{4}-\d{2}-\d{2}$/.test(day) ? shownDay(day, language, 'long') : ''}</output>;
}
