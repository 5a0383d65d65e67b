// Answers against own periods, others and other registers: what strikes, what does not, and what is said to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from './answers.ts';
import { isExplained, kept, keyOf, unexplained } from './explanations.ts';
import type { Finding } from './finding.ts';
import { form, type FormVersion } from './form.ts';
import { differences } from './difference.ts';
import { formFaults } from './formFaults.ts';
import { sourceFindings } from './otherSources.ts';
import { historyFindings } from './ownPattern.ts';
import { noPast, type Past } from './past.ts';
import { peerFindings, peersOf, sizeBy } from './peers.ts';
import { exchanged } from './digits.ts';
import { departs, median, middleOf } from './robust.ts';

const named = (zh: string) => ({ zh, en: zh });
const item = (code: string, line: string, more: object = {}) => ({
  code,
  line,
  kind: 'number',
  name: named(code),
  unit: 'thousandYuan',
  elsewhere: null,
  ...more,
});
const trial = form.parse({
  code: 'trial',
  name: named('trial'),
  length: 'month',
  frame: 'all',
  versions: [
    {
      version: 1,
      from: '2025-01-01',
      to: null,
      basis: { text: named('made'), sure: 'derived' },
      sections: [
        {
          code: 'all',
          name: named('all'),
          items: [
            item('revenue', '01', { cumulative: true }),
            item('services', '02', { cumulative: true, partOf: 'revenue' }),
            item('pay', '03', { cumulative: true }),
            item('profit', '04', { cumulative: true, signed: true, watched: false }),
            item('staff', '05', { unit: 'person' }),
          ],
        },
      ],
      ratios: [
        { code: 'payByHead', name: named('pay by head'), of: 'pay', per: 'staff' },
        { code: 'costs', name: named('costs'), of: 'revenue', less: 'profit' },
      ],
    },
  ],
});
const version = trial.versions[0] as FormVersion;

type Month = { revenue: number; services?: number; pay: number; profit: number; staff: number };
const told = ({ revenue, services = revenue * 0.8, pay, profit, staff }: Month): Answers => ({
  items: {
    revenue: (revenue * 1000).toFixed(2),
    services: (services * 1000).toFixed(2),
    pay: (pay * 1000).toFixed(2),
    profit: (profit * 1000).toFixed(2),
    staff: String(staff),
  },
  tables: {},
});
/** Revenues of months, of a firm of twenty with pay and profit that go with them; the year so far at each, the nearest first. */
function periods(revenues: readonly number[], startsAt = 1): { answers: Answers; place: { at: number; of: number } }[] {
  const sums = { revenue: 0, pay: 0, profit: 0 };
  return revenues
    .map((revenue, index) => {
      const at = ((startsAt - 1 + index) % 12) + 1;
      if (at === 1) Object.assign(sums, { revenue: 0, pay: 0, profit: 0 });
      sums.revenue += revenue;
      sums.pay += 200 + (index % 3);
      sums.profit += revenue * 0.1;
      return { answers: told({ ...sums, staff: 20 }), place: { at, of: 12 } };
    })
    .toReversed();
}
const steady = [500, 480, 530, 510, 490, 520, 505, 515, 495, 500, 540, 900, 470, 480, 520, 505];
const pastOf = (all: ReturnType<typeof periods>): Past => ({
  before: all[1]?.answers ?? null,
  lastYear: all[12]?.answers ?? null,
  sameYear: (all[0]?.place.at ?? 1) > 1,
  place: all[0]?.place ?? { at: 1, of: 12 },
  history: all.slice(1).map(({ answers }) => answers),
});
const judged = (change: (items: Answers['items']) => Record<string, string | null>, revenues: readonly number[] = steady) => {
  const all = periods(revenues);
  const items = all[0]?.answers.items ?? {};
  return historyFindings(version, { items: { ...items, ...change(items) }, tables: {} }, pastOf(all));
};
const said = (found: readonly Finding[]) => found.map(({ check, about }) => `${check} ${about.join()}`);
const times = (value: string | null | undefined, factor: number) => (Number(value) * factor).toFixed(2);

describe('robust measures', () => {
  test('a few strange values move neither middle nor spread', () => {
    expect(middleOf([1, 2, 3, 4, 1000])).toEqual({ n: 5, median: 3, spread: 1.4826 });
    expect(median([4, 1])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
  test('nothing departs from fewer than three, nor what was there before', () => {
    expect(departs(9, [1, 1], 0.1)).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 1, maxLength: 24 }),
        fc.nat(23),
        (own, at) => {
          expect(departs(own[at % own.length] ?? 0, own, 0.2)).toBeNull();
        },
      ),
    );
  });
});

