// What was stated, and figures found by living through the days: a model that knows no entries. Not the platform; it shares no code with it.

/** `on` is the day from which it holds. Statements stand in the order of stating. */
export type Stated<T> = { on: string; is: T };
/** `into` is the body that it has been one with since a day. */
export type Body = { seats: Stated<string>[]; into: { body: Body; on: string } | null };
export type Title = {
  kind: string;
  body: Body | null;
  stages: Stated<string>[];
  levels: Stated<string>[];
  /** Its own places; without any it is where its body reports. */
  places: Stated<string>[];
  voided: boolean;
};
export type Work = { body: Body; on: string; confirmed: string[]; ended: string | null };
export type Manager = { papers: { on: string; to: string }[]; works: Work[]; voided: boolean };
export type World = { bodies: Body[]; titles: Title[]; managers: Manager[] };

const ranks = ['district', 'municipal', 'provincial', 'national'];
const counting = ['recognised', 'evaluated', 'finallyAccepted'];
const city = 'YC';

/** What holds at the end of a day: the last of the latest day that has come. */
function holding<T>(all: readonly Stated<T>[], day: string): T | null {
  let found: Stated<T> | null = null;
  for (const one of all) if (one.on <= day && (found === null || one.on >= found.on)) found = one;
  return found === null ? null : found.is;
}

const daysLater = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 86_400_000;

/** Where a body reports: once merged, where the other does. */
const reportsAt = ({ seats, into }: Body, day: string): string | null =>
  into !== null && into.on <= day ? reportsAt(into.body, day) : holding(seats, day);
const placeOf = (title: Title, day: string): string =>
  holding(title.places, day) ?? (title.body && reportsAt(title.body, day)) ?? city;
/** Of the stages that have begun the one stated last: it supersedes what was said before. */
const stageOn = (title: Title, day: string): string => title.stages.findLast((one) => one.on <= day)?.is ?? '';
const counts = (title: Title, day: string): boolean => !title.voided && counting.includes(stageOn(title, day));
const rankOn = (title: Title, day: string): number => ranks.indexOf(holding(title.levels, day) ?? '');

/** Days of a title on which anything can change, up to a day. */
const daysOf = (title: Title, until: string): string[] =>
  [...new Set([...title.stages, ...title.levels].map((one) => one.on))].filter((on) => on !== '' && on <= until).sort();

/** The first day on which a title counted at a rank or above. */
const reached = (title: Title, rank: number, until: string): string | null =>
  daysOf(title, until).find((day) => counts(title, day) && rankOn(title, day) >= rank) ?? null;

function isNew(title: Title, part: boolean, asOf: string): string | null {
  const [whole, above] = [reached(title, 1, asOf), reached(title, 2, asOf)];
  const day = part ? above : whole;
  if (day === null || whole === null || day.slice(0, 4) !== asOf.slice(0, 4)) return null;
  return whole.slice(0, 4) === day.slice(0, 4) ? placeOf(title, day) : null;
}

function managerAt(manager: Manager, day: string): string | null {
  if (manager.voided) return null;
  const paper = holding(
    manager.papers.map((one) => ({ on: one.on, is: one.to })),
    day,
  );
  const work = manager.works.findLast((one) => one.on <= day && (one.ended === null || day < one.ended));
  if (paper === null || paper < day || work === undefined) return null;
  const confirmed = work.confirmed.some((one) => one <= day && daysLater(one, day) <= 365);
  return confirmed ? (reportsAt(work.body, day) ?? city) : null;
}

/** Where each thing that a figure counts on a day is; one place a thing. */
export const counted: Record<string, (world: World, asOf: string) => (string | null)[]> = {
  clusters: ({ titles }, asOf) =>
    titles.map((one) => (one.kind === 'cluster' && counts(one, asOf) && rankOn(one, asOf) === 1 ? placeOf(one, asOf) : null)),
  'new-rd-institutions': ({ titles }, asOf) =>
    titles.map((one) =>
      one.kind === 'newRdInstitution' && daysOf(one, asOf).some((day) => counts(one, day)) ? placeOf(one, asOf) : null,
    ),
  'startup-platforms-municipal': ({ titles }, asOf) =>
    titles.map((one) => (one.kind === 'makerSpace' ? isNew(one, false, asOf) : null)),
  'startup-platforms-provincial': ({ titles }, asOf) =>
    titles.map((one) => (one.kind === 'makerSpace' ? isNew(one, true, asOf) : null)),
  'technology-managers': ({ managers }, asOf) => managers.map((one) => managerAt(one, asOf)),
};
