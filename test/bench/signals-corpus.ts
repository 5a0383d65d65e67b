// Contracts of an invented city for signals, by number: who sells what to whom, on which form, when. Among them no fraud.
import { addDays } from '../../src/platform/shared/dates.ts';
import type { SignalContractType, SignalSubject } from '../../src/contracts/signals.ts';
import { chanceOf } from '../../src/seed-random.ts';
import { textOf, topicOf, type Written } from './signals-texts.ts';

const types = [
  ['development', 45],
  ['service', 36],
  ['consulting', 9],
  ['transfer', 6],
  ['licence', 4],
] as const satisfies readonly (readonly [SignalContractType, number])[];

export const sellerName = (number: number): string => (number % 7 === 0 ? `第${number}研究院` : `甲子${number}科技有限公司`);
export const buyerName = (number: number): string => `乙丑${number}制造有限公司`;

type Made = SignalSubject & { text: string; written: Written };

/**
 * Contract `number` of a city: few sellers have most contracts, each with partners of his own, many in December. One in ten follows on
 * the one before it in a way that is in order.
 */
export function contractOf(number: number, of: number): Made {
  return number % 10 === 9 ? followingOn(contractOf(number - 1, of), number, of) : freshContract(number, of);
}

function freshContract(number: number, of: number): Made {
  const chance = chanceOf(3, `contract ${number}`);
  const seller = Math.floor(Math.max(1, of / 15) * chance.next() ** 2);
  const buyer = seller * 3 + chance.int(0, 5);
  const type = chance.weighted(types);
  const year = chance.int(2023, 2025);
  const signedOn = chance.happens(0.25)
    ? addDays(`${year}-11-20`, chance.int(0, 35))
    : addDays(`${year}-01-01`, chance.int(0, 340));
  const amount = `${chance.int(5, 400)}0000.00`;
  const { title, sentences } = topicOf(number, chance.int(6, 24));
  // A house of its own form, or everybody's.
  const form = seller % 3 === 0 ? 5 + (seller % 200) : types.findIndex(([one]) => one === type);
  const validTo = addDays(signedOn, chance.int(120, 900));
  return made(number, [seller, buyer], { type, title, sentences, form, amount, signedOn, validFrom: signedOn, validTo });
}

/** Next year's service, a licence or a test for another buyer, an order under a framework, a development that builds on the last. */
function followingOn(before: Made, number: number, of: number): Made {
  const chance = chanceOf(5, `contract ${number}`);
  const [seller, buyer] = [numberIn(before.sellers[0]?.id), numberIn(before.buyers[0]?.id)];
  const { written } = before;
  const other = { ...written, amount: `${chance.int(5, 400)}0000.00` };
  const next = {
    signedOn: addDays(written.validTo, -10),
    validFrom: addDays(written.validTo, 1),
    validTo: addDays(written.validTo, 365),
  };
  if (written.type === 'development' || written.type === 'transfer') {
    const { title, sentences } = topicOf(number, written.sentences.length);
    const kept = Math.floor(sentences.length / 3);
    const built = [...written.sentences.slice(0, kept), ...sentences.slice(kept)];
    return made(number, [seller, buyer], { ...other, ...next, type: 'development', title, sentences: built });
  }
  if (written.type === 'licence') return made(number, [seller, buyer + 1], other);
  if (chance.happens(0.3)) return made(number, [seller, buyer + 1], { ...other, signedOn: addDays(written.signedOn, 40) });
  if (chance.happens(0.5)) return made(number, [seller, buyer], { ...written, ...next });
  return {
    ...made(number, [seller, buyer], { ...other, signedOn: addDays(written.signedOn, 25) }),
    continues: [`c${(number - 1) % of}`],
  };
}

const numberIn = (id: string | null | undefined): number => Number(id?.slice(1));

function made(number: number, [seller, buyer]: [number, number], said: Omit<Written, 'seller' | 'buyer'>): Made {
  const written: Written = { ...said, seller: sellerName(seller), buyer: buyerName(buyer) };
  return {
    id: `c${number}`,
    title: written.title,
    text: textOf(written),
    written,
    sellers: [{ id: `s${seller}`, name: written.seller }],
    buyers: [{ id: `b${buyer}`, name: written.buyer }],
    type: written.type,
    signedOn: written.signedOn,
    validFrom: written.validFrom,
    validTo: written.validTo,
    submittedOn: addDays(written.signedOn, 20),
    registeredOn: addDays(written.signedOn, 30),
    totalAmount: written.amount,
    technologyAmount: written.amount,
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
