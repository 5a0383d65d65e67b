// How the cells of a campaign's workbook are read and written: codes or their names, amounts in yuan or in ten thousands, days. Pure; what a firm is, and the judging, stand on the server.
import { lastDayOf } from '../platform/shared/dates.ts';
import type { Text } from '../platform/shared/words.ts';
import { divided, multiplied } from '../contracts/amountCells.ts';
import { technologyFields } from '../contracts/terms.ts';
import { industriesIn, industry } from '../organizations/classification.ts';
import { codeIn, dayIn, given, isRead, type Read } from '../organizations/importCells.ts';
import type { Said } from '../records/import.ts';
import { openRightsCells } from './campaignRights.ts';
import { cooperationModes, demandTypes } from './codes.ts';
import { confidentialities, type ListingSort, sideOf, sides, sorts, type Stated } from './listing.ts';

export type Values = Readonly<Record<string, string>>;
/** Words in both languages, names parted by `|`: the last is the one that is written. */
export type WordsOf = (key: string) => Text;
type Known = { code: string; names: readonly Text[] };

const parted = ({ zh, en }: Text): Text[] => {
  const [chinese, english] = [zh.split('|'), en.split('|')];
  return Array.from({ length: Math.max(chinese.length, english.length) }, (_, at) => ({
    zh: chinese[at] ?? chinese.at(-1) ?? zh,
    en: english[at] ?? english.at(-1) ?? en,
  }));
};
const named = (codes: readonly string[], words: WordsOf, key: string): Known[] =>
  codes.map((code) => ({ code, names: parted(words(`${key}.${code}`)) }));
const coded = (of: readonly { code: string; name: Text }[]): Known[] => of.map(({ code, name }) => ({ code, names: [name] }));

export type CampaignCells = ReturnType<typeof openCampaignCells>;

export function openCampaignCells(words: WordsOf) {
  const lists = {
    side: named(sides, words, 'campaign:sides'),
    sort: named(sorts, words, 'market:sorts'),
    field: named(technologyFields, words, 'contracts:technologyFields'),
    cooperation: coded(cooperationModes),
    demandType: coded(demandTypes),
    confidentiality: named(confidentialities, words, 'campaign:confidentialities'),
    answer: named(['yes', 'no'], words, 'campaign:answers'),
  } satisfies Record<string, Known[]>;
  const rights = openRightsCells(words);
  const open = new Set(parted(words('campaign:openPrice')).flatMap(({ zh, en }) => [zh, en.toLowerCase()]));
  const titleOf = (list: keyof typeof lists, code: string, language: 'zh' | 'en'): string =>
    lists[list].find((one) => one.code === code)?.names.at(-1)?.[language] ?? code;

  /** The input of a row as far as it can be read, and what cannot. */
  function read(values: Values) {
    const said: Said[] = [];
    const cell = (field: string): string | null => given(values, field);
    const told = <T>(one: Read<T>): T | null => {
      if (isRead(one)) return one.value;
      said.push(one.said);
      return null;
    };
    const code = (field: string, list: keyof typeof lists, value = cell(field)) =>
      told(codeIn(padded(value), field, lists[list]));
    const yes = (field: string): boolean => code(field, 'answer') === 'yes';
    const [side, sort] = [code('side', 'side'), sortOf(code('sort', 'sort'), cell('sort'), cell('side'), code)];
    if (sort === null && said.length === 0) said.push({ words: 'campaign:said.sort', field: 'sort' });
    if (sort !== null && side !== null && sideOf(sort) !== side)
      said.push({ words: 'campaign:said.sideOtherwise', field: 'side' });
    const demand = sort === 'problem';
    const price = priceIn(cell, open, said);
    const cooperation = partedIn(cell('cooperation')).flatMap((one) => code('cooperation', 'cooperation', one) ?? []);
    const input = {
      sort,
      title: cell('title') ?? '',
      text: cell('text') ?? '',
      keywords: partedIn(cell('keywords')),
      field: code('field', 'field'),
      industry: industryIn(cell('industry'), said),
      cooperation: [...new Set(cooperation)],
      maturity: wholeIn(cell('maturity'), said),
      // A campaign seldom asks for it: what is not said is none of the other types.
      demandType: demand ? (code('demandType', 'demandType') ?? '99') : cell('demandType'),
      ...price,
      deadline: deadlineIn(cell('deadline'), said),
      acceptance: cell('acceptance'),
      confidentiality: code('confidentiality', 'confidentiality') ?? 'public',
      ipItems: rights.itemsIn(cell('ipItems'), said),
      transfer: rights.conditionsIn(cell('transfer'), said),
      anonymous: yes('anonymous'),
      noSecret: yes('noSecret'),
    };
    return { input, said };
  }

  return { read, titleOf, rights };
}

