// The whole chain on a day: each listing and organization with where it stands and why, the gaps, what was not answered. From the book and the events since (standing.ts), told by serviceChain.ts, kept in memory until something of it changes.
import type { Kysely, QueryExecutorProvider } from 'kysely';
import { addDays, beginningOf } from '../../../platform/shared/dates.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import {
  type Cell,
  cellsOf,
  type ChainLaw,
  type GapReason,
  gapsOf,
  industriesOfOrganization,
  industryOf,
  type KeyIndustries,
  linkOf,
  linksOfOrganization,
  type Placed,
  unansweredOf,
  type Work,
  workByOrganization,
} from '../../serviceChain.ts';
import type { MarketTables } from '../tables.ts';
import { type Book, openBook, type Told } from './book.ts';
import { answeredOn, type Asked, type Body, lastOf, organizationsOn, type Said, standingThen, toldOn } from './standing.ts';

export type Listed = Told;
export type Served = Body & { industries: Placed[]; links: Placed[]; work: number };
export type Picture = {
  on: string;
  /** In no order. */
  supplies: Listed[];
  demands: Listed[];
  /** Those of the register that serve at any link. */
  organizations: Served[];
  cells: Cell[];
  gaps: ReadonlyMap<string, GapReason>;
  unanswered: ReadonlySet<string>;
  lookedOn: string | null;
};

/** What an organization did that everybody may read, by a day. */
export type WorkOf = (on: QueryExecutorProvider, day: string) => Promise<readonly (Work & { organization: string })[]>;
export type ChainData = {
  law: ChainLaw;
  industries: KeyIndustries;
  /** Stages in which a title stands, for the register that the city keeps. */
  standing: readonly string[];
};
export type Of = {
  db: Kysely<MarketTables>;
  organizations: Pick<Organizations, 'survivors'>;
  data: ChainData;
  workOf: WorkOf;
  timeZone: string;
};

const toldBy =
  ({ law, industries }: ChainData) =>
  ({ keywords, cooperation, industry, ...said }: Said): Told => {
    const whole = { ...said, keywords, cooperation, industry };
    const places = { industry: industryOf(industries, whole), link: linkOf(law, whole) };
    return { ...said, publishedOn: said.publishedOn ?? '', class: industry, ...places };
  };

/** What was shown at the end of a day: what has not changed since stands in the book as it was. */
async function listingsOn({ db, data, timeZone }: Of, book: Book, on: string): Promise<Told[]> {
  const until = beginningOf(addDays(on, 1), timeZone).getTime();
  const all = book.standing();
  const [still, since] = [all.filter((one) => one.recordedAt < until), all.filter((one) => one.recordedAt >= until)];
  const changed = new Map(since.flatMap(({ told, createdAt }) => (createdAt < until ? [[told.id, told] as const] : [])));
  const then = await standingThen(db, [...changed.keys()], { on, timeZone });
  return [
    ...still.flatMap(({ told, shown }) => (shown ? [told] : [])),
    ...then.shown.flatMap((id) => changed.get(id) ?? []),
    ...then.said.map(toldBy(data)),
  ];
}

async function drawn(of: Of, book: Book, on: string): Promise<Picture> {
  const { db, organizations, data, workOf, timeZone } = of;
  const asked: Asked = { on, timeZone };
  const { law, industries } = data;
  const [rows, works] = [await listingsOn(of, book, on), await workOf(db, on)];
  const survivors = await organizations.survivors(db, [...new Set([...rows, ...works].map((one) => one.organization))]);
  const now = (id: string) => survivors.get(id)?.id ?? id;
  const listed = rows.map((row) =>
    now(row.organization) === row.organization ? row : { ...row, organization: now(row.organization) },
  );
  const [supplies, demands] = [listed.filter((one) => one.side === 'supply'), listed.filter((one) => one.side === 'demand')];
  const offered = supplies.map(({ organization, field, class: industry }) => ({ organization, field, industry, times: 1 }));
  const worked = workByOrganization([...works.map((one) => ({ ...one, organization: now(one.organization) })), ...offered]);
  const serving = (await organizationsOn(db, asked, data.standing)).flatMap((body): Served[] => {
    const links = linksOfOrganization(law, body);
    const work = worked.get(body.id) ?? [];
    if (links.length === 0) return [];
    const done = work.reduce((sum, one) => sum + one.times, 0);
    return [{ ...body, links, industries: industriesOfOrganization(industries, { name: body.name, work }, law), work: done }];
  });
  const ids = demands.map((one) => one.id);
  const [{ told, lookedOn }, answered] = [await toldOn(db, ids, asked), await answeredOn(db, ids, asked)];
  return {
    on,
    supplies,
    demands,
    organizations: serving,
    cells: cellsOf(supplies, demands, serving),
    gaps: gapsOf(demands, { supplies, organizations: serving, told, lookedOn }),
    unanswered: unansweredOf(demands, { answered, on, days: law.unansweredAfterDays }),
    lookedOn,
  };
}

/** A month of which the numbers alone are kept. */
export type MonthEnd = {
  asOf: string;
  parts: { industry: string; field: Said['field']; link: string | null; gaps: number }[];
};

const kept = { days: 12, months: 60 };
/** So long what is over is taken to stay as it was: the register of organizations can still change it, and what is voided is gone at once. */
const stands = 10 * 60_000;

export type Chain = ReturnType<typeof openChain>;
/** The chain of this city. What was asked lately is answered from memory: of today until something of it changes, of a past day for minutes. */
export function openChain(of: Of) {
  const book = openBook(of.db, toldBy(of.data));
  const pictures = new Map<string, { made: Promise<Picture>; mark: string; voided: number; over: boolean; at: number }>();
  const months = new Map<string, { voided: number; end: MonthEnd }>();
  const picture = async (on: string, today: string): Promise<Picture> => {
    const { mark: changes, voided } = await book.upToDate();
    // What was told to fit is no record: its telling is no event.
    const mark = `${changes} ${await lastOf(of.db)}`;
    const before = pictures.get(on);
    const isPast = before?.over === true && before.voided === voided && Date.now() - before.at < stands;
    if (before && (before.mark === mark || isPast)) return before.made;
    const made = drawn(of, book, on);
    keep(pictures, on, { made, mark, voided, over: on < today, at: Date.now() }, kept.days);
    // What failed is drawn anew by who asks next.
    made.catch(() => pictures.delete(on));
    return made;
  };
  return {
    ...of.data,
    picture,
    /** Whether everybody sees it now. */
    isShown: book.isShown,
    /** Gaps at the end of a month: of one that is over they are drawn once, until something of it is voided. */
    monthEnd: async (on: string, today: string): Promise<MonthEnd> => {
      if (on >= today) return monthEndOf(await picture(on, today));
      const { voided } = await book.upToDate();
      const known = months.get(on);
      if (known?.voided === voided) return known.end;
      const end = monthEndOf(await drawn(of, book, on));
      keep(months, on, { voided, end }, kept.months);
      return end;
    },
  };
}

function keep<V>(all: Map<string, V>, key: string, value: V, most: number): void {
  all.delete(key);
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > most && oldest !== undefined) all.delete(oldest);
}

function monthEndOf({ on, demands, gaps }: Picture): MonthEnd {
  const open = demands.filter((one) => gaps.has(one.id));
  const cells = Map.groupBy(open, (one) => `${one.industry.code} ${one.field} ${one.link?.code ?? ''}`);
  return {
    asOf: on,
    parts: [...cells.values()].flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      return [{ industry: first.industry.code, field: first.field, link: first.link?.code ?? null, gaps: all.length }];
    }),
  };
}
