// Measures signals of contracts: filling the index with a hundred thousand texts, asking it, what it keeps in memory; and counts what of the test set is found and falsely said.
import { resourceUsage } from 'node:process';
import { openSignals } from '../../src/contracts/server/signals/signals.ts';
import { type SignalPort, signalGrounds } from '../../src/contracts/signals.ts';
import { contractOf, longContract } from './signals-corpus.ts';
import { frauds, innocents, rules, type Trial, tryAll } from './signals-trial.ts';
import { deal, mixed, type Pattern } from './signals-patterns.ts';
import { shown, spreadOf, table } from './report.ts';
import { readPack } from '../../src/app-pack.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { openCalendar } from '../../src/seed-deed.ts';
import { deedsUntil } from '../../src/seed-example.ts';
import { saidOfExample } from './signals-example.ts';

type Print = (line: string) => void;
const asked = 400;
const tenth = 10;
const times = 40;

export async function benchSignals(print: Print, contracts: number): Promise<void> {
  await index(print, contracts);
  found(print, await tryAll(Math.min(contracts, 5000)));
  const young = await tryAll(20);
  print(
    `In a register of twenty contracts, where no form is known yet: found ${frauds.length - young.missed.length} of ${frauds.length}, false alarms ${young.falseAlarms.length}.`,
  );
  print('');
  await example(print);
  await rewritten(print);
}

/** The invented city as it is loaded, thirty thousand contracts: whatever is said of them is too much. */
async function example(print: Print): Promise<void> {
  const pack = openPack('example', { anchor: 2025 });
  const deeds = deedsUntil({ pack, parts: readPack(pack) }, '2100-01-01');
  const { contracts, suspected, keys } = await saidOfExample(deeds, openCalendar(pack.city.timeZone, pack.city.firstDay).dayOf);
  const told = [...keys].map(([key, count]) => `${key} ${count}`).join(', ') || 'nothing';
  print(`The invented city: something said of ${suspected} of ${contracts.toLocaleString('en')} contracts (${told}).`);
  print('');
}

/** Texts are made anew whenever they are asked for, so that the memory is the index's own. */
async function index(print: Print, contracts: number): Promise<void> {
  const ask: { texts: number[] } = { texts: [] };
  const port: SignalPort = {
    texts: (ids) => {
      const begun = performance.now();
      const texts = new Map(ids.map((id) => [id, textFor(id, contracts)]));
      ask.texts.push(performance.now() - begun);
      return Promise.resolve(texts);
    },
    relations: () => Promise.resolve([]),
    blackListed: () => Promise.resolve([]),
  };
  const signals = openSignals(rules, port);
  globalThis.gc?.();
  const before = process.memoryUsage();
  let [filling, characters] = [0, 0];
  for (let number = 0; number < contracts; number += 1) {
    const contract = contractOf(number, contracts);
    characters += contract.text.length;
    const begun = performance.now();
    signals.follow(contract);
    filling += performance.now() - begun;
  }
  globalThis.gc?.();
  const after = process.memoryUsage();
  const questions = await asking(signals, contracts, ask);
  print(
    `${contracts.toLocaleString('en')} contracts of ${Math.round(characters / contracts).toLocaleString('en')} characters on average.`,
  );
  print('');
  table(
    print,
    ['what', 'figure'],
    [
      ['follow all', `${shown(filling / 1000)} s`],
      ['follow one, mean', `${(filling / contracts).toFixed(2)} ms`],
      ['arrays of the index', `${megabytes(signals.bytes())} MB`],
      [
        'arrays and facts, measured',
        `${megabytes(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers)} MB`,
      ],
      ['process at its largest, the bench itself in it', `${megabytes(resourceUsage().maxRSS * 1024)} MB`],
    ],
  );
  table(
    print,
    ['milliseconds', 'p50', 'p95', 'slowest'],
    questions.map(([what, taken]) => {
      const { p50, p95, most } = spreadOf(taken);
      return [what, shown(p50), shown(p95), shown(most)];
    }),
  );
  await said(print, signals, contracts);
}

/** How far a text may be rewritten and still be told: of a second buyer's development, fourteen sentences of which some are others. */
async function rewritten(print: Print): Promise<void> {
  const ways = [true, false];
  const toldOf = async (changed: number, keepsTitle: boolean) => {
    const patterns = Array.from({ length: times }, (_, at): Pattern => {
      const title = keepsTitle ? { topic: 3000 + at } : {};
      const sentences = mixed(3000 + at, 4000 + at, changed);
      return {
        name: `${at}`,
        expects: 'sameText.soldTwice',
        given: [deal(`r${at}`, { topic: 3000 + at, seller: 'r' })],
        subject: deal(`r${at}x`, { ...title, sentences, seller: 'r', form: 12, signedOn: '2026-09-01' }),
      };
    });
    return `${times - (await tryAll(600, patterns)).missed.length} of ${times}`;
  };
  const rows: string[][] = [];
  for (let changed = 0; changed <= 7; changed += 1)
    rows.push([`${changed} of 14`, ...(await Promise.all(ways.map((keeps) => toldOf(changed, keeps))))]);
  table(print, ['sentences rewritten, on another form', 'told, title kept', 'title changed'], rows);
}

