// A certified list on paper: PDF with its proof inside and XLSX, each with its number, its check code and the QR code that tells whether it still holds.
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import { textIn, type Text } from '../../platform/shared/words.ts';
import { type Block, type Document, writtenDay } from '../../platform/server/documents/document.ts';
import { codePng } from '../../platform/server/documents/qr.ts';
import { sheetTypes, type Written, writeSmallSheet } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import { bannerOf, checkCodeOf, type Kernel, made, ownAddress, sealedOf } from '../../records/server/index.ts';
import { fields, getListPdf, getListSheet, type Listed, standingPath } from '../certifiedList.ts';
import type { CertifiedLists } from './certified-lists.ts';
import { amountInWords } from './papers-amount.ts';
import { figure, inYuan, type Saying } from './papers-said.ts';

type Listing = Saying & {
  list: ReturnType<typeof fields.parse>;
  state: string;
  items: Listed[];
  /** Where the paper is checked, and the proof of the list as it stands; null of trial data. */
  proved: { address: string; code: string; file: string } | null;
  banner: string | null;
  city: string;
};

export function mountListPapers(app: FastifyInstance, kernel: Kernel, lists: CertifiedLists, of: { city: Text }): void {
  const listing = async (id: string, actor: Actor, own: string): Promise<Listing> => {
    const sealed = kernel.trial ? null : await sealedOf(kernel, lists, actor, id);
    const record = sealed?.record ?? (await lists.one(actor, id));
    const list = fields.parse(record);
    const { language } = actor;
    return {
      language,
      say: (key, given) => app.say(language, key, given),
      list,
      state: String(record['state']),
      items: await lists.itemsFor(actor, id),
      proved: sealed && {
        address: `${own}${standingPath(list.number, list.code)}`,
        code: checkCodeOf(sealed.proof),
        file: JSON.stringify(sealed.proof, null, 2),
      },
      banner: bannerOf(kernel, app.say, actor),
      city: textIn(of.city, language),
    };
  };
  mount(app, getListPdf, async ({ params: { id }, actor, request }) => {
    const said = await listing(id, actor, ownAddress(app, request));
    return made(app, documentOf(said), 'pdf', nameOf(said));
  });
  mount(app, getListSheet, async ({ params: { id }, actor, request }) =>
    sheetOf(await listing(id, actor, ownAddress(app, request))),
  );
}

const nameOf = ({ say, list }: Listing): string => `${say('certifiedLists:paper.name')} ${list.number}`;

/** How the list stands, in one sentence. */
function standingOf({ say, list, state, language, items }: Listing): string {
  const count = items.length;
  if (state === 'valid') return say('certifiedLists:paper.certify', { day: writtenDay(list.madeOn, language), count });
  if (state === 'withdrawn') return say('certifiedLists:paper.withdrawn', { reason: list.reason ?? '' });
  return say(`certifiedLists:fallen.${list.invalidBecause}`, {
    day: list.invalidOn === null ? '' : writtenDay(list.invalidOn, language),
    number: list.invalidNumber ?? '',
  });
}

/** For whom it was made. */
const madeFor = ({ say, list }: Listing): string =>
  list.organizationName ?? list.registryName ?? say(`certifiedLists:offices.${list.office}`);

const inWords = ({ language, say, list }: Listing): string[] => [
  say('certifiedLists:paper.amountWords', { words: amountInWords(list.amount, language, say) }),
  say('certifiedLists:paper.technologyWords', { words: amountInWords(list.technologyAmount, language, say) }),
];

