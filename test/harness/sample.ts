// A value that passes a schema, as small as it may be: for tests that ask every operation and care for who may, not for what is said.
import { z } from 'zod';

type Json = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Json[];
  oneOf?: Json[];
  allOf?: Json[];
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  format?: string;
  pattern?: string;
};

/** Whatever fits a pattern of ours: days, months, years, hours, digests, codes. */
const texts = [
  '2026-01-31',
  '2026-01',
  '2026',
  'a'.repeat(64),
  'a'.repeat(43),
  '1',
  'a',
  'next-one',
  '13800000000',
  '2026-Q1',
  '20260000000001',
  '09:00',
];

/** A schema is asked for thousands of times and written out once. */
const written = new WeakMap<z.ZodType, Json>();
function jsonOf(schema: z.ZodType): Json {
  const known = written.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  written.set(schema, made);
  return made;
}

type Named = Readonly<Record<string, unknown>>;
/** `named` answers for fields whose sense no schema tells: `{ region: 'YC-ST' }`; `also` are given though they need not be. */
export function sampleOf(schema: z.ZodType, named: Named = {}, also: Named = {}): unknown {
  const of = jsonOf(schema);
  const made = make(of, { ...named, ...also }, '');
  return typeof made === 'object' ? { ...made, ...given(of, also) } : made;
}
/** What of them the schema knows; several where it holds several. */
const given = ({ properties = {} }: Json, also: Named): Named =>
  Object.fromEntries(
    Object.entries(also).flatMap(([name, value]) => {
      const of = properties[name];
      return of === undefined ? [] : [[name, of.type === 'array' ? [value] : value]];
    }),
  );

function make(of: Json, named: Named, name: string): unknown {
  // A name is of one sense here and of another there: what the schema does not list is not its value.
  if (Object.hasOwn(named, name) && (!of.enum || of.enum.includes(named[name]))) return named[name];
  if ('const' in of) return of.const;
  if (of.enum) return of.enum[0];
  const [first] = of.anyOf ?? of.oneOf ?? of.allOf ?? [];
  if (first) return make(first, named, name);
  const type = Array.isArray(of.type) ? of.type[0] : of.type;
  if (type === 'object' || of.properties) {
    return Object.fromEntries((of.required ?? []).map((one) => [one, make(of.properties?.[one] ?? {}, named, one)]));
  }
  if (type === 'array') return Array.from({ length: of.minItems ?? 0 }, () => make(of.items ?? {}, named, name));
  if (type === 'integer' || type === 'number') return Math.max(of.minimum ?? 1, 1);
  if (type === 'boolean') return false;
  return text(of);
}

function text({ format, pattern, minLength = 1 }: Json): string {
  if (format === 'uuid') return '0198c0de-0000-7000-8000-00000000000a';
  if (format === 'date-time') return '2030-01-01T00:00:00.000Z';
  if (pattern === undefined) return 'x'.repeat(Math.max(1, minLength));
  const fits = new RegExp(pattern, 'u');
  return texts.find((one) => fits.test(one)) ?? 'x';
}

/** Fields of a body or a query that name a record. */
export function recordFields(schema: z.ZodType | undefined): string[] {
  if (!schema) return [];
  const { properties = {} } = jsonOf(schema);
  const namesOne = (one: Json): boolean =>
    one.format === 'uuid' || [...(one.anyOf ?? []), ...(one.items ? [one.items] : [])].some(namesOne);
  return Object.entries(properties).flatMap(([name, one]) => (namesOne(one) ? [name] : []));
}
