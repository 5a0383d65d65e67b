// What plans need of others: the clock, registers, names, words. Plugged in by the composition root.
import type { Actor } from '../../platform/shared/actor.ts';
import type { Text } from '../../platform/shared/words.ts';

export type PlanPorts = {
  today: () => Promise<string>;
  firstDay: string;
  /** Records of these kinds that stand, and that are known at all: for the line under a task. */
  registerLine: (kinds: readonly string[], asOf: string, knownAt: Date) => Promise<{ standing: string | null; known: number }>;
  kindName: (kind: string, on: string) => Text;
  departmentName: (code: string) => Text | null;
  say: (words: string, actor: Actor, params?: Record<string, string | number>) => string;
};
