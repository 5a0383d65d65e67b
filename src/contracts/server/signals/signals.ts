// Signals of fraud and error of a contract: follows records into memory, and says of one what is to be looked at, with the records it rests on. Front door of this folder.
import { setImmediate } from 'node:timers/promises';
import type { KeptSubject, Signal, SignalParty, SignalPort, SignalRules, SignalSubject } from '../../signals.ts';
import { outsideValidity, yearEndBurst } from './days.ts';
import { roundTrip, split } from './deals.ts';
import { cameOn } from './making.ts';
import { openNearDuplicates } from './near-duplicates.ts';
import { blackListed, organizationsOf, relatedParties } from './parties.ts';
import { plainOf, topicOf, topicsAlike } from './plain-text.ts';
import { openRegister } from './register.ts';
import { type Alike, type Likeness, resultAsDevelopment, sameText } from './same-text.ts';
import { amountsIn } from './said-amounts.ts';
import { saidByMany, sharedOf, shinglesOf } from './shingles.ts';
import { amountSlips } from './slips.ts';

export type Signals = {
  /** Takes a contract in, or what it has become; one that is `gone` is forgotten. Drafts are not followed. */
  follow: (subject: SignalSubject) => void;
  forget: (id: string) => void;
  /** Of one that is followed or of a draft; the weightiest first. The same contracts give the same signals. */
  signalsOf: (subject: SignalSubject) => Promise<Signal[]>;
  readonly size: number;
  /** Bytes of the index of texts, without the facts kept of each contract. */
  bytes: () => number;
};

/** Nobody knows of related parties or black lists; texts must be told wherever near-duplicates are asked for. */
export const nothingTold: SignalPort = {
  texts: () => Promise.resolve(new Map()),
  relations: () => Promise.resolve([]),
  blackListed: () => Promise.resolve([]),
};

/** `forms`: model texts that the platform itself offers; what they say is nobody's own from the first contract on. */
export function openSignals(rules: SignalRules, port: SignalPort, forms: readonly string[] = []): Signals {
  const plain = plainOf(rules.phrases, rules.sameText.longest);
  const saidIn = amountsIn(rules.phrases);
  const shinglesIn = (text: string, parties: readonly SignalParty[]) => shinglesOf(plain(text, parties));
  const index = openNearDuplicates(
    { share: rules.sameText.commonShare, floor: rules.sameText.commonFloor },
    forms.map((form) => shinglesIn(form, [])),
  );
  const register = openRegister();

  const alikeOf = async (subject: SignalSubject): Promise<Alike[]> => {
    if (subject.text === null) return [];
    const { candidates, candidateShare } = rules.sameText;
    const mine = shinglesIn(subject.text, partiesOf(subject));
    const found = index.candidates(mine, { count: candidates, least: candidateShare, but: subject.id });
    if (found.length === 0) return [];
    const texts = await port.texts(found.map(({ id }) => id));
    const topic = topicOf(subject.title, rules.phrases);
    let left = rules.sameText.together;
    const compared = found.flatMap(({ id }) => {
      const [other, text] = [register.get(id), texts.get(id)];
      if (!other || text === undefined || left <= 0) return [];
      left -= Math.min(text.length, rules.sameText.longest);
      const sameTopic = topicsAlike(topicOf(other.title, rules.phrases), topic) >= rules.sameText.sameTopic;
      return [{ other, text, sameTopic, shingles: shinglesIn(text, partiesOf(other)) }];
    });
    const elsewhere = compared.filter(({ sameTopic }) => !sameTopic).map(({ shingles }) => shingles);
    const ofHouse = saidByMany(elsewhere, rules.sameText.houseForm);
    const isForm = (shingle: number) => index.isCommon(shingle) || ofHouse.has(shingle);
    return compared
      .map(({ other, text, sameTopic, shingles }): Alike => {
        const plainly = likenessOf(mine, shingles, index.isCommon, index.size, rules);
        // Nearly the whole is no form, however many of them there are.
        const whole = plainly.identical || plainly.alike >= rules.sameText.whole;
        const likeness = whole ? plainly : likenessOf(mine, shingles, isForm, index.size, rules);
        return { other, text, sameTopic, likeness };
      })
      .sort((a, b) => b.likeness.alike - a.likeness.alike || (a.other.id < b.other.id ? -1 : 1));
  };
  const told = async (subject: SignalSubject): Promise<Signal[]> => {
    const [sellers, buyers] = [organizationsOf(subject.sellers), organizationsOf(subject.buyers)];
    const day = subject.signedOn ?? cameOn(subject);
    if (day === null) return [];
    const [relations, listings] = await Promise.all([
      port.relations(sellers, buyers, day),
      port.blackListed([...sellers, ...buyers], cameOn(subject) ?? day),
    ]);
    return [...relatedParties(subject, relations, rules), ...blackListed(subject, listings, rules)];
  };

  return {
    get size() {
      return index.size;
    },
    bytes: index.bytes,
    forget(id) {
      index.remove(id);
      register.drop(id);
    },
    follow(subject) {
      if (subject.standing === 'gone') {
        index.remove(subject.id);
        register.drop(subject.id);
        return;
      }
      register.put(keptOf(subject));
      if (subject.text === null) index.remove(subject.id);
      else index.add(subject.id, shinglesIn(subject.text, partiesOf(subject)));
    },
    async signalsOf(subject) {
      const [alike, others] = await Promise.all([alikeOf(subject), told(subject)]);
      const said = subject.text === null ? null : saidIn(subject.text);
      const found = [
        ...sameText({ subject, alike, rules }),
        ...resultAsDevelopment({ subject, alike, rules }),
        ...split({ subject, register, rules }),
        ...roundTrip({ subject, register, rules }),
        ...others,
        ...amountSlips({ subject, said, register, rules }),
        ...outsideValidity(subject, rules),
        ...yearEndBurst(subject, register, rules),
      ];
      return found.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
    },
  };
}

