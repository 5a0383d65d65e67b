// A contract with a signal, and a note of it, for the tests that go through every kind and every operation.
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

/** The technology amount is a thousandth of the contract's: a signal that needs no other contract. */
export async function contractWithSignal(seller: Person): Promise<Acted> {
  const said = {
    title: '印证提示合同',
    type: 'service',
    amount: '4000000',
    technologyAmount: '4000',
    signedOn: '2025-01-01',
  };
  const contract = await seller.act(await seller.create('contracts', said), 'submit');
  return contract;
}
/** The same once it was reckoned. */
export async function reckonedWithSignal(house: TestHouse, seller: Person): Promise<Acted> {
  const contract = await contractWithSignal(seller);
  await house.house.signals.work();
  return contract;
}

export const noteOf = (contract: { id: string }) => ({
  contract: contract.id,
  key: 'amountSlip.technology',
  verdict: 'explained',
  reason: '印证',
});