const textFor = (id: string, contracts: number): string =>
  (id.startsWith('long') ? longContract : contractOf)(Number(/\d+/.exec(id)?.[0]), contracts).text;

const megabytes = (bytes: number): string => Math.round(bytes / 2 ** 20).toLocaleString('en');

/** Without the making of texts, which a house reads from its files. */
async function asking(
  signals: ReturnType<typeof openSignals>,
  contracts: number,
  ask: { texts: number[] },
): Promise<[string, number[]][]> {
  const [clean, copied, replaced, long]: [number[], number[], number[], number[]] = [[], [], [], []];
  const measure = async (into: number[], work: () => unknown) => {
    ask.texts.length = 0;
    const begun = performance.now();
    await work();
    into.push(performance.now() - begun - ask.texts.reduce((sum, one) => sum + one, 0));
  };
  for (let at = -50; at < asked; at += 1) {
    const fresh = contractOf(contracts + 100 + at, contracts);
    const copy = { ...contractOf((Math.abs(at) * 37) % contracts, contracts), id: 'copy' };
    const known = contractOf((Math.abs(at) * 53) % contracts, contracts);
    await measure(at < 0 ? [] : clean, () => signals.signalsOf(fresh));
    await measure(at < 0 ? [] : copied, () => signals.signalsOf(copy));
    await measure(at < 0 ? [] : replaced, () => {
      signals.forget(known.id);
      signals.follow(known);
    });
  }
  const longest = Array.from({ length: 12 }, (_, at) => longContract(at, contracts));
  for (const one of longest) signals.follow(one);
  for (const one of longest) await measure(long, () => signals.signalsOf(one));
  for (const one of longest) signals.forget(one.id);
  return [
    ['all signals of a new contract', clean],
    ['all signals of a copy', copied],
    [`all signals of one of ${Math.round((longest[0]?.text.length ?? 0) / 1000)},000 characters, like eleven others`, long],
    ['forget one and follow it again', replaced],
  ];
}

/** The city has no fraud in it but what chance made; whatever is said of its contracts is too much. */
async function said(print: Print, signals: ReturnType<typeof openSignals>, contracts: number): Promise<void> {
  const keys = new Map<string, number>();
  const looked = Math.min(contracts, asked * tenth);
  for (let at = 0; at < looked; at += 1) {
    // A prime step meets fresh contracts and those that follow on others alike.
    const number = (at * 7919) % contracts;
    for (const { key } of await signals.signalsOf(contractOf(number, contracts))) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  const told = [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => `${key} ${count}`);
  print(
    `Said of ${looked.toLocaleString('en')} of the city's contracts, where nothing is wrong by design: ${told.join(', ') || 'nothing'}.`,
  );
  print('');
}

/** The table of what was found: by matter the frauds found, what was said beside, and the innocents of whom it was said. */
export function found(print: Print, { tried, missed, falseAlarms }: Trial): void {
  const ofCode = (code: string, key: string | null) => key?.startsWith(`${code}.`) ?? false;
  const rows = Object.keys(signalGrounds).map((code) => {
    const all = tried.filter(({ pattern }) => ofCode(code, pattern.expects));
    return [
      code,
      all.length,
      all.length - missed.filter(({ expects }) => ofCode(code, expects)).length,
      tried.filter(
        ({ pattern, signals }) =>
          pattern.expects !== null && !ofCode(code, pattern.expects) && signals.some(({ key }) => ofCode(code, key)),
      ).length,
      falseAlarms.filter(({ signals }) => signals.some(({ key }) => ofCode(code, key))).length,
    ];
  });
  table(print, ['signal', 'patterns', 'found', 'said beside another', 'false alarms'], rows);
  print(
    `Found ${frauds.length - missed.length} of ${frauds.length}; false alarms ${falseAlarms.length} of ${innocents.length} look-alikes.`,
  );
  for (const { name } of missed) print(`- missed: ${name}`);
  for (const { pattern, signals } of falseAlarms)
    print(`- false alarm: ${pattern.name} (${signals.map(({ key }) => key).join(', ')})`);
  print('');
}
