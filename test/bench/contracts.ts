// Measures contracts: the self-check's agreement with cases whose outcome is known, our own and those handed over beside the checkout,
// and its speed; what one contract costs its seller and its registrar.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openCheck } from '../../src/contracts/server/index.ts';
import { openPack } from '../../src/platform/server/pack.ts';
import { openCity } from '../harness/browser.ts';
import { findChromium } from '../harness/chromium.ts';
import { stopOwnServer } from '../harness/database.ts';
import { handIn, limits, paperOf, registerAtDesk, signedIn } from '../e2e/contract-journey.ts';
import { shown, spreadOf, table, timed } from './report.ts';

const cases = z.array(
  z.looseObject({
    id: z.string(),
    title: z.string().optional(),
    text: z.string().optional(),
    description_zh: z.string().optional(),
    expected: z.looseObject({
      outcome: z.string(),
      type: z.string().nullable().optional(),
      acceptableTypes: z.array(z.string()).optional(),
    }),
  }),
);
type Case = z.output<typeof cases>[number];

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const files = [
  { name: 'cases-dev.json', path: at('../shared/data/contracts/cases-dev.json') },
  { name: 'our own', path: at('src/contracts/check-cases.json') },
];
/** By which the rules in force are chosen: a fixed day, that two runs tell the same. */
const today = '2026-11-26';
/** UTF-16 units of a text of 5 MB in UTF-8, most of it Chinese. */
const longText = 1_800_000;

export async function benchContracts(print: (line: string) => void): Promise<void> {
  const opened = performance.now();
  const check = openCheck(openPack('example', { anchor: 2026 }));
  print(`The rule base is loaded in ${shown(performance.now() - opened)} ms.`);
  print('');
  const judge = (one: Case) => judged(one, check({ title: one.title, text: one.text ?? one.description_zh ?? '' }, today, 'en'));
  const found = files.filter(({ path }) => existsSync(path));
  for (const { name, path } of files.filter((one) => !found.includes(one)))
    print(`${name} is missing: looked for at ${path}; nothing is said of it.`);
  const sets = found.map(({ name, path }) => ({ name, all: cases.parse(JSON.parse(readFileSync(path, 'utf8'))).map(judge) }));
  table(
    print,
    ['cases', 'of them', 'verdict agrees', 'with a type', 'type agrees'],
    sets.map(({ name, all }) => {
      const typed = all.filter(({ typeAgrees }) => typeAgrees !== null);
      const count = (list: typeof all, holds: (one: Judged) => boolean) => list.filter(holds).length;
      return [name, all.length, count(all, (one) => one.agrees), typed.length, count(typed, (one) => one.typeAgrees === true)];
    }),
  );
  const wrong = sets.flatMap(({ all }) => all.filter((one) => !one.agrees || one.typeAgrees === false));
  if (wrong.length > 0) table(print, ['disagrees', 'wanted', 'said', 'because of'], wrong.map(rowOf));
  else print('No disagreement.\n');
  await speed(print, (text) => check({ text }, today, 'en'));
  await journey(print);
}

/** From a Word file to the register in a browser, as the end-to-end test goes: what it costs the seller and the registrar. */
async function journey(print: (line: string) => void): Promise<void> {
  if (findChromium() === undefined || !existsSync(at('dist/web/index.html'))) {
    print(
      'No Chromium is found here, or the pages are not built (npm run build): what a contract costs its people is not measured.',
    );
    return;
  }
  const city = await openCity('example');
  try {
    const [seller, registrar] = [await signedIn(city, 'organization-admin'), await signedIn(city, 'registrar')];
    await seller.goTo('/contracts');
    const handedIn = await handIn(seller, (await paperOf(city)).content);
    const registered = await registerAtDesk(registrar, handedIn.id);
    table(
      print,
      ['who', 'what', 'measured', 'at most'],
      [
        ['seller', 'confirmations', handedIn.confirmations, limits.sellerConfirmations],
        ['seller', 'seconds', shown(handedIn.seconds), limits.sellerSeconds],
        ['registrar', 'keystrokes', registered.keystrokes, limits.registrarKeystrokes],
        ['registrar', 'seconds', shown(registered.seconds), limits.registrarSeconds],
      ],
    );
  } finally {
    await city.close();
    await stopOwnServer();
  }
}

type Said = ReturnType<ReturnType<typeof openCheck>>;
type Judged = { id: string; wanted: string; said: string; because: string; agrees: boolean; typeAgrees: boolean | null };

/** `register` is registrable, `refuse` is not; a contract routed to another type agrees when that type is proposed. */
function judged({ id, expected }: Case, { verdict, type, clauses }: Said): Judged {
  const types = [...(expected.acceptableTypes ?? []), ...(expected.type ? [expected.type] : [])];
  const fits = type !== null && types.includes(type);
  const agrees =
    expected.outcome === 'register'
      ? verdict === 'registrable'
      : expected.outcome === 'refuse'
        ? verdict === 'not-registrable'
        : verdict !== 'unclear' && fits;
  const failing = clauses.filter((one) => one.verdict === false && one.effect === 'refuse').map(({ rule }) => rule);
  return {
    id,
    wanted: `${expected.outcome} ${expected.type ?? ''}`.trim(),
    said: `${verdict} ${type ?? ''}`.trim(),
    because: failing.join(', '),
    agrees,
    typeAgrees: types.length === 0 ? null : fits,
  };
}
const rowOf = ({ id, wanted, said, because }: Judged) => [id, wanted, said, because];

/** Texts as they come: a description, a contract, and 5 MB of contracts one after another. */
async function speed(print: (line: string) => void, check: (text: string) => unknown): Promise<void> {
  const own = cases.parse(JSON.parse(readFileSync(at('src/contracts/check-cases.json'), 'utf8')));
  const texts = own.map(({ text }) => text ?? '');
  const longest = texts.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const all = texts.join('\n');
  const long = all.repeat(Math.ceil(longText / all.length)).slice(0, longText);
  const latin = 'The parties agree to develop a new sensor; '.repeat(Math.ceil(5_000_000 / 43)).slice(0, 5_000_000);
  const rows: [string, string, number][] = [
    ['a description', texts[0] ?? '', 200],
    ['a whole contract', longest, 100],
    ['5 MB of Chinese contracts', long, 5],
    ['5 MB of Latin letters', latin, 5],
  ];
  const measured: (string | number)[][] = [];
  for (const [what, text, runs] of rows) {
    const { p50, most } = spreadOf(await timed(runs, 2, async () => check(text)));
    measured.push([what, text.length.toLocaleString('en'), shown(p50), shown(most)]);
  }
  table(print, ['text', 'characters', 'median ms', 'slowest ms'], measured);
}
