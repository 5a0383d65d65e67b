// What of a contract its parties and the districts do not learn: the spot check, who reviewed it and who re-checks it.
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { Withheld } from '../../records/server/index.ts';
import type { Contracts, Registries } from './tables.ts';

/** Who reads what another registry found. */
export const readsSpotCheck = (actor: Actor): boolean => hasRole(actor, 'registrar', 'bureauOfficer', 'auditAdmin');

export const withheldOfContracts: Withheld<Selectable<Contracts>> = {
  paths: ['spot_check', 'reviewed_by', 'reviewed_for', 'objections[].rechecker'],
  reads: readsSpotCheck,
  namedAnyway: ['reviewed_by', 'reviewed_for'],
  tells: ({ spot_check: check }) => {
    if (!check || check.finding === null) return [];
    const found = { title: 'contracts:finding', words: `contracts:findings.${check.finding}` };
    return check.note === null ? [found] : [found, { title: 'contracts:note', text: check.note }];
  },
};

/** Whoever works in the administration reads who the registrars of a registry are. */
export const worksHere = (actor: Actor): boolean => hasRole(actor, 'bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin');

export const withheldOfRegistries: Withheld<Selectable<Registries>> = {
  paths: ['registrars'],
  reads: worksHere,
  namedAnyway: [],
  tells: () => [],
};
