// What a list of recognitions can be asked; with `asOf` stage, level and region are those of that day, and what was void is left out.
import { sql } from 'kysely';
import { normaliseName } from '../../organizations/names.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Condition } from '../../records/server/index.ts';
import type { RecognitionKinds } from '../kind.ts';

type Query = Readonly<Record<string, unknown>>;
type Make = (value: string, actor: unknown, query: Query) => Condition;

/** Statements of one sort that had begun by a day; those of level and region without a day hold from the beginning. */
const begun = (what: 'stage' | 'level' | 'region', asOf: string) =>
  what === 'stage'
    ? sql`jsonb_array_elements(statements) with ordinality as s(one, n)
        where s.one->>'what' = 'stage' and last_day_of(coalesce(s.one->>'on', s.one->>'saidOn')) <= ${asOf}`
    : sql`jsonb_array_elements(statements) with ordinality as s(one, n)
        where s.one->>'what' = ${what} and coalesce(last_day_of(s.one->>'on'), '') <= ${asOf}`;

/** Stage at the end of a day: of those that had begun the one stated last, as `standings` has it. */
const stageThen = (asOf: string) => sql<string>`(select s.one->>'stage' from ${begun('stage', asOf)} order by s.n desc limit 1)`;
const levelThen = (asOf: string) => sql<string>`(select s.one->>'level' from ${begun('level', asOf)}
  order by coalesce(last_day_of(s.one->>'on'), '') desc, s.n desc limit 1)`;
const ownRegionThen = (asOf: string) => sql<string>`(select s.one->>'region' from ${begun('region', asOf)}
  order by coalesce(last_day_of(s.one->>'on'), '') desc, s.n desc limit 1)`;

const asOfIn = (query: Query): string | null => (typeof query['asOf'] === 'string' ? query['asOf'] : null);
const escaped = (value: string): string => `%${value.replace(/[\\%_]/g, '\\$&')}%`;

export function filtersOf(pack: RecognitionKinds, organizations: Organizations, zone: string): Record<string, Make> {
  const { regions, root } = organizations.pack;
  return {
    q: (value) => sql<boolean>`(title ilike ${escaped(value)} or title_key like ${escaped(normaliseName(value))})`,
    kind: (value) => sql<boolean>`kind = any(${value.split(',')}::text[])`,
    level: (value, _actor, query) => {
      const asOf = asOfIn(query);
      return sql<boolean>`${asOf === null ? sql.ref('level') : levelThen(asOf)} = any(${value.split(',')}::text[])`;
    },
    region: (value, _actor, query) => {
      if (value === root) return null;
      const inside = regions.filter((one) => one.id === value || one.within === value).map((one) => one.id);
      const asOf = asOfIn(query);
      return asOf === null
        ? sql<boolean>`(region = any(${inside}::text[]) or (region is null and organization in (${organizations.reportingIn(inside)})))`
        : sql<boolean>`coalesce(${ownRegionThen(asOf)}, region_on(organization, ${asOf}, ${zone})) = any(${inside}::text[])`;
    },
    state: (value, _actor, query) => {
      const states = value === 'counting' ? pack.stages.filter((one) => one.counts).map((one) => one.code) : value.split(',');
      const asOf = asOfIn(query);
      return sql<boolean>`${asOf === null ? sql.ref('state') : stageThen(asOf)} = any(${states}::text[])`;
    },
    organization: (value) => sql<boolean>`organization in (${organizations.sameAs(value)})`,
    verified: (value) => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
    asOf: (value) => sql<boolean>`state <> 'voided' and ${stageThen(value)} is not null`,
  };
}
