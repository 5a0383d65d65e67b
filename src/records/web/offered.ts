// An offered action as a form asks it: its fields in the order in which a person would say them, each with its control and help. Pure.
import type { Schema } from '../../platform/web/schema.ts';
import type { Offer } from '../record.ts';

/** What a module says of the fields of its forms, by name; `order` is what comes first. Where something is known from is not asked. */
export type FieldWords = { controls: Record<string, Partial<Schema>>; order?: readonly string[] };

export function withControls(offer: Offer, { controls, order = [] }: FieldWords): Offer {
  const { properties, ...rest } = (offer.input ?? {}) as Schema;
  if (!properties) return offer;
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const asked = Object.entries(properties)
    .filter(([name]) => name !== 'source')
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, of]) => [name, { ...of, ...controls[name] }]);
  return { ...offer, input: { ...rest, properties: Object.fromEntries(asked) } };
}
