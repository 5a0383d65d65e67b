// The hall as files: JSON and XLSX in the provincial codes, and an Atom feed, with the filters in force. What is not shown to everybody is in none of them.
import { Readable } from 'node:stream';
import type { Language } from '../../../platform/shared/actor.ts';
import { beginningOf } from '../../../platform/shared/dates.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { atomFeed } from '../../../platform/server/documents/atom.ts';
import { type SheetKind, sheetTypes, writeSheet } from '../../../platform/server/documents/sheet.ts';
import type { Attachment } from '../../../platform/server/mount.ts';
import type { Say } from '../../../platform/server/words.ts';
import { cooperationModes, demandTypes } from '../../codes.ts';
import {
  asExchanged,
  cellsOf,
  type ExchangeColumn,
  type ExchangedFile,
  exchangeColumns,
  exchangeFormat,
  mostFed,
} from '../../exchangeListing.ts';
import type { PublicListing } from '../../publicListing.ts';
import type { FilesOf } from '../listings/files.ts';
import type { Hall } from '../mount.ts';

export type Asked = Parameters<Hall['all']>[0];
/** So many are read at once: a file of a whole market is never whole in memory. */
const atOnce = 500;

/** Files of listings for everybody, by listing, each with where it is taken away. */
async function filesNamed(filesOf: FilesOf, address: string, items: readonly PublicListing[]) {
  const found = await filesOf(items.map((one) => one.id));
  return (listing: string): ExchangedFile[] =>
    (found.get(listing) ?? []).map(({ id, name, type, size }) => ({
      name,
      type,
      size,
      address: `${address}/api/market/listings/${listing}/files/${id}/content`,
    }));
}

type Around = { hall: Hall; say: Say; language: Language; city: Text; today: string };
const nameOf = ({ say, language, city }: Around): string =>
  say(language, 'marketExchange:file', { city: textIn(city, language) });

type WithFiles = { filesOf: FilesOf; address: string };
export function jsonFile(of: Around & WithFiles, asked: Asked): Attachment {
  const head = { format: exchangeFormat, version: 1, source: textIn(of.city, of.language), madeOn: of.today };
  async function* written() {
    yield `${JSON.stringify(head).slice(0, -1)},"listings":[`;
    let first = true;
    for await (const items of of.hall.all(asked, atOnce)) {
      const files = await filesNamed(of.filesOf, of.address, items);
      for (const one of items) {
        yield `${first ? '' : ','}\n${JSON.stringify(asExchanged(one, files(one.id)))}`;
        first = false;
      }
    }
    yield '\n]}\n';
  }
  return { attachment: Readable.from(written(), { objectMode: false }), type: 'application/json', name: `${nameOf(of)}.json` };
}

type Names = { regions: readonly { id: string; name: Text }[] };
export function sheetFile(of: Around, { format, ...asked }: Asked & { format: SheetKind }, { regions }: Names): Attachment {
  const { say, language, hall } = of;
  const among = (all: readonly { code: string; name: Text }[], code: string) => {
    const found = all.find((one) => one.code === code);
    return found ? textIn(found.name, language) : null;
  };
  const places = regions.map(({ id, name }) => ({ code: id, name }));
  const words: Partial<Record<ExchangeColumn, string>> = {
    side: 'market:sides',
    sort: 'market:sorts',
    technologyField: 'contracts:technologyFields',
    intendedPrice: 'market:prices',
    confidentiality: 'market:confidentialities',
  };
  const named = (column: ExchangeColumn, code: string): string | null => {
    if (column === 'cooperationMode') return among(cooperationModes, code);
    if (column === 'type') return among(demandTypes, code);
    if (column === 'region') return among(places, code);
    const key = words[column];
    return key === undefined ? null : say(language, `${key}.${code}`);
  };
  async function* rows() {
    for await (const items of hall.all(asked, atOnce)) for (const one of items) yield cellsOf(asExchanged(one), named);
  }
  const columns = exchangeColumns.map((key) => ({ key, title: say(language, `marketExchange:columns.${key}`), width: 18 }));
  const name = nameOf(of);
  return { attachment: writeSheet(name, columns, rows(), format), type: sheetTypes[format], name: `${name}.${format}` };
}

type Feeding = Around & WithFiles & { self: string; page: string; timeZone: string };
/** An entry is told anew when its owner confirms it: it is as good as new. */
export async function feedOf(of: Feeding, asked: Asked): Promise<Attachment> {
  const { hall, say, language, address, self, page, timeZone } = of;
  const { items } = await hall.stretch({ ...asked, order: 'newest' }, { from: 0, limit: mostFed });
  const files = await filesNamed(of.filesOf, address, items);
  const instantOf = (on: string) => beginningOf(on, timeZone).toISOString();
  const named = (term: string, words: string) => ({ term, label: say(language, `${words}.${term}`) });
  const entries = items.map((one) => ({
    id: `urn:uuid:${one.id}`,
    title: one.title,
    page: `${address}/market/${one.id}`,
    files: files(one.id),
    published: instantOf(one.publishedOn),
    updated: instantOf(one.lastConfirmedOn),
    author: one.organization?.name ?? say(language, 'market:hall.anonymous'),
    categories: [named(one.side, 'market:sides'), named(one.field, 'contracts:technologyFields')],
    summary: one.text ?? say(language, 'marketExchange:onAdmission'),
  }));
  return atomFeed({ language, title: nameOf(of), self, page, updated: instantOf(of.today), entries });
}