function documentOf(of: Listing): Document {
  const { language, say, list, state, proved } = of;
  return {
    language,
    head: null,
    above: say('documents:paper.from', { city: of.city }),
    title: state === 'valid' ? say('certifiedLists:paper.name') : say(`certifiedLists:paper.title.${state}`),
    banner: of.banner,
    blocks: [
      {
        kind: 'facts',
        items: [
          [say('certifiedLists:number'), list.number],
          [say('certifiedLists:madeFor'), madeFor(of)],
          [say('certifiedLists:purpose'), list.purpose],
          [say('certifiedLists:madeOn'), writtenDay(list.madeOn, language)],
        ],
      },
      { kind: 'paragraph', text: standingOf(of) },
      tableOf(of),
      ...inWords(of).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'paragraph', text: say('certifiedLists:paper.invalid') },
      ...(of.items.some((one) => one.seller === null || one.buyer === null)
        ? [{ kind: 'note', text: say('certifiedLists:paper.persons') } as const]
        : []),
    ],
    ...(proved && {
      code: {
        address: proved.address,
        title: say('certifiedLists:paper.check'),
        lines: [
          say('certifiedLists:paper.code', { number: list.number, code: list.code }),
          say('certifiedLists:paper.scan'),
          say('certifiedLists:paper.proof', { code: proved.code }),
        ],
      },
      files: [
        {
          name: 'proof.json',
          type: 'application/json',
          content: proved.file,
          description: say('documents:paper.proofFile'),
        },
      ],
    }),
  };
}

function tableOf(of: Listing): Block {
  const { say, items, list } = of;
  const shown = (amount: string | null) => (amount === null ? say('contractPapers:slip.none') : figure(amount, of));
  const person = say('certifiedLists:person');
  return {
    kind: 'table',
    columns: [
      { title: say('contractPapers:number'), share: 0.5, align: 'centre' },
      { title: say('certifiedLists:paper.numbers'), share: 2.1 },
      { title: say('certifiedLists:paper.contract'), share: 3.2 },
      { title: inYuan('amount', say), share: 1.7, align: 'right' },
      { title: inYuan('technologyAmount', say), share: 1.7, align: 'right' },
    ],
    rows: items.map((one, at) => [
      String(at + 1),
      [one.ownNumber, one.registrationNumber, one.registeredOn].filter((each) => each !== null).join('\n'),
      [
        one.title,
        `${say('contracts:roles.seller')} ${one.seller ?? person}`,
        `${say('contracts:roles.buyer')} ${one.buyer ?? person}`,
      ].join('\n'),
      shown(one.amount),
      shown(one.technologyAmount),
    ]),
    total: ['', say('certifiedLists:paper.total'), '', shown(list.amount), shown(list.technologyAmount)],
  };
}

async function sheetOf(of: Listing): Promise<Attachment> {
  const { say, list, items, proved } = of;
  const person = say('certifiedLists:person');
  const notes = [
    ...(of.banner === null ? [] : [of.banner]),
    `${nameOf(of)}${of.state === 'valid' ? '' : ` ${say(`certifiedLists:states.${of.state}`)}`}`,
    `${say('certifiedLists:madeFor')} ${madeFor(of)}`,
    `${say('certifiedLists:purpose')} ${list.purpose}`,
    standingOf(of),
    ...inWords(of),
    say('certifiedLists:paper.invalid'),
    ...(proved === null ? [] : [say('certifiedLists:paper.code', { number: list.number, code: list.code }), proved.address]),
  ];
  const rows: Written[] = [
    ...items.map(({ contract: _id, ...one }, at) => ({
      ...one,
      number: String(at + 1),
      seller: one.seller ?? person,
      buyer: one.buyer ?? person,
    })),
    { number: say('certifiedLists:paper.total'), amount: list.amount, technologyAmount: list.technologyAmount },
    ...notes.map((title) => ({ title })),
  ];
  const columns = [
    { key: 'number', title: say('contractPapers:number'), width: 8 },
    { key: 'ownNumber', title: say('contracts:ownNumber') },
    { key: 'registrationNumber', title: say('contracts:registrationNumber'), width: 20 },
    { key: 'title', title: say('contracts:title'), width: 60 },
    { key: 'seller', title: say('contracts:roles.seller'), width: 30 },
    { key: 'buyer', title: say('contracts:roles.buyer'), width: 30 },
    { key: 'registeredOn', title: say('contracts:registeredOn'), width: 14 },
    { key: 'amount', title: say('contracts:amount'), kind: 'number' },
    { key: 'technologyAmount', title: say('contracts:technologyAmount'), kind: 'number' },
  ] as const;
  const picture = proved && { png: await codePng(proved.address), size: 160 };
  return {
    attachment: await writeSmallSheet(list.number, columns, rows, picture),
    type: sheetTypes.xlsx,
    name: `${nameOf(of)}.xlsx`,
  };
}
