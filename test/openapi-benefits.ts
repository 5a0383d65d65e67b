// What a contract may be used for, asked as printed. Called by openapi.test.ts.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'post', path: string, at: Record<string, string>, body: unknown) => Promise<{ status: number }>;

/** Nothing known, a computed estimate, and a sum that cannot be. */
export async function askBenefitsAsPrinted(ask: Ask, visitor: Person): Promise<void> {
  const transfer = { type: 'transfer', amount: '6000000', technologyAmount: '6000000', transferCost: '0', transferTaxes: '0' };
  for (const body of [{}, transfer, { amount: '1', technologyAmount: '2' }])
    await ask(visitor, 'post', '/contracts/benefits', {}, body);
}
