// The invented city's reported figures: each month by reporting unit, quick at first and amended later, some late, one never given.
import type { Calendar, Deed } from './seed-deed.ts';
import type { Invented, SeriesPlan } from './seed-invented.ts';
import { chanceOf } from './seed-random.ts';
import { addDays, lastDayOf, yearOf } from './platform/shared/dates.ts';

/** A period of a series with what falls to each region. */
export type Period = { period: string; end: string; share: Map<string, number> };

/** All reports. The city's total of each period is what the pack says; how it falls to the districts is by weight and chance. */
export function makeFigures({ invented, calendar, random }: { invented: Invented; calendar: Calendar; random: number }): Deed[] {
  return invented.series.flatMap((series) =>
    periodsOf(series, calendar, invented, random).flatMap((period) => reportsOf(series, period, { invented, calendar, random })),
  );
}

export function periodsOf(series: SeriesPlan, calendar: Calendar, invented: Invented, random: number): Period[] {
  const first = yearOf(calendar.first);
  const chance = chanceOf(random, `shares of ${series.series}`);
  const regions = Object.entries(invented.regions);
  const usual = new Map(regions.map(([id, weight]) => [id, weight * (0.85 + chance.next() * 0.3)]));
  const months = (series.years ?? []).flatMap((year, index) =>
    year.map((total, month) => ({ period: `${first + index}-${String(month + 1).padStart(2, '0')}`, total })),
  );
  const halves = (series.halves ?? []).flatMap((year, index) =>
    year.map((total, half) => ({ period: `${first + index}-${half === 0 ? '06-30' : '12-31'}`, total })),
  );
  return [...months, ...halves].map(({ period, total }) => {
    const swing = series.flash ? 0.2 : 0;
    const weights = new Map([...usual].map(([id, weight]) => [id, weight * (1 - swing / 2 + chance.next() * swing)]));
    return {
      period,
      end: lastDayOf(period),
      share: split(Math.round(total * Number(series.unit)), weights, series.unit === '1' ? 1 : 10_000),
    };
  });
}

/** Parts of a total by weight, each a multiple of `step` but the first, which takes what is left. */
function split(total: number, weights: ReadonlyMap<string, number>, step: number): Map<string, number> {
  const all = [...weights.values()].reduce((sum, one) => sum + one, 0);
  const parts = new Map([...weights].map(([id, weight]) => [id, Math.floor((total * weight) / all / step) * step]));
  const left = total - [...parts.values()].reduce((sum, one) => sum + one, 0);
  return new Map([...parts].map(([id, part], index) => [id, index === 0 ? part + left : part]));
}

function reportsOf(
  series: SeriesPlan,
  { period, end, share }: Period,
  { invented, calendar, random }: { invented: Invented; calendar: Calendar; random: number },
): Deed[] {
  const chance = chanceOf(random, `${series.series} ${period}`);
  const reported = series.halves ? addDays(end, 25) : end;
  const source = { verified: true, address: null, confidence: 'high', note: null, title: series.source };
  return [...share].flatMap(([region, amount]): Deed[] => {
    const key = `${series.series} ${period} ${region}`;
    const late = invented.lateReports.find(
      (one) => one.series === series.series && one.region === region && one.month.slice(0, 7) === end.slice(0, 7),
    );
    if (late?.reported === null) return [];
    const quick = series.flash && !late && chance.happens(0.6);
    const value = quick ? Math.round((amount * (0.93 + chance.next() * 0.1)) / 10_000) * 10_000 : amount;
    // The month is closed on its last day, workday or not; who is late, or asks every body, reports on a workday.
    const at = late
      ? calendar.after(late.reported, 0, chance)
      : series.halves
        ? calendar.after(reported, 0, chance)
        : calendar.evening(reported, chance);
    const given: Deed = {
      of: 'reportedFigure',
      key,
      action: 'create',
      at,
      input: { series: series.series, region, period, value: String(value), approximate: quick, source },
    };
    const checked = chanceOf(random, `confirmed ${key}`);
    const confirmed = (after: Date): Deed => ({
      of: 'reportedFigure',
      key,
      action: 'confirm',
      // A second officer looks within the hour.
      at: new Date(after.getTime() + checked.int(5, 55) * 60_000),
      input: {},
    });
    if (!quick) return [given, confirmed(at)];
    const amended: Deed = {
      of: 'reportedFigure',
      key,
      action: 'amend',
      at: calendar.after(end, chance.int(6, 13), chance),
      input: { value: String(amount), approximate: false, reason: chance.pick(invented.reasons.amend) },
    };
    return [given, confirmed(at), amended, confirmed(amended.at)];
  });
}
