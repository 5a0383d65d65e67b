// The record of a technology manager on the market: his figures, reckoned from what is kept, and the paper that shows them with the check code of each deal's sealed record.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole, type Language } from '../../../platform/shared/actor.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { notFound, Refusal } from '../../../platform/shared/errors.ts';
import { scaled, sum } from '../../../platform/shared/money.ts';
import { grouped, isNumeric } from '../../../platform/shared/shown.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { writtenDay } from '../../../platform/server/documents/document.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { People } from '../../../people/server/index.ts';
import { fields as managerFields } from '../../../people/technologyManager.ts';
import {
  checkCodeOf,
  type Kernel,
  mountDocument,
  now,
  type Paper,
  type Papering,
  sealedOf,
} from '../../../records/server/index.ts';
import { fields as shareFields } from '../../dealShare.ts';
import { getManagerRecord, getRecordPaper, type ManagerRecord } from '../../managerRecord.ts';
import type { MarketTables } from '../tables.ts';
import { counting, type DealShares, partOf } from './shares.ts';

type With = { kernel: Kernel; db: Kysely<MarketTables>; people: People; shares: DealShares; city: Text };

export function mountRecord(app: FastifyInstance, of: With): void {
  const { kernel, people } = of;
  mount(app, getManagerRecord, async ({ params: { id }, actor }) => {
    // Who does not see the manager learns nothing of him; nothing personal is read.
    const manager = await kernel.kinds.get('technologyManager')?.seen(of.db, id, actor);
    if (!manager) throw notFound();
    const self = hasRole(actor, 'technologyManager') && actor.account !== null && manager['account'] === actor.account;
    const opens: ManagerRecord['opens'] = self ? 'all' : hasRole(actor, 'bureauOfficer', 'auditAdmin') ? 'shares' : 'none';
    return { opens, ...(await figuresOf(of, id)) };
  });
  mountDocument(app, kernel, people, { route: getRecordPaper, format: 'pdf', write: (given) => paperOf(given, of) });
}

