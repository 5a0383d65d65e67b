// The certified list of chosen contracts, as PDF with each one's proof inside and as XLSX: only of what is registered on the day it is made.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { checkCode, verifyPath } from '../../platform/shared/document.ts';
import { sum } from '../../platform/shared/money.ts';
import { textIn, type Text } from '../../platform/shared/words.ts';
import { type Block, type Document, writtenDay } from '../../platform/server/documents/document.ts';
import { sheetTypes, type Written, writeSheet } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import { bannerOf, checkCodeOf, type Kernel, made, now, ownAddress, sealedOf } from '../../records/server/index.ts';
import { fields } from '../contract.ts';
import { getList, getListSheet, noLongerRegistered, notRegistered } from '../papers.ts';
import { amountInWords } from './papers-amount.ts';
import { type Contract, figure, inYuan, namesIn, type Saying } from './papers-said.ts';
import type { Contracts } from './service.ts';

type Proved = { code: string; address: string; file: { name: string; content: string } };
type Listed = { one: Contract; id: string; proved: Proved | null };
type Listing = Saying & {
  items: Listed[];
  today: string;
  digest: string | null;
  amount: string;
  technologyAmount: string;
  address: string;
  banner: string | null;
};

export function mountContractList(app: FastifyInstance, kernel: Kernel, contracts: Contracts, of: { city: Text }): void {
  const listed = async (ids: string, actor: Actor, address: string): Promise<Listing> => {
    const items: Listed[] = [];
    // In turn: a list of two hundred takes one connection, and the first that is not seen ends it.
    for (const id of new Set(ids.split(','))) items.push(await listedOf(kernel, contracts, actor, { id, address }));
    const { language } = actor;
    return {
      language,
      say: (key, given) => app.say(language, key, given),
      items,
      today: kernel.dayOf(await now(kernel.db)),
      digest: digestOf(items),
      amount: sum(items.map(({ one }) => one.amount ?? '0')),
      technologyAmount: sum(items.map(({ one }) => one.technologyAmount ?? '0')),
      address,
      banner: bannerOf(kernel, app.say, actor),
    };
  };
  mount(app, getList, async ({ query: { ids }, actor, request }) => {
    const listing = await listed(ids, actor, ownAddress(app, request));
    const name = listing.say('contractPapers:list.name');
    return made(app, documentOf(listing, textIn(of.city, actor.language)), 'pdf', `${name} ${listing.today}`);
  });
  mount(app, getListSheet, async ({ query: { ids }, actor, request }) =>
    sheetOf(await listed(ids, actor, ownAddress(app, request))),
  );
}

type Sought = { id: string; address: string };
/** One contract as its reader sees it, which must be registered; of trial data nothing is proved. */
async function listedOf(kernel: Kernel, contracts: Contracts, actor: Actor, { id, address }: Sought): Promise<Listed> {
  const sealed = kernel.trial ? null : await sealedOf(kernel, contracts, actor, id);
  const record = sealed?.record ?? (await contracts.one(actor, id));
  const one = fields.parse(record);
  if (one.registeredOn === null) throw notRegistered({ title: one.title });
  if (record['state'] !== 'registered') throw noLongerRegistered({ title: one.title });
  const proved = sealed && {
    code: checkCodeOf(sealed.proof),
    address: `${address}${verifyPath('contract', id, sealed.event.id)}`,
    file: { name: `proof-${one.ownNumber ?? id}.json`, content: JSON.stringify(sealed.proof, null, 2) },
  };
  return { one, id, proved };
}

/** Over the check codes in their order: another version, another contract or another order is another code. */
function digestOf(items: readonly Listed[]): string | null {
  const codes = items.flatMap(({ id, proved }) => (proved === null ? [] : [`${id} ${proved.code}`]));
  return codes.length < items.length ? null : checkCode(createHash('sha256').update(codes.join('\n')).digest('hex'));
}

const numbersOf = ({ one }: Listed): string =>
  [one.ownNumber, one.registrationNumber, one.registeredOn].filter((each) => each !== null).join('\n');

function documentOf(listing: Listing, city: string): Document {
  const { language, say, items, digest } = listing;
  const words = (amount: string) => ({ words: amountInWords(amount, language, say) });
  return {
    language,
    head: null,
    above: say('documents:paper.from', { city }),
    title: say('contractPapers:list.name'),
    banner: listing.banner,
    blocks: [
      {
        kind: 'paragraph',
        text: say('contractPapers:list.certify', { day: writtenDay(listing.today, language), count: items.length }),
      },
      tableOf(listing),
      { kind: 'paragraph', text: say('contractPapers:list.amountWords', words(listing.amount)) },
      { kind: 'paragraph', text: say('contractPapers:list.technologyWords', words(listing.technologyAmount)) },
      { kind: 'paragraph', text: say('contractPapers:list.invalid', { address: `${listing.address}/verify` }) },
      ...codesOf(listing),
      ...(digest === null ? [] : [{ kind: 'note', text: say('contractPapers:list.digest', { code: digest }) } as const]),
      ...(digest === null ? [] : [{ kind: 'note', text: say('contractPapers:list.inside') } as const]),
      ...(items.some(({ one }) => one.parties.some((each) => each.masked))
        ? [{ kind: 'note', text: say('contractPapers:masked') } as const]
        : []),
    ],
    files: items.flatMap(({ one, proved }) =>
      proved === null
        ? []
        : [{ ...proved.file, type: 'application/json', description: say('contractPapers:list.proofOf', { title: one.title }) }],
    ),
  };
}