describe('against own periods', () => {
  test('an ordinary month is told nothing, nor a good one that the year before had', () => {
    expect(said(judged(() => ({})))).toEqual([]);
    expect(said(judged(() => ({}), [...steady, 500, 490, 500, 510, 500, 505, 495, 900]))).toEqual([]);
  });
  test('one who lives on two months of a year has them without alarm, and months without revenue too', () => {
    const projects = [0, 40, 0, 900, 0, 30, 0, 60, 0, 1500, 0, 0, 50, 0, 0, 1100];
    expect(said(judged(() => ({}), projects))).toEqual([]);
  });
  test('tenfold of one month looks like another unit, whole or added', () => {
    const [found] = judged(({ pay }) => ({ pay: times(pay, 10) }));
    expect(found).toMatchObject({ check: 'unit', level: 'warning', about: ['pay'], facts: { factor: '10' } });
    const [added] = judged(({ revenue }) => ({ revenue: String(Number(revenue) + 505_000 * 9) }));
    expect(added).toMatchObject({ check: 'unit', about: ['revenue'], facts: { added: '5050', factor: '10' } });
  });
  test('the month alone, last month again, nothing new', () => {
    expect(said(judged(() => ({ pay: '201000.00', revenue: '505000.00', services: '404000.00' })))).toEqual([
      'monthOnly revenue,services,pay',
    ]);
    const before = periods(steady)[1]?.answers.items ?? {};
    expect(said(judged(() => before))).toEqual(['again revenue,services,pay,profit']);
    expect(said(judged(() => ({ pay: before['pay'] ?? null })))).toEqual(['little pay']);
  });
  test('a part that outgrows its whole; a profit that only fits as a loss', () => {
    expect(said(judged(({ services }) => ({ services: String(Number(services) + 300_000) })))).toEqual([
      'outgrows services,revenue',
    ]);
    expect(said(judged(({ profit }) => ({ profit: times(profit, -1) })))).toEqual(['sign profit']);
  });
  test('two exchanged items: neither fits, and both would', () => {
    const [found] = judged(({ revenue, pay }) => ({ revenue: pay ?? null, pay: revenue ?? null, services: '100000.00' }));
    expect(found).toMatchObject({ check: 'swapped', about: ['revenue', 'pay'] });
  });
  test('staff that does not fit pay; a nought too many', () => {
    expect(said(judged(() => ({ staff: '11' })))).toEqual(['ratio pay,staff']);
    expect(said(judged(() => ({ staff: '200' })))).toEqual(['unit staff']);
  });
  test('a profit is measured by revenue: a loss that only fits as a profit, in a month of twice the revenue too', () => {
    const loss = [...steady.slice(0, -1), 1100];
    expect(said(judged(() => ({}), loss).filter(({ about }) => about.includes('profit')))).toEqual([]);
    expect(said(judged(({ profit }) => ({ profit: times(profit, -1) }), loss)).filter((one) => one.endsWith('profit'))).toEqual([
      'sign profit',
    ]);
    expect(said(judged(({ profit }) => ({ profit: times(profit, 1.8) })))).toEqual(['ratio revenue,profit']);
  });
  test('two exchanged digits that would fit if put back are said with what they would be', () => {
    const [found] = judged(() => ({ pay: '1260000.00' }), [...steady, 500, 510]);
    expect(found).toMatchObject({ check: 'digits', about: ['pay'], facts: { now: '1260', would: '1206' } });
    expect(exchanged(1203.5)).toEqual([2103.5, 1023.5, 1230.5]);
    expect(exchanged(100)).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999_999 }), (whole) => {
        // Put back, each gives the number that it came from, unless a nought led.
        expect(exchanged(whole).every((one) => String(one).length < String(whole).length || exchanged(one).includes(whole))).toBe(
          true,
        );
      }),
    );
  });
  test('a ratio that never moved strikes when it leaves by a fifth; one that moves does not', () => {
    const all = periods(steady);
    const wild = all.map(({ answers, place }, at) => ({
      answers: { ...answers, items: { ...answers.items, staff: at % 2 === 0 ? '14' : '22' } },
      place,
    }));
    const of = (list: typeof all, staff: string) => {
      const now = list[0]?.answers ?? told({ revenue: 0, pay: 0, profit: 0, staff: 0 });
      return said(historyFindings(version, { ...now, items: { ...now.items, staff } }, pastOf(list)));
    };
    expect(of(all, '26')).toEqual(['ratio pay,staff']);
    expect(of(wild, '26')).toEqual([]);
  });
  test('periods left out are no leap: what they brought is shared among them', () => {
    const all = periods(steady);
    const past = pastOf(all);
    const answers = all[0]?.answers ?? told({ revenue: 0, pay: 0, profit: 0, staff: 0 });
    const history = (past.history ?? []).map((one, back) => (back === 0 || back === 1 ? null : one));
    expect(said(historyFindings(version, answers, { ...past, before: null, history }))).toEqual([]);
    expect(historyFindings(version, answers, { ...past, history: [null, null] })).toEqual([]);
    expect(historyFindings(version, answers, noPast)).toEqual([]);
  });
});

