// Who sees and adds the files of records, as most kinds have it: by place, or the officers alone. Conditions on the kind's own table.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole, type Role } from '../../platform/shared/actor.ts';
import type { Sight } from './kind.ts';

/** The bureau and some readers all; a district those of its region; an organization's people its own, by the column that names it. */
const sighted =
  (reading: readonly Role[], own: string | null, region: RawBuilder<unknown>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', ...reading)) return 'all';
    const parts = [
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${region} = ${actor.region}`] : []),
      ...(own !== null && hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null
        ? [sql<boolean>`${sql.ref(own)} = ${actor.organization}::uuid`]
        : []),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };

/** By the row's region, its column unless said; `own` is its column of the organization that a record is about. */
export const papersByPlace = (own: string | null = null, region: RawBuilder<unknown> = sql`region`) => ({
  sees: sighted(['registrar', 'auditAdmin'], own, region),
  adds: sighted([], own, region),
});

/** Every officer who sees the record sees its papers; the bureau alone adds. */
export const papersOfBureau = {
  sees: (actor: Actor): Sight => (hasRole(actor, 'bureauOfficer', 'districtOfficer', 'auditAdmin') ? 'all' : 'none'),
  adds: (actor: Actor): Sight => (hasRole(actor, 'bureauOfficer') ? 'all' : 'none'),
};
