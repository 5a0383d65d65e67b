// What zod found wrong, told by field: which, what is allowed. Form is a 400, sense (a refinement) a 422. Not the HTTP answer.
import { z } from 'zod';
import { invalid, malformed, type FieldError, type Params, type Refusal, type WordsKey } from '../shared/errors.ts';
import { unshowableIn } from '../shared/characters.ts';
import { partialDay } from '../shared/dates.ts';
import { decimal, money } from '../shared/money.ts';

type Issue = z.core.$ZodIssue;
type Steps = readonly (string | number)[];

const isWordsKey = (said: string): said is WordsKey => /^[a-zA-Z-]+:[\w.-]+$/.test(said);
const pathOf = (steps: Steps): string => steps.join('.');

/** Patterns whose shape has words of its own, by the pattern as zod tells it. */
const patterns = new Map<string, WordsKey>(
  (
    [
      [money, 'platform:form.format.money'],
      [decimal, 'platform:form.format.decimal'],
      [partialDay, 'platform:form.format.partialDay'],
    ] as const
  ).flatMap(([schema, words]) => {
    const found = schema.safeParse('?').error?.issues[0];
    return found?.code === 'invalid_format' && found.pattern !== undefined ? [[found.pattern, words] as const] : [];
  }),
);
const formats = ['date', 'datetime', 'uuid', 'email', 'url', 'regex'];
const types = ['string', 'number', 'int', 'boolean', 'array', 'object', 'null'];

/** Unwraps what stands around a schema: optional, default, readonly, pipes; a title on the way is told to `seen`. */
function bare(schema: z.core.$ZodType, seen: (schema: z.core.$ZodType) => void = () => {}): z.core.$ZodType {
  seen(schema);
  if (schema instanceof z.ZodPipe) return bare(schema.in instanceof z.ZodTransform ? schema.out : schema.in, seen);
  if (schema instanceof z.ZodLazy) return bare(schema.unwrap(), seen);
  const isWrapper =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodNonOptional ||
    schema instanceof z.ZodCatch;
  return isWrapper ? bare(schema.unwrap(), seen) : schema;
}

function childOf(schema: z.core.$ZodType, step: string | number): z.core.$ZodType[] {
  const inside = bare(schema);
  // A body may name what every object inherits (`toString`): that is no field.
  if (inside instanceof z.ZodObject) return Object.hasOwn(inside.shape, step) ? [inside.shape[String(step)] ?? []].flat() : [];
  if (inside instanceof z.ZodArray) return [inside.element];
  if (inside instanceof z.ZodRecord) return [inside.valueType];
  if (inside instanceof z.ZodTuple) return [inside.def.items[Number(step)] ?? []].flat();
  if (inside instanceof z.ZodUnion) return inside.options.flatMap((option) => childOf(option, step));
  if (inside instanceof z.ZodIntersection) return [inside.def.left, inside.def.right].flatMap((side) => childOf(side, step));
  return [];
}

/** The schema at a path (in a union: each that fits). */
const schemasAt = (schema: z.core.$ZodType, steps: Steps): z.core.$ZodType[] =>
  steps.reduce<z.core.$ZodType[]>((found, step) => found.flatMap((one) => childOf(one, step)), [schema]);

/** The words key of the field's title, from `.meta({ title })`, or null. */
export function titleAt(schema: z.core.$ZodType, path: string): WordsKey | null {
  const titles: string[] = [];
  for (const found of schemasAt(schema, path === '' ? [] : path.split('.')))
    bare(found, (one) => titles.push(z.globalRegistry.get(one)?.title ?? ''));
  return titles.find(isWordsKey) ?? null;
}

function valueAt(given: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (held, step) => (typeof held === 'object' && held !== null ? Reflect.get(held, step) : undefined),
    given,
  );
}

const error = (steps: Steps, code: string, words: WordsKey, params: Params = {}): FieldError => ({
  path: pathOf(steps),
  code,
  words,
  params,
});