function tableOf(listing: Listing): Block {
  const { say, items } = listing;
  const shown = (amount: string | null) => (amount === null ? say('contractPapers:slip.none') : figure(amount, listing));
  const both = (one: Contract) =>
    [
      one.title,
      `${say('contracts:roles.seller')} ${namesIn(one, 'seller', say)}`,
      `${say('contracts:roles.buyer')} ${namesIn(one, 'buyer', say)}`,
    ].join('\n');
  return {
    kind: 'table',
    columns: [
      { title: say('contractPapers:number'), share: 0.5, align: 'centre' },
      { title: say('contractPapers:list.numbers'), share: 2.1 },
      { title: say('contractPapers:list.contract'), share: 3.2 },
      { title: inYuan('amount', say), share: 1.7, align: 'right' },
      { title: inYuan('technologyAmount', say), share: 1.7, align: 'right' },
    ],
    rows: items.map((each, at) => [
      String(at + 1),
      numbersOf(each),
      both(each.one),
      shown(each.one.amount),
      shown(each.one.technologyAmount),
    ]),
    total: ['', say('contractPapers:list.total'), '', shown(listing.amount), shown(listing.technologyAmount)],
  };
}

const codesOf = ({ say, items, digest }: Listing): Block[] =>
  digest === null
    ? []
    : [
        {
          kind: 'table',
          caption: say('contractPapers:list.codes'),
          columns: [
            { title: say('contractPapers:number'), share: 0.5, align: 'centre' },
            { title: say('contracts:title'), share: 3 },
            { title: say('contractPapers:list.code'), share: 2 },
          ],
          rows: items.map(({ one, proved }, at) => [String(at + 1), one.title, proved?.code ?? '']),
        },
      ];

function sheetOf(listing: Listing): Attachment {
  const { language, say, items, digest } = listing;
  const words = (amount: string) => ({ words: amountInWords(amount, language, say) });
  const name = say('contractPapers:list.name');
  const notes = [
    ...(listing.banner === null ? [] : [listing.banner]),
    say('contractPapers:list.certify', { day: writtenDay(listing.today, language), count: items.length }),
    say('contractPapers:list.amountWords', words(listing.amount)),
    say('contractPapers:list.technologyWords', words(listing.technologyAmount)),
    say('contractPapers:list.invalid', { address: `${listing.address}/verify` }),
    ...(digest === null ? [] : [say('contractPapers:list.digest', { code: digest })]),
  ];
  const rows: Written[] = [
    ...items.map(({ one, proved }, at) => ({
      number: String(at + 1),
      ownNumber: one.ownNumber,
      registrationNumber: one.registrationNumber,
      title: one.title,
      seller: namesIn(one, 'seller', say),
      buyer: namesIn(one, 'buyer', say),
      registeredOn: one.registeredOn,
      amount: one.amount,
      technologyAmount: one.technologyAmount,
      code: proved?.code,
      address: proved?.address,
    })),
    { number: say('contractPapers:list.total'), amount: listing.amount, technologyAmount: listing.technologyAmount },
    ...notes.map((title) => ({ title })),
  ];
  const columns = [
    { key: 'number', title: say('contractPapers:number'), width: 8 },
    { key: 'ownNumber', title: say('contracts:ownNumber') },
    { key: 'registrationNumber', title: say('contracts:registrationNumber'), width: 20 },
    { key: 'title', title: say('contracts:title'), width: 44 },
    { key: 'seller', title: say('contracts:roles.seller'), width: 30 },
    { key: 'buyer', title: say('contracts:roles.buyer'), width: 30 },
    { key: 'registeredOn', title: say('contracts:registeredOn'), width: 14 },
    { key: 'amount', title: say('contracts:amount'), kind: 'number' },
    { key: 'technologyAmount', title: say('contracts:technologyAmount'), kind: 'number' },
    { key: 'code', title: say('contractPapers:list.code'), width: 22 },
    { key: 'address', title: say('contractPapers:list.address'), width: 40 },
  ] as const;
  return { attachment: writeSheet(name, columns, rows), type: sheetTypes.xlsx, name: `${name} ${listing.today}.xlsx` };
}
