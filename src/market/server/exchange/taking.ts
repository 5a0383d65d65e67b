// A file of listings from another system, in the form that the hall gives out: judged row by row by the acts that would make them, and made as drafts when that is asked.
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { type FieldError, Refusal } from '../../../platform/shared/errors.ts';
import { tidy, tidyLine } from '../../../platform/shared/characters.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import { formErrors } from '../../../platform/server/form.ts';
import type { Upload } from '../../../platform/server/mount.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { transact } from '../../../records/server/index.ts';
import {
  columnOf,
  exchangeColumns,
  exchangeFile,
  exchangeListing,
  inputOf,
  mostTaken,
  ofCells,
  type takeListings,
  tooManyRows,
  wrongFile,
} from '../../exchangeListing.ts';
import { ListingInput } from '../../listing.ts';
import { ownOf } from '../owning.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';

type Answer = z.output<typeof takeListings.response>;
type Taken = Answer['rows'][number];
type Raw = { row: number; said: unknown; flaws: readonly FieldError[] };
type Around = { db: Kysely<MarketTables>; listings: Listings; organizations: Organizations; say: Say };

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Rows of JSON or of a sheet. @throws {Refusal} where the file is neither, or too long. */
export async function rawRows(file: Pick<Upload, 'name' | 'content'>, say: Say): Promise<Raw[]> {
  const start = file.content
    .toString('latin1', 0, 64)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  const rows = start.startsWith('{') ? rowsOfJson(file.content) : await rowsOfSheet(file, say);
  if (rows.length > mostTaken) throw tooManyRows({ most: mostTaken });
  return rows;
}

function rowsOfJson(content: Buffer): Raw[] {
  let held: unknown;
  try {
    held = JSON.parse(utf8.decode(content));
  } catch {
    throw wrongFile();
  }
  const read = exchangeFile.safeParse(held);
  if (!read.success) throw wrongFile();
  return read.data.listings.map((said, at) => ({ row: at + 1, said, flaws: [] }));
}

async function rowsOfSheet(file: Pick<Upload, 'name' | 'content'>, say: Say): Promise<Raw[]> {
  const { header, rows, problems } = await readSheet({ name: file.name, bytes: file.content }, { rows: mostTaken });
  const titles = new Map<string, string>();
  for (const column of exchangeColumns) {
    titles.set(column, column);
    for (const language of ['zh-CN', 'en'] as const)
      titles.set(tidyLine(say(language, `marketExchange:columns.${column}`)), column);
  }
  if (!header.some((one) => titles.get(one) === 'name')) throw wrongFile();
  return rows.map(({ row, cells }) => ({
    row,
    said: ofCells(
      Object.fromEntries(
        Object.entries(cells).flatMap(([at, text]) => (titles.has(at) ? [[titles.get(at) ?? '', tidy(text)]] : [])),
      ),
    ),
    flaws: problems
      .filter((one) => one.row === row)
      .map(({ column, code, words, params }) => ({ path: titles.get(column ?? '') ?? '', code, words, params })),
  }));
}

const wrongAt = (path: string, words: FieldError['words'], params: FieldError['params'] = {}): FieldError[] => [
  { path, code: 'wrong', words, params },
];

/** Thrown to leave nothing behind of what was only tried. */
const tried = Symbol('tried');

/**
 * Judges each row by making it, in one transaction that stands only when `write` is asked: what is told of a row is what its making would be
 * told. Rows that are refused hold up no others.
 */
export async function takeRows(around: Around, actor: Actor, rows: readonly Raw[], write: boolean): Promise<Answer> {
  const { db } = around;
  const homes = await publishersOf(around, actor, rows);
  let answer: Taken[] = [];
  await transact(db, async (tx) => {
    answer = [];
    for (const one of rows) answer.push(await takeRow({ ...around, db: tx }, actor, one, homes));
    if (!write) throw tried;
  }).catch((error: unknown) => {
    if (error !== tried) throw error;
    answer = answer.map((one) => (one.verdict === 'new' ? { ...one, listing: null } : one));
  });
  const count = (verdict: Taken['verdict']) => answer.filter((one) => one.verdict === verdict).length;
  return { written: write, counts: { new: count('new'), known: count('known'), refused: count('refused') }, rows: answer };
}

type Homes = ReadonlyMap<string, readonly string[]>;
/** Organizations by the names that rows give; an organization's own people enter for theirs alone. */
async function publishersOf({ organizations }: Around, actor: Actor, rows: readonly Raw[]): Promise<Homes> {
  const own = ownOf(actor);
  const said = [...new Set(rows.flatMap(({ said: row }) => publisherIn(row) ?? []))];
  const found = new Map<string, readonly string[]>();
  for (const name of said) {
    const hits = await organizations.duplicates({ name });
    const ids = hits.filter((hit) => hit.certain).map((hit) => hit.id);
    found.set(name, own === null ? ids : ids.filter((id) => id === own));
  }
  return found;
}
const publisherIn = (row: unknown): string | null => {
  const said: unknown = typeof row === 'object' && row !== null && 'publisher' in row ? row.publisher : null;
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : null;
};
const nameIn = (row: unknown): string => {
  const said: unknown = typeof row === 'object' && row !== null && 'name' in row ? row.name : '';
  return typeof said === 'string' ? said.slice(0, 200) : '';
};

type Within = Omit<Around, 'db'> & { db: Parameters<Parameters<typeof transact<MarketTables, void>>[1]>[0] };
async function takeRow({ db: tx, listings, say }: Within, actor: Actor, { row, said, flaws }: Raw, homes: Homes): Promise<Taken> {
  const publisher = publisherIn(said);
  const head = { row, name: nameIn(said), publisher };
  const refused = (errors: readonly FieldError[]): Taken => ({
    ...head,
    verdict: 'refused',
    listing: null,
    errors: errors.map(({ path, words, params }) => ({ column: columnOf(path), words: say(actor.language, words, params) })),
  });
  if (flaws.length > 0) return refused(flaws);
  const read = exchangeListing.safeParse(said);
  if (!read.success) return refused(formErrors(read.error, exchangeListing, said));
  const organization = homeOf(actor, publisher, homes);
  if (typeof organization !== 'string') return refused(organization);
  const known = await knownOf(tx, organization, read.data.name);
  if (known !== null) return { ...head, verdict: 'known', listing: known, errors: [] };
  const given = { ...inputOf(read.data), organization };
  const form = ListingInput.safeParse(given);
  if (!form.success) return refused(formErrors(form.error, ListingInput, given));
  try {
    const { row: made } = await listings.act('create', { actor, input: form.data, within: tx });
    return { ...head, verdict: 'new', listing: made.id, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(error.errors.length > 0 ? error.errors : wrongAt('', error.words, error.params));
  }
}

/** Whose a row is: one's own where nobody is named; an officer names it. */
function homeOf(actor: Actor, publisher: string | null, homes: Homes): string | FieldError[] {
  const own = ownOf(actor);
  if (publisher === null)
    return (
      own ??
      wrongAt(
        'publisher',
        hasRole(actor, 'bureauOfficer', 'districtOfficer') ? 'market:refusals.whose' : 'marketExchange:refusals.publisher',
      )
    );
  const [first, ...more] = homes.get(publisher) ?? [];
  return first === undefined || more.length > 0 ? wrongAt('publisher', 'marketExchange:refusals.publisher') : first;
}

/** The same file twice makes nothing twice: one of that name of theirs that has not ended. */
async function knownOf(tx: Within['db'], organization: string, title: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from listings where organization = ${organization}::uuid
    and title = ${title.trim()} and state not in ('closed', 'withdrawn', 'voided') limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
