// An organization as a reader gets it. Contacts are for those who work with it.
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { maskEmail, maskName, maskPhone } from '../../platform/shared/mask.ts';
import { shownSource } from '../organization.ts';
import { contactFields } from '../routes.ts';
import { type Absorbed, gainedNames } from './merges.ts';
import type { Organizations } from './tables.ts';

/** `one` is the organization that it is one with now. */
const mayReadContact = (actor: Actor, id: string, one: string): boolean =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer', 'registrar') ||
  (hasRole(actor, 'organizationAdmin', 'member') && (actor.organization === id || actor.organization === one));

/** What is read beside the rows: what was merged into them, and what merged ones are one with now. */
type Beside = { absorbed: ReadonlyMap<string, readonly Absorbed[]>; survivors: ReadonlyMap<string, { id: string }> };

export function presentOrganization(
  row: Selectable<Organizations>,
  personal: Readonly<Record<string, string>>,
  actor: Actor,
  { related }: { related: Beside | undefined },
): Record<string, unknown> {
  const absorbed = related?.absorbed.get(row.id) ?? [];
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
    source: shownSource(row.source),
    mergedInto: row.merged_into,
    ceasedOn: row.ceased_on,
    absorbed: absorbed.map(({ id, name, creditCode }) => ({ id, name, creditCode })),
    contact: mayReadContact(actor, row.id, related?.survivors.get(row.id)?.id ?? row.id)
      ? {
          name: personal['contactName'] ?? null,
          phone: personal['contactPhone'] ?? null,
          email: personal['contactEmail'] ?? null,
          masked: false,
        }
      : null,
  };
}

type Contact = { name: string | null; phone: string | null; email: string | null; masked: boolean };
const contactOf = (shown: Record<string, unknown>) => shown['contact'] as Contact | null;

/** The same in a list: a contact is masked for everybody. */
export function listed(shown: Record<string, unknown>): Record<string, unknown> {
  const contact = contactOf(shown);
  if (contact === null) return shown;
  const masked = (value: string | null, mask: (value: string) => string) => (value === null ? null : mask(value));
  const { name, phone, email } = contact;
  return {
    ...shown,
    contact: { name: masked(name, maskName), phone: masked(phone, maskPhone), email: masked(email, maskEmail), masked: true },
  };
}

/** Which values of the contact an answer shows. */
export function readIn(shown: Record<string, unknown>): { record: string; fields: string[] } {
  const contact = contactOf(shown);
  const fields = contactFields.filter((_, at) => contact && [contact.name, contact.phone, contact.email][at] !== null);
  return { record: String(shown['id']), fields };
}
