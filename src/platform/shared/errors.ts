// What a user is told when something is not done: declared refusals and the problem body (RFC 9457). Not for faults of our own.

/** A key of the words: `module:key`. The words themselves stand in each module's `words.ts`, in both languages. */
export type WordsKey = `${string}:${string}`;
export type Params = Record<string, string | number>;

/** One field that was not accepted. `path` is dotted (`contacts.0.phone`), empty for the whole body. */
export type FieldError = { path: string; code: string; words: WordsKey; params?: Params };

/** Body of a 4xx or 5xx answer, `application/problem+json`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors: { path: string; code: string; words: string }[];
  trace: string;
};

/** Thrown for everything that a user may be told. Anything else thrown is a fault (500, no detail). */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly words: WordsKey;
  readonly params: Params;
  readonly errors: FieldError[];
  constructor(code: string, status: number, words: WordsKey, params: Params, errors: FieldError[]) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.words = words;
    this.params = params;
    this.errors = errors;
  }
}

/** Declares a refusal: `export const duplicate = refusal('contract.duplicate', 409, 'contracts:refusals.duplicate')`, then `throw duplicate({ name })`. */
export function refusal(code: string, status: number, words: WordsKey) {
  const make = (params: Params = {}, errors: FieldError[] = []) => new Refusal(code, status, words, params, errors);
  return Object.assign(make, { code, status, words });
}

/** 422: the form is right, the sense is not. `errors` name the fields. */
export const invalid = refusal('input.invalid', 422, 'platform:refusals.invalid');
/** 400: the form is wrong (type, unknown parameter, cursor). */
export const malformed = refusal('input.malformed', 400, 'platform:refusals.malformed');
export const notFound = refusal('notFound', 404, 'platform:refusals.notFound');
export const notSignedIn = refusal('session.none', 401, 'platform:refusals.notSignedIn');
export const notAllowed = refusal('notAllowed', 403, 'platform:refusals.notAllowed');

/** The values of a parameter, separated by commas; one that is none of those known is a 400 that says which there are. */
export function someOf(path: string, said: string, known: readonly string[]): string[] {
  const values = said.split(',');
  if (values.every((one) => known.includes(one))) return values;
  throw malformed({}, [{ path, code: 'notOneOf', words: 'platform:form.oneOf', params: { allowed: known.join(', ') } }]);
}

/** One wrong field as a 422. */
export const wrongField = (path: string, code: string, words: WordsKey, params: Params = {}) =>
  invalid({}, [{ path, code, words, params }]);
