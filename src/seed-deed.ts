// One thing done in the invented city's past: to which record, what, when. And the office hours in which it was done. Not its loading.
import { addDays } from './platform/shared/dates.ts';
import type { Chance } from './seed-random.ts';

export type Sort =
  | 'organization'
  | 'recognition'
  | 'technologyManager'
  | 'reportedFigure'
  | 'aboveScaleListing'
  | 'yearlyRevenue'
  | 'tenancy'
  | 'premises'
  | 'venue'
  | 'listing'
  | 'fair'
  | 'fairProject'
  | 'matchEvent'
  | 'eventRegistration'
  | 'eventMeeting'
  | 'statisticalReturn'
  | 'planTask'
  | 'milestone'
  | 'followUpOrder'
  | 'workReport'
  | 'typicalCase'
  | 'allocation'
  | 'registry'
  | 'contract'
  | 'contractYear'
  | 'managerNaming';
/** What an incubator asked of a tenant for a year, and the cells as typed. */
export type SeededAsk = {
  /** By key. */
  incubator: string;
  year: number;
  at: Date;
  until: string;
  items: Record<string, string>;
  answered: boolean;
};
export type Deed = {
  of: Sort;
  /** Name of the record within the seed: `organization 12`. */
  key: string;
  action: string;
  at: Date;
  input: Record<string, unknown>;
  /** Fields of the input that hold the id of another record, by its key; `parties.1.organization` lies deeper. */
  refers?: Record<string, string>;
  /** District in whose name it was done, where the act takes it from who acts. */
  region?: string;
  /** For whom it was done, by key (`member`: by one of its own people), and by which registrar of the past, by key, where the act asks. */
  /** What was asked of a tenant of each year: loaded after all acts, since it is none. */
  asks?: readonly SeededAsk[];
  /** When its signed and stamped copy was given: loaded after all acts, since it is a file. */
  copy?: { at: Date; typed: boolean };
  by?: { organization?: string; account?: string; member?: true };
};

export type Calendar = {
  /** First year of the plan. */
  first: string;
  /** The day itself, or the Monday after it. */
  workday: (day: string) => string;
  /** An instant in office hours, on the first workday at least so many days after one. */
  after: (day: string, days: number, chance: Chance) => Date;
  /** An instant late in the afternoon of a day, workday or not. */
  evening: (day: string, chance: Chance) => Date;
  dayOf: (at: Date) => string;
};

/** The working week of a city; `first` is the first day of its operations. */
export function openCalendar(timeZone: string, first: string): Calendar {
  const offsets = new Map<string, number>();
  // Asked once a day of the calendar: formatting in a time zone is slow.
  const offsetOn = (day: string): number => {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const noon = new Date(`${day}T12:00:00Z`);
    const there = new Date(`${noon.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
    offsets.set(day, there.getTime() - noon.getTime());
    return there.getTime() - noon.getTime();
  };
  const workday = (day: string): string => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday === 6 ? addDays(day, 2) : weekday === 0 ? addDays(day, 1) : day;
  };
  const instant = (day: string, minute: number, chance: Chance) =>
    new Date(Date.parse(`${day}T00:00:00Z`) - offsetOn(day) + minute * 60_000 + chance.int(0, 59_999));
  return {
    first,
    workday,
    dayOf: (at) => new Date(at.getTime() + offsetOn(at.toISOString().slice(0, 10))).toISOString().slice(0, 10),
    after(day, days, chance) {
      const on = workday(addDays(day, days));
      const minute = chance.happens(0.5) ? chance.int(9 * 60, 12 * 60) : chance.int(13 * 60 + 30, 17 * 60 + 30);
      return instant(on, minute, chance);
    },
    evening: (day, chance) => instant(day, chance.int(16 * 60, 18 * 60), chance),
  };
}

/** First what is done first to each record, like things together; then what is done second. */
export function inTurns(deeds: readonly Deed[]): Deed[] {
  const turns = new Map<string, number>();
  const numbered = deeds.map((deed) => {
    const turn = turns.get(deed.key) ?? 0;
    turns.set(deed.key, turn + 1);
    return { deed, turn };
  });
  const sorted = numbered.sort(
    (a, b) => a.turn - b.turn || (a.deed.action < b.deed.action ? -1 : a.deed.action > b.deed.action ? 1 : 0),
  );
  return sorted.map(({ deed }) => deed);
}

/** The input with the ids of the records that it names: a field of its own, or one of an element of a list. */
export function namedBy({ input, refers = {} }: Deed, idOf: (key: string) => string): Record<string, unknown> {
  const said: Record<string, unknown> = { ...input };
  for (const [path, key] of Object.entries(refers)) {
    const [field = '', at, inner = ''] = path.split('.');
    const list = said[field];
    said[field] = Array.isArray(list)
      ? list.map((one, index) => (String(index) !== at ? one : inner === '' ? idOf(key) : { ...one, [inner]: idOf(key) }))
      : idOf(key);
  }
  return said;
}
