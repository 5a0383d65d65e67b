// Correcting a recognition: what was wrong from the start is said rightly, in the statements too, and figures follow. Not a change of level or place.
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { wrongField } from '../../platform/shared/errors.ts';
import { normaliseName } from '../../organizations/names.ts';
import { standingOn } from '../contributes.ts';
import { beforePast, type Correction, nothingCorrected, type Statement } from '../recognition.ts';
import { outOfOrder, recognisedAt, removedAt } from '../stages.ts';
import type { Recognitions } from './tables.ts';

type Row = Selectable<Recognitions>;
export type Corrected = Omit<z.output<typeof Correction>, 'reason'>;

/** Statements as they should have been. Of levels and regions the first is meant: later ones are changes, and stand. */
function statementsOf(record: Row, input: Corrected): Statement[] {
  const first = (what: Statement['what']) => record.statements.findIndex((one) => one.what === what);
  const [level, region] = [first('level'), first('region')];
  const [recognised, removed] = [recognisedAt(record.statements), removedAt(record.statements)];
  return record.statements.map((one, at): Statement => {
    if (one.what === 'level' && at === level && input.level !== undefined) return { ...one, level: input.level };
    if (one.what === 'region' && at === region && input.region !== undefined) return { ...one, region: input.region };
    if (one.what !== 'stage') return one;
    const said =
      at === recognised
        ? {
            ...(input.recognisedOn === undefined ? {} : { on: input.recognisedOn }),
            ...(input.documentNumber === undefined ? {} : { documentNumber: input.documentNumber }),
          }
        : {};
    return { ...one, ...said, ...(at === removed && input.removedOn !== undefined ? { on: input.removedOn } : {}) };
  });
}

/** The columns after a correction. What the new values may be has been checked; that their days keep their order is checked here. */
export function corrected(
  record: Row,
  { organization, title, kind, issuer, documentNumber, source, ...input }: Corrected,
  of: { root: string; day: string },
) {
  const all = { organization, title, kind, issuer, documentNumber, source, ...input };
  if (Object.values(all).every((value) => value === undefined)) throw nothingCorrected();
  if (input.removedOn !== undefined && removedAt(record.statements) < 0)
    throw wrongField('removedOn', 'notRemoved', 'recognitions:refusals.notRemoved');
  const statements = statementsOf(record, all);
  const wrong = outOfOrder(statements);
  if (wrong) {
    const path = input.removedOn === undefined ? 'recognisedOn' : 'removedOn';
    throw beforePast(wrong, [{ path, code: 'beforePast', words: 'recognitions:refusals.beforePast', params: wrong }]);
  }
  const now = standingOn(statements, { seats: [], root: of.root }, of.day);
  const own = statements.some((one) => one.what === 'region' && one.region !== null);
  return {
    statements,
    ...(organization === undefined ? {} : { organization }),
    ...(title === undefined ? {} : { title, title_key: normaliseName(title) }),
    ...(kind === undefined ? {} : { kind }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(documentNumber === undefined ? {} : { document_number: documentNumber }),
    ...(source === undefined ? {} : { source }),
    ...(input.recognisedOn === undefined ? {} : { recognised_on: input.recognisedOn }),
    ...(input.removedOn === undefined || record.removed_on === null ? {} : { removed_on: input.removedOn }),
    level: now ? now.level : (input.level ?? record.level),
    region: own ? (now?.region ?? record.region) : null,
  };
}
