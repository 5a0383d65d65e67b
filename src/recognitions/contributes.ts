// What a recognition adds to the ledger: standing titles, titles ever given, new titles of a year, titles known. Pure, from dated statements.
import { lastDayOf, yearOf } from '../platform/shared/dates.ts';
import { entry, measure, type Posted } from '../ledger/entry.ts';
import { regionOn, type Seat } from '../organizations/organization.ts';
import type { StageCode } from './kind.ts';
import type { Statement } from './recognition.ts';

/** Standing titles: a stock that falls when a title is removed. */
export const titles = measure('titles', 'organization', 0);
/** Titles ever given and not voided (累计): a stock that no removal lowers. */
export const titlesEver = measure('titlesEver', 'organization', 0);
/** First recognitions at a level or above: a flow; `level` is the threshold newly reached. `entry` parts new bodies from upgrades of an earlier year. */
export const titlesNew = measure('titlesNew', 'organization', 0, ['entry']);
/** Titles known to the register, at whatever stage, complete or not: for "no data (8 known)". */
export const titlesKnown = measure('titlesKnown', 'organization', 0);

/** Facts of others and of the pack that the figures use. */
export type Facts = {
  /** Where its organization reported over time; empty without one. */
  seats: readonly Seat[];
  /** Region of what lies in no known district: the city itself. */
  root: string;
  counts: (stage: StageCode) => boolean;
  /** Levels at which a new title counts, lowest first, each with its rank; levels of one rank are one threshold. */
  thresholds: readonly { code: string; rank: number }[];
  rankOf: (level: string) => number;
  /** Rank from which a body is new to the plan (municipal). */
  baseline: number;
};

/** How a title stands from a day on. */
export type Standing = { on: string; exact: boolean; stage: StageCode | null; level: string | null; region: string };

const dayOfStatement = (one: Statement): string => (one.on === null ? one.saidOn : lastDayOf(one.on));

/** Whether it counts, on some day at least, where its organization reports: until the first region of its own. */
export const followsOrganization = (statements: readonly Statement[]): boolean =>
  !statements.some((one) => one.what === 'region' && one.region !== null && one.on === null);

/**
 * The title's standing after each day on which something changes, in the order of days. Of the stages that had begun by a day the one
 * stated last holds: each stage supersedes what was said before of the days after it began, so that the last one stated is the state
 * of the record. Levels and regions hold each until the next by day; those of one day in the order of stating. The first level and
 * region, stated without a day, hold from the beginning. `exact` is false where a day was assumed.
 */
export function standings(statements: readonly Statement[], facts: Pick<Facts, 'seats' | 'root'>): Standing[] {
  const dated = statements.map((one, order) => ({
    one,
    order,
    on: one.what !== 'stage' && one.on === null ? '' : dayOfStatement(one),
  }));
  const moves = followsOrganization(statements) ? facts.seats.flatMap((seat) => (seat.on === null ? [] : [seat.on])) : [];
  const days = [...new Set([...dated.map(({ on }) => on).filter(Boolean), ...moves])].sort();
  return days.map((on) => {
    const begun = dated.filter((each) => each.on <= on);
    const stages = begun.map((each) => each.one).filter((one) => one.what === 'stage');
    const until = begun.sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1)).map((each) => each.one);
    const level = until.filter((one) => one.what === 'level').at(-1)?.level ?? null;
    const region = until.filter((one) => one.what === 'region').at(-1)?.region ?? regionOn(facts.seats, on) ?? facts.root;
    return { on, exact: typeof stages.at(-1)?.on === 'string', stage: stages.at(-1)?.stage ?? null, level, region };
  });
}

/** How the title stood at the end of a day, null before anything was stated of it. */
export const standingOn = (statements: readonly Statement[], facts: Pick<Facts, 'seats' | 'root'>, on: string): Standing | null =>
  standings(statements, facts)
    .filter((one) => one.on <= on)
    .at(-1) ?? null;

/** The region of its own that a title had been given by a day; null while it counted where its organization reports. */
export const ownRegionOn = (statements: readonly Statement[], on: string): string | null =>
  standingOn(
    statements.map((one) => (one.what === 'region' && one.region === null ? { ...one, region: '' } : one)),
    { seats: [], root: '' },
    on,
  )?.region || null;

type Cell = { region: string; level: string } | null;

/** Entries by which a stock of one follows its cell through the days. */
function follow(
  of: typeof titles,
  kind: string,
  organization: string | null,
  path: readonly { on: string; cell: Cell }[],
): Posted[] {
  const entries: Posted[] = [];
  let before = null as Cell;
  for (const { on, cell } of path) {
    if (before?.region === cell?.region && before?.level === cell?.level) continue;
    if (before) entries.push(entry({ measure: of, amount: '-1', on, kind, organization, dimensions: {}, ...before }));
    if (cell) entries.push(entry({ measure: of, amount: '1', on, kind, organization, dimensions: {}, ...cell }));
    before = cell;
  }
  return entries;
}

/** All entries of a recognition as they should stand. A voided one adds nothing. */
export function contributes(
  row: { state: string; kind: string; organization: string | null; statements: readonly Statement[] },
  facts: Facts,
): Posted[] {
  if (row.state === 'voided') return [];
  const path = standings(row.statements, facts);
  const cellOf = (one: Standing): Cell => ({ region: one.region, level: one.level ?? '' });
  const counted = path.map((one) => one.stage !== null && facts.counts(one.stage));
  const first = counted.indexOf(true);
  return [
    ...follow(
      titles,
      row.kind,
      row.organization,
      path.map((one, i) => ({ on: one.on, cell: counted[i] ? cellOf(one) : null })),
    ),
    ...follow(
      titlesEver,
      row.kind,
      row.organization,
      path.map((one, i) => ({ on: one.on, cell: first >= 0 && i >= first ? cellOf(one) : null })),
    ),
    ...follow(
      titlesKnown,
      row.kind,
      row.organization,
      path.map((one) => ({ on: one.on, cell: one.stage !== null && one.stage !== 'removed' ? cellOf(one) : null })),
    ),
    ...newTitles(row, path, counted, facts),
  ];
}

/**
 * One entry for each threshold newly reached, on the day of reaching it. What began to count on a day that is not known is new in no year;
 * a later rise is, since levels are dated.
 */
function newTitles(
  row: { kind: string; organization: string | null },
  path: readonly Standing[],
  counted: readonly boolean[],
  facts: Facts,
): Posted[] {
  const reached = new Map<number, Standing>();
  for (const [at, one] of path.entries()) {
    if (!counted[at]) continue;
    const rank = one.level === null ? 0 : facts.rankOf(one.level);
    const exact = counted[at - 1] === true || one.exact;
    for (const threshold of facts.thresholds)
      if (threshold.rank <= rank && !reached.has(threshold.rank)) reached.set(threshold.rank, { ...one, exact });
  }
  const base = reached.get(facts.baseline);
  return facts.thresholds.flatMap(({ code, rank }) => {
    const at = reached.get(rank);
    if (!at?.exact) return [];
    const isNew = rank <= facts.baseline || (base !== undefined && base.exact && yearOf(base.on) === yearOf(at.on));
    return [
      entry({
        measure: titlesNew,
        amount: '1',
        on: at.on,
        region: at.region,
        kind: row.kind,
        level: code,
        organization: row.organization,
        dimensions: { entry: isNew ? 'new' : 'upgrade' },
      }),
    ];
  });
}
