// The whole chain on a day: each listing and organization with where it stands and why, the gaps, what was not answered. Read from SQL, told by serviceChain.ts, kept in memory until something happens.
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import {
  type ChainLaw,
  type GapReason,
  gapsOf,
  industriesOfOrganization,
  industryOf,
  type KeyIndustries,
  linkOf,
  linksOfOrganization,
  type Offered,
  type Placed,
  unansweredOf,
  type Work,
} from '../../serviceChain.ts';
import type { MarketTables } from '../tables.ts';
import { answeredOn, type Asked, type Body, listingsOn, organizationsOn, type Standing, toldOn } from './standing.ts';

export type Listed = Offered & Omit<Standing, 'industry' | 'id' | 'organization'>;
export type Served = Body & { industries: Placed[]; links: Placed[]; work: number };
export type Picture = {
  on: string;
  supplies: Listed[];
  demands: Listed[];
  /** Those of the register that serve at any link. */
  organizations: Served[];
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

async function drawn({ db, organizations, data, workOf, timeZone }: Of, on: string): Promise<Picture> {
  const asked: Asked = { on, timeZone };
  const { law, industries } = data;
  const rows = await listingsOn(db, asked);
  const works = await workOf(db, on);
  const owners = [...new Set([...rows, ...works].map((one) => one.organization))];
  const survivors = await organizations.survivors(db, owners);
  const now = (id: string) => survivors.get(id)?.id ?? id;
  const listed = rows.map(
    (row): Listed => ({
      ...row,
      organization: now(row.organization),
      industry: industryOf(industries, row),
      link: linkOf(law, row),
    }),
  );
  const [supplies, demands] = [listed.filter((one) => one.side === 'supply'), listed.filter((one) => one.side === 'demand')];
  const offered = rows.filter((row) => row.side === 'supply').map((row) => ({ ...row, times: 1 }));
  const worked = Map.groupBy([...works, ...offered], (one) => now(one.organization));
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
    gaps: gapsOf(demands, { supplies, organizations: serving, told, lookedOn }),
    unanswered: unansweredOf(demands, { answered, on, days: law.unansweredAfterDays }),
    lookedOn,
  };
}

/** A month of which the numbers alone are kept. */
export type MonthEnd = {
  asOf: string;
  parts: { industry: string; field: Standing['field']; link: string | null; gaps: number }[];
};

const kept = { days: 3, months: 60 };
/** So long what is over is taken to stay as it was: the register of organizations can still change it, and what is voided is gone at once. */
const stands = 10 * 60_000;

export type Chain = ReturnType<typeof openChain>;
/** The chain of this city. What was asked lately is answered from memory: of today until anything happens, of a past day for minutes. */
export function openChain(of: Of) {
  const pictures = new Map<string, Known & { made: Promise<Picture>; at: number }>();
  const months = new Map<string, Pick<Known, 'voided'> & { end: MonthEnd }>();
  const picture = async (on: string, today: string): Promise<Picture> => {
    const { event, voided } = await knownNow(of.db);
    const before = pictures.get(on);
    const isPast = on < today && before?.voided === voided && Date.now() - before.at < stands;
    if (before && (before.event === event || isPast)) return before.made;
    const made = drawn(of, on);
    keep(pictures, on, { made, event, voided, at: Date.now() }, kept.days);
    // What failed is drawn anew by who asks next.
    made.catch(() => pictures.delete(on));
    return made;
  };
  return {
    ...of.data,
    picture,
    /** Gaps at the end of a month: of one that is over they are drawn once, until something of it is voided. */
    monthEnd: async (on: string, today: string): Promise<MonthEnd> => {
      if (on >= today) return monthEndOf(await picture(on, today));
      const { voided } = await knownNow(of.db);
      const known = months.get(on);
      if (known?.voided === voided) return known.end;
      const end = monthEndOf(await drawn(of, on));
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

/** What happened last, and how many listings are voided: these stand on no day any more. */
type Known = { event: string; voided: number };
async function knownNow(db: QueryExecutorProvider): Promise<Known> {
  const { rows } =
    await sql<Known>`select coalesce((select id::text from events order by batch desc, id desc limit 1), '') as event,
    (select count(*)::int from listings where state = 'voided') as voided`.execute(db);
  return rows[0] ?? { event: '', voided: 0 };
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
