// Small shapes of reading records: cursors, and an action's input as JSON Schema for those who draw forms.
import { z } from 'zod';
import { cursorNumber } from '../../platform/shared/page.ts';
import { inputOf } from '../lifecycle.ts';
import type { Offer } from '../record.ts';
import type { AnyKind } from './call.ts';

export const recordCursor = z.strictObject({ id: z.uuid() });
export const eventCursor = z.strictObject({ version: cursorNumber });

/** Offers of a kind's actions; the JSON Schema of each input is made once. */
export function offerCache(def: AnyKind): (name: string) => Offer {
  const made = new Map<string, Offer>();
  return (name) => {
    const before = made.get(name);
    if (before) return before;
    const step = def.kind.life.actions[name]!;
    const input = step.input
      ? (z.toJSONSchema(inputOf(step), { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>)
      : null;
    const offer = { name, input };
    made.set(name, offer);
    return offer;
  };
}
