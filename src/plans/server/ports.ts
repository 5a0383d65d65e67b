// What plans need of others: the clock, registers, names, words. Plugged in by the composition root.
import type { Actor, Language } from '../../platform/shared/actor.ts';
import type { Text } from '../../platform/shared/words.ts';

export type PlanPorts = {
  today: () => Promise<string>;
  firstDay: string;
  /** Registers by the kinds in them, at a day: titles that stand, null where the register is not complete then, and those known at all. */
  registers: (asOf: string, knownAt: Date) => Promise<(kinds: readonly string[]) => { standing: number | null; known: number }>;
  kindName: (kind: string, on: string) => Text;
  /** The city's own region, and what a reporting unit is called; null where there is none of that id. */
  root: string;
  regionName: (id: string, language: Language) => string | null;
  departmentName: (code: string) => Text | null;
  say: (words: string, actor: Actor, params?: Record<string, string | number>) => string;
};
