// What lies on desks beside records that wait, and the days that everybody knows: from statistics, plans, imports and the city's calendar. Part of the composition root.
import type { Kysely } from 'kysely';
import { type Actor, hasRole } from './platform/shared/actor.ts';
import { addDays, lastDayOf } from './platform/shared/dates.ts';
import { type Text, textIn } from './platform/shared/words.ts';
import type { Term } from './platform/shared/workingDays.ts';
import type { Say } from './platform/server/words.ts';
import { type Desk, type DeskTables, openDesk, openSearches, type Searches } from './desk/server/index.ts';
import type { Asked, Milestone, MilestoneSource, Task, TaskSource } from './desk/server/index.ts';
import type { CityCalendar } from './desk/cityCalendar.ts';
import type { Region } from './organizations/region.ts';
import type { Plan } from './plans/plan.ts';
import type { Gaps } from './plans/server/index.ts';
import type { Brought, BroughtIn } from './market/server/index.ts';
import { type Kernel, previewsOf } from './records/server/index.ts';
import { endOrYear } from './records/waits.ts';
import { datedBetween, pageOfDue, type Publication } from './statistics/publication.ts';
import { periodsEnded, periodsEnding, type ReportingRule } from './statistics/reporting.ts';
import type { Statistics } from './statistics/server/index.ts';

export type DeskAround = {
  today: () => Promise<string>;
  city: { root: string; timeZone: string };
  kernel: Kernel;
  say: Say;
  calendar: CityCalendar;
  regions: readonly Region[];
  plans: readonly Plan[];
  statistics: Statistics;
  gaps: Gaps;
  broughtIn: BroughtIn;
};

/** Opens the desk over what the modules bring. */
export function openDeskOf(db: Kysely<DeskTables>, around: DeskAround): { desk: Desk; searches: Searches } {
  const { kernel, say, today, city, calendar } = around;
  const desk = openDesk({
    kernel,
    db,
    say,
    today,
    timeZone: city.timeZone,
    limits: calendar.limits,
    tasks: deskTasks(around),
    milestones: deskMilestones(around),
  });
  return { desk, searches: openSearches(desk.parts) };
}

type Lists = { own: Task[]; others: Task[] };
const both = (lists: readonly Lists[]): Lists => ({
  own: lists.flatMap((one) => one.own),
  others: lists.flatMap((one) => one.others),
});

const deskTasks =
  (around: DeskAround): TaskSource =>
  async (of) => {
    const officer = hasRole(of.actor, 'bureauOfficer', 'districtOfficer');
    const imported = await importedListings(around, of, officer);
    if (!officer) return imported;
    return both([
      imported,
      await missingFigures(around, of),
      await missingReleases(around, of),
      await previews(around, of),
      await mondayLists(around, of),
    ]);
  };

const nameOf = ({ regions }: DeskAround, id: string, actor: Actor): string => {
  const name = regions.find((one) => one.id === id)?.name;
  return name ? textIn(name, actor.language) : id;
};

/** Places at which a rule asks: the city, or each of its reporting units. */
const regionsOf = ({ regions, city }: DeskAround, rule: ReportingRule): readonly string[] =>
  rule.of === 'city' ? [city.root] : regions.filter((one) => one.kind !== 'city').map((one) => one.id);

/** Values that are asked for and not there. A district supplies its own; the bureau those of the city and of its own units, and waits for the others. */
async function missingFigures(around: DeskAround, { actor, today, calendar }: Asked): Promise<Lists> {
  const { calendar: city, statistics, say, regions } = around;
  const missing = await statistics.missing({ rules: city.reporting, today, regionsOf: (rule) => regionsOf(around, rule) });
  const bureau = hasRole(actor, 'bureauOfficer');
  const lists: Lists = { own: [], others: [] };
  for (const { rule, region, period } of missing) {
    const kind = regions.find((one) => one.id === region)?.kind;
    const ofBureau = kind === 'city' || kind === 'cityUnits';
    if (!bureau && region !== actor.region) continue;
    const end = lastDayOf(period);
    const due = rule.within ? endOrYear(calendar, end, rule.within) : { on: null, unpublished: null };
    const page = `/figures/new?${new URLSearchParams({ series: rule.series, region, period }).toString()}`;
    lists[ofBureau === bureau || region === actor.region ? 'own' : 'others'].push({
      id: `missing:${rule.series}:${region}:${period}`,
      kind: 'reportedFigure',
      page,
      title: `${statistics.seriesName(rule.series, actor.language)} · ${nameOf(around, region, actor)}`,
      asked: say(actor.language, 'statistics:waits.missing', { period }),
      action: 'create',
      by: [ofBureau ? 'bureauOfficer' : 'districtInCharge'],
      since: addDays(end, 1),
      due: due.on,
      unpublished: due.unpublished,
      region,
    });
  }
  return lists;
}

