// What the invented city published in its past, by its publication calendar: provisional figures, final ones, a correction. Titles and days are the pack's.
import { endOfMonth, yearOf } from './platform/shared/dates.ts';
import type { PastRelease } from './statistics/server/index.ts';
import type { Calendar } from './seed-deed.ts';
import type { Invented } from './seed-invented.ts';
import type { Chance } from './seed-random.ts';

type Publishing = { invented: Invented; calendar: Calendar; chance: Chance; last: string };

/** All releases in the order of publishing. */
export function makeReleases({ invented, calendar, chance, last }: Publishing): PastRelease[] {
  const first = yearOf(calendar.first);
  const years = Array.from({ length: yearOf(last) - first + 1 }, (_, at) => first + at);
  return years
    .flatMap((year, index) =>
      invented.releases
        .filter((one) => one.years?.includes(index) ?? true)
        .map(({ title, day, after, stage, publication, period, reason }) => {
          const named = (said: string) => said.replace('{year}', String(year));
          // February is as long as it is.
          const asOf = endOfMonth(`${year}-${day}`);
          const at = calendar.after(asOf, after, chance);
          return { title: named(title), asOf, at, stage, publication, period: named(period), reason };
        }),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
