// What a supply rests on: items of intellectual property, and the conditions under which a result of a public institute may be transferred. Shapes and facts for the rules. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { ruleShape } from '../rules/rule.ts';

export const ipKinds = ['inventionPatent', 'utilityModel', 'design', 'software', 'technicalSecret', 'other'] as const;
export const patentKinds: readonly string[] = ['inventionPatent', 'utilityModel', 'design'];
/** Wholly its own, with others, or another's who lets it be offered. */
export const holders = ['own', 'joint', 'entrusted'] as const;
export const ipItem = z.strictObject({
  kind: z.enum(ipKinds).meta({ title: 'market:ip.kind', options: 'market:ip.kinds' }),
  number: line(60).nullable().default(null).meta({ title: 'market:ip.number' }),
  title: line(100, 2).meta({ title: 'market:ip.title' }),
  holder: z.enum(holders).meta({ title: 'market:ip.holder', options: 'market:ip.holders' }),
});
export type IpItem = z.output<typeof ipItem>;

export const licenceKinds = ['ordinary', 'sole', 'exclusive'] as const;
const yes = (title: string) => z.boolean().default(false).meta({ title });
/** 转化条件: of results of public institutes; others may say them. */
export const transferConditions = z.strictObject({
  owner: z.enum(['institution', 'joint', 'other']).meta({ title: 'market:transfer.owner', options: 'market:transfer.owners' }),
  ownersAgree: yes('market:transfer.ownersAgree'),
  /** How many; who they are stands in the patent or in the institute's register. */
  inventors: z.number().int().min(1).max(100).nullable().default(null).meta({ title: 'market:transfer.inventors' }),
  /** Granted to them: nothing, long-term use (长期使用权), ownership in part or whole (所有权). */
  rights: z
    .enum(['none', 'longTermUse', 'ownership'])
    .default('none')
    .meta({ title: 'market:transfer.rights', options: 'market:transfer.grants' }),
  inventorsAgree: yes('market:transfer.inventorsAgree'),
  /** The strongest of earlier licences, and its last day. */
  licence: z
    .enum(['none', ...licenceKinds])
    .default('none')
    .meta({ title: 'market:transfer.licence', options: 'market:transfer.licences' }),
  licenceUntil: day.nullable().default(null).meta({ title: 'market:transfer.licenceUntil' }),
  pledged: yes('market:transfer.pledged'),
  pledgeeAgrees: yes('market:transfer.pledgeeAgrees'),
  stateFunded: yes('market:transfer.stateFunded'),
  /** Offered abroad as well, and approved by who runs the programme. */
  abroad: yes('market:transfer.abroad'),
  approved: yes('market:transfer.approved'),
  /** Which licence is offered. */
  offered: z
    .enum(licenceKinds)
    .nullable()
    .default(null)
    .meta({ title: 'market:transfer.offered', options: 'market:transfer.licences' }),
  pricing: z
    .enum(['agreement', 'exchange', 'auction'])
    .nullable()
    .default(null)
    .meta({ title: 'market:transfer.pricing', options: 'market:transfer.pricings' }),
});
export type TransferConditions = z.output<typeof transferConditions>;

/** `law/market/transfer-rules.json`: each rule with the field whose word it contradicts. */
export const transferRules = z.array(z.strictObject({ path: z.string(), rule: ruleShape })).min(1);
export const transferFacts = {
  offer: { transfer: 'bool', licence: 'bool', kind: 'text', abroad: 'bool', fixedPrice: 'bool' },
  result: {
    owner: 'text',
    ownersAgree: 'bool',
    rights: 'text',
    inventorsAgree: 'bool',
    licence: 'text',
    pledged: 'bool',
    pledgeeAgrees: 'bool',
    stateFunded: 'bool',
    approved: 'bool',
    pricing: 'text',
  },
} as const;

/** Codes of the province: 01 transfer, 02 licence. A licence that has ended binds nobody. */
export function factsOf(said: TransferConditions, of: { cooperation: readonly string[]; price: string }, today: string) {
  const ended = said.licenceUntil !== null && said.licenceUntil < today;
  return {
    offer: {
      transfer: of.cooperation.includes('01'),
      licence: of.cooperation.includes('02'),
      kind: said.offered ?? '',
      abroad: said.abroad,
      fixedPrice: of.price === 'fixed',
    },
    result: {
      owner: said.owner,
      ownersAgree: said.ownersAgree,
      rights: said.rights,
      inventorsAgree: said.inventorsAgree,
      licence: ended ? 'none' : said.licence,
      pledged: said.pledged,
      pledgeeAgrees: said.pledgeeAgrees,
      stateFunded: said.stateFunded,
      approved: said.approved,
      pricing: said.pricing ?? '',
    },
  };
}
