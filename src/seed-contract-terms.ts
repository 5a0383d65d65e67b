// What one contract of the invented city says: title, parties, amounts with what is deducted, payment, rights, codes. Not what happens to it.
import { addDays } from './platform/shared/dates.ts';
import type { ContractPlan } from './seed-contract-plan.ts';
import type { Body } from './seed-organizations.ts';
import type { Chance } from './seed-random.ts';

export type Kind = ContractPlan['types'][number];
export type Saying = { input: Record<string, unknown>; refers: Record<string, string>; technologyAmount: number };
type Asked = { of: ContractPlan; chance: Chance; kind: Kind; amount: number; seller: Body; buyer: Body | null; signedOn: string };

/** Payment by sales is usual where a right moves or is licensed, and nowhere else. */
export const isRoyalty = (kind: Kind, chance: Chance): boolean =>
  (kind.type === 'transfer' || kind.type === 'licence') && chance.happens(0.22);

export function termsOf(asked: Asked & { royalty: boolean; until: string }): Saying {
  const { of, chance, kind, amount, royalty, signedOn, until } = asked;
  const field = chance.weighted(of.fields.map((one) => [one, one.share] as const));
  const topic = chance.pick(field.topics);
  const costs = royalty || !chance.happens(1 / 3) ? [] : costsOf(of, chance, amount);
  const taken = costs.reduce((all, one) => all + Number(one.amount) - Number(one.carriers), 0);
  const sided = partiesOf(asked);
  const subtype = kind.subtypes.length === 0 ? null : chance.weighted(kind.subtypes);
  const input = {
    title: titleOf(of, chance, kind, field, topic),
    type: kind.type,
    subtype,
    parties: sided.parties,
    signedOn,
    validFrom: signedOn,
    validTo: addDays(until, chance.int(90, 900)),
    amount: String(amount),
    costs,
    ...(royalty
      ? {
          paymentMode: 'royaltyWithEntryFee',
          royalty: { base: 'sales', rate: String(chance.int(2, 8)), entryFee: String(amount) },
        }
      : paymentOf(of, chance, amount, signedOn)),
    items: itemsOf(of.rights, chance, kind, topic, signedOn),
    technologyField: field.code,
    objective: chance.pick(field.objectives),
    planSource: chance.weighted(planSources),
    industry: chance.pick(field.industries),
    crossing: sided.crossing,
    relatedParty: chance.happens(0.03),
    disclosure: chance.weighted(disclosures),
  };
  return { input, refers: sided.refers, technologyAmount: amount - taken };
}

const planSources = [
  ['none', 86],
  ['municipal', 6],
  ['provincial', 5],
  ['national', 3],
] as const;
const disclosures = [
  ['nothing', 45],
  ['title', 35],
  ['all', 20],
] as const;

const titleOf = (of: ContractPlan, chance: Chance, kind: Kind, field: ContractPlan['fields'][number], topic: string): string => {
  const parts: Record<string, string> = {
    topic,
    scene: chance.pick([...of.scenes, ...field.scenes, ...field.scenes]),
    method: chance.pick(of.methods),
  };
  return chance.pick(kind.titles).replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? '');
};

/** Who sells is named by the act itself; the buyer is of the register, from elsewhere or from abroad. */
function partiesOf({ of, chance, seller, buyer }: Asked) {
  const own = { role: 'seller', nature: natureOf(of, seller.kind) };
  if (buyer) {
    const parties = [own, { role: 'buyer', nature: natureOf(of, buyer.kind) }];
    return { parties, refers: { 'parties.1.organization': buyer.key }, crossing: 'none' };
  }
  if (chance.happens(0.06)) {
    const [name, country] = chance.pick(of.elsewhere.abroad);
    return { parties: [own, { role: 'buyer', name, country, nature: '300' }], refers: {}, crossing: 'export' };
  }
  const { places, brands, lines, form } = of.elsewhere;
  const name = `${chance.pick(places)}${chance.pick(brands)}${chance.pick(lines)}${form}`;
  return { parties: [own, { role: 'buyer', name, nature: chance.weighted(natures) }], refers: {}, crossing: 'none' };
}

const natures = [
  ['150', 70],
  ['160', 15],
  ['110', 8],
  ['310', 4],
  ['013', 3],
] as const;
const natureOf = (of: ContractPlan, kind: string): string => of.natures[kind] ?? '150';

const round = (amount: number): number => Math.max(100, Math.round(amount / 100) * 100);

/** One or two things that are no technology; now and then some of it are carriers of a reasonable quantity, which are not deducted. */
function costsOf(of: ContractPlan, chance: Chance, amount: number) {
  const left = amount * (0.04 + chance.next() * 0.34);
  return chance.some(of.costs, chance.int(1, 2)).map(([kind, whats], at) => {
    const cost = round(left * (at === 0 ? 0.7 : 0.3));
    const carriers = chance.happens(0.15) ? round(cost * 0.05) : 0;
    return { kind, what: chance.pick(whats), amount: String(cost), carriers: String(carriers) };
  });
}

function paymentOf(of: ContractPlan, chance: Chance, amount: number, signedOn: string) {
  if (chance.happens(0.35)) return { paymentMode: 'lumpSum', schedule: [] };
  const first = round(amount * chance.pick([0.2, 0.3, 0.4, 0.5]));
  const second = chance.happens(0.5) ? round((amount - first) / 2) : 0;
  const parts = [first, second, amount - first - second].filter((one) => one > 0);
  const schedule = parts.map((part, at) => ({
    amount: String(part),
    on: addDays(signedOn, 15 + at * 120),
    condition: of.conditions[Math.min(at, of.conditions.length - 1)] ?? null,
  }));
  return { paymentMode: 'instalments', schedule };
}

/** Where a right moves it is named; elsewhere four in ten contracts have one. */
function itemsOf(names: ContractPlan['rights'], chance: Chance, kind: Kind, topic: string, before: string) {
  const moves = kind.type === 'transfer' || kind.type === 'licence';
  if (!moves && !chance.happens(0.37)) return [{ type: 'none' }];
  const year = Number(before.slice(0, 4)) - chance.int(1, 5);
  const type = chance.weighted(itemSorts);
  const titled = (pattern: string) => pattern.replace('{topic}', topic);
  if (type === 'technicalSecret') return [{ type, title: titled(names.secret) }];
  if (type === 'softwareCopyright') return [{ type, number: `${year}SR99${digits(chance, 5)}`, title: titled(names.software) }];
  const patent = `${year}${type === 'inventionPatent' ? '1' : '2'}99${digits(chance, 5)}`;
  return [{ type, number: `ZL${patent}.${patentCheck(patent)}`, title: titled(names.patent) }];
}

const itemSorts = [
  ['inventionPatent', 42],
  ['utilityModel', 16],
  ['technicalSecret', 20],
  ['softwareCopyright', 22],
] as const;
const digits = (chance: Chance, count: number): string => String(chance.int(0, 10 ** count - 1)).padStart(count, '0');

/** Check character of a patent number: twelve digits weighted 2 to 9 and 2 to 5, modulo 11. */
export function patentCheck(number: string): string {
  const rest = [...number].reduce((all, digit, at) => all + Number(digit) * (at < 8 ? at + 2 : at - 6), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
}
