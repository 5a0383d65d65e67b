// The invented city's contracts before they are loaded: they come to what was reported, and are of the kinds and seasons that statistics show.
import { expect, test } from 'vitest';
import { readPack } from '../src/app-pack.ts';
import { openPack } from '../src/platform/server/pack.ts';
import type { Deed } from '../src/seed-deed.ts';
import { deedsUntil } from '../src/seed-example.ts';
import { saidOfExample } from './bench/signals-example.ts';

const pack = openPack('example', { anchor: 2025 });
const parts = readPack(pack);
const made = (contracts: number): Deed[] => deedsUntil({ pack, parts }, '2100-01-01', { contracts, size: 0.1 });
const all = made(4000);
const lives = Map.groupBy(
  all.filter((one) => one.of === 'contract'),
  (one) => one.key,
);
const registered = [...lives.values()].filter((life) => life.some((one) => one.action === 'register'));
const monthOf = (of: Deed) => new Date(of.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);

/** What counts of each contract in the end: by month, in yuan. */
function turnoverOf(deeds: readonly Deed[]): Map<string, number> {
  const sums = new Map<string, number>();
  const byKey = Map.groupBy(
    deeds.filter((one) => one.of === 'contract'),
    (one) => one.key,
  );
  for (const life of byKey.values()) {
    if (life.some((one) => one.action === 'revoke')) continue;
    let before = 0;
    for (const one of life.filter(({ action }) => ['register', 'amend', 'settle'].includes(action))) {
      const amount = Number((one.action === 'register' ? life[0]?.input : one.input)?.['amount']);
      sums.set(monthOf(one), (sums.get(monthOf(one)) ?? 0) + amount - before);
      before = amount;
    }
  }
  return sums;
}

/** What the districts reported in the end, by month. */
function reportedOf(deeds: readonly Deed[]): Map<string, number> {
  const last = new Map<string, { month: string; value: number }>();
  for (const one of deeds) {
    if (one.of !== 'reportedFigure' || !one.key.startsWith('contract-turnover 2')) continue;
    if (one.action === 'create' || one.action === 'amend')
      last.set(one.key, { month: one.key.split(' ')[1] ?? '', value: Number(one.input['value']) });
  }
  const sums = new Map<string, number>();
  for (const { month, value } of last.values()) sums.set(month, (sums.get(month) ?? 0) + value);
  return sums;
}
const sorted = (of: Map<string, number>) => [...of].sort(([a], [b]) => (a < b ? -1 : 1));

test('whatever their number, what is registered in a month comes to what was reported of it', () => {
  expect(sorted(turnoverOf(all))).toEqual(sorted(reportedOf(all)));
  const few = made(300);
  expect(sorted(turnoverOf(few))).toEqual(sorted(reportedOf(few)));
});

test('types, season, rights and itemised costs are those of a city of the province', () => {
  const share = (fits: (of: Deed[]) => boolean) => registered.filter(fits).length / registered.length;
  const said = (of: Deed[]) => of[0]?.input ?? {};
  expect(share((one) => said(one)['type'] === 'development')).toBeCloseTo(0.47, 1);
  expect(share((one) => said(one)['type'] === 'service')).toBeCloseTo(0.41, 1);
  const ofMonth = (one: Deed[]) => Number(monthOf(one.find(({ action }) => action === 'register') ?? one[0]!).slice(5));
  expect(share((one) => ofMonth(one) <= 6)).toBeGreaterThan(0.22);
  expect(share((one) => ofMonth(one) <= 6)).toBeLessThan(0.3);
  expect(share((one) => ofMonth(one) === 12)).toBeGreaterThan(0.2);
  const rights = (one: Deed[]) => (said(one)['items'] as { type: string }[]).some(({ type }) => type !== 'none');
  expect(share(rights)).toBeCloseTo(0.41, 1);
  expect(share((one) => (said(one)['costs'] as unknown[]).length > 0)).toBeCloseTo(0.33, 1);
});

test('every end of a contract is there, in its order; a large one is decided by another than who reviewed it', () => {
  const actions = new Set([...lives.values()].flat().map((one) => one.action));
  const ends = ['register', 'refuse', 'withdraw', 'lapse', 'supplement', 'amend', 'settle', 'cancel', 'revoke'];
  expect(ends.filter((one) => !actions.has(one))).toEqual([]);
  for (const life of lives.values()) expect(life.every((one, at) => at === 0 || one.at > life[at - 1]!.at)).toBe(true);
  const large = registered.filter((life) => Number(life[0]?.input['amount']) >= 5_000_000);
  const by = (life: Deed[], action: string) => life.find((one) => one.action === action)?.by?.account;
  expect(large.filter((life) => (by(life, 'review') ?? by(life, 'register')) === by(life, 'register'))).toEqual([]);
});

test('on any day of a year some are under way, and a few lie too long', () => {
  const open = deedsUntil({ pack, parts }, '2025-11-26', { contracts: 4000, size: 0.1 }).filter((one) => one.of === 'contract');
  const last = new Map(open.map((one) => [one.key, one]));
  const waiting = [...last.values()].filter((one) =>
    ['submit', 'sendBack', 'supplement', 'accept', 'review'].includes(one.action),
  );
  expect(waiting.length).toBeGreaterThan(20);
  expect(waiting.filter((one) => one.action === 'accept' && one.at < new Date('2025-11-04')).length).toBeGreaterThan(0);
});

test('of generated contracts nearly none makes a signal: nothing is wrong with them by design', async () => {
  const { contracts, suspected } = await saidOfExample(all, (at) =>
    new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10),
  );
  expect(contracts).toBeGreaterThan(4000);
  expect(suspected / contracts).toBeLessThan(0.005);
});

test('one contract in twenty names a manager of the register, who nearly always confirms', () => {
  const named = Map.groupBy(
    all.filter((one) => one.of === 'managerNaming'),
    (one) => one.key,
  );
  const confirmed = [...named.values()].filter((life) => life.at(-1)?.action === 'confirmManager');
  expect(confirmed.length / registered.length).toBeGreaterThan(0.035);
  expect(confirmed.length / registered.length).toBeLessThan(0.065);
  expect(confirmed.length / named.size).toBeGreaterThan(0.85);
  for (const life of named.values()) {
    const [asked] = life;
    const contract = lives.get(asked?.refers?.['contract'] ?? '') ?? [];
    expect(contract.find((one) => one.action === 'submit')!.at < asked!.at).toBe(true);
    expect(life.every((one, at) => at === 0 || one.at > life[at - 1]!.at)).toBe(true);
  }
});
