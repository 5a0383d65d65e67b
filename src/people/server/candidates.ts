// Technology managers who do not count though they could: no affiliation, one that is not confirmed, a certificate that has run out.
import { type Kysely, sql } from 'kysely';
import { maskName } from '../../platform/shared/mask.ts';
import { codeOf } from './present.ts';
import type { PeopleTables } from './tables.ts';

export type ManagerCandidate = {
  id: string;
  title: string;
  region: string | null;
  organization: string | null;
  lacks: 'confirmation' | 'certificate' | 'affiliation';
};

/** On a day; `inside` are the reporting units asked for, null for all: who works nowhere belongs to none of them. Names are masked. */
export async function managerCandidates(
  db: Kysely<PeopleTables>,
  of: { today: string; inside: readonly string[] | null },
): Promise<ManagerCandidate[]> {
  const { rows } = await sql<Omit<ManagerCandidate, 'title'> & { name: string | null }>`
    select m.id, p.value as name, o.region, m.organization,
      case when m.organization is null then 'affiliation'
        when m.certificate_valid_to < ${of.today}::date then 'certificate' else 'confirmation' end as lacks
    from technology_managers m left join organizations o on o.id = m.organization
    left join personal_values p on p.record = m.id and p.field = 'name'
    where m.state = 'registered' and (m.organization is null or m.certificate_valid_to < ${of.today}::date
      or coalesce(m.confirmed_until, '-infinity'::date) < ${of.today}::date)
      and (${of.inside}::text[] is null or o.region = any(${of.inside}::text[]))
    order by lacks desc, m.id limit 500`.execute(db);
  return rows.map(({ name, ...row }) => ({
    ...row,
    title: [name === null ? null : maskName(name), codeOf(row.id)].filter(Boolean).join(' '),
  }));
}
