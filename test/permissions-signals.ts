// What the permission test makes of signals: a fresh contract with one for each note, since a signal is noted once.
import { contractWithSignal, noteOf } from './signal-seeds.ts';
import type { TestHouse } from './harness/house.ts';
import type { Acted } from './harness/http.ts';

type Around = { house: TestHouse; organization: string };
const waiting: Acted[] = [];

/** Contracts that wait to be noted, one for each note that the test tries. */
export async function signalsWaiting({ house, organization }: Around, count: number): Promise<void> {
  const seller = await house.as({ account: 'signal-seller', roles: ['organizationAdmin'], organization });
  for (let left = count; left > 0; left--) waiting.push(await contractWithSignal(seller));
  await house.house.signals.work();
}
export const signalBodies = {
  signalNote: {
    create: () => noteOf(waiting.pop() ?? { id: '' }),
    revise: () => ({ verdict: 'ground', reason: '测试' }),
  },
};
export const signalFolders = { signalNote: 'signal-notes' };
export const signalMade = (house: () => TestHouse) => {
  let registrar: ReturnType<TestHouse['as']> | undefined;
  return {
    signalNote: async (): Promise<Acted> => {
      registrar ??= house().as({ account: 'notes', roles: ['registrar'] });
      return (await registrar).create('signal-notes', signalBodies.signalNote.create());
    },
  };
};
