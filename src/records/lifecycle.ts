// The life of a record kind as a table keyed by action: from which states, to which, by whom, with what input. Pure.
import { z } from 'zod';
import type { Role } from '../platform/shared/actor.ts';

/** A state that the input chooses: the value of one field, which must be among some states. */
export type Chosen<State extends string> = { field: string; among: readonly State[]; otherwise: State };

/** The state that the record itself kept beforehand, in one of its columns: where what is taken back came from. */
export type Returning<State extends string> = { back: string; among: readonly State[]; otherwise: State };

/**
 * One action. `to: 'same'` keeps the state, an object lets a field of the input choose it or goes back to what was kept; `by` names roles, parties, the clock, or
 * a visitor who comes through a door of the kind's own; `counts` marks what can change the ledger.
 */
export type Step<State extends string, Party extends string> = {
  from: State | readonly State[] | 'nothing';
  to: State | 'same' | Chosen<State> | Returning<State>;
  by: By<Party> | readonly By<Party>[];
  input?: z.ZodObject;
  counts?: true;
};
export type By<Party extends string> = Role | Party | 'clock' | 'visitor';

/** Whether an action is asked for at the kind's common address: what falls due is not, nor what has a door of its own. */
export const isAsked = (step: Step<string, string>): boolean => step.by !== 'clock' && step.by !== 'visitor';

export type Life<
  K extends string = string,
  S extends string = string,
  P extends string = string,
  A extends Record<string, Step<S, P>> = Record<string, Step<S, P>>,
> = { kind: K; states: readonly S[]; parties: readonly P[]; actions: A };

/** Declares a lifecycle. A misspelt state or party does not compile, and the error stands at the misspelt word. */
export function lifecycle<
  const K extends string,
  const S extends string,
  const P extends string,
  const A extends Record<string, Step<NoInfer<S>, NoInfer<P>>>,
>(kind: K, life: { states: readonly S[]; parties: readonly P[]; actions: A }): Life<K, S, P, A> {
  return { kind, ...life };
}

export type StateOf<L extends Life> = L['states'][number];
export type PartyOf<L extends Life> = L['parties'][number];
export type ActionOf<L extends Life> = keyof L['actions'] & string;
type One<T> = T extends readonly (infer U)[] ? U : T;
/** States from which an action is possible; `'nothing'` for one that creates. */
export type From<L extends Life, A extends ActionOf<L>> = One<L['actions'][A]['from']>;
export type InputOf<L extends Life, A extends ActionOf<L>> = L['actions'][A] extends { input: infer I extends z.ZodObject }
  ? z.output<I>
  : Record<string, never>;
export type Creates<L extends Life, A extends ActionOf<L>> = 'nothing' extends From<L, A> ? true : false;

const none = z.strictObject({});
export const listOf = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? (one as readonly T[]) : [one as T]);
/** The schema of an action's body, strict: what it does not name is refused. */
export function inputOf(step: Step<string, string>): z.ZodObject {
  if (!step.input) return none;
  const known = strictOf.get(step.input) ?? step.input.strict();
  strictOf.set(step.input, known);
  return known;
}
/** One for each: a schema is compiled where it is first used, and a city is loaded by a hundred thousand acts. */
const strictOf = new WeakMap<z.ZodObject, z.ZodObject>();

export const createsFrom = (step: Step<string, string>): boolean => step.from === 'nothing';

/** Whether `action` may be done now: it exists, is possible from `state`, and one of the actor's standings may do it. */
export function mayFrom(step: Step<string, string>, state: string | 'nothing'): boolean {
  return listOf(step.from).includes(state);
}

/** The state after an action, from the record before and the input. */
export function stateAfter(
  step: Step<string, string>,
  before: { readonly state: string; readonly [column: string]: unknown } | null,
  input: Record<string, unknown>,
): string {
  const { to } = step;
  if (typeof to === 'string') return to === 'same' ? before!.state : to;
  if ('back' in to) {
    const from = before?.[to.back];
    return to.among.find((one) => one === from) ?? to.otherwise;
  }
  const chosen = input[to.field] ?? to.otherwise;
  const found = to.among.find((one) => one === chosen);
  if (found === undefined) throw new Error(`${String(chosen)} is no state that ${to.field} may choose`);
  return found;
}