type Figures = Omit<ManagerRecord, 'opens'>;
type Counts = Omit<Figures, 'amount' | 'share' | 'deals'>;
/** All of them on one day; what counts of shares is added up exactly. */
async function figuresOf({ kernel, db }: Pick<With, 'kernel' | 'db'>, id: string): Promise<Figures> {
  const today = kernel.dayOf(await now(db));
  const among = (table: string, where: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from ${sql.table(table)} where manager = ${id}::uuid and ${where})`;
  const { rows } = await sql<Counts>`select
    ${among('engagements', sql`state = 'standing'`)} as standing,
    ${among('engagements', sql`state in ('standing', 'ended') and standing_on is not null`)} as engagements,
    (select count(*)::int from engagements e, jsonb_array_elements(e.contacts) c
      where e.manager = ${id}::uuid and c ->> 'on' > ${addDays(today, -365)}) as contacts,
    ${among('engagements', sql`state = 'standing' and next_on <= ${today}::date`)} as "dueContacts",
    ${among('proposals', sql`state <> 'withdrawn'`)} as proposals,
    ${among('proposals', sql`state = 'accepted'`)} as accepted,
    ${among('carried_deals', sql`state = 'carrying'`)} as carrying,
    ${among('carried_deals', sql`state = 'completed'`)} as completed,
    (select count(*)::int from deal_shares where managers @> array[${id}]::uuid[] and jsonb_array_length(disputes) > 0) as disputes,
    (select count(*)::int from deal_shares where managers @> array[${id}]::uuid[] and state = 'disputed') as "openDisputes",
    (select confirmed_until from technology_managers where id = ${id}::uuid) as "affiliatedUntil"`.execute(db);
  const [counts] = rows;
  if (!counts) throw notFound();
  const counted = await countedOf(db, id);
  return {
    ...counts,
    deals: counted.length,
    amount: scaled(sum(counted.map((one) => one.amount)), 2),
    share: scaled(sum(counted.map((one) => partOf(one.amount, one.percent))), 2),
  };
}

type Counted = { id: string; amount: string; percent: string };
/** The latest first. */
async function countedOf(db: Kysely<MarketTables>, id: string): Promise<Counted[]> {
  const { rows } = await sql<Counted>`select deal_shares.id, amount, s ->> 'percent' as percent
    from deal_shares, jsonb_array_elements(shares) s
    where managers @> array[${id}]::uuid[] and s ->> 'manager' = ${id} and ${counting}
    order by concluded_on desc, deal_shares.id desc`.execute(db);
  return rows;
}

/** An amount to the fen, its thousands apart. */
const writtenAmount = (value: string, language: Language): string =>
  isNumeric(value) ? grouped(language, 2, 2).format(value) : value;

/** More than these are said by their sums alone. */
const mostRows = 60;
/** The code of a deal's sealed record; null while it is not sealed, or on trial. */
async function codeOf({ kernel, shares }: With, actor: Actor, id: string): Promise<string | null> {
  if (kernel.trial) return null;
  try {
    return checkCodeOf((await sealedOf(kernel, shares, actor, id)).proof);
  } catch (fault) {
    if (fault instanceof Refusal) return null;
    throw fault;
  }
}

async function paperOf({ record, actor, say, today }: Papering, of: With): Promise<Paper> {
  const manager = managerFields.parse(record);
  const id = String(record['id']);
  const code = `TM-${id.slice(-6).toUpperCase()}`;
  const figures = await figuresOf(of, id);
  const counted = (await countedOf(of.db, id)).slice(0, mostRows);
  const { language } = actor;
  const day = (on: string | null) => (on === null ? say('dealShares:paper.never') : writtenDay(on, language));
  const said = (key: (typeof figuresSaid)[number]): string =>
    key === 'amount' || key === 'share' ? writtenAmount(figures[key], language) : String(figures[key]);
  return {
    name: `${say('dealShares:paper.title')} ${code}`,
    head: null,
    above: say('documents:paper.from', { city: textIn(of.city, language) }),
    title: say('dealShares:paper.title'),
    blocks: [
      { kind: 'paragraph', text: say('dealShares:paper.stands', { day: writtenDay(today, language), code }) },
      {
        kind: 'facts',
        items: [
          [say('people:name'), manager.name ?? code],
          [say('people:certificateLevel'), say(`people:titles.${manager.certificateLevel}`)],
          [say('people:organization'), manager.organizationName ?? say('people:paper.none')],
          [say('dealShares:record.affiliatedUntil'), day(figures.affiliatedUntil)],
          ...figuresSaid.map((key): [string, string] => [say(`dealShares:record.${key}`), said(key)]),
        ],
      },
      ...(counted.length === 0 ? [] : [await tableOf(counted, { actor, say, of })]),
      { kind: 'note', text: say('dealShares:paper.note') },
    ],
  };
}
const figuresSaid = [
  'engagements',
  'contacts',
  'proposals',
  'accepted',
  'completed',
  'deals',
  'amount',
  'share',
  'disputes',
  'openDisputes',
] as const;

type Writing = { actor: Actor; say: Papering['say']; of: With };
/** Each deal that counts, as far as the reader sees it. */
async function tableOf(counted: readonly Counted[], { actor, say, of }: Writing) {
  const rows: string[][] = [];
  for (const { id, amount, percent } of counted) {
    const one = await of.shares.one(actor, id).then(
      (found) => shareFields.parse(found),
      () => null,
    );
    const parties = one === null ? say('dealShares:paper.kept') : `${one.provider.name} / ${one.taker.name}`;
    rows.push([
      one === null ? say('dealShares:paper.kept') : one.title,
      parties,
      one?.concludedOn ?? '',
      writtenAmount(amount, actor.language),
      `${percent}%`,
      one === null ? '' : ((await codeOf(of, actor, id)) ?? say('dealShares:paper.unsealed')),
    ]);
  }
  return {
    kind: 'table',
    caption: say('dealShares:paper.deals'),
    columns: [
      { title: say('dealShares:titleField'), share: 1.9 },
      { title: say('dealShares:paper.parties'), share: 2 },
      { title: say('dealShares:concludedOn'), share: 1.35 },
      { title: say('dealShares:paper.amount'), share: 1.45 },
      { title: say('dealShares:percent'), share: 0.8 },
      { title: say('dealShares:paper.code'), share: 2.5 },
    ],
    rows,
  } as const;
}
