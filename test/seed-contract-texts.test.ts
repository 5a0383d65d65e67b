// The texts of the invented city's contracts before they are loaded: most are clean by the self-check, each planted flaw is found, and nothing that counts has changed.
import { expect, test } from 'vitest';
import { readPack } from '../src/app-pack.ts';
import type { CheckResult } from '../src/contracts/check.ts';
import { checkInputOf, compared, differs } from '../src/contracts/compare.ts';
import { ContractInput } from '../src/contracts/contract.ts';
import { missingIn } from '../src/contracts/missing.ts';
import { readFields } from '../src/contracts/readFields.ts';
import { openCheck } from '../src/contracts/server/mountCheck.ts';
import { fill, nothingTold, openSignals } from '../src/contracts/server/signals/signals.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { contractTextPlan } from '../src/seed-contract-text-plan.ts';
import { withTexts } from '../src/seed-contract-texts.ts';
import type { Deed } from '../src/seed-deed.ts';
import { deedsUntil } from '../src/seed-example.ts';
import { subjectsOf } from './bench/signals-example.ts';
import { rules } from './bench/signals-trial.ts';

const pack = openPack('example', { anchor: 2025 });
const today = '2025-11-26';
const before = deedsUntil({ pack, parts: readPack(pack) }, today, { contracts: 4000, size: 0.1 });
const after = withTexts(before, pack.read('contract-texts.json', contractTextPlan), 1);
const check = openCheck(pack, readFields);

const lives = Map.groupBy(
  after.filter((one) => one.of === 'contract'),
  (one) => one.key,
);
const written = [...lives.values()].filter((life) => life[0]?.input['text'] !== undefined);
const isRegistered = (life: Deed[]) => life.some((one) => one.action === 'register');
const open = written.filter((life) => !isRegistered(life));

/** Why the desk would not call it clean. */
function why([creating]: Deed[]): string[] {
  const { text, ...said } = ContractInput.parse({ ...creating!.input, parties: [] });
  const parties = creating!.input['parties'] as { role: 'buyer' | 'seller' }[];
  const deducted = said.costs.reduce((all, one) => all + Number(one.amount) - Number(one.carriers), 0);
  const typed = { ...said, parties: [], technologyAmount: String(Number(said.amount) - deducted) };
  const missing = missingIn({ ...typed, hasText: true }).filter((path) => path !== 'parties.buyer' || parties.length < 2);
  const result: CheckResult = check(checkInputOf(typed, text ?? ''), today, 'zh-CN');
  return [
    ...missing,
    ...(result.verdict === 'registrable' ? [] : [result.verdict]),
    ...result.missing.map(({ rule }) => rule),
    ...(differs(compared(typed, result)) ? ['differs'] : []),
  ];
}

test('what waits for a registrar has a text, and most of them are clean; the types are the right ones', () => {
  expect(open.length).toBeGreaterThan(25);
  const found = open.map((life) => ({ life, why: why(life) }));
  const clean = found.filter((one) => one.why.length === 0);
  expect(clean.length / open.length).toBeGreaterThan(0.75);
  expect(clean.length / open.length).toBeLessThan(0.95);
  const reasons = new Set(found.flatMap((one) => one.why));
  for (const reason of ['contract.development.indicators', 'not-registrable', 'differs']) expect([...reasons]).toContain(reason);
  const types = open.map(([one]) => {
    const said = ContractInput.parse({ ...one!.input, parties: [] });
    return check({ title: said.title, text: said.text ?? '' }, today, 'zh-CN').type === said.type;
  });
  expect(types.filter(Boolean).length / types.length).toBeGreaterThan(0.95);
});

test('signals find the copies, slips and split deals that were planted, and hardly anything else', async () => {
  const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const texts = new Map(written.map((life) => [life[0]!.key, String(life[0]!.input['text'])]));
  const subjects = subjectsOf(after, day).map((one) => ({ ...one, text: texts.get(one.id) ?? null }));
  const signals = openSignals(rules, {
    ...nothingTold,
    texts: (ids) => Promise.resolve(new Map(ids.map((id) => [id, texts.get(id) ?? '']))),
  });
  await fill(signals, subjects);
  const keys = new Map<string, string[]>();
  for (const one of subjects.filter(({ id }) => texts.has(id)))
    for (const { key } of await signals.signalsOf(one)) keys.set(key, [...(keys.get(key) ?? []), one.id]);
  expect([...keys.keys()]).toEqual(expect.arrayContaining(['amountSlip.text', 'resultAsDevelopment.said', 'split.totalAmount']));
  expect([...keys.keys()].some((key) => key.startsWith('sameText.'))).toBe(true);
  const registered = new Set(written.filter(isRegistered).map((life) => life[0]!.key));
  expect(new Set([...keys.values()].flat().filter((id) => registered.has(id))).size).toBeGreaterThanOrEqual(2);
  expect(new Set([...keys.values()].flat()).size / written.length).toBeLessThan(0.15);
});

test('what is registered counts what it counted, and the same acts are done on the same days', () => {
  const bare = (deeds: Deed[]) =>
    deeds
      .filter((one) => one.of !== 'contract' || isRegistered(lives.get(one.key) ?? []))
      .map(({ input: { text: _text, noSecrets: _noSecrets, ...input }, ...one }) => ({ ...one, input }));
  expect(bare(after)).toEqual(bare(before));
  expect(after.map(({ key, action, at }) => [key, action, at])).toEqual(before.map(({ key, action, at }) => [key, action, at]));
});
