// The register of contracts as a sheet, read page by page while it is written: what the reader sees, as he filtered it, in the columns of the form.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { sheetTypes, type Written, writeSheet } from '../../platform/server/documents/sheet.ts';
import { mount } from '../../platform/server/mount.ts';
import { doerOf, logged } from '../../platform/server/securityLog.ts';
import type { Kernel } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { getRegister } from '../copies.ts';
import { standing } from '../taxClaims.ts';
import { type Contract, namesIn, type Say, typeOf } from './papers-said.ts';
import type { Contracts } from './service.ts';

const atOnce = 200;
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
    // The first page is read before anything is told: a filter that there is not is refused in words and not in the middle of a file.
    const first = await contracts.list(actor, { ...asked, limit: atOnce });
    // Told before it is given: a file that was begun has left the house.
    const detail = Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, value === undefined ? null : String(value)]),
    );
    await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind: 'contract', id: format }, detail });
    const name = say('contractCopies:register');
    const titled = columns.map(([key, width]) => ({
      key,
      title: say(key === 'seller' || key === 'buyer' ? `contracts:roles.${key}` : `contracts:${key}`),
      width,
      ...(key === 'amount' || key === 'technologyAmount' ? { kind: 'number' as const } : {}),
    }));
    return {
      attachment: writeSheet(name, titled, rowsOf(contracts, { actor, asked, first, say }), format),
      type: sheetTypes[format],
      name: `${name}.${format}`,
    };
  });
}

type Asking = {
  actor: Actor;
  asked: Record<string, unknown>;
  first: Awaited<ReturnType<Contracts['list']>>;
  say: Say;
};

async function* rowsOf(contracts: Contracts, { actor, asked, first, say }: Asking): AsyncGenerator<Written> {
  for (let page = first; ; ) {
    for (const row of page.items) yield rowOf(fields.parse(row), String(row['state']), say);
    if (page.next === null) return;
    page = await contracts.list(actor, { ...asked, limit: atOnce, after: page.next });
  }
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
