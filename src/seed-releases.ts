// What the invented city published in its past: each year a release at its middle and one at its end, some weeks after. Titles and days are the pack's.
import { yearOf } from './platform/shared/dates.ts';
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
    .flatMap((year) =>
      invented.releases.map(({ title, day, after }) => ({
        title: title.replace('{year}', String(year)),
        asOf: `${year}-${day}`,
        at: calendar.after(`${year}-${day}`, after, chance),
      })),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