type Coding = (field: string, list: 'side', value?: string | null) => string | null;
/** Without a kind a demand is a problem to be solved; of a supply it has to be said. */
function sortOf(sort: string | null, cell: string | null, side: string | null, code: Coding): ListingSort | null {
  if (sort !== null) return sorts.find((one) => one === sort) ?? null;
  return cell === null && side !== null && code('side', 'side', side) === 'demand' ? 'problem' : null;
}

/** A spreadsheet takes the nought of `03` for nothing. */
const padded = (cell: string | null): string | null => (cell !== null && /^\d$/.test(cell) ? `0${cell}` : cell);

const partedIn = (cell: string | null): string[] =>
  [...new Set((cell ?? '').split(/[;；|\n、,，]/).map((one) => one.trim()))].filter((one) => one !== '');

type Prices = Pick<Stated, 'price' | 'priceLow' | 'priceHigh'>;
/** Both are a range, one of them is the price, a word says that it is open; nothing is not said. */
function priceIn(cell: (field: string) => string | null, open: ReadonlySet<string>, said: Said[]): Prices {
  const amount = (field: 'budgetLow' | 'budgetHigh'): string | 'open' | null => {
    for (const [column, factor] of [
      [`${field}Wan`, 10_000n],
      [field, 1n],
    ] as const) {
      const value = cell(column);
      if (value === null) continue;
      if (open.has(value.toLowerCase())) return 'open';
      const read = multiplied(value, factor);
      if (read.ok) return read.yuan;
      said.push({ words: `official:amountWrong.${read.code}`, field: column, params: { value } });
      return null;
    }
    return null;
  };
  const [low, high] = [amount('budgetLow'), amount('budgetHigh')];
  if (low === 'open' || high === 'open') return { price: 'agreed', priceLow: null, priceHigh: null };
  if (low === null && high === null) return { price: 'none', priceLow: null, priceHigh: null };
  if (low === null || high === null || low === high) return { price: 'fixed', priceLow: low ?? high, priceHigh: null };
  return { price: 'range', priceLow: low, priceHigh: high };
}
/** How these two cells say it, in ten thousands. */
export function priceCells({ price, priceLow, priceHigh }: Prices, openWord: string) {
  const wan = (amount: string | null) => (amount === null ? null : divided(amount, '10000'));
  return { budgetLowWan: price === 'agreed' ? openWord : wan(priceLow), budgetHighWan: wan(priceHigh) };
}

function wholeIn(cell: string | null, said: Said[]): number | null {
  if (cell === null) return null;
  const digits = /^(?:trl)?\s*([1-9])(?:\.0+)?$/i.exec(cell)?.[1];
  if (digits === undefined) said.push({ words: 'campaign:said.maturity', field: 'maturity', params: { value: cell } });
  return digits === undefined ? null : Number(digits);
}

/** A month or a year alone ends with its last day. */
function deadlineIn(cell: string | null, said: Said[]): string | null {
  const read = dayIn(cell, 'deadline', '9999-12-31');
  if (isRead(read)) return read.value === null ? null : lastDayOf(read.value);
  said.push(read.said);
  return null;
}

/** By its code, or by its name in the standard; of two of one name the wider. */
function industryIn(cell: string | null, said: Said[]): string | null {
  if (cell === null) return null;
  const code = industry(cell.toUpperCase())?.code ?? industryNamed(cell);
  if (code === null) said.push({ words: 'market:refusals.industry', field: 'industry', params: { industry: cell } });
  return code;
}
let byName: ReadonlyMap<string, string> | undefined;
function industryNamed(name: string): string | null {
  byName ??= new Map(below(null).toReversed());
  return byName.get(name.replaceAll(/\s/g, '')) ?? null;
}
/** Names with their codes, the wider before what lies below it. */
const below = (parent: string | null): [string, string][] => {
  const inside = industriesIn(parent);
  const names = inside.flatMap(({ code, name }): [string, string][] =>
    [name.zh, ...(name.en === null ? [] : [name.en])].map((one) => [one.replaceAll(/\s/g, ''), code]),
  );
  return [...names, ...inside.flatMap(({ code }) => below(code))];
};
