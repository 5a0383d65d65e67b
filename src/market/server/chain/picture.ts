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
/** So long what is over is taken to stay as it was: only the register of organizations can still change it. */
const stands = 10 * 60_000;

export type Chain = ReturnType<typeof openChain>;
/** The chain of this city. What was asked lately is answered from memory: of today until anything happens, of a past day for minutes. */
export function openChain(of: Of) {
  const pictures = new Map<string, { made: Promise<Picture>; event: string; at: number }>();
  const months = new Map<string, MonthEnd>();
  const picture = async (on: string, today: string): Promise<Picture> => {
    const event = await lastEvent(of.db);
    const before = pictures.get(on);
    const holds = before && (before.event === event || (on < today && Date.now() - before.at < stands));
    if (before && holds) return before.made;
    const made = drawn(of, on);
    keep(pictures, on, { made, event, at: Date.now() }, kept.days);
    // What failed is drawn anew by who asks next.
    made.catch(() => pictures.delete(on));
    return made;
  };
  return {
    ...of.data,
    picture,
    /** Gaps at the end of a month: of one that is over they are drawn once. */
    monthEnd: async (on: string, today: string): Promise<MonthEnd> => {
      const known = on < today ? months.get(on) : undefined;
      if (known) return known;
      const end = monthEndOf(await (on < today ? drawn(of, on) : picture(on, today)));
      if (on < today) keep(months, on, end, kept.months);
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

async function lastEvent(db: QueryExecutorProvider): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from events order by batch desc, id desc limit 1`.execute(db);
  return rows[0]?.id ?? '';
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