describe('against others', () => {
  const place = { at: 3, of: 12 };
  const like = { class: '2', size: 'small' };
  const others = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      of: like,
      answers: told({ revenue: 900 + 90 * at, pay: 480 + 12 * at, profit: 50, staff: 20 }),
    }));
  const judge = (month: Month, count = 14, history: Past['history'] = []) =>
    said(
      peerFindings(version, told(month), {
        ...noPast,
        place,
        history,
        peers: { book: peersOf(version, others(count), place), of: like },
      }),
    );
  const ordinary = { revenue: 1200, pay: 500, profit: 60, staff: 21 };

  test('who is like them is told nothing; fewer than twelve are no measure', () => {
    expect(judge(ordinary)).toEqual([]);
    expect(judge({ ...ordinary, pay: 500_000 }, 11)).toEqual([]);
  });
  test('a newcomer’s thousandfold is seen, also of one item by the head', () => {
    expect(judge({ ...ordinary, revenue: 1_200_000, profit: 60_000 })).toEqual([
      'peers revenue',
      'peers services',
      'peerRatio revenue,profit',
    ]);
    expect(judge({ ...ordinary, pay: 1 })).toEqual(['peerRatio pay,staff']);
  });
  test('who was so before was asked once', () => {
    const strange = { ...ordinary, pay: 6000, staff: 20 };
    const before = [2, 1].map((at) => told({ ...strange, pay: 2000 * at, revenue: 400 * at }));
    expect(judge(strange)).toEqual(['peerRatio pay,staff']);
    expect(judge(strange, 14, [...before, told({ ...strange, pay: 24_000, revenue: 4800 })])).toEqual([]);
  });
  test('cumulative items compare by the month reached, with a book of another month too', () => {
    const book = peersOf(version, others(14), place);
    const later = { ...noPast, place: { at: 12, of: 12 }, peers: { book, of: { class: '9', size: 'large' } } };
    const year = { revenue: 4800, pay: 2000, profit: 240, staff: 21 };
    expect(peerFindings(version, told(year), later)).toEqual([]);
  });
  test('sizes go by staff', () => expect([9, 10, 100, 300].map(sizeBy)).toEqual(['micro', 'small', 'medium', 'large']));
});

test('what a register knows stands beside what is said, within a tolerance', () => {
  const answers = told({ revenue: 100, pay: 1, profit: 1, staff: 1 });
  const known = (value: string, holds: 'atLeast' | 'equal') =>
    sourceFindings(version, answers, [
      { item: 'revenue', value, words: named('registered'), address: '/contracts', holds, tolerance: 0.1 },
    ]);
  expect(known('105000.00', 'atLeast')).toEqual([]);
  expect(known('20000.00', 'atLeast')).toEqual([]);
  expect(known('20000.00', 'equal')).toHaveLength(1);
  expect(known('300000.00', 'atLeast')).toMatchObject([
    {
      check: 'source',
      level: 'warning',
      about: ['revenue'],
      of: named('registered'),
      address: '/contracts',
      facts: { now: '100', known: '300' },
    },
  ]);
  expect(
    sourceFindings(version, answers, [
      { item: 'none', value: '1', words: named('x'), address: null, holds: 'equal', tolerance: 0 },
    ]),
  ).toEqual([]);
});

describe('explanations', () => {
  const warning: Finding = { check: 'leap', level: 'warning', about: ['pay'], name: null, facts: {} };
  const mandatory: Finding = { ...warning, check: 'falls', level: 'mandatory' };
  test.each(['', '无', 'ok', '——', '1234567', '情况属实', '正常', 'aaaaaaaaaa', '！！！！！', 'n/a', 'The data are correct.'])(
    '%s isExplained nothing',
    (text) => expect(isExplained(text)).toBe(false),
  );
  test.each(['年底集中验收项目', '预收转入', 'Yearly bonus paid in January'])('%s does', (text) =>
    expect(isExplained(text)).toBe(true),
  );
  test('a warning wants one, what is mandatory has none; of one that is gone it is dropped', () => {
    const key = keyOf(warning);
    expect(key).toBe('leap pay');
    expect(unexplained([warning, mandatory], {})).toEqual([warning]);
    expect(unexplained([warning, mandatory], { [key]: '一月发放年终奖' })).toEqual([]);
    expect(kept([warning], { [key]: '一月发放年终奖', 'little tax': '按季缴纳税款' })).toEqual({
      [key]: '一月发放年终奖',
    });
    expect(keyOf({ check: 'ratio', about: ['revenue', 'staff'] })).not.toBe(keyOf({ check: 'ratio', about: ['revenue', 'pay'] }));
  });
});

test('what is measured together is there, in a unit that allows it', () => {
  const broken = structuredClone(trial);
  broken.versions[0]?.ratios.push(
    { code: 'a', name: named('a'), of: 'revenue', per: 'nothing' },
    { code: 'b', name: named('b'), of: 'profit', per: 'staff' },
    { code: 'c', name: named('c'), of: 'revenue', less: 'staff' },
  );
  expect(formFaults(broken)).toEqual([
    'version 1: ratio a: no number nothing',
    'version 1: ratio b: profit may be below nought',
    'version 1: ratio c: staff is in another unit',
  ]);
});

test('how two versions differ tells what is measured together too', () => {
  const later = structuredClone(version);
  later.ratios.shift();
  expect(differences(version, later)).toEqual([{ how: 'removed', of: 'check', place: 'payByHead', what: [] }]);
});
