// Progress of a task against a naive count, for any milestones on any day.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../platform/shared/dates.ts';
import { type Counted, isOverdue, progressOf } from './planTask.ts';

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2025-01-01', days));
const state = fc.constantFrom<Counted['state']>('planned', 'reported', 'sentBack', 'accepted', 'dropped');
const milestones = fc.array(fc.record({ state, dueOn: day }), { maxLength: 12 });

test('progress is what a clerk would count', () => {
  fc.assert(
    fc.property(milestones, day, (all, today) => {
      let [total, accepted, reported, overdue] = [0, 0, 0, 0];
      const due: string[] = [];
      for (const one of all) {
        if (one.state === 'dropped') continue;
        total++;
        if (one.state === 'accepted') accepted++;
        else if (one.state === 'reported') reported++;
        else {
          due.push(one.dueOn);
          if (Date.parse(one.dueOn) < Date.parse(today)) overdue++;
        }
      }
      expect(progressOf(all, today)).toEqual({ total, accepted, reported, overdue, nextDueOn: due.sort()[0] ?? null });
    }),
  );
});

test('the order of milestones is nothing to progress, and time only adds to what is overdue', () => {
  fc.assert(
    fc.property(milestones, day, fc.nat(30), (all, today, more) => {
      const before = progressOf(all, today);
      expect(progressOf([...all].reverse(), today)).toEqual(before);
      expect(progressOf(all, addDays(today, more)).overdue).toBeGreaterThanOrEqual(before.overdue);
      expect(before.accepted + before.reported + before.overdue).toBeLessThanOrEqual(before.total);
    }),
  );
});

test('on its day nothing is overdue yet', () => {
  expect(isOverdue({ state: 'planned', dueOn: '2025-06-30' }, '2025-06-30')).toBe(false);
  expect(isOverdue({ state: 'sentBack', dueOn: '2025-06-30' }, '2025-07-01')).toBe(true);
  expect(isOverdue({ state: 'reported', dueOn: '2025-06-30' }, '2025-07-01')).toBe(false);
});
