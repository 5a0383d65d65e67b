// What happened to the invented city's titles once they were given: evaluated each year, raised, removed, moved. Only those that the pack's rounds gave.
import { addDays, yearOf } from './platform/shared/dates.ts';
import type { RecognitionKinds } from './recognitions/kind.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented, Register } from './seed-invented.ts';
import type { Names } from './seed-names.ts';
import type { Organizations } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';

/** A title that was given, as far as what follows needs it. */
export type Title = { key: string; register: Register; level: string | null; on: string; recorded: Date };
export type Titling = {
  invented: Invented;
  names: Names;
  chance: Chance;
  calendar: Calendar;
  size: number;
  last: string;
  organizations: Organizations;
  kinds: RecognitionKinds;
  regionName: (region: string) => string;
};

export function afterwardsOf(of: Titling, register: Register, titles: readonly Title[]): Deed[] {
  const { chance, calendar, invented } = of;
  const deeds: Deed[] = [];
  const add = (key: string, action: string, at: Date, input: Record<string, unknown>) =>
    deeds.push({ of: 'recognition', key, action, at, input });
  const removed = new Map<string, string>();
  const raised = new Map<string, string>();
  const standsOn = (one: Title, day: string) => calendar.dayOf(one.recorded) < day && (removed.get(one.key) ?? '9999') > day;

  for (const { on, count } of register.removals) {
    const day = calendar.workday(on);
    // Those with a title of long standing and of the lowest level: no round of the year before is undone.
    const known = titles.filter((one) => one.on < addDays(day, -365) && standsOn(one, day) && one.level !== 'national');
    for (const one of chance.some(known, count)) {
      removed.set(one.key, day);
      add(one.key, 'remove', calendar.after(day, chance.int(3, 15), chance), {
        on: day,
        reason: chance.pick(invented.reasons.remove),
      });
    }
  }
  for (const { on, from, to, count } of register.upgrades) {
    const day = calendar.workday(on);
    const able = titles.filter(
      (one) =>
        one.level === from &&
        yearOf(one.on) < yearOf(day) &&
        standsOn(one, addDays(day, -30)) &&
        !raised.has(one.key) &&
        !removed.has(one.key),
    );
    for (const one of chance.some(able, count)) {
      raised.set(one.key, day);
      const late = chance.happens(0.3) && yearOf(day) < yearOf(of.last);
      add(one.key, 'upgrade', calendar.after(day, late ? chance.int(30, 70) : chance.int(3, 9), chance), {
        level: levelOn(of.kinds, register.kind, to, day),
        on: day,
      });
    }
  }
  if (register.evaluated !== null) {
    for (let year = yearOf(calendar.first); year <= yearOf(of.last); year++) {
      const day = calendar.workday(`${year}-${register.evaluated}`);
      for (const one of titles.filter((each) => yearOf(each.on) < year && standsOn(each, day))) {
        const failed = removed.get(one.key)?.startsWith(String(year)) ?? false;
        add(one.key, 'evaluate', calendar.after(day, chance.int(2, 9), chance), {
          on: day,
          result: failed ? invented.results.failed : chance.weighted(invented.results.good),
        });
      }
    }
  }
  if (!register.own && titles.length > 15)
    deeds.push(
      ...movesOf(
        of,
        titles.filter((one) => !removed.has(one.key)),
      ),
    );
  return deeds;
}

/** One title in fifty moved its seat without its organization doing so. */
function movesOf({ chance, calendar, invented, last }: Titling, titles: readonly Title[]): Deed[] {
  return chance.some(titles, Math.ceil(titles.length / 50)).map((one) => {
    const from = addDays(calendar.dayOf(one.recorded), 60);
    const on = calendar.workday(addDays(from, chance.int(0, 300)));
    const until = on < last ? on : last;
    return {
      of: 'recognition',
      key: one.key,
      action: 'move',
      at: calendar.after(until, chance.int(2, 9), chance),
      input: { region: chance.weighted(Object.entries(invented.regions)), on: until },
    };
  });
}

/** The level itself, or, once it is no longer given under its old name, one of the same rank that has begun since. */
function levelOn(kinds: RecognitionKinds, kind: string, level: string, on: string): string {
  const given = kinds.kinds.find((one) => one.code === kind)?.levels ?? [];
  const rank = kinds.levels.find((one) => one.code === level)?.rank;
  const begun = kinds.levels.filter(
    (one) => one.rank === rank && one.from !== null && one.from <= on && given.includes(one.code),
  );
  return begun[0]?.code ?? level;
}
