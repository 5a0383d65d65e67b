// Writes the texts of the invented city's contracts from what they say: of those that wait for a registrar, and of some that were registered last. Not the loading.
import { namingOf } from './seed-contract-managers.ts';
import { type Flaw, flawed } from './seed-contract-flaws.ts';
import { type Case, type ContractTextPlan, type Said, saidIn } from './seed-contract-text-plan.ts';
import type { Deed } from './seed-deed.ts';
import { type Chance, chanceOf } from './seed-random.ts';

const waiting = ['submit', 'supplement', 'accept', 'review', 'sendBack'];
/** So many of the last registered have a text too. */
const registeredWithText = 20;

/**
 * The same acts, with texts in those that create a contract which waits at their end, and in the last registrations. What the waiting ones
 * say is flawed here and there: they count nowhere yet. Of a registered one the text alone is: what was counted stays what was reported.
 */
export function withTexts(deeds: readonly Deed[], plan: ContractTextPlan, random: number): Deed[] {
  const names = new Map(
    deeds.flatMap((one) => (one.of === 'organization' && one.action === 'create' ? [[one.key, String(one.input['name'])]] : [])),
  );
  const lives = Map.groupBy(
    deeds.filter((one) => one.of === 'contract'),
    (one) => one.key,
  );
  const cases = [...lives].flatMap(([key, life]): Case[] => {
    const creating = life.find((one) => one.action === 'create');
    return creating ? [{ key, life, creating }] : [];
  });
  const last = ({ life }: Case) => life.at(-1);
  const open = cases.filter((one) => waiting.includes(last(one)?.action ?? ''));
  const registered = cases
    .filter((one) => last(one)?.action === 'register')
    .sort((a, b) => (last(b)?.at.getTime() ?? 0) - (last(a)?.at.getTime() ?? 0))
    .slice(0, registeredWithText);
  const flaws = [
    ...flawed(open, plan, chanceOf(random, 'flaws of contracts')),
    ...flawed(registered, plan, chanceOf(random, 'flaws of registered contracts'), true),
  ];
  const written = new Map<string, Flaw>();
  for (const one of flaws) written.set(one.key, one);
  const nameOf = (creating: Deed, role: 'seller' | 'buyer'): string => {
    if (role === 'seller') return names.get(creating.by?.organization ?? '') ?? '';
    const at = saidIn(creating).parties.findIndex((one) => one.role === 'buyer');
    return saidIn(creating).parties[at]?.name ?? names.get(creating.refers?.[`parties.${at}.organization`] ?? '') ?? '';
  };
  const changed = new Map<string, Flaw & { text: string }>();
  for (const { key } of [...open, ...registered]) {
    const of = written.get(key);
    if (!of) continue;
    const parties = { seller: nameOf(of.creating, 'seller'), buyer: nameOf(of.creating, 'buyer') };
    // A copy is written by the chance of the contract that it is a copy of.
    const chance = chanceOf(random, `text of ${of.copyOf ?? key}`);
    // Sums and payment are each one's own: drawn apart, they change nothing of the words around them.
    const own = chanceOf(random, `sums of ${key}`);
    changed.set(key, { ...of, text: textOf(plan, saidIn(of.likeness ?? of.creating), { of, chance, own, parties }) });
  }
  // Sold by somebody else now: a manager of the first seller is not named on it.
  const resold = new Set(
    open.flatMap(({ key, creating }) => {
      const now = changed.get(key)?.creating ?? creating;
      return now.by?.organization === creating.by?.organization ? [] : [namingOf(key)];
    }),
  );
  return deeds.flatMap((one) => {
    if (one.of === 'managerNaming' && resold.has(one.key)) return [];
    const of = one.of === 'contract' ? changed.get(one.key) : undefined;
    if (!of) return one;
    const by = of.creating.by?.organization;
    const named = one.by?.organization === undefined || by === undefined ? one : { ...one, by: { ...one.by, organization: by } };
    if (one.action !== 'create') return named;
    return { ...of.creating, at: one.at, input: { ...of.creating.input, text: of.text, noSecrets: true } };
  });
}

type Writing = { of: Flaw; chance: Chance; own: Chance; parties: { seller: string; buyer: string } };

