// The test set of signals: all its frauds are found, and hardly an innocent is suspected; every signal can be said in both languages, and none names a person.
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { fill, nothingTold, openSignals } from '../src/contracts/server/signals/signals.ts';
import { signalGrounds, signalKeys } from '../src/contracts/signals.ts';
import { signalsWords } from '../src/contracts/web/signals-words.ts';
import { cityOf, frauds, innocents, rules, tryAll } from './bench/signals-trial.ts';

const trial = await tryAll(600);
const [least, most] = [30, 2];

test('every fraud of the set is found by its own signal; of the innocents at most two are suspected', () => {
  expect(frauds.length).toBeGreaterThanOrEqual(least);
  expect(innocents.length).toBeGreaterThanOrEqual(40);
  expect(trial.missed.map(({ name }) => name)).toEqual([]);
  const suspected = trial.falseAlarms.map(({ pattern, signals }) => [pattern.name, signals.map(({ key }) => key)]);
  expect([suspected, suspected.length <= most]).toEqual([suspected, true]);
});

test('while no form of the city is known, nobody is suspected for using one', async () => {
  const { falseAlarms, missed } = await tryAll(20);
  expect(falseAlarms.map(({ pattern }) => pattern.name)).toEqual([]);
  expect(missed.length).toBeLessThanOrEqual(8);
});

test('every way of every signal is in the set, has a weight, and rests on records', () => {
  expect([...new Set(frauds.map(({ expects }) => expects))].sort()).toEqual([...signalKeys].sort());
  expect(Object.keys(rules.weights).sort()).toEqual([...signalKeys].sort());
  for (const { signals } of trial.tried)
    for (const { key, records } of signals)
      expect([key, records.length > 0 && records.length <= rules.most]).toEqual([key, true]);
});

test('each signal has words that are filled by exactly what it tells', () => {
  const words: Readonly<Record<string, readonly [string, string]>> = signalsWords;
  for (const code of Object.keys(signalGrounds)) expect(words).toHaveProperty([`codes.${code}`]);
  for (const { signals } of trial.tried)
    for (const { key, params } of signals)
      for (const said of words[key] ?? ['', '']) {
        const asked = [...said.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
        expect([key, asked.filter((name) => !(name! in params))]).toEqual([key, []]);
      }
});

test('what is said of a contract does not hang on the order in which others came', async () => {
  const some = frauds.filter(({ expects }) => expects?.startsWith('sameText'));
  const again = await tryAll(600, some.toReversed());
  const told = ({ tried }: typeof trial) =>
    new Map(tried.map(({ pattern, signals }) => [pattern.name, JSON.stringify(signals)] as const));
  const [first, second] = [told(trial), told(again)];
  for (const { name } of some) expect([name, second.get(name)]).toEqual([name, first.get(name)]);
});

test('a house that fills its index answers meanwhile', async () => {
  const signals = openSignals(rules, nothingTold);
  const filling = fill(signals, cityOf(400));
  await setImmediate();
  expect(signals.size).toBeLessThan(400);
  expect(await filling).toBe(400);
  expect(signals.size).toBe(400);
});

test('no party is named in what is told: a natural person may be one', () => {
  for (const { pattern, signals } of trial.tried)
    for (const { key, params } of signals)
      for (const { name } of [...pattern.subject.sellers, ...pattern.subject.buyers])
        expect([key, JSON.stringify(params).includes(name)]).toEqual([key, false]);
});
