// Facts of the roll of technology managers: who counts for an organization on the last day of a period.
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { managersStanding } from '../../../people/server/index.ts';
import type { Source } from './open.ts';
import { type FactPorts, listAt, saidOf } from './source.ts';

const managers = 'managers.attached';
/** Where the roll is read, and by whom: an organization's members are told how many they are, its administrator who. */
export const rollAt = '/people';
export const readsRoll = (actor: Actor): boolean => hasRole(actor, 'organizationAdmin', 'bureauOfficer', 'districtOfficer');

export function managersSource({ say, complete, sameAs }: FactPorts): Source {
  return {
    codes: [managers],
    tables: [],
    async read({ organization, to }, on) {
      if (!complete('technology-managers', to, to)) return { facts: { [managers]: null }, rows: {} };
      const count = await managersStanding(on, sameAs(organization), to);
      const words = saidOf(say, 'managers', { count, on: to });
      const address = listAt(rollAt, { organization, countedOn: to });
      return { facts: { [managers]: { value: String(count), words, address } }, rows: {} };
    },
  };
}