function textOf(plan: ContractTextPlan, said: Said, { of, chance, own, parties }: Writing): string {
  const forms = plan.forms.filter((one) => one.type === said.type);
  const form = forms.find((one) => one.subtype === said.subtype) ?? forms.find((one) => one.subtype === null);
  if (!form) throw new Error(`contract-texts.json: there is no form of ${said.type}`);
  const { lines, day } = plan;
  const dayOf = (on: string): string => {
    const [y = '', m = '', d = ''] = on.split('-');
    return fill(day, { y, m: String(Number(m)), d: String(Number(d)) });
  };
  const draw = drawing(plan, chance);
  const values: Record<string, string> = {
    title: said.title,
    rights: said.items.map(({ title, number }) => [title, number].filter(Boolean).join(' ')).join('、') || said.title,
    money: of.flaw === 'blankPrice' ? plan.blankMoney : moneyOf(plan, said, of, own),
    from: dayOf(said.validFrom),
    to: dayOf(of.flaw === 'otherDay' ? `${Number(said.validTo.slice(0, 4)) + 1}${said.validTo.slice(4)}` : said.validTo),
    trainees: String(said.trainees ?? 20),
  };
  const sentence = (ways: readonly string[]) => draw(fill(chance.pick(ways), values));
  const articles = [...form.articles, ...plan.rest].filter((one) => one.defect === undefined || one.defect !== of.flaw);
  const body = articles.map((one, at) => {
    const name = fill(plan.article, { n: plan.numbers[at] ?? String(at + 1), name: chance.pick(one.names) });
    const says = one.says.map(sentence);
    if (one.term) says.push(fill(chance.pick(plan.term), values));
    if (one.pays) says.push(...paymentOf(plan, said, of, own));
    if (at === 0 && (of.flaw === 'existing' || of.flaw === 'monopoly')) says.push(plan.defects[of.flaw]);
    return `${name}\n${says.join('')}`;
  });
  const seal = (role: string, name: string, line = lines.seal) => fill(line, { role, name });
  return [
    chance.pick(form.heads),
    fill(lines.title, values),
    fill(lines.party, { role: form.buyer, name: parties.buyer }),
    fill(lines.party, { role: form.seller, name: parties.seller }),
    fill(lines.signed, { signed: dayOf(said.signedOn) }),
    ...body,
    seal(lines.buyer, parties.buyer),
    seal(lines.seller, parties.seller, of.flaw === 'unsealed' ? lines.unsealed : lines.seal),
    '',
  ].join('\n');
}

const fill = (pattern: string, values: Readonly<Record<string, string>>): string =>
  pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
const grouped = (amount: string): string => Number(amount).toLocaleString('en-US');

/** What a text calls the total: ten times or ten thousand times the typed amount where it slipped. */
function moneyOf({ money, tenThousand }: ContractTextPlan, said: Said, of: Flaw, chance: Chance): string {
  const amount = String(Number(said.amount) * (of.times ?? 1));
  const ways = Number(amount) % 10_000 === 0 ? [...money, tenThousand] : money;
  return fill(chance.pick(ways), { grouped: grouped(amount), plain: amount, wan: String(Number(amount) / 10_000) });
}

/** Names of parts and means, each once in a text, and figures. */
function drawing({ pools }: ContractTextPlan, chance: Chance): (sentence: string) => string {
  const left = new Map<string, string[]>();
  const figures: Record<string, () => string> = {
    a: () => String(chance.int(2, 6) * 5),
    p: () => `${chance.int(90, 99)}.${chance.int(1, 9)}`,
    q: () => `0.${chance.int(1, 9)}`,
    r: () => String(chance.int(8, 40)),
    s: () => String(chance.int(2, 95)),
    h: () => String(chance.int(4, 60) * 100),
  };
  const draw = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const pool = pools[name];
      if (pool === undefined) return figures[name]?.() ?? whole;
      const rest = left.get(name) ?? [];
      if (rest.length === 0) rest.push(...chance.some(pool, pool.length));
      const next = rest.pop() ?? whole;
      left.set(name, rest);
      return draw(next);
    });
  return draw;
}

function paymentOf({ payment, day }: ContractTextPlan, said: Said, of: Flaw, chance: Chance): string[] {
  const says: string[] = [];
  if (said.royalty) says.push(fill(chance.pick(payment.royalty), { title: said.title, rate: said.royalty.rate }));
  else if (of.flaw === undefined && said.schedule && said.schedule.length > 0)
    says.push(
      `${said.schedule
        .map(({ amount, on }) => {
          const [y = '', m = '', d = ''] = on.split('-');
          const shown = fill(day, { y, m: String(Number(m)), d: String(Number(d)) });
          return fill(payment.instalment, { on: shown, amount: grouped(amount) });
        })
        .join('，')}。`,
    );
  else says.push(fill(chance.pick(payment.once), { a: String(chance.int(2, 6) * 5) }));
  if (said.costs.length > 0) {
    const costs = said.costs.map(({ kind, what, amount, carriers }) =>
      fill(payment.cost, { kind: payment.kinds[kind], what, amount: grouped(String(Number(amount) - Number(carriers))) }),
    );
    says.push(fill(payment.costs, { costs: costs.join('，') }));
  }
  return says;
}
