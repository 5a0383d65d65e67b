// The JSON Schema of an action's input, as forms read it: which control for which field. Pure; not the controls (FieldForm.tsx).

/** As much of JSON Schema as the server sends. `title`, `help` and `options` are word keys; `control` names a special field. */
export type Schema = {
  type?: string | string[];
  title?: string;
  help?: string;
  description?: string;
  unit?: string;
  control?: 'textarea' | 'region' | 'organization' | 'partialDay' | 'money';
  /** Prefix of the words of an enum's values: `recognitions:kinds`. */
  options?: string;
  enum?: (string | number | null)[];
  const?: string | number;
  format?: string;
  pattern?: string;
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

export type Control =
  | 'text'
  | 'textarea'
  | 'number'
  | 'money'
  | 'day'
  | 'partialDay'
  | 'select'
  | 'region'
  | 'organization'
  | 'boolean'
  | 'list'
  | 'group';

/** A field that may be null is its other half; what was said beside `anyOf` (title, control) stays. */
export function plain(schema: Schema): { schema: Schema; nullable: boolean } {
  const choices = schema.anyOf ?? schema.oneOf;
  const real = choices?.filter((one) => one.type !== 'null') ?? [];
  const nullable =
    (choices !== undefined && real.length < choices.length) || (Array.isArray(schema.type) && schema.type.includes('null'));
  const { anyOf: _any, oneOf: _one, ...rest } = schema;
  return { schema: real.length === 1 ? { ...real[0], ...rest } : schema, nullable };
}

const typeOf = (schema: Schema): string | undefined =>
  Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;

export function controlOf(of: Schema): Control {
  const { schema } = plain(of);
  if (schema.control) return schema.control;
  if (schema.enum) return 'select';
  switch (typeOf(schema)) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return 'list';
    case 'object':
      return 'group';
  }
  if (schema.format === 'date') return 'day';
  if (schema.pattern?.startsWith('^[1-9]\\d{3}(?:-')) return 'partialDay';
  if (schema.unit === 'CNY' || schema.pattern?.startsWith('^\\d{1,16}(\\.')) return 'money';
  return (schema.maxLength ?? 0) > 300 ? 'textarea' : 'text';
}

/** What a form holds: as typed, so that half a number can stand. */
export type Draft = { [field: string]: string | boolean | Draft | Draft[] | string[] };

/** An empty draft with the schema's defaults, and `given` values over them. */
export function draftOf(schema: Schema, given: Record<string, unknown> = {}): Draft {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [
      name,
      draftValue(plain(field).schema, given[name] ?? field.default),
    ]),
  );
}

/** Fields that are asked for only when the rest of the form calls for them, by field name. */
export type Shown = Record<string, (draft: Draft) => boolean>;
export const isShown = (shown: Shown, name: string, draft: Draft): boolean => shown[name]?.(draft) ?? true;

/** The draft as it is sent: a field that is hidden stands as it opened, and one that was hidden since then is as empty as in a new form. */
export function asAsked(schema: Schema, draft: Draft, shown: Shown, opened: Draft): Draft {
  const empty = draftOf(schema);
  const asked = Object.entries(draft).map(([name, value]): [string, Draft[string]] => {
    if (!isShown(shown, name, draft)) return [name, (isShown(shown, name, opened) ? empty[name] : opened[name]) ?? ''];
    const { schema: field } = plain(schema.properties?.[name] ?? {});
    if (typeof value !== 'object') return [name, value];
    if (!Array.isArray(value)) return [name, asAsked(field, value, shown, asDraft(opened[name]))];
    if (field.items?.properties === undefined) return [name, value];
    const { items } = field;
    return [name, value.filter((one) => typeof one !== 'string').map((one) => asAsked(items, one, shown, draftOf(items)))];
  });
  return Object.fromEntries(asked);
}
const asDraft = (value: Draft[string] | undefined): Draft => (typeof value === 'object' && !Array.isArray(value) ? value : {});

/** The draft as it stands now, with what was changed between two others: the one that a control was drawn from and the one that it gave. */
export const withChanges = (now: Draft, before: Draft, after: Draft): Draft => ({
  ...now,
  ...Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field])),
});

function draftValue(field: Schema, value: unknown): Draft[string] {
  switch (controlOf(field)) {
    case 'boolean':
      return value === true;
    case 'list':
      if (field.items?.properties)
        return Array.isArray(value) ? value.map((one) => draftOf(field.items ?? {}, asObject(one))) : [];
      return Array.isArray(value) ? value.map(String) : [];
    case 'group':
      return draftOf(field, asObject(value));
    default:
      return value === null || value === undefined ? '' : String(value);
  }
}
const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** The body to send: empty fields are null where null is allowed, else left out; numbers are numbers. */
export function bodyOf(schema: Schema, draft: Draft): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    const { schema: field, nullable } = plain(of);
    const value = nullable && isBlankGroup(field, draft[name]) ? undefined : bodyValue(field, draft[name]);
    if (value !== undefined) body[name] = value;
    else if (nullable) body[name] = null;
  }
  return body;
}

function bodyValue(field: Schema, value: Draft[string] | undefined): unknown {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : bodyOf(field.items ?? {}, one)));
  if (typeof value === 'object') return bodyOf(field, value);
  const said = value.trim();
  if (said === '') return undefined;
  return controlOf(field) === 'number' && said !== '' && !Number.isNaN(Number(said)) ? Number(said) : said;
}

/** Whether nothing was entered in a group, or what stands there when it opens: one that may be null is null then. */
function isBlankGroup(group: Schema, value: Draft[string] | undefined): boolean {
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const opened = draftOf(group);
  return Object.entries(value).every(([name, one]) => {
    if (typeof one === 'string') return one.trim() === '' || one === opened[name];
    if (typeof one === 'boolean') return !one || one === opened[name];
    if (Array.isArray(one)) return one.length === 0;
    return isBlankGroup(plain(group.properties?.[name] ?? {}).schema, one);
  });
}

export type Fault = { path: string; code: 'required' | 'tooLong' | 'number' | 'day' | 'money' };

/** What can be seen to be wrong before asking the server, which decides: required fields, lengths, numbers, days. What is hidden is not judged. */
export function faultsOf(schema: Schema, draft: Draft, shown: Shown = {}, under = ''): Fault[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, of]): Fault[] => {
    if (!isShown(shown, name, draft)) return [];
    const { schema: field, nullable } = plain(of);
    const path = `${under}${name}`;
    const value = draft[name];
    if (Array.isArray(value))
      return value.flatMap((one, at) =>
        typeof one === 'string' ? [] : faultsOf(field.items ?? {}, one, shown, `${path}.${at}.`),
      );
    if (typeof value === 'object') return nullable && isBlankGroup(field, value) ? [] : faultsOf(field, value, shown, `${path}.`);
    if (typeof value !== 'string') return [];
    const said = value.trim();
    const required = !nullable && schema.required?.includes(name) && field.default === undefined;
    if (said === '') return required ? [{ path, code: 'required' }] : [];
    const code = faultOf(field, said);
    return code ? [{ path, code }] : [];
  });
}

function faultOf(field: Schema, said: string): Fault['code'] | null {
  if (field.maxLength !== undefined && said.length > field.maxLength) return 'tooLong';
  switch (controlOf(field)) {
    case 'number':
      return Number.isNaN(Number(said)) ? 'number' : null;
    case 'money':
      return /^-?\d+(\.\d{1,6})?$/.test(said) ? null : 'money';
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(said) ? null : 'day';
    case 'partialDay':
      return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(said) ? null : 'day';
    default:
      return null;
  }
}
