// A recognition as a reader gets it, with the names of its kind and level on the day; asked `asOf` a past day, as it stood then.
import type { Selectable } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { lastDayOf } from '../../platform/shared/dates.ts';
import { regionOn, type Seat, shownSource } from '../../organizations/organization.ts';
import { ownRegionOn, standingOn } from '../contributes.ts';
import { nameOn, type RecognitionKinds } from '../kind.ts';
import type { Recognitions } from './tables.ts';

/** What is read beside the rows: names of their organizations, where those reported that give the region, and the city's day. */
export type Beside = { names: ReadonlyMap<string, string>; seats: ReadonlyMap<string, readonly Seat[]>; today: string };

export const presenter =
  (pack: RecognitionKinds, root: string) =>
  (
    row: Selectable<Recognitions>,
    _personal: Readonly<Record<string, string>>,
    actor: Actor,
    { related, query }: { related: Beside | undefined; query: Readonly<Record<string, unknown>> },
  ): Record<string, unknown> => {
    const asOf = typeof query['asOf'] === 'string' ? query['asOf'] : null;
    const seats = related?.seats.get(row.organization ?? '') ?? [];
    const then = asOf === null ? null : standingOn(row.statements, { seats, root }, asOf);
    const level = then ? then.level : row.level;
    const on = asOf ?? (row.recognised_on === null ? row.recorded_at.toISOString().slice(0, 10) : lastDayOf(row.recognised_on));
    const kind = pack.kinds.find((one) => one.code === row.kind);
    const ofLevel = pack.levels.find((one) => one.code === level);
    return {
      organization: row.organization,
      organizationName: row.organization === null ? null : (related?.names.get(row.organization) ?? null),
      title: row.title,
      recognitionKind: row.kind,
      kindName: kind ? nameOn(kind.names, on, actor.language) : row.kind,
      level,
      levelName: ofLevel ? nameOn(ofLevel.names, on, actor.language) : null,
      stage: then?.stage ?? row.state,
      region: asOf === null ? row.region : ownRegionOn(row.statements, asOf),
      countedIn: then ? then.region : (row.region ?? regionOn(seats, related?.today ?? on) ?? root),
      issuer: row.issuer,
      documentNumber: row.document_number,
      recognisedOn: row.recognised_on,
      removedOn: row.removed_on,
      source: shownSource(row.source),
      statements: row.statements,
    };
  };
