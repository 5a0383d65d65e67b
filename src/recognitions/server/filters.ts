// What a list of recognitions can be asked; with `asOf` stage and kind are those of that day.
import { sql } from 'kysely';
import type { Region } from '../../organizations/region.ts';
import { normaliseName } from '../../organizations/names.ts';
import type { Condition } from '../../records/server/index.ts';
import type { RecognitionKinds } from '../kind.ts';

type Query = Readonly<Record<string, unknown>>;
type Make = (value: string, actor: unknown, query: Query) => Condition;

/** Stage at the end of a day, from the dated statements: the last by day, then by order of stating. */
const stageThen = (
  asOf: string,
) => sql<string>`(select s.one->>'stage' from jsonb_array_elements(statements) with ordinality as s(one, n)
  where s.one->>'what' = 'stage' and last_day_of(coalesce(s.one->>'on', s.one->>'saidOn')) <= ${asOf}
  order by last_day_of(coalesce(s.one->>'on', s.one->>'saidOn')) desc, s.n desc limit 1)`;

export function filtersOf(pack: RecognitionKinds, regions: readonly Region[], root: string): Record<string, Make> {
  const anyOf =
    (column: 'kind' | 'level'): Make =>
    (value) =>
      sql<boolean>`${sql.ref(column)} = any(${value.split(',')}::text[])`;
  return {
    q: (value) =>
      sql<boolean>`(title ilike ${`%${value.replace(/[\\%_]/g, '\\$&')}%`} or title_key like ${`%${normaliseName(value).replace(/[\\%_]/g, '\\$&')}%`})`,
    kind: anyOf('kind'),
    level: anyOf('level'),
    region: (value) => {
      if (value === root) return null;
      const inside = regions.filter((one) => one.id === value || one.within === value).map((one) => one.id);
      return sql<boolean>`(region = any(${inside}::text[]) or (region is null and organization in (select id from organizations where region = any(${inside}::text[]))))`;
    },
    state: (value, _actor, query) => {
      const states = value === 'counting' ? pack.stages.filter((one) => one.counts).map((one) => one.code) : value.split(',');
      const stage = typeof query['asOf'] === 'string' ? stageThen(query['asOf']) : sql.ref('state');
      return sql<boolean>`${stage} = any(${states}::text[])`;
    },
    organization: (value) => sql<boolean>`organization = ${value}::uuid`,
    verified: (value) => sql<boolean>`coalesce((source->>'verified')::boolean, true) = ${value === 'yes'}`,
    asOf: (value) => sql<boolean>`${stageThen(value)} is not null`,
  };
}
