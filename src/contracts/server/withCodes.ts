// A contract with the credit codes that the register of organizations knows of its parties, for what is entered elsewhere. Kept nowhere: the register is asked each time.
import type { Contract } from './papers-said.ts';

export type CreditCodes = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

export async function withCodes<C extends Pick<Contract, 'parties'>>(all: readonly C[], creditCodes: CreditCodes): Promise<C[]> {
  const ids = all.flatMap(({ parties }) => parties.flatMap((one) => (one.creditCode === null ? (one.organization ?? []) : [])));
  const known = await creditCodes([...new Set(ids)]);
  return all.map((of) => ({
    ...of,
    parties: of.parties.map((one) => ({ ...one, creditCode: one.creditCode ?? known.get(one.organization ?? '') ?? null })),
  }));
}
