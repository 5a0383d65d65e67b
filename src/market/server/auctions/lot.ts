// A lot as files for a licensed exchange (JSON, sheet, paper), and the exchange's own file read back. Reads; what it found is kept by acts of its own.
import { type Kysely, sql } from 'kysely';
import type { Language } from '../../../platform/shared/actor.ts';
import { tidyLine } from '../../../platform/shared/characters.ts';
import { notFound, wrongField } from '../../../platform/shared/errors.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { readSheet, type SheetColumn, sheetTypes, type Written, writeSheet } from '../../../platform/server/documents/sheet.ts';
import type { Attachment, Upload } from '../../../platform/server/mount.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import type { Paper } from '../../../records/server/index.ts';
import { cooperationOf, type LotFile, ofLines, type readReturn, returnCodes, type Returned, returned } from '../../auctionLot.ts';
import type { MarketTables } from '../tables.ts';
import type { Row } from './handlers.ts';

export type Say = (language: Language, key: string, params?: Record<string, string | number>) => string;
type Db = Kysely<MarketTables>;
const languages = ['zh-CN', 'en'] as const;

/** The lot with what its listing says; `row` was seen by who asks. */
export async function lotOf(
  db: Db,
  row: Pick<Row, 'id' | 'listing' | 'title' | 'cooperation' | 'start_price' | 'exchange' | 'owner'>,
) {
  const listing = await db
    .selectFrom('listings')
    .select(['text', 'sort', 'field', 'industry', 'maturity', 'ip_items'])
    .where('id', '=', row.listing)
    .executeTakeFirst();
  const { rows } = await sql<{ name: string; creditCode: string | null }>`select name, credit_code as "creditCode"
    from organizations where id = ${row.owner}::uuid`.execute(db);
  const [owner] = rows;
  if (!listing || !owner) throw notFound();
  const { ip_items: ipItems, ...said } = listing;
  return {
    format: 'touyan-lot-1',
    lot: row.id,
    title: row.title,
    ...said,
    cooperation: row.cooperation,
    owner,
    startPrice: row.start_price,
    ipItems,
    exchange: row.exchange,
  } satisfies LotFile;
}

const columnsIn = (say: Say, language: Language): SheetColumn[] =>
  [
    { key: 'code', width: 16 },
    { key: 'name', width: 28 },
    { key: 'value', width: 60 },
    { key: 'at', width: 20 },
    { key: 'bidder', width: 28 },
  ].map((one) => ({ ...one, title: say(language, `auctions:lot.${one.key}`) }));

/** What is sent stands above, what the exchange fills in below; lines `bid` as many as there are bids. */
export function sheetOf(lot: LotFile, language: Language, say: Say): Attachment {
  const name = (code: string) => say(language, `auctions:lot.lines.${code}`);
  const sent: [string, string | null][] = [
    ['lot', lot.lot],
    ['title', lot.title],
    ['owner', lot.owner.name],
    ['creditCode', lot.owner.creditCode],
    ['sort', say(language, `market:sorts.${lot.sort}`)],
    ['cooperation', modeIn(lot.cooperation, language)],
    ['startPrice', lot.startPrice],
    ['field', say(language, `contracts:technologyFields.${lot.field}`)],
    ['ipItems', lot.ipItems.map((one) => [one.title, one.number].filter(Boolean).join(' ')).join('; ')],
    ['text', lot.text],
  ];
  const rows: Written[] = [
    ...sent.map(([code, value]) => ({ code, name: name(code), value })),
    ...returnCodes.map((code) => ({ code, name: name(code), value: '' })),
    { code: 'bid', name: name('bid'), value: '' },
  ];
  const title = say(language, 'auctions:lot.fileName', { title: lot.title });
  return { attachment: writeSheet(title, columnsIn(say, language), rows), type: sheetTypes.xlsx, name: `${title}.xlsx` };
}

const modeIn = (code: string, language: Language): string => {
  const mode = cooperationOf(code);
  return mode ? textIn(mode, language) : code;
};

