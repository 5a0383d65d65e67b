// Kinds, levels and stages of recognitions as a city's pack declares them, renamed over time. Pure; not a recognition itself.
import { z } from 'zod';
import type { Language } from '../platform/shared/actor.ts';
import { day } from '../platform/shared/dates.ts';
import { type Text, text, textIn } from '../platform/shared/words.ts';

/** A name and the day from which it is in use; null for the first. */
const datedName = z.strictObject({ from: day.nullable(), name: text });
export type DatedName = z.infer<typeof datedName>;

/** Names in the order of their days, the first without one. */
const datedNames = z
  .array(datedName)
  .min(1)
  .refine(
    ([first, ...later]) => first?.from === null && later.every((one) => one.from !== null),
    'the first name, and only it, is without a day',
  )
  .refine(
    (names) => names.every((one, index) => index === 0 || (one.from ?? '') > (names[index - 1]?.from ?? '')),
    'names stand in the order of their days',
  );

/** Stages in which a title may be entered, in the order of a usual life. `known`: named by a source that does not tell the stage; it never counts. */
export const enteredStages = [
  'known',
  'applied',
  'recommended',
  'publicNotice',
  'underConstruction',
  'finallyAccepted',
  'recognised',
  'evaluated',
] as const;
export const stageCodes = [...enteredStages, 'removed', 'voided'] as const;
export type StageCode = (typeof stageCodes)[number];

/** How a title usually comes about. */
export const usualWay: readonly StageCode[] = ['applied', 'recommended', 'publicNotice', 'recognised', 'evaluated'];

export const recognitionKind = z.strictObject({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  names: datedNames,
  /** Code of a group below: how registers are laid out on pages. */
  group: z.string(),
  /** Tasks of the plan (1-18) that call for this register; empty where none does. */
  tasks: z.array(z.number().int().min(1).max(18)),
  /** Codes of the levels at which it is given; empty for kinds without levels. */
  levels: z.array(z.string()),
  /** Stages that its titles go through, in their order; `usualWay` unless said. */
  way: z.array(z.enum(stageCodes)).min(1).optional(),
});
export type RecognitionKind = z.infer<typeof recognitionKind>;

export const recognitionLevel = z.strictObject({
  code: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** Higher is higher; two levels of one rank are the same threshold (the national incubator levels since 2025). */
  rank: z.number().int().min(1),
  names: datedNames,
  /** Days from and to which it is given. */
  from: day.nullable(),
  to: day.nullable(),
});
export type RecognitionLevel = z.infer<typeof recognitionLevel>;

/** kinds.json. */
export const recognitionKinds = z
  .strictObject({
    groups: z.array(z.strictObject({ code: z.string(), name: text })),
    kinds: z.array(recognitionKind),
    levels: z.array(recognitionLevel),
    /** How a stock counts is data: recognised, finally accepted and evaluated, unless the city says otherwise. */
    stages: z.array(z.strictObject({ code: z.enum(stageCodes), counts: z.boolean(), name: text })),
  })
  .superRefine((all, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const list of ['groups', 'kinds', 'levels', 'stages'] as const) {
      const codes = all[list].map((one) => one.code as string);
      for (const [index, code] of codes.entries()) if (codes.indexOf(code) < index) say([list, index, 'code'], `${code} twice`);
    }
    for (const [index, one] of all.kinds.entries()) {
      if (!all.groups.some((group) => group.code === one.group)) say(['kinds', index, 'group'], `no group ${one.group}`);
      const order = (one.way ?? []).map((stage) => stageCodes.indexOf(stage));
      if (order.some((place, at) => at > 0 && place <= (order[at - 1] ?? 0))) say(['kinds', index, 'way'], 'stages out of order');
      for (const level of one.levels)
        if (!all.levels.some((known) => known.code === level)) say(['kinds', index, 'levels'], `no level ${level}`);
    }
    for (const code of stageCodes) if (!all.stages.some((one) => one.code === code)) say(['stages'], `stage ${code} is missing`);
    for (const [index, one] of all.stages.entries())
      if (one.counts && notCounting.includes(one.code)) say(['stages', index, 'counts'], `${one.code} can never count`);
  });
export type RecognitionKinds = z.infer<typeof recognitionKinds>;

const notCounting: readonly StageCode[] = ['known', 'applied', 'recommended', 'removed', 'voided'];

/** The text in use on a day: the last that had begun by then. */
export function textOn(names: readonly DatedName[], on: string): Text {
  const used = names.filter((one) => one.from === null || one.from <= on).at(-1) ?? names[0];
  if (used === undefined) throw new Error('a kind without a name');
  return used.name;
}

/** The name in use on a day, in a language. */
export const nameOn = (names: readonly DatedName[], on: string, language: Language): string =>
  textIn(textOn(names, on), language);
