// What a rule may ask about: the schema of facts, and facts made ready for asking. Not where facts come from.
import { ConfidentialValue, isConfidential, type Plain } from '../platform/shared/confidential.ts';
import { day } from '../platform/shared/dates.ts';

/**
 * The kind of one fact. `int` enters as a bigint (fen, counts), `day` as `YYYY-MM-DD` (days so written compare rightly as
 * text). A list is `[kind of its elements]`; a thing with fields is an object.
 */
export type FactType = 'bool' | 'int' | 'text' | 'day' | readonly [FactType] | FactFields;
export type FactFields = { readonly [field: string]: FactType };
/** The variables of an expression and what each holds: `{ contract: { amount: 'int', parties: [{ name: 'text' }] } }`. */
export type FactSchema = FactFields;

type FactOf<T> = T extends 'bool'
  ? boolean
  : T extends 'int'
    ? bigint
    : T extends 'text' | 'day'
      ? string
      : T extends readonly [infer Element]
        ? readonly FactOf<Element>[]
        : { readonly [K in keyof T]?: FactOf<T[K]> | null } & Plain;

/**
 * Facts of a schema, as a caller gives them. Left out is unknown; `null` is known to be absent. A figure given for statistics is no fact, by type
 * and when asked: rules judge, credit and grant, and it was not given for that.
 */
export type Facts<S extends FactSchema> = { readonly [K in keyof S]?: FactOf<S[K]> | null } & Plain;

/** A fact as a verdict shows it, in JSON: whole numbers as decimal strings, absent as null. */
export type ShownFact = string | boolean | null | ShownFact[] | { [field: string]: ShownFact };

/** A fact as CEL reads it: as given, but an absent thing has its fields, each absent, and bears the mark `absent`. */
export type HeldFact = string | bigint | boolean | null | readonly HeldFact[] | HeldFields;
export type HeldFields = { [field: string]: HeldFact; [absent]?: true };
const absent = Symbol('absent');

/** Thrown when a caller's facts are not of the schema: a fault of our own code, never of a rule or a user. */
export class WrongFact extends Error {
  readonly path: string;
  constructor(path: string, wanted: string) {
    super(`the fact ${path} is not ${wanted}`);
    this.name = 'WrongFact';
    this.path = path;
  }
}

export const isList = (type: FactType): type is readonly [FactType] => Array.isArray(type);
export const isFields = (type: FactType): type is FactFields => typeof type === 'object' && !isList(type);

const leastInt = -(2n ** 63n);
const greatestInt = 2n ** 63n - 1n;

/** Checks facts against their schema and makes them ready to be asked. A name that the schema lacks is refused, not ignored. */
export function hold<S extends FactSchema>(schema: S, facts: Facts<S>): HeldFields {
  return holdFields(schema, facts, '');
}

function holdFields(schema: FactFields, given: object, path: string): HeldFields {
  refuseConfidential(given, path);
  const held: HeldFields = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const at = path === '' ? name : `${path}.${name}`;
    const type = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (type === undefined) throw new WrongFact(at, 'in the schema');
    if (value !== undefined) held[name] = holdFact(type, value, at);
  }
  return held;
}

function holdFact(type: FactType, value: unknown, path: string): HeldFact {
  refuseConfidential(value, path);
  if (value === null) return isFields(type) ? nothingOf(type) : null;
  if (typeof type === 'string') return holdScalar(type, value, path);
  if (isFields(type)) {
    if (typeof value !== 'object' || Array.isArray(value)) throw new WrongFact(path, 'a thing with fields');
    return holdFields(type, value, path);
  }
  if (!Array.isArray(value)) throw new WrongFact(path, 'a list');
  return value.map((element: unknown, index) => {
    if (element === null || element === undefined) throw new WrongFact(`${path}.${index}`, 'there');
    return holdFact(type[0], element, `${path}.${index}`);
  });
}

/** Before anything else: what it is instead of a fact is told by its name. */
function refuseConfidential(value: unknown, path: string): void {
  if (isConfidential(value)) throw new ConfidentialValue(`a rule, as the fact ${path}`);
}

function holdScalar(type: 'bool' | 'int' | 'text' | 'day', value: unknown, path: string): HeldFact {
  if (type === 'bool' && typeof value === 'boolean') return value;
  if (type === 'int' && typeof value === 'bigint' && value >= leastInt && value <= greatestInt) return value;
  if (type === 'text' && typeof value === 'string') return value;
  if (type === 'day' && typeof value === 'string' && day.safeParse(value).success) return value;
  throw new WrongFact(path, { bool: 'a boolean', int: 'a bigint of 64 bits', text: 'a string', day: 'a day' }[type]);
}

/** Of an absent thing every field is absent too. */
function nothingOf(type: FactFields): HeldFields {
  const held: HeldFields = Object.create(null);
  held[absent] = true;
  for (const [name, field] of Object.entries(type)) held[name] = isFields(field) ? nothingOf(field) : null;
  return held;
}

const isHeldList = (held: HeldFact): held is readonly HeldFact[] => Array.isArray(held);

/** The fact at a dotted path, or undefined when it is not known. */
export function factAt(facts: HeldFields, path: readonly string[]): HeldFact | undefined {
  let at: HeldFact | undefined = facts;
  for (const name of path) {
    if (at === undefined || at === null || typeof at !== 'object' || isHeldList(at)) return undefined;
    at = at[name];
  }
  return at;
}

/** The places under a path where something is not known; `*` is each element of a list: `contract.parties.*.share`. */
export function missingAt(held: HeldFact, path: readonly string[], before = ''): string[] {
  const [name, ...rest] = path;
  if (name === undefined || held === null || typeof held !== 'object') return [];
  const under = (key: string) => (before === '' ? key : `${before}.${key}`);
  if (isHeldList(held)) return held.flatMap((element, index) => missingAt(element, rest, under(String(index))));
  return held[name] === undefined ? [under(name)] : missingAt(held[name], rest, under(name));
}

export const isAbsent = (held: HeldFact): boolean =>
  held === null || (typeof held === 'object' && !isHeldList(held) && held[absent] === true);

/** Whether anything in a fact is known to be absent. */
export function holdsAbsent(held: HeldFact): boolean {
  if (isAbsent(held)) return true;
  if (typeof held !== 'object' || held === null) return false;
  return Object.values(held).some(holdsAbsent);
}

export function showFact(held: HeldFact): ShownFact {
  if (typeof held === 'bigint') return held.toString();
  if (typeof held !== 'object' || held === null) return held;
  if (isAbsent(held)) return null;
  if (isHeldList(held)) return held.map(showFact);
  return Object.fromEntries(Object.entries(held).map(([name, field]) => [name, showFact(field)]));
}
