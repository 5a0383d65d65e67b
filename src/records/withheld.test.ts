// Why an action is not offered: read off a lifecycle, for readers of different roles.
import { expect, test } from 'vitest';
import { lifecycle } from './lifecycle.ts';
import { withheldOf } from './withheld.ts';

const life = lifecycle('title', {
  states: ['applied', 'recognised', 'removed'],
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'applied', by: ['bureauOfficer', 'districtInCharge'] },
    recognise: { from: ['applied', 'removed'], to: 'recognised', by: 'bureauOfficer' },
    remove: { from: 'recognised', to: 'removed', by: 'bureauOfficer' },
    move: { from: ['applied', 'recognised'], to: 'same', by: ['bureauOfficer', 'districtInCharge'] },
    recalculate: { from: ['applied', 'recognised'], to: 'same', by: 'clock' },
  },
});

test('who may act reads in which states the rest is possible', () => {
  const record = { state: 'applied', actions: [{ name: 'recognise' }, { name: 'move' }] };
  expect(withheldOf(life, record, ['bureauOfficer'])).toEqual([{ action: 'remove', states: ['recognised'], standings: [] }]);
});

test('who may not reads who does it, by role or by tie to the record, beside the state that it would take', () => {
  expect(withheldOf(life, { state: 'applied', actions: [] }, ['securityAdmin'])).toEqual([
    { action: 'recognise', states: [], standings: ['bureauOfficer'] },
    { action: 'remove', states: ['recognised'], standings: ['bureauOfficer'] },
    { action: 'move', states: [], standings: ['bureauOfficer', 'districtInCharge'] },
  ]);
});

test('what is offered, what creates and what falls due is not withheld', () => {
  const record = { state: 'recognised', actions: [{ name: 'remove' }, { name: 'move' }] };
  expect(withheldOf(life, record, ['bureauOfficer'])).toEqual([
    { action: 'recognise', states: ['applied', 'removed'], standings: [] },
  ]);
});
