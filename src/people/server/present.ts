// A technology manager as a reader gets it: personal values for who works with them, masks for the others. Not the log of who read them (reads.ts).
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { standingOn } from '../contributes.ts';
import { maskName, maskNumber, maskPhone } from '../../platform/shared/mask.ts';
import type { TechnologyManagers } from './tables.ts';

type Row = Selectable<TechnologyManagers>;
/** Names of organizations, and the city's day. */
export type Related = { names: ReadonlyMap<string, string>; today: string };

export const isSelf = (actor: Actor, row: Pick<Row, 'account'> | null): boolean =>
  hasRole(actor, 'technologyManager') && actor.account !== null && row?.account === actor.account;
export const isAffiliated = (actor: Actor, row: Pick<Row, 'organization'> | null): boolean =>
  hasRole(actor, 'organizationAdmin') && actor.organization !== null && row?.organization === actor.organization;
export const isOfficer = (actor: Actor): boolean => hasRole(actor, 'bureauOfficer', 'districtOfficer');

/** Whether the actor works with the person's values: officers, the organization, the person. */
const mayReadPersonal = (actor: Actor, row: Row): boolean => isOfficer(actor) || isAffiliated(actor, row) || isSelf(actor, row);

export function presentManager(
  row: Row,
  personal: Readonly<Record<string, string>>,
  actor: Actor,
  { related }: { related: Related | undefined },
): Record<string, unknown> {
  const nameOf = (id: string | null) => (id === null ? null : (related?.names.get(id) ?? null));
  return {
    ...personalOf(personal, !mayReadPersonal(actor, row)),
    certificateLevel: row.certificate_level,
    issuedOn: row.certificate_issued_on,
    validTo: row.certificate_valid_to,
    trainingBase: row.certificate_base,
    technologyFields: row.fields,
    certificates: row.certificates,
    organization: row.organization,
    organizationName: nameOf(row.organization),
    affiliations: row.affiliations.map((one) => ({ ...one, organizationName: nameOf(one.organization) })),
    confirmedUntil: row.confirmed_until,
    counting: row.state === 'registered' && standingOn(row, related?.today ?? '') !== null,
  };
}

function personalOf({ name, certificateNumber, phone }: Readonly<Record<string, string>>, masked: boolean) {
  const shown = (value: string | undefined, mask: (value: string) => string) =>
    value === undefined ? null : masked ? mask(value) : value;
  return {
    name: shown(name, maskName),
    certificateNumber: shown(certificateNumber, maskNumber),
    phone: shown(phone, maskPhone),
    masked,
  };
}

/** The same in a list: number and phone are masked for everybody. */
export function listed(item: Record<string, unknown>): Record<string, unknown> {
  if (item['masked'] === true) return item;
  const masked = (value: unknown, mask: (value: string) => string) => (typeof value === 'string' ? mask(value) : null);
  return { ...item, certificateNumber: masked(item['certificateNumber'], maskNumber), phone: masked(item['phone'], maskPhone) };
}

/** What the record is called where no person may be named. */
export const codeOf = (id: string): string => `TM-${id.slice(-6).toUpperCase()}`;
