// Titles that could come to count among some kinds and levels: those on their way, and those one level below. Read for what a target lacks.
import { type Kysely, sql } from 'kysely';
import type { RecognitionKinds, StageCode } from '../kind.ts';
import type { RecognitionTables } from './tables.ts';

export type TitleCandidate = {
  id: string;
  title: string;
  region: string | null;
  organization: string | null;
  state: StageCode;
  /** It stands already, at a level that does not count. */
  level: string | null;
  below: boolean;
};

/** `levels` are those that count, null for any; `inside` the reporting units asked for, null for all. At most 500, the nearest by name first. */
export async function titleCandidates(
  db: Kysely<RecognitionTables>,
  pack: RecognitionKinds,
  of: { kinds: readonly string[]; levels: readonly string[] | null; inside: readonly string[] | null },
): Promise<TitleCandidate[]> {
  const counting = pack.stages.filter((one) => one.counts).map((one) => one.code);
  const { rows } = await sql<Omit<TitleCandidate, 'below'>>`
    select r.id, r.title, coalesce(r.region, o.region) as region, r.organization, r.state, r.level
    from recognitions r left join organizations o on o.id = r.organization
    where r.kind = any(${of.kinds}::text[]) and r.state not in ('removed', 'voided')
      and (not r.state = any(${counting}::text[]) or (${of.levels}::text[] is not null and not coalesce(r.level, '') = any(${of.levels}::text[])))
      and (${of.inside}::text[] is null or coalesce(r.region, o.region) = any(${of.inside}::text[]))
    order by r.title, r.id limit 500`.execute(db);
  return rows.map((row) => ({ ...row, below: (counting as readonly string[]).includes(row.state) }));
}
