// Offices: the roles that somebody can stand in for, and that change hands. Pure.
import type { Role } from './actor.ts';

/** Who handles matters of the city or of a district. */
export const offices = ['bureauOfficer', 'districtOfficer', 'registrar'] as const satisfies readonly Role[];
