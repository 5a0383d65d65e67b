// Contracts of an invented city for signals, by number: who sells what to whom, on which form, when. Among them no fraud.
import { addDays } from '../../src/platform/shared/dates.ts';
import type { SignalContractType, SignalSubject } from '../../src/contracts/signals.ts';
import { chanceOf } from '../../src/seed-random.ts';
import { textOf, topicOf } from './signals-texts.ts';

const types = [
  ['development', 45],
  ['service', 36],
  ['consulting', 9],
  ['transfer', 6],
  ['licence', 4],
] as const satisfies readonly (readonly [SignalContractType, number])[];

export const sellerName = (number: number): string => (number % 7 === 0 ? `第${number}研究院` : `甲子${number}科技有限公司`);
export const buyerName = (number: number): string => `乙丑${number}制造有限公司`;

/** Contract `number` of a city with one seller in fifteen contracts. */
export function contractOf(number: number, of: number): SignalSubject & { text: string } {
  const chance = chanceOf(3, `contract ${number}`);
  const seller = chance.int(0, Math.max(1, Math.floor(of / 15)));
  const buyer = chance.int(0, Math.max(1, Math.floor(of / 8)));
  const type = chance.weighted(types);
  const signedOn = addDays('2023-01-01', chance.int(0, 1090));
  const validTo = addDays(signedOn, chance.int(120, 900));
  const amount = `${chance.int(5, 400)}0000.00`;
  const { title, sentences } = topicOf(number, chance.int(6, 24));
  // A house of its own form, or everybody's.
  const form = seller % 3 === 0 ? 5 + (seller % 200) : types.findIndex(([one]) => one === type);
  const written = {
    type,
    title,
    seller: sellerName(seller),
    buyer: buyerName(buyer),
    sentences,
    form,
    amount,
    signedOn,
    validFrom: signedOn,
    validTo,
  };
  return {
    id: `c${number}`,
    title,
    text: textOf(written),
    sellers: [{ id: `s${seller}`, name: written.seller }],
    buyers: [{ id: `b${buyer}`, name: written.buyer }],
    type,
    signedOn,
    validFrom: signedOn,
    validTo,
    submittedOn: addDays(signedOn, 20),
    registeredOn: addDays(signedOn, 30),
    totalAmount: amount,
    technologyAmount: amount,
    schedule: [],
    continues: [],
    declaredRelated: false,
    sellerInside: true,
    standing: 'registered',
  };
}

/** One of some 200,000 characters, most of it the same as in the other long ones: the longest that is compared. */
export function longContract(number: number, of: number): SignalSubject & { text: string } {
  const contract = contractOf(number, of);
  const sentences = Array.from(
    { length: 90 },
    (_, at) => topicOf(9_000_000 + (at < 60 ? at : number * 100 + at), 24).sentences,
  ).flat();
  return { ...contract, id: `long${number}`, text: `${contract.text}${sentences.join('；\n')}` };
}
