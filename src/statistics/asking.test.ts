// Rounds of asking: a query is answered by words that say something or by another figure at its place, and by nothing else.
import { expect, test } from 'vitest';
import { answeredRound, answerKey, beginRound, cellAt, unansweredIn } from './asking.ts';

const given = (pay: string | null, staff = '3') => ({ items: { pay }, tables: { tenants: [{ name: '甲', staff }] } });
const asked = [
  { place: 'pay', words: '请核对工资' },
  { place: 'tenants.0.staff', words: '请核对人数' },
  { place: null, words: '请附说明' },
];

test('a cell, a row, a table or nothing is found by its place', () => {
  const of = given('5');
  expect(
    ['pay', 'tenants.0.staff', 'tenants.9.staff', 'tenants.0', 'tenants', 'nothing', 'toString', 'tenants.0.name.x'].map((at) =>
      cellAt(of, at),
    ),
  ).toEqual(['5', '3', null, '{"name":"甲","staff":"3"}', '[{"name":"甲","staff":"3"}]', null, null, '甲']);
});

test('each query wants words, or another figure', () => {
  const sent = beginRound(asked, { on: '2026-01-05', again: null, given: given('5') });
  expect(sent.queries.map(({ stood }) => stood)).toEqual(['5', '3', null]);
  const answer = (said: Record<string, string>, pay: string | null, staff?: string) =>
    answeredRound(sent, said, { on: '2026-01-06', given: given(pay, staff) });
  expect(unansweredIn(answer({}, '5'))).toEqual([0, 1, 2]);
  // A word that says nothing is no answer; to mend a figure to blank is.
  expect(unansweredIn(answer({ [answerKey(0)]: '无误', [answerKey(2)]: '……' }, null))).toEqual([1, 2]);
  const whole = answer({ [answerKey(1)]: '新招两名工程师', [answerKey(2)]: '已附审计报告说明' }, '50');
  expect(unansweredIn(whole)).toEqual([]);
  expect(whole).toMatchObject({
    answeredOn: '2026-01-06',
    queries: [
      { stood: '5', mended: true, after: '50', answer: null },
      { mended: false, answer: '新招两名工程师' },
      { mended: false, answer: '已附审计报告说明' },
    ],
  });
});
