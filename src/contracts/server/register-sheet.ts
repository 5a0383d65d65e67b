// The register of contracts as a sheet, read page by page while it is written: what the reader sees, as he filtered it, in the columns of the form.
import type { FastifyInstance } from 'fastify';
import type { Written } from '../../platform/server/documents/sheet.ts';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, listSheet } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { getRegister } from '../copies.ts';
import { standing } from '../taxClaims.ts';
import { type Contract, namesIn, type Say, typeOf } from './papers-said.ts';
import type { Contracts } from './service.ts';

const columns = [
  ['registrationNumber', 20],
  ['ownNumber', 16],
  ['title', 44],
  ['type', 24],
  ['seller', 30],
  ['buyer', 30],
  ['region', 12],
  ['signedOn', 12],
  ['validFrom', 12],
  ['validTo', 12],
  ['amount', 18],
  ['technologyAmount', 18],
  ['paymentMode', 16],
  ['technologyField', 24],
  ['objective', 24],
  ['planSource', 16],
  ['industry', 10],
  ['items', 30],
  ['state', 12],
  ['registeredOn', 12],
  ['claims.column', 30],
] as const;

export function mountRegisterSheet(app: FastifyInstance, kernel: Kernel, contracts: Contracts): void {
  mount(app, getRegister, async ({ query: { format, ...asked }, actor, request }) => {
    const say: Say = (key, given) => app.say(actor.language, key, given);
    const name = say('contractCopies:register');
    const titled = columns.map(([key, width]) => ({
      key,
      title: say(key === 'seller' || key === 'buyer' ? `contracts:roles.${key}` : `contracts:${key}`),
      width,
      ...(key === 'amount' || key === 'technologyAmount' ? { kind: 'number' as const } : {}),
    }));
    return listSheet(
      kernel,
      { actor, request },
      {
        kind: 'contract',
        list: contracts.list,
        asked,
        format,
        name,
        columns: titled,
        rows: (items) => items.map((row) => rowOf(fields.parse(row), String(row['state']), say)),
      },
    );
  });
}

function rowOf(one: Contract, state: string, say: Say): Written {
  const chosen = (of: string, code: string | null) => (code === null ? null : say(`contracts:${of}.${code}`));
  return {
    registrationNumber: one.registrationNumber,
    ownNumber: one.ownNumber,
    title: one.title,
    type: typeOf(one, say),
    seller: namesIn(one, 'seller', say),
    buyer: namesIn(one, 'buyer', say),
    region: one.region,
    signedOn: one.signedOn,
    validFrom: one.validFrom,
    validTo: one.validTo,
    amount: one.amount,
    technologyAmount: one.technologyAmount,
    paymentMode: chosen('paymentModes', one.paymentMode),
    technologyField: chosen('technologyFields', one.technologyField),
    objective: chosen('objectives', one.objective),
    planSource: chosen('planSources', one.planSource),
    industry: one.industry,
    items: one.items.flatMap((each) => each.number ?? []).join('; '),
    state: say(`contracts:states.${state}`),
    registeredOn: one.registeredOn,
    'claims.column': standing(one.taxClaims)
      .map((each) => `${say(`contracts:claimedBenefits.${each.benefit}`)} ${each.year}`)
      .join('; '),
  };
}
