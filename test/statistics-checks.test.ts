// The checks of returns on an invented city: errors are caught, honest returns hardly ever asked; the city is the same each time and hangs together.
import { expect, test } from 'vitest';
import { readAnswers } from '../src/forms/answers.ts';
import { compared, type Finding } from '../src/forms/finding.ts';
import { verdictOf } from '../src/forms/server/index.ts';
import { openWords } from '../src/platform/server/words.ts';
import { errorSorts, plantErrors } from '../src/seed-returns-errors.ts';
import { returnsPlan } from '../src/seed-returns-plan.ts';
import { words } from '../src/words.ts';
import { institutionsOf, monthly, tryReturns } from './bench/statistics-trial.ts';

const [seed, institutions] = [1, 150];
const trial = tryReturns(seed, institutions);
const honest = trial.judged.filter(({ error }) => error === undefined);

test('of sixty errors most are caught, each sort of them; fewer than one honest return in twenty is asked', () => {
  expect(trial.errors).toHaveLength(60);
  expect(trial.caught.length).toBeGreaterThanOrEqual(55);
  expect(trial.alarmed.length / honest.length).toBeLessThan(0.05);
  expect([...new Set(trial.caught.map(({ sort }) => sort))].sort()).toEqual(Object.keys(errorSorts).sort());
});

test('an error changes what it says, in a return of its own', () => {
  const clean = new Map(trial.judged.map((one) => [one.error, one.one.answers.items]));
  for (const error of trial.errors) {
    const before = clean.get(error) ?? {};
    const apart = Object.keys(before).filter((code) => before[code] !== error.answers.items[code]);
    expect([error.sort, apart.sort()]).toEqual([error.sort, [...error.items].sort()]);
  }
});

test('honest returns could be handed in: nothing mandatory is said of them, but what an error before them leaves', () => {
  const plain = returnsPlan({ seed: 5, institutions: institutionsOf(5, 40), from: { year: 2024, month: 1 }, months: 14 });
  const stopped = plain.filter(({ answers }) => monthly.judge(answers).some(({ level }) => level === 'mandatory'));
  expect(stopped).toEqual([]);
});

test('the same seed makes the same returns and errors, another one others', () => {
  const made = (of: number) => {
    const returns = returnsPlan({ seed: of, institutions: institutionsOf(of, 12), from: { year: 2023, month: 1 }, months: 12 });
    return JSON.stringify([returns, plantErrors(of, returns)]);
  };
  expect(made(3)).toBe(made(3));
  expect(made(3)).not.toBe(made(4));
});

test('institutions are as they are: few large, some without revenue, some gone, some begun, tax left blank by some', () => {
  const december = honest.filter(({ one }) => one.year === 2025 && one.month === 12);
  const revenue = december.map(({ answers }) => Number(answers.items['revenue'])).sort((a, b) => a - b);
  const [middle = 0, most = 0] = [revenue[revenue.length >> 1], revenue.at(-1)];
  expect(most / middle).toBeGreaterThan(20);
  expect(revenue[0]).toBe(0);
  expect(december.length).toBeLessThan(institutions);
  expect(december.some(({ answers }) => answers.items['tax'] === null)).toBe(true);
  expect(honest.some(({ one, past }) => one.month > 1 && (past.history ?? []).length === 0)).toBe(true);
});

test('each finding is said in both languages, filled by what it was judged by', () => {
  const say = openWords(words);
  const read = readAnswers(monthly.version, { items: {}, tables: {} });
  const said = new Set<string>();
  for (const { findings } of [...trial.judged, ...seldom()])
    for (const one of findings) {
      if (said.has(`${one.check} ${'added' in one.facts}`)) continue;
      said.add(`${one.check} ${'added' in one.facts}`);
      for (const language of ['zh-CN', 'en'] as const) {
        const verdict = verdictOf(monthly.version, { ...read, faults: [] }, [one], { language, say, today: '2026-01-01' });
        expect(JSON.stringify(verdict)).not.toMatch(/\{\{|forms:|formChecks:|undefined|NaN/);
      }
    }
  const told = new Set([...said].map((one) => one.split(' ')[0]));
  expect(compared.filter((one) => !told.has(one))).toEqual([]);
});

/** What the city's returns show too seldom: a newcomer in another unit, an amount that rose without contracts. */
function seldom(): { findings: Finding[] }[] {
  const changed = ({ answers, past }: (typeof honest)[number], items: Record<string, string>) => ({
    findings: monthly.judge({ ...answers, items: { ...answers.items, ...items } }, past),
  });
  const newcomers = honest.filter(({ past }) => past.before === null).slice(0, 20);
  const going = honest.filter(({ past }) => past.sameYear && past.before !== null).slice(0, 200);
  return [
    ...newcomers.map((one) => changed(one, { revenue: (Number(one.answers.items['revenue']) * 1000).toFixed(2) })),
    ...going.map((one) => {
      const before = one.past.before?.items ?? {};
      return changed(one, {
        orders: before['orders'] ?? '0',
        orderAmount: (Number(before['orderAmount']) + 5000).toFixed(2),
      });
    }),
  ];
}
