// Two cells of a campaign's workbook: intellectual property as `kind|number|name|whose`, transfer conditions as `name: value`, items parted by semicolons. Pure.
import { dayIn, isRead } from '../organizations/importCells.ts';
import type { Said } from '../records/import.ts';
import type { Text } from '../platform/shared/words.ts';
import { masked } from './contacts.ts';
import { holders, type IpItem, ipKinds, licenceKinds, transferConditions, type TransferConditions } from './rights.ts';

type WordsOf = (key: string) => Text;
type Language = 'zh' | 'en';
const plain = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(/[\s_-]+/g, '')
    .toLowerCase();
const parted = (cell: string): string[] =>
  cell
    .split(/[;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
const partsOf = (item: string): string[] => item.split(/[|｜]/).map((one) => one.trim());

/** Contact data goes out of the names alone: a number of a patent is none. */
export const ipKept = (cell: string): string =>
  parted(cell)
    .map((item) => {
      const parts = partsOf(item);
      const name = parts.length > 2 ? 2 : parts.length - 1;
      return parts.map((one, at) => (at === name ? masked(one) : one)).join('|');
    })
    .join('；');

const yesNo = ['ownersAgree', 'inventorsAgree', 'pledged', 'pledgeeAgrees', 'stateFunded', 'abroad', 'approved'] as const;
const coded = {
  owner: ['owners', ['institution', 'joint', 'other']],
  rights: ['grants', ['none', 'longTermUse', 'ownership']],
  licence: ['licences', ['none', ...licenceKinds]],
  offered: ['licences', licenceKinds],
  pricing: ['pricings', ['agreement', 'exchange', 'auction']],
} as const;
const order = Object.keys(transferConditions.shape) as (keyof TransferConditions)[];
const isYesNo = (key: string): key is (typeof yesNo)[number] => yesNo.some((one) => one === key);
const isCoded = (key: string): key is keyof typeof coded => Object.hasOwn(coded, key);

export function openRightsCells(words: WordsOf) {
  const meant = <T extends string>(codes: readonly T[], key: string, said: string): T | undefined =>
    codes.find((code) => {
      const { zh, en } = words(`${key}.${code}`);
      return [code, zh, en].some((one) => plain(one) === plain(said));
    });
  const answers = (code: 'yes' | 'no') => words(`campaign:answers.${code}`);
  const answer = (said: string): boolean | undefined => {
    for (const code of ['yes', 'no'] as const) {
      const { zh, en } = answers(code);
      if ([zh, en].flatMap((one) => one.split('|')).some((one) => plain(one) === plain(said))) return code === 'yes';
    }
    return undefined;
  };
  const wrong = (field: string, value: string): Said => ({ words: `campaign:said.${field}`, field, params: { value } });

  function itemsIn(cell: string | null, said: Said[]): IpItem[] {
    return parted(cell ?? '').flatMap((item) => {
      const [kindSaid = '', ...rest] = partsOf(item);
      const kind = meant(ipKinds, 'market:ip.kinds', kindSaid);
      const [number, title, whose] = rest.length === 1 ? ['', rest[0]] : rest;
      const holder = whose === undefined || whose === '' ? 'own' : meant(holders, 'market:ip.holders', whose);
      if (kind !== undefined && holder !== undefined && title !== undefined && title !== '' && rest.length <= 3)
        return [{ kind, number: number === '' ? null : (number ?? null), title, holder }];
      said.push(wrong('ipItems', item));
      return [];
    });
  }

  /** A value of one condition; undefined where it cannot be read. */
  function valueIn(key: keyof TransferConditions, value: string): unknown {
    if (isYesNo(key)) return answer(value);
    if (isCoded(key)) return meant<string>(coded[key][1], `market:transfer.${coded[key][0]}`, value);
    if (key === 'inventors') return /^\d{1,3}$/.test(value) ? Number(value) : undefined;
    const day = dayIn(value, 'transfer', '9999-12-31');
    return isRead(day) && /^\d{4}-\d{2}-\d{2}$/.test(day.value ?? '') ? day.value : undefined;
  }
  function conditionsIn(cell: string | null, said: Said[]): TransferConditions | null {
    if (cell === null) return null;
    const read: Record<string, unknown> = {};
    const faults: Said[] = [];
    for (const item of parted(cell)) {
      const [name = '', ...rest] = item.split(/[:：=]/);
      const key = meant(order, 'market:transfer', name);
      const value = key === undefined ? undefined : valueIn(key, rest.join(':').trim());
      if (key === undefined || value === undefined) faults.push(wrong('transfer', item));
      else read[key] = value;
    }
    if (faults.length === 0 && read['owner'] === undefined)
      faults.push({ words: 'campaign:said.transferOwner', field: 'transfer' });
    said.push(...faults);
    return faults.length > 0 ? null : transferConditions.parse(read);
  }

  const between = (language: Language) => (language === 'en' ? '; ' : '；');
  return {
    itemsIn,
    conditionsIn,
    itemsCell: (items: readonly IpItem[], language: Language): string | null =>
      items.length === 0
        ? null
        : items
            .map(({ kind, number, title, holder }) =>
              [
                words(`market:ip.kinds.${kind}`)[language],
                number ?? '',
                title,
                words(`market:ip.holders.${holder}`)[language],
              ].join('|'),
            )
            .join(between(language)),
    /** What is as it is unless said is left out. */
    conditionsCell: (of: TransferConditions | null, language: Language): string | null => {
      if (of === null) return null;
      const unsaid = transferConditions.parse({ owner: of.owner });
      const value = (key: keyof TransferConditions): string => {
        if (isYesNo(key))
          return (
            answers(of[key] ? 'yes' : 'no')
              [language].split('|')
              .at(-1) ?? ''
          );
        if (isCoded(key)) return words(`market:transfer.${coded[key][0]}.${of[key]}`)[language];
        return String(of[key]);
      };
      return order
        .filter((key) => key === 'owner' || of[key] !== unsaid[key])
        .map((key) => `${words(`market:transfer.${key}`)[language]}${language === 'en' ? ': ' : '：'}${value(key)}`)
        .join(between(language));
    },
  };
}
