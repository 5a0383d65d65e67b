// How values of a contract stand on its documents: amounts, parties, types, and the name of a field from its path. Not the documents.
import type { z } from 'zod';
import type { Language } from '../../platform/shared/actor.ts';
import { shownIn } from '../../platform/shared/shown.ts';
import { writtenDay } from '../../platform/server/documents/document.ts';
import type { fields } from '../contract.ts';
import { cost, instalment, item, party, royalty, terms } from '../terms.ts';

export type Contract = z.output<typeof fields>;
export type Say = (key: string, params?: Record<string, string | number>) => string;
/** The reader's language, and the words in it. */
export type Saying = { language: Language; say: Say };

/** Grouped, with fen: for a column whose head names the unit. */
export const figure = (amount: string, { language }: Pick<Saying, 'language'>): string =>
  shownIn(amount, { unit: '', factor: '1' }, language, 2);
export const yuan = (amount: string, { language, say }: Saying): string =>
  say('contractPapers:yuan', { amount: figure(amount, { language }) });
/** Title of such a column. */
export const inYuan = (field: 'amount' | 'technologyAmount', say: Say): string =>
  say('contractPapers:inYuan', { what: say(`contracts:${field}`) });
export const dayOr = (on: string | null, otherwise: string, { language }: Pick<Saying, 'language'>): string =>
  on === null ? otherwise : writtenDay(on, language);

export const nameOf = (one: Contract['parties'][number], say: Say): string =>
  one.organizationName ?? one.name ?? say('documents:paper.unknown');
/** Names of all parties in a role; the registering one stands first as it does in the record. */
export const namesIn = (of: Contract, role: Contract['parties'][number]['role'], say: Say): string =>
  of.parties
    .filter((one) => one.role === role)
    .map((one) => nameOf(one, say))
    .join(say('contractPapers:several'));

export function typeOf({ type, subtype }: Pick<Contract, 'type' | 'subtype'>, say: Say): string | null {
  if (type === null) return null;
  const name = say(`contracts:types.${type}`);
  return subtype === null ? name : say('contractPapers:withCode', { words: name, code: say(`contracts:subtypes.${subtype}`) });
}

const within = { parties: party, costs: cost, schedule: instalment, items: item, royalty } as const;
const singular: Record<keyof typeof within, string> = {
  parties: 'party',
  costs: 'cost',
  schedule: 'instalment',
  items: 'item',
  royalty: 'royalty',
};
const isWithin = (head: string): head is keyof typeof within => Object.hasOwn(within, head);

/** `parties.1.name` is “Parties 2 · Name”; a path that is no field of the form stays as it was written. */
export function fieldTitle(path: string, say: Say): string {
  const [head = '', ...rest] = path.split('.');
  if (!Object.hasOwn(terms, head) && head !== 'text') return path;
  const title = say(`contracts:${head}`);
  if (!isWithin(head) || rest.length === 0) return title;
  const at = rest[0] !== undefined && /^\d+$/.test(rest[0]) ? ` ${Number(rest.shift()) + 1}` : '';
  const field = rest.shift();
  const known = field !== undefined && Object.hasOwn(within[head].shape, field);
  return `${title}${at}${known ? ` · ${say(`contracts:${singular[head]}.${field}`)}` : ''}`;
}
