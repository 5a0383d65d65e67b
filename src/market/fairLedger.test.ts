// The ledger of a fair: stages from what was said and from the contract, the looks after 3, 6 and 12 months, the days on which it is asked.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Said, Step } from './fair.ts';
import { askedSince, faultOf, ledgerOf, monthsAfter, stageOn, stepsOf } from './fairLedger.ts';

const say = (stage: Said['stage'], on: string, amount: string | null = null): Said => ({ stage, on, amount, evidence: null });

test('months later is the same day, or the last of a shorter month', () => {
  expect(monthsAfter('2025-05-18', 3)).toBe('2025-08-18');
  expect(monthsAfter('2025-11-30', 3)).toBe('2026-02-28');
  expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
});

test('what a registered contract says stands in place of what was typed, and goes with it', () => {
  const typed = [say('signed', '2025-05-18', '100'), say('registered', '2025-06-01', '999')];
  const contract = { signedOn: '2025-06-10', registeredOn: '2025-07-01', amount: '80', received: null };
  expect(stepsOf(typed, contract).map(({ stage, on, amount, of }) => [stage, on, amount, of])).toEqual([
    ['signed', '2025-05-18', '100', 'said'],
    ['contract', '2025-06-10', '80', 'contract'],
    ['registered', '2025-07-01', '80', 'contract'],
  ]);
  expect(stepsOf(typed, null).at(-1)?.amount).toBe('999');
});

test('each look counts those whose months have passed, as they stood then', () => {
  const of = (on: string, steps: Said[], lapsedOn: string | null = null) => ({
    beganOn: on,
    steps: stepsOf(steps, null),
    lapsedOn,
  });
  const projects = [
    of('2025-05-18', [say('signed', '2025-05-18', '100'), say('registered', '2025-10-01', '90')]),
    of('2025-05-18', [say('intent', '2025-05-18', '300')], '2025-07-01'),
    of('2025-05-18', [say('intent', '2025-05-18')]),
    of('2026-01-01', [say('intent', '2026-01-01', '7')]),
  ];
  const ledger = ledgerOf(projects, '2026-01-05');
  expect(ledger.map(({ months, of, promised }) => [months, of, promised])).toEqual([
    [0, 4, '407.00'],
    [3, 3, '400.00'],
    [6, 3, '400.00'],
  ]);
  const shown = (months: number) =>
    Object.fromEntries(
      (ledger.find((one) => one.months === months)?.parts ?? []).flatMap(({ outcome, count, promised }) =>
        count > 0 ? [[outcome, [count, promised]]] : [],
      ),
    );
  expect(shown(3)).toEqual({ signed: [1, '100.00'], lapsed: [1, '300.00'], intent: [1, '0.00'] });
  expect(shown(6)).toEqual({ registered: [1, '100.00'], lapsed: [1, '300.00'], intent: [1, '0.00'] });
});

test('it is asked from each of the three days until somebody says how it stands', () => {
  const of = (saidOn: string) => ({ beganOn: '2025-05-18', saidOn });
  expect(askedSince(of('2025-05-18'), '2025-08-17')).toBeNull();
  expect(askedSince(of('2025-05-18'), '2025-08-18')).toBe('2025-08-18');
  expect(askedSince(of('2025-08-20'), '2025-11-17')).toBeNull();
  expect(askedSince(of('2025-08-20'), '2026-06-01')).toBe('2026-05-18');
});

test('stages out of their order in time, ahead of today, or of nothing are refused', () => {
  const first = say('signed', '2025-05-18', '1');
  expect(faultOf([first, say('contract', '2025-05-17')], '2026-01-01')).toEqual({ path: 'on', code: 'order' });
  expect(faultOf([first, say('contract', '2026-01-02')], '2026-01-01')).toEqual({ path: 'on', code: 'ahead' });
  expect(faultOf([say('signed', '2025-05-18', '0')], '2026-01-01')).toEqual({ path: 'amount', code: 'nothing' });
  expect(faultOf([first, say('moneyIn', '2025-05-18', '1')], '2026-01-01')).toBeNull();
});

test('whatever was said, the parts of a look are all of it', () => {
  const stage = fc.constantFrom<Step['stage']>('intent', 'signed', 'contract', 'registered', 'moneyIn');
  const on = fc.integer({ min: 0, max: 600 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
  const project = fc.record({ beganOn: on, stage, lapsed: fc.option(on), amount: fc.option(fc.integer({ min: 1, max: 999 })) });
  fc.assert(
    fc.property(fc.array(project, { maxLength: 8 }), (projects) => {
      const all = projects.map(({ beganOn, stage, lapsed, amount }) => ({
        beganOn,
        steps: stepsOf([say(stage, beganOn, amount === null ? null : String(amount))], null),
        lapsedOn: lapsed,
      }));
      for (const look of ledgerOf(all, '2026-01-01')) {
        expect(look.parts.reduce((sum, { count }) => sum + count, 0)).toBe(look.of);
        expect(look.parts.reduce((sum, { promised }) => sum + Number(promised), 0)).toBe(Number(look.promised));
      }
      expect(all.every(({ steps, beganOn }) => stageOn(steps, beganOn) !== null)).toBe(true);
    }),
  );
});
