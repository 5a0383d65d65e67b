// Canonical JSON: one text for one value, so that its bytes can be hashed and compared. Pure.
import { ConfidentialValue, isConfidential } from '../platform/shared/confidential.ts';

/** Keys in code-unit order, no blanks, dates as ISO strings, `undefined` left out. Numbers must be finite; big integers are refused. */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('a number that is not finite has no canonical form');
    return JSON.stringify(value);
  }
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (isConfidential(value)) throw new ConfidentialValue('JSON');
  if (typeof value === 'object') return ofObject(value as Record<string, unknown>);
  throw new Error(`a ${typeof value} has no canonical form`);
}

/** Every event is written so, with its whole record: nothing is made here but the text. Strings sort by code units. */
function ofObject(value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const held = value[key];
    if (held !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(held)}`;
  }
  return `{${text}}`;
}