function unknownKeys(schema: z.core.$ZodType, steps: Steps, keys: readonly string[]): FieldError[] {
  const allowed = schemasAt(schema, steps)
    .map((one) => bare(one))
    .flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))
    .join(', ');
  const words = allowed === '' ? 'platform:form.noneAllowed' : 'platform:form.unknownAllowed';
  return keys.map((key) => error([...steps, key], 'unknown', words, { allowed }));
}

function sizeError(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>, steps: Steps): FieldError {
  const [side, limit] = issue.code === 'too_big' ? (['most', issue.maximum] as const) : (['least', issue.minimum] as const);
  const of = issue.origin === 'string' ? 'length' : issue.origin === 'array' || issue.origin === 'set' ? 'items' : 'number';
  if (of === 'length' && side === 'least' && Number(limit) === 1) return error(steps, 'required', 'platform:form.required');
  const exclusive = of === 'number' && issue.inclusive === false ? 'Exclusive' : '';
  return error(steps, issue.code === 'too_big' ? 'tooBig' : 'tooSmall', `platform:form.${side}.${of}${exclusive}`, {
    limit: Number(limit),
    count: Number(limit),
  });
}

function errorsOf(issue: Issue, schema: z.core.$ZodType, given: unknown): FieldError[] {
  const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return unknownKeys(schema, steps, issue.keys);
  const own = isWordsKey(issue.message) ? issue.message : null;
  if (issue.code === 'custom') {
    const { code, ...params } = issue.params ?? {};
    return [error(steps, typeof code === 'string' ? code : 'refused', own ?? 'platform:form.refused', saidOf(params))];
  }
  const value = valueAt(given, steps);
  if (value === undefined) return [error(steps, 'required', 'platform:form.required')];
  if (issue.code === 'too_big' || issue.code === 'too_small')
    return [own ? error(steps, issue.code, own) : sizeError(issue, steps)];
  if (issue.code === 'invalid_value')
    return [error(steps, 'notOneOf', own ?? 'platform:form.oneOf', { allowed: issue.values.map(String).join(', ') })];
  if (issue.code === 'invalid_format') {
    const words =
      patterns.get(issue.pattern ?? '') ??
      (`platform:form.format.${formats.includes(issue.format) ? issue.format : 'regex'}` as const);
    return [error(steps, 'format', own ?? words, { pattern: issue.pattern ?? issue.format })];
  }
  if (issue.code === 'invalid_type' && typeof value === 'string' && value.trim() === '')
    return [error(steps, 'required', own ?? 'platform:form.required')];
  const expected = issue.code === 'invalid_type' ? issue.expected : '';
  return [error(steps, 'type', own ?? `platform:form.type.${types.includes(expected) ? expected : 'other'}`)];
}

const saidOf = (params: Record<string, unknown>): Params =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));

/** The errors of a value that a schema refused, by field. */
export const formErrors = (found: z.core.$ZodError, schema: z.core.$ZodType, given: unknown): FieldError[] =>
  found.issues.flatMap((issue) => errorsOf(issue, schema, given));

/** The refusal of a value: 422 when only refinements failed, else 400. */
export const refusalOf = (found: z.core.$ZodError, schema: z.core.$ZodType, given: unknown): Refusal => {
  const refuse = found.issues.every(({ code }) => code === 'custom') ? invalid : malformed;
  return refuse({}, formErrors(found, schema, given));
};

/** What no field of ours holds stands in the text at `path`. */
export const wrongCharacter = (path: string, found: string): Refusal =>
  malformed({}, [{ path, code: 'character', words: 'platform:form.character', params: { found } }]);

/** The refusal of a body in which any text or name holds a character that cannot be kept; null for a sound one. Not recursive: a body may be deep. */
export function charactersRefused(body: unknown): Refusal | null {
  const left: { value: unknown; path: string }[] = [{ value: body, path: '' }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { value, path } = next;
    const found = typeof value === 'string' ? unshowableIn(value) : null;
    if (found !== null) return wrongCharacter(path, found);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, held] of Object.entries(value)) {
      const inName = unshowableIn(name);
      if (inName !== null) return wrongCharacter(path, inName);
      left.push({ value: held, path: path === '' ? name : `${path}.${name}` });
    }
  }
  return null;
}

/** The same schema refusing keys that it does not know; what is no plain object stays as it is. */
export const strictly = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
