// Which step comes next at each stage, by the way of a kind. Days of stages are tested over HTTP (server/stages.test.ts).
import { expect, test } from 'vitest';
import { stageCodes } from './kind.ts';
import { nextStep } from './stages.ts';

test('each stage has the next step of its way, and what has ended has none', () => {
  const steps = (way?: Parameters<typeof nextStep>[1]) => stageCodes.map((stage) => nextStep(stage, way));
  // known, applied, recommended, publicNotice, underConstruction, finallyAccepted, recognised, evaluated, removed, voided
  expect(steps()).toEqual([
    'recognise',
    'recommend',
    'giveNotice',
    'recognise',
    'acceptFinally',
    'recognise',
    'evaluate',
    'evaluate',
    null,
    null,
  ]);
  expect(steps(['applied', 'recommended', 'underConstruction', 'finallyAccepted', 'recognised']).slice(1, 6)).toEqual([
    'recommend',
    'construct',
    'construct',
    'acceptFinally',
    'recognise',
  ]);
  expect(nextStep('applied', ['applied', 'recognised'])).toBe('recognise');
});
