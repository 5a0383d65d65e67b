// What sources of facts have in common: whether a register is complete, a fact's words, the address of the records behind it. Changes nothing.
import type { RawBuilder } from 'kysely';
import { scaled } from '../../../platform/shared/money.ts';
import type { Text } from '../../../platform/shared/words.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Fact, FactsAsked } from '../../fact.ts';

export type FactPorts = {
  say: Say;
  /** Whether a register is complete from the first of these days to the last (coverage.json): only then is "none" a figure. */
  complete: (register: string, from: string, to: string) => boolean;
  /** An organization with all that were merged into it, as a subquery of ids. */
  sameAs: (organization: string) => RawBuilder<{ id: string }>;
};

export const money = (amount: string): string => scaled(amount, 2);

/** A fact's words in both languages: `facts:says.…` with its parameters. */
export const saidOf = (say: Say, key: string, params: Record<string, string | number>): Text => ({
  zh: say('zh-CN', `facts:says.${key}`, params),
  en: say('en', `facts:says.${key}`, params),
});

/** A list of the platform with its filters. */
export const listAt = (path: string, filters: Record<string, string>): string =>
  `${path}?${new URLSearchParams(filters).toString()}`;

/** The days of a period, as words take them. */
export const daysOf = ({ from, to }: FactsAsked) => ({ from, to });

/** Nothing is known: each of these items is typed. */
export const none = (codes: readonly string[]): Record<string, Fact | null> =>
  Object.fromEntries(codes.map((code) => [code, null]));