export function paperOf(lot: LotFile, language: Language, say: Say): Paper {
  const name = (code: string) => say(language, `auctions:lot.lines.${code}`);
  const title = say(language, 'auctions:lot.fileName', { title: lot.title });
  return {
    name: title,
    head: null,
    title,
    blocks: [
      {
        kind: 'facts',
        items: [
          [name('owner'), lot.owner.name],
          [name('creditCode'), lot.owner.creditCode ?? ''],
          [name('sort'), say(language, `market:sorts.${lot.sort}`)],
          [name('cooperation'), modeIn(lot.cooperation, language)],
          [name('field'), say(language, `contracts:technologyFields.${lot.field}`)],
          ...(lot.startPrice === null ? [] : [[name('startPrice'), lot.startPrice] as const]),
          ...(lot.exchange === null ? [] : [[name('exchange'), lot.exchange] as const]),
          ...lot.ipItems.map((one) => [name('ipItems'), [one.title, one.number].filter(Boolean).join(' ')] as const),
        ],
      },
      { kind: 'paragraph', text: lot.text },
      { kind: 'note', text: say(language, 'auctions:lot.paperNote') },
    ],
  };
}

/** What the file says, in the shape that it must have. */
async function readFile(file: Upload, lot: string, say: Say): Promise<Returned> {
  const head = file.content.subarray(0, 200).toString('utf8').trimStart();
  const found = returned.safeParse(head.startsWith('{') ? jsonOf(file) : await linesOf(file, lot, say));
  if (found.success) return found.data;
  const paths = found.error.issues.map(({ path }) => path.map(String).join('.'));
  throw wrongField('file', 'shape', 'auctions:wrong.file', { where: [...new Set(paths)].join(', ') });
}
function jsonOf(file: Upload): unknown {
  try {
    return JSON.parse(file.content.toString('utf8'));
  } catch {
    throw wrongField('file', 'shape', 'auctions:wrong.file', { where: 'JSON' });
  }
}
async function linesOf(file: Upload, lot: string, say: Say): Promise<unknown> {
  const sheet = await readSheet({ name: file.name, bytes: file.content }, { rows: 1000 });
  const columns = languages
    .map((language) => columnsIn(say, language))
    .find((all) => all.slice(0, 3).every((one) => sheet.header.includes(tidyLine(one.title))));
  if (!columns) throw wrongField('file', 'shape', 'auctions:wrong.file', { where: columnsIn(say, 'zh-CN')[0]?.title ?? '' });
  const lines = sheet.rows.map(({ cells }) => {
    const cell = (key: string) => (cells[tidyLine(columns.find((one) => one.key === key)?.title ?? '')] ?? '').trim();
    return { code: cell('code'), value: cell('value'), at: cell('at'), bidder: cell('bidder') };
  });
  const yes = languages.flatMap((language) => say(language, 'auctions:lot.yes').split('/'));
  return ofLines(lot, lines, [...yes, 'true', '1']);
}

/** Each part as the act that keeps it takes it. The buyer is found by its credit code. */
export async function readReturned(
  db: Db,
  row: Pick<Row, 'id' | 'owner'>,
  file: Upload,
  say: Say,
): Promise<ResponseOf<typeof readReturn>> {
  const { lot, listing, bids, result } = await readFile(file, row.id, say);
  if (lot !== row.id) throw wrongField('file', 'otherLot', 'auctions:wrong.otherLot');
  if (result === null) return { listing, sale: null, noSale: null };
  if (!result.sold) return { listing, sale: null, noSale: { reason: result.reason ?? '' } };
  const { price, on, buyer: code } = result;
  if (price === null || on === null || code === null)
    throw wrongField('file', 'shape', 'auctions:wrong.file', { where: 'result.price, result.on, result.buyer' });
  const { rows } = await sql<{ id: string; name: string }>`select id, name from organizations
    where credit_code = ${code} and state = 'active' and id <> ${row.owner}::uuid`.execute(db);
  const [buyer] = rows;
  if (!buyer) throw wrongField('file', 'buyer', 'auctions:wrong.buyerCode', { code });
  const bidsHeld = Math.max(result.bidsHeld ?? 0, bids.length, 1);
  return { listing, sale: { price, buyer, bidsHeld, bids, on }, noSale: null };
}
