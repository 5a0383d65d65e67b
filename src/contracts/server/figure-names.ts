// What the keys of contract figures are called, in the reader's language: types, places, fields, sections of industry, kinds of party.
import type { Language } from '../../platform/shared/actor.ts';
import { textIn } from '../../platform/shared/words.ts';
import { industryPath } from '../../organizations/classification.ts';
import type { Region } from '../../organizations/region.ts';
import type { FigureDimension } from '../figures.ts';

/** The ledger's dimension of each; places are columns of their own, months are days. */
export const dimensionOf: Readonly<Record<Exclude<FigureDimension, 'region' | 'month'>, string>> = {
  type: 'type',
  technologyField: 'field',
  industry: 'industry',
  sellerKind: 'seller',
  buyerKind: 'buyer',
};

/** The section of an industry; empty for what is none. */
export const sectionOf = (code: string): string => industryPath(code)[0]?.code ?? '';

type Asked = {
  by: FigureDimension;
  key: string;
  language: Language;
  say: (key: string) => string;
  regions: readonly Region[];
};
export function nameOfKey({ by, key, language, say, regions }: Asked): string {
  if (by === 'month') return key;
  if (by === 'region') {
    const found = regions.find((one) => one.id === key);
    return found ? textIn(found.name, language) : say('publicContracts:unknown');
  }
  if (key === '') return say('publicContracts:unknown');
  if (by === 'type') return say(`contracts:types.${key}`);
  if (by === 'technologyField') return say(`contracts:technologyFields.${key}`);
  if (by !== 'industry') return say(`publicContracts:natures.${key}`);
  const [section] = industryPath(key);
  return (language === 'en' ? section?.name.en : section?.name.zh) ?? key;
}
