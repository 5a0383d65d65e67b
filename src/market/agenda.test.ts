// The agenda as its parts: times in the ways in which people write them, and lines that have none.
import { expect, test } from 'vitest';
import { agendaOf } from './agenda.ts';

test('a line is a part, with its time where it begins with one', () => {
  const text = '第一天\n9:00 签到\n\n 09：30—10:15　项目路演：射频模块\r\n10:15-11:00，一对一洽谈\n25:00 不是时间\n11:30';
  expect(agendaOf(text)).toEqual([
    { from: null, to: null, what: '第一天' },
    { from: '09:00', to: null, what: '签到' },
    { from: '09:30', to: '10:15', what: '项目路演：射频模块' },
    { from: '10:15', to: '11:00', what: '一对一洽谈' },
    { from: null, to: null, what: '25:00 不是时间' },
    { from: null, to: null, what: '11:30' },
  ]);
});

test('an empty text has no parts, and a long one is read at once', () => {
  expect(agendaOf(' \n ')).toEqual([]);
  const begun = performance.now();
  expect(agendaOf(`09:00${' '.repeat(4000)}`)).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(200);
});
