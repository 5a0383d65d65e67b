// How a contract and its text are made for the test set of signals, and what a pattern is. The patterns themselves stand in signals-frauds.ts and signals-innocents.ts.
import { addDays } from '../../src/platform/shared/dates.ts';
import type { BlackListing, Relation, SignalKey, SignalSubject } from '../../src/contracts/signals.ts';
import { textOf, topicOf, type Written } from './signals-texts.ts';

export type Deal = SignalSubject & { text: string; written: Written };
export type Pattern = {
  name: string;
  /** What has to be said of it; null of an innocent: nothing may. */
  expects: SignalKey | null;
  /** Contracts that were there before. */
  given?: readonly SignalSubject[];
  subject: SignalSubject;
  relations?: readonly Relation[];
  listings?: readonly BlackListing[];
};

type Over = Partial<Omit<SignalSubject, 'text'>> & {
  /** Another number, another topic; the same one, the same technical sentences. */
  topic?: number;
  sentences?: readonly string[];
  seller?: string;
  buyer?: string;
  form?: number;
  price?: string;
  extra?: string;
};

/** A clean development contract over 1,200,000 yuan, changed as said; `id` also names its parties and its topic unless they are given. */
export function deal(id: string, over: Over = {}): Deal {
  const number = [...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 17) % 1_000_003;
  const { topic = number, sentences, seller = `卖${id}`, buyer = `买${id}`, form, price, extra, ...facts } = over;
  const about = topicOf(2_000_000 + topic, 14);
  const signedOn = facts.signedOn ?? '2026-03-10';
  const totalAmount = facts.totalAmount ?? '1200000.00';
  const type = facts.type ?? 'development';
  const made: SignalSubject = {
    id,
    title: about.title,
    text: null,
    sellers: [{ id: `o:${seller}`, name: `${seller}科技有限公司` }],
    buyers: [{ id: `o:${buyer}`, name: `${buyer}制造有限公司` }],
    type,
    signedOn,
    validFrom: signedOn,
    validTo: addDays(signedOn, 365),
    submittedOn: addDays(signedOn, 20),
    registeredOn: null,
    totalAmount,
    technologyAmount: totalAmount,
    schedule: [],
    continues: [],
    declaredRelated: false,
    sellerInside: true,
    standing: 'registered',
    ...facts,
  };
  const written: Written = {
    type,
    title: made.title,
    seller: made.sellers[0]?.name ?? '',
    buyer: made.buyers[0]?.name ?? '',
    sentences: sentences ?? about.sentences,
    form: form ?? ['development', 'service', 'consulting', 'transfer', 'licence'].indexOf(type),
    amount: totalAmount,
    signedOn,
    validFrom: made.validFrom ?? signedOn,
    validTo: made.validTo ?? '长期',
    ...(price === undefined ? {} : { price }),
    ...(extra === undefined ? {} : { extra }),
  };
  return { ...made, text: textOf(written), written };
}

/** The technical sentences of a topic with some taken from another: how a text is rewritten, or built on an earlier one. */
export function mixed(topic: number, other: number, changed: number): string[] {
  const [own, foreign] = [topicOf(2_000_000 + topic, 14).sentences, topicOf(2_000_000 + other, 14).sentences];
  return own.map((sentence, at) => (at < changed ? (foreign[at] ?? '') : sentence));
}

/** `count` contracts of one seller, one each month from a day on, of different buyers and topics. */
export const monthly = (name: string, count: number, from: string, over: Over = {}): Deal[] =>
  Array.from({ length: count }, (_, at) => {
    const month = new Date(`${from}T00:00:00Z`);
    month.setUTCMonth(month.getUTCMonth() + at);
    return deal(`${name}-m${at}`, { seller: name, signedOn: month.toISOString().slice(0, 10), ...over });
  });

/** `count` contracts of one seller in one month. */
export const inMonth = (name: string, count: number, month: string, over: Over = {}): Deal[] =>
  Array.from({ length: count }, (_, at) =>
    deal(`${name}-${month}-${at}`, {
      seller: name,
      signedOn: `${month}-01`,
      submittedOn: `${month}-${String(1 + (at % 28)).padStart(2, '0')}`,
      ...over,
    }),
  );
