// What a contract may be used for, over HTTP: open to everybody, in the caller's language, today's rules unless another day is said.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { BenefitsAnswer } from '../benefits.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

test('a visitor asks: before signing, on another day, and with a sum that cannot be', async () => {
  const visitor = house.visitor();
  const drafted = { type: 'licence', licenceYears: 3, amount: '6000000.00', technologyAmount: '5500000' };
  const today = await visitor.post<BenefitsAnswer>('/contracts/benefits', drafted);
  expect(today.notice).not.toBe('');
  expect(today.beforeSigning.map((one) => one.line)).toEqual(['transferIncome']);
  expect(today.lines.find((one) => one.code === 'vat')).toMatchObject({ verdict: 'cannotBeSaid', claim: null });

  const sold = { type: 'transfer', crossBorder: 'none', registeredOn: '2025-11-01', on: '2025-12-31' };
  const then = await visitor.post<BenefitsAnswer>('/contracts/benefits', sold);
  expect(then.lines.find((one) => one.code === 'vat')).toMatchObject({ verdict: 'applies', claim: 'exempt' });

  const refused = await visitor.send('POST', '/contracts/benefits', { body: { ...drafted, technologyAmount: '6000000.01' } });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ errors: [{ path: 'technologyAmount', code: 'aboveTotal' }] });
  const misread = await visitor.send('POST', '/contracts/benefits', { body: { amount: '500万' } });
  expect([misread.status, ((await misread.json()) as { errors: { path: string }[] }).errors[0]?.path]).toEqual([400, 'amount']);
});
