// The order of stages: which come next, which a district may enter, which day may be stated for one, and what correcting a day does. Pure.
import { type StageCode, stageCodes, usualWay } from './kind.ts';
import { life, type Statement } from './recognition.ts';

/** Stages in which a district may enter a title: it reports what is applied for and recommended; what then becomes of it the city says. */
export const districtStages: readonly StageCode[] = ['known', 'applied', 'recommended'];

/** The action that takes a title on, by the way that titles of its kind go; null where none is the next. */
export function nextStep(state: StageCode, way: readonly StageCode[] = usualWay): string | null {
  const to = nextStage(state, way);
  return Object.entries(life.actions).find(([, step]) => step.to === to)?.[0] ?? null;
}

function nextStage(state: StageCode, way: readonly StageCode[]): StageCode | null {
  if (state === 'removed' || state === 'voided') return null;
  // Its source tells no stage; what is being built is accepted first; who was evaluated is evaluated again.
  if (state === 'known') return 'recognised';
  if (state === 'underConstruction') return 'finallyAccepted';
  if (state === 'evaluated') return 'evaluated';
  return way.find((one) => stageCodes.indexOf(one) > stageCodes.indexOf(state)) ?? 'evaluated';
}

type Stage = Extract<Statement, { what: 'stage' }>;
/** Stages whose day is a fact of its own; the others may only tell when something was heard of. */
const decisions: readonly StageCode[] = ['finallyAccepted', 'recognised', 'evaluated', 'removed'];
const isDated = (one: Statement): one is Stage & { on: string } =>
  one.what === 'stage' && one.on !== null && (decisions.includes(one.stage) || one.on !== one.saidOn);

/** Whether a day, a month or a year lies wholly before another: `2024-05-01` is not before `2024`. */
export const isBefore = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
};

/** The day of an earlier stage that a stage on this day would come before; null where it may stand. */
export function pastOf(statements: readonly Statement[], on: string): string | null {
  const days = statements.filter(isDated).map((one) => one.on);
  return days.findLast((day) => isBefore(on, day)) ?? null;
}

/** The first stage whose day lies before that of one stated earlier, with that day; null when all are in order. */
export function outOfOrder(statements: readonly Statement[]): { on: string; past: string } | null {
  for (const [at, one] of statements.entries()) {
    if (!isDated(one)) continue;
    const past = pastOf(statements.slice(0, at), one.on);
    if (past !== null) return { on: one.on, past };
  }
  return null;
}

/** Which statement tells the day of recognition: the recognition itself, else the stage in which the record was entered. */
export function recognisedAt(statements: readonly Statement[]): number {
  const last = statements.findLastIndex((one) => one.what === 'stage' && one.stage === 'recognised');
  if (last >= 0) return last;
  return statements.findIndex(
    (one) => one.what === 'stage' && (one.stage === 'finallyAccepted' || one.stage === 'evaluated' || one.stage === 'known'),
  );
}

export const removedAt = (statements: readonly Statement[]): number =>
  statements.findLastIndex((one) => one.what === 'stage' && one.stage === 'removed');
