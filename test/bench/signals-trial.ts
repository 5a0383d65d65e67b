// Tries the test set of signals: each pattern among the same innocent contracts of a city, and counts what is found, missed and falsely said.
import { readFileSync } from 'node:fs';
import { fill, openSignals } from '../../src/contracts/server/signals/signals.ts';
import { type Signal, type SignalPort, SignalRules, type SignalSubject } from '../../src/contracts/signals.ts';
import { contractOf } from './signals-corpus.ts';
import { frauds } from './signals-frauds.ts';
import { innocents } from './signals-innocents.ts';
import type { Pattern } from './signals-patterns.ts';

export const rules: SignalRules = SignalRules.parse(
  JSON.parse(readFileSync(new URL('../../law/contract-signals.json', import.meta.url), 'utf8')),
);
export { frauds, innocents };

export type Tried = { pattern: Pattern; signals: Signal[] };
/** What the trial came to: a fraud is found when its own signal is said; an innocent of whom anything is said is a false alarm. */
export type Trial = { tried: Tried[]; missed: Pattern[]; falseAlarms: Tried[] };

/** All contracts of a city of so many, one after the other. */
export function* cityOf(contracts: number): Iterable<SignalSubject> {
  for (let number = 0; number < contracts; number += 1) yield contractOf(number, contracts);
}

export async function tryAll(background: number, patterns: readonly Pattern[] = [...frauds, ...innocents]): Promise<Trial> {
  const texts = new Map<string, string>();
  let now: Pattern | null = null;
  const port: SignalPort = {
    texts: (ids) =>
      Promise.resolve(new Map(ids.flatMap((id) => [[id, texts.get(id) ?? contractOf(Number(id.slice(1)), background).text]]))),
    relations: () => Promise.resolve(now?.relations ?? []),
    blackListed: () => Promise.resolve(now?.listings ?? []),
  };
  const signals = openSignals(rules, port);
  await fill(signals, cityOf(background));
  const tried: Tried[] = [];
  for (const pattern of patterns) {
    now = pattern;
    for (const one of [...(pattern.given ?? []), pattern.subject]) {
      if (one.text !== null) texts.set(one.id, one.text);
      signals.follow(one);
    }
    tried.push({ pattern, signals: await signals.signalsOf(pattern.subject) });
    for (const one of [...(pattern.given ?? []), pattern.subject]) signals.forget(one.id);
  }
  return {
    tried,
    missed: tried
      .filter(({ pattern, signals: said }) => pattern.expects !== null && !said.some(({ key }) => key === pattern.expects))
      .map(({ pattern }) => pattern),
    falseAlarms: tried.filter(({ pattern, signals: said }) => pattern.expects === null && said.length > 0),
  };
}