/** What the publication calendar asks for and has not come out; where there is none, the last period that has ended without its release. */
async function missingReleases(
  { calendar: city, statistics, say }: DeskAround,
  { actor, today, calendar }: Asked,
): Promise<Lists> {
  const rule = city.releases;
  if (!hasRole(actor, 'bureauOfficer')) return { own: [], others: [] };
  if (statistics.publications.rules.length > 0) return { own: await duePublications(statistics, say, actor), others: [] };
  if (!rule) return { own: [], others: [] };
  const [period = ''] = periodsEnded(rule.every, today, 1);
  const end = lastDayOf(period);
  if (await statistics.releasedSince(end)) return { own: [], others: [] };
  const due = endOrYear(calendar, end, rule.within);
  const own: Task[] = [
    {
      id: `release:${period}`,
      kind: 'release',
      page: `/releases/new?asOf=${end}`,
      title: say(actor.language, 'statistics:waits.releaseTitle', { period }),
      asked: say(actor.language, 'statistics:waits.release', { period }),
      action: 'create',
      by: ['bureauOfficer'],
      since: addDays(end, 1),
      due: due.on,
      unpublished: due.unpublished,
      region: null,
    },
  ];
  return { own, others: [] };
}

const duePublications = async ({ publications }: Statistics, words: Say, { language }: Actor): Promise<Task[]> =>
  (await publications.waiting(language)).map((one) => ({
    id: `release:${one.code}:${one.period}`,
    kind: 'release',
    page: pageOfDue(one),
    title: `${one.name} · ${one.period}`,
    asked: words(language, `publishing:waits.${one.stage}`),
    action: 'create',
    by: ['bureauOfficer'],
    since: addDays(one.asOf, 1),
    due: one.dueOn,
    unpublished: one.unpublished,
    region: null,
  }));

/** A district's list of the week, until it is worked through: by Friday. */
async function mondayLists({ gaps, say }: DeskAround, { actor, today }: Asked): Promise<Lists> {
  if (!hasRole(actor, 'districtOfficer') || actor.region === null) return { own: [], others: [] };
  const found = await gaps.leftThisWeek(actor.region, today, actor);
  const own = found.map(
    ({ plan, name, monday, left }): Task => ({
      id: `monday:${plan}:${monday}`,
      kind: 'gapFollowUp',
      page: '/monday',
      title: say(actor.language, 'gaps:waits.mondayTitle', { plan: name }),
      asked: say(actor.language, 'gaps:waits.monday', { count: left }),
      action: 'create',
      by: ['districtInCharge'],
      since: monday,
      due: addDays(monday, 4),
      unpublished: null,
      region: actor.region,
    }),
  );
  return { own, others: [] };
}

/** Files that were previewed and neither committed nor left to expire. */
async function previews({ kernel, say }: DeskAround, { actor }: Asked): Promise<Lists> {
  const found = await previewsOf(kernel, actor);
  const own = found.map(
    (one): Task => ({
      id: `import:${one.id}`,
      kind: one.kind,
      page: `${kernel.kinds.get(one.kind)?.path ?? ''}/import?import=${one.id}`,
      title: one.fileName,
      asked: say(actor.language, 'desk:waits.import', { count: one.rows }),
      action: 'import',
      by: [],
      since: one.on,
      due: addDays(one.on, one.daysKept),
      unpublished: null,
      region: null,
    }),
  );
  return { own, others: [] };
}

/** What a workbook brought in and its firms have not confirmed: in hand of who brought it in, and his to do as long as he is to hand over links. */
async function importedListings({ broughtIn, say }: DeskAround, { actor, today }: Asked, officer: boolean): Promise<Lists> {
  const { language } = actor;
  const lists: Lists = { own: [], others: [] };
  const words = ({ asks, links }: Brought) =>
    `market:waits.imported.${asks === 'first' && officer && links > 0 ? 'links' : asks}`;
  for (const one of await broughtIn({ actor, today })) {
    const { asks, day, left, links, due } = one;
    const isOwn = asks !== 'first' || (officer && links > 0);
    lists[isOwn ? 'own' : 'others'].push({
      id: `imported:${asks}:${day}`,
      kind: 'listing',
      page: officer && asks !== 'own' ? `/listings/to-confirm?broughtOn=${day}` : '/listings?state=toConfirm',
      title: say(language, asks === 'own' ? 'market:waits.imported.ownTitle' : 'market:waits.imported.title', { day }),
      asked: say(language, words(one), { left, links }),
      action: asks === 'still' ? 'askOwner' : 'confirm',
      by: ['owner'],
      since: day,
      due,
      unpublished: null,
      region: officer ? actor.region : null,
    });
  }
  return lists;
}

