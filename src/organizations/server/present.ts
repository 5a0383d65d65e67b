// An organization as a reader gets it. Contacts are for those who work with it.
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { type Absorbed, gainedNames } from './merges.ts';
import type { Organizations } from './tables.ts';

const mayReadContact = (actor: Actor, id: string): boolean =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer', 'registrar') ||
  (hasRole(actor, 'organizationAdmin', 'member') && actor.organization === id);

export function presentOrganization(
  row: Selectable<Organizations>,
  personal: Readonly<Record<string, string>>,
  actor: Actor,
  { related }: { related: ReadonlyMap<string, readonly Absorbed[]> | undefined },
): Record<string, unknown> {
  const absorbed = related?.get(row.id) ?? [];
  return {
    creditCode: row.credit_code,
    creditCodeOverride: row.credit_code_override,
    name: row.name,
    formerNames: row.former_names,
    aliases: [...row.aliases, ...gainedNames(row, absorbed)],
    region: row.region,
    divisionCode: row.division_code,
    industry: row.industry,
    stClass: row.st_class,
    size: row.size,
    organizationKind: row.kind,
    seats: row.seats,
    source: row.source,
    mergedInto: row.merged_into,
    absorbed: absorbed.map(({ id, name, creditCode }) => ({ id, name, creditCode })),
    contact: mayReadContact(actor, row.id)
      ? {
          name: personal['contactName'] ?? null,
          phone: personal['contactPhone'] ?? null,
          email: personal['contactEmail'] ?? null,
        }
      : null,
  };
}
