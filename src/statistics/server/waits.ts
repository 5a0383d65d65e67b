// What reported figures wait for: a second officer's confirmation, or that who reported mends what was sent back.
import { type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { Condition, WaitOf } from '../../records/server/index.ts';
import type { Region } from '../../organizations/region.ts';
import type { life } from '../reportedFigure.ts';
import type { ReportedFigures } from './tables.ts';

type Row = Selectable<ReportedFigures>;

/** A district's own lies with the district; that of the city and of its own units with the bureau. Who reported it himself mends it himself. */
export function figureWaits(regions: readonly Region[]): WaitOf<Row, typeof life>[] {
  const ofCity = regions.filter((one) => one.kind === 'city' || one.kind === 'cityUnits').map((one) => one.id);
  const inRegion = (actor: Actor): Condition => (hasRole(actor, 'bureauOfficer') ? null : sql<boolean>`region = ${actor.region}`);
  return [
    {
      states: ['waiting', 'correcting'],
      for: 'confirm',
      words: 'statistics:waits.confirm',
      mine: inRegion,
      whose: (actor, row) => row.reported_by !== actor.account,
    },
    {
      states: ['sentBack'],
      for: 'revise',
      words: 'statistics:waits.revise',
      mine: inRegion,
      whose: (actor, row) => row.reported_by === actor.account || ofCity.includes(row.region) === hasRole(actor, 'bureauOfficer'),
    },
  ];
}
