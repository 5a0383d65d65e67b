// Who stands how to an objection, and what waits for whom while one is open: the bureau for somebody to re-check it, that registrar for a decision.
import type { Selectable } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { WaitOf } from '../../records/server/index.ts';
import type { life } from '../contract.ts';
import { type ObjectionFile, openObjection } from '../objections.ts';
import { inRecheck, isRechecker, underObjection } from './objections.ts';
import type { Contracts } from './tables.ts';

type Row = Selectable<Contracts>;

const isParty = (actor: Actor, row: Row | null): boolean =>
  hasRole(actor, 'member', 'organizationAdmin') &&
  actor.organization !== null &&
  row !== null &&
  row.organizations.includes(actor.organization);

export const objectionParties = {
  party: isParty,
  /** The party that brought it; for a body outside the bureau, which has its document. */
  objector: (actor: Actor, row: Row | null): boolean => {
    const open = row && openObjection(row.objections);
    if (!open) return false;
    return open.from === 'party'
      ? isParty(actor, row) && open.organization === actor.organization
      : hasRole(actor, 'bureauOfficer');
  },
  recheckOffice: (actor: Actor, row: Row | null): boolean =>
    hasRole(actor, 'bureauOfficer') && row !== null && openObjection(row.objections) !== null,
  rechecker: (actor: Actor, row: Row | null): boolean => hasRole(actor, 'registrar') && isRechecker(actor, row),
};

export function objectionWaits({ days, kind }: ObjectionFile['recheck']): WaitOf<Row, typeof life>[] {
  const of = {
    states: ['registered', 'cancelled', 'refused'],
    since: (row: Row) => openObjection(row.objections)?.on ?? null,
    within: { days, kind },
    region: (row: Row) => row.region,
    among: () => underObjection,
  } as const;
  const isGiven = (row: Row): boolean => (openObjection(row.objections)?.rechecker ?? null) !== null;
  return [
    { ...of, for: 'assignRecheck', words: 'contracts:waits.assignRecheck', when: (row) => !isGiven(row) },
    { ...of, for: 'uphold', words: 'contracts:waits.recheck', when: isGiven, mine: inRecheck },
  ];
}
