// What all seeds of the matrix of operations share: who sees a record, what one is made with.
import type { Role } from '../src/platform/shared/actor.ts';
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

/** `all`: roles that see each record of the kind; `own`: those that see what is their organization's or district's. */
export type Sees = { all: readonly Role[] | 'everybody'; own: readonly Role[] };
export const officers: Sees = { all: ['bureauOfficer', 'auditAdmin'], own: ['districtOfficer'] };
/** Of a firm's own business: its people, its district, the bureau. */
export const business: Sees = { all: ['bureauOfficer'], own: ['districtOfficer', 'organizationAdmin', 'member'] };
export type Places = { region: string; other: string; organization: string; another: string };
export type Made = Record<string, { path: string; sees: Sees; make: (mine: boolean) => Promise<string> }>;

export type Around = { house: TestHouse; places: Places; zhou: Person; lin: Person; wang: Person };
export const idOf = async (made: Promise<Acted>): Promise<string> => (await made).id;