/** Follows all that is there at the start, in short steps: a house that fills its index goes on answering. Gives how many. */
export async function fill(signals: Signals, all: AsyncIterable<SignalSubject> | Iterable<SignalSubject>): Promise<number> {
  let count = 0;
  let begun = performance.now();
  for await (const subject of all) {
    signals.follow(subject);
    count += 1;
    if (performance.now() - begun < step) continue;
    await setImmediate();
    begun = performance.now();
  }
  return count;
}
/** Milliseconds that others wait at most. */
const step = 20;

const partiesOf = ({ sellers, buyers }: SignalSubject | KeptSubject): SignalParty[] => [...sellers, ...buyers];

/** Field by field: whoever follows may hand over whole records, and of a hundred thousand of them nothing else may stay in memory. */
const keptOf = (of: SignalSubject): KeptSubject => ({
  id: of.id,
  title: of.title,
  sellers: of.sellers,
  buyers: of.buyers,
  type: of.type,
  signedOn: of.signedOn,
  validFrom: of.validFrom,
  validTo: of.validTo,
  submittedOn: of.submittedOn,
  registeredOn: of.registeredOn,
  totalAmount: of.totalAmount,
  technologyAmount: of.technologyAmount,
  schedule: of.schedule,
  continues: of.continues,
  declaredRelated: of.declaredRelated,
  sellerInside: of.sellerInside,
  standing: of.standing,
});

/** Exact: over all shingles of both that are not common; while the register is young over the forms too, and then only a copy is alike. */
function likenessOf(
  mine: Uint32Array,
  theirs: Uint32Array,
  isCommon: (shingle: number) => boolean,
  size: number,
  { sameText: limits }: SignalRules,
): Likeness {
  const whole = sharedOf(mine, theirs, () => false);
  const identical = whole.either > 0 && whole.both === whole.either;
  const own = sharedOf(mine, theirs, isCommon);
  const [least, most] = [Math.min(own.left, own.right), Math.max(own.left, own.right)];
  const learnt = size >= limits.learnt;
  if (!learnt || least < limits.least) {
    // Two forms with a line filled in differ by little: where forms are known and little is left, only the very same text tells.
    const share = whole.both / Math.max(1, whole.either);
    const copy = learnt ? identical : share >= limits.cold;
    return copy
      ? { alike: share, contained: share, shared: whole.both, identical }
      : { alike: 0, contained: 0, shared: 0, identical: false };
  }
  const contained = own.both / least;
  // A copy with something added is a copy still; one in a text far longer is a part of it.
  return { alike: least * 1.5 >= most ? contained : own.both / own.either, contained, shared: own.both, identical };
}