const deskMilestones =
  (around: DeskAround): MilestoneSource =>
  (of) => [...ofPlans(around, of), ...ofReporting(around, of), ...ofReleases(around, of), ...publicDates(around, of)];

type Span = Asked & { from: string; to: string };
const say = (text: Text, { actor }: Pick<Asked, 'actor'>): string => textIn(text, actor.language);

function ofPlans({ plans }: DeskAround, of: Span): Milestone[] {
  const known = { unpublished: null, kind: null, for: null };
  return plans.flatMap((plan): Milestone[] => {
    const note = say(plan.name, of);
    const targets = plan.targets.map(
      (one): Milestone => ({
        ...known,
        id: `target:${plan.code}:${one.code}`,
        what: 'target',
        title: say(one.name, of),
        note,
        on: one.by,
        page: `/indicators/${one.indicator}`,
      }),
    );
    return [...targets, { ...known, id: `plan:${plan.code}`, what: 'plan', title: note, note: null, on: plan.to, page: '/' }];
  });
}

/** Days by which figures are to be given: of periods whose term can end in the span. */
function ofReporting({ calendar, statistics, say: words }: DeskAround, of: Span): Milestone[] {
  const { language } = of.actor;
  const milestone = (rule: ReportingRule, within: Term, period: string): Milestone => {
    const due = endOrYear(of.calendar, lastDayOf(period), within);
    const series = statistics.seriesName(rule.series, language);
    return {
      id: `reporting:${rule.series}:${period}`,
      what: 'reporting',
      title: words(language, 'desk:reporting', { series, period }),
      note: words(language, `desk:reportingBy.${rule.of}`),
      on: due.on,
      unpublished: isWithin(due.unpublished, of) ? due.unpublished : null,
      page: `/figures?series=${rule.series}`,
      kind: 'reportedFigure',
      for: rule.of === 'city' ? ['bureauOfficer'] : ['bureauOfficer', 'districtOfficer'],
    };
  };
  return calendar.reporting.flatMap((rule) => {
    const { within } = rule;
    if (within === undefined) return [];
    return periodsEnding(rule.every, addDays(of.from, -400), of.to).map((period) => milestone(rule, within, period));
  });
}

/** A year that nobody published matters where the span reaches into it. */
const isWithin = (year: number | null, { from, to }: Span): boolean =>
  year !== null && `${year}-01-01` <= to && `${year}-12-31` >= from;

function ofReleases({ calendar, statistics, say: words }: DeskAround, of: Span): Milestone[] {
  const { rules } = statistics.publications;
  const rule = calendar.releases;
  if (rules.length > 0) return ofPublications(rules, words, of);
  if (!rule) return [];
  return periodsEnding(rule.every, addDays(of.from, -400), of.to).map((period): Milestone => {
    const due = endOrYear(of.calendar, lastDayOf(period), rule.within);
    return {
      id: `release:${period}`,
      what: 'release',
      title: words(of.actor.language, 'statistics:waits.releaseTitle', { period }),
      note: null,
      on: due.on,
      unpublished: isWithin(due.unpublished, of) ? due.unpublished : null,
      page: '/releases',
      kind: 'release',
      for: ['bureauOfficer'],
    };
  });
}

/** What is published when is for everybody to know. */
const ofPublications = (rules: readonly Publication[], words: Say, of: Span): Milestone[] =>
  datedBetween(rules, of.calendar, of).map(({ of: rule, period, due, unpublished }) => ({
    id: `release:${rule.code}:${period}`,
    what: 'release',
    title: `${say(rule.name, of)} · ${period}`,
    note: words(of.actor.language, `publishing:stages.${rule.stage}`),
    on: due,
    unpublished: isWithin(unpublished, of) ? unpublished : null,
    page: '/publications',
    kind: 'release',
    for: null,
  }));

const publicDates = ({ calendar }: DeskAround, of: Span): Milestone[] =>
  calendar.dates.map((one) => ({
    id: `public:${one.on}:${one.name.en}`,
    what: 'public',
    title: say(one.name, of),
    note: say(one.source, of),
    on: one.on,
    unpublished: null,
    page: null,
    kind: null,
    for: null,
  }));
