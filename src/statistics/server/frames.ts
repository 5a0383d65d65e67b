// Who belongs to a frame on a day, read from the registers: organizations, titles, the list above scale. Changes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { addDays, beginningOf } from '../../platform/shared/dates.ts';
import { type Pack, PackError } from '../../platform/server/pack.ts';
import { sure } from '../../platform/shared/sure.ts';
import type { Forms } from '../../forms/server/index.ts';
import { type Frame, frame, type Respondent } from '../frame.ts';

const file = 'law/frames.json';
export type Frames = ReturnType<typeof openFrames>;

type Around = { pack: Pack; forms: Forms; kinds: readonly string[]; stages: readonly string[] };
/**
 * Frames of the forms. `kinds` are those of recognitions, `stages` those in which a title stands.
 * @throws {PackError} where a form names a frame, or a frame a kind, that there is not.
 */
export function openFrames({ pack, forms, kinds, stages }: Around) {
  const all = pack.read(file, z.array(frame));
  const faults = [
    ...forms.list().flatMap((one) => (all.some(({ code }) => code === one.frame) ? [] : [`${one.code}: no frame ${one.frame}`])),
    ...all.flatMap(({ code, of }) =>
      of.register === 'titles' ? of.kinds.flatMap((kind) => (kinds.includes(kind) ? [] : [`${code}: no kind ${kind}`])) : [],
    ),
  ];
  if (faults.length > 0) throw new PackError(`${pack.city.code}/${file}`, faults);
  return {
    one: (code: string): Frame =>
      sure(
        all.find((each) => each.code === code),
        `frame ${code}`,
      ),
    /** What these organizations are compared by; those that are merged into another are none. */
    described: async (db: QueryExecutorProvider, ids: readonly string[]): Promise<Respondent[]> =>
      (
        await sql<Respondent>`select id as organization, st_class as class, size from organizations
          where id = any(${ids}::uuid[]) and state = 'active'`.execute(db)
      ).rows,
    /** Who belongs to it on a day; `among`: of these organizations alone. */
    async on(db: QueryExecutorProvider, code: string, day: string, among: readonly string[] | null = null) {
      const of = this.one(code).of;
      const found = of.register === 'titles' ? holders(of.kinds, stages, day) : organizationsOf(of, day);
      // Merged by then is not asked for itself, nor what has ceased.
      const end = beginningOf(addDays(day, 1), pack.city.timeZone);
      const { rows } = await sql<Respondent>`select o.id as organization, o.st_class as class, o.size from organizations o
        where (${among}::uuid[] is null or o.id = any(${among}::uuid[]))  and (o.state = 'active' or o.merged_at >= ${end})
        and (o.ceased_on is null or o.ceased_on > ${day}::date) and ${found} order by o.id`.execute(db);
      return rows;
    },
  };
}

/** A day of recognition may be a year or a month alone: then it stood from its beginning. */
const holders = (kinds: readonly string[], stages: readonly string[], day: string) =>
  sql<boolean>`exists (select 1 from recognitions r where r.organization = o.id and r.kind = any(${kinds}::text[])
    and (r.state = any(${stages}::text[]) or r.removed_on > ${day}) and coalesce(r.recognised_on, '') <= ${day})`;

const organizationsOf = (of: Extract<Frame['of'], { register: 'organizations' }>, day: string) =>
  sql<boolean>`(${of.kinds ?? null}::text[] is null or o.kind = any(${of.kinds ?? null}::text[]))
    and (o.kind is null or ${of.withoutKinds ?? null}::text[] is null or o.kind <> all(${of.withoutKinds ?? null}::text[]))
    and (${of.services ?? false} = false or o.st_class is not null)
    and (${of.aboveScale ?? true} or not exists (select 1 from above_scale_listings l where l.organization = o.id and l.state <> 'voided'
      and l.listed_on <= ${day} and (l.delisted_on is null or l.delisted_on > ${day})))`;
