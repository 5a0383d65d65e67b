// What recognitions wait for: the next step on the way of their kind, since the day of the stage they stand in. Terms are the city's.
import { type Selectable, sql } from 'kysely';
import { hasRole } from '../../platform/shared/actor.ts';
import type { WaitOf } from '../../records/server/index.ts';
import type { RecognitionKinds, StageCode } from '../kind.ts';
import type { life } from '../recognition.ts';
import { nextStep } from '../stages.ts';
import type { Recognitions } from './tables.ts';

type Row = Selectable<Recognitions>;
type Step = 'recommend' | 'giveNotice' | 'construct' | 'acceptFinally' | 'recognise';

/** Stages out of which each step leads, for titles that are on their way. What only a list names waits for nothing. */
const leads: readonly (readonly [Step, readonly StageCode[]])[] = [
  ['recommend', ['applied']],
  ['giveNotice', ['applied', 'recommended']],
  ['construct', ['recommended', 'publicNotice']],
  ['acceptFinally', ['underConstruction']],
  ['recognise', ['applied', 'recommended', 'publicNotice']],
];

export function waitsOf(pack: RecognitionKinds): WaitOf<Row, typeof life>[] {
  const ways = new Map(pack.kinds.map((one) => [one.code, one.way]));
  return leads.map(([action, states]) => ({
    states,
    for: action,
    words: `recognitions:waits.${action}`,
    when: (row) => nextStep(row.state, ways.get(row.kind)) === action,
    since,
    // A district acts on its own titles alone; who works for the city on all.
    mine: (actor) => (hasRole(actor, 'bureauOfficer') ? null : sql<boolean>`region = ${actor.region}`),
  }));
}

/** The day of the stage that it stands in, where one is told to the day; else the day on which that was stated. */
function since(row: Row): string | null {
  const last = row.statements.findLast((one) => one.what === 'stage');
  if (!last) return null;
  return last.on?.length === 10 ? last.on : last.saidOn;
}
