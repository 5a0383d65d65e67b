// The workbook behind the reports of a release: each table and chart on a sheet of its own, with what says what its numbers are.
import { clockAt } from '../../../platform/shared/dates.ts';
import { type BookCell, type BookPage, writeBook } from '../../../platform/server/documents/sheet.ts';
import { textIn } from '../../../platform/shared/words.ts';
import { captionOf, type Composed, type Numbered } from './compose.ts';
import type { Cell } from './exhibits.ts';
import { nameOf, type Saying } from './say.ts';

/** `banner`: that a city is invented stands on each sheet as well. */
export function tablesBook({ title, exhibits, saying }: Composed, banner: string | null): Promise<Buffer> {
  const named = exhibits.map((one) => ({ one, name: sheetName(saying, one) }));
  const contents: BookPage = {
    name: saying.say('monitoring:sheet.contents'),
    widths: [12, 90],
    rows: [
      [{ text: title, look: 'title' }],
      ...(banner ? [[{ text: banner, look: 'note' } as const]] : []),
      ...named.map(({ one, name }) => [name, one.title]),
    ],
  };
  return writeBook([contents, ...named.map(({ one, name }) => pageOf(saying, one, name, banner))]);
}

/** `图 12`: short, and the same in no other sheet. */
const sheetName = ({ say }: Saying, { kind, number }: Numbered): string =>
  say(kind === 'chart' ? 'monitoring:paper.figureSheet' : 'monitoring:paper.tableSheet', { number });

function pageOf(of: Saying, one: Numbered, name: string, banner: string | null): BookPage {
  const { say, figures, language } = of;
  const { release } = figures;
  const facts: [string, string][] = [
    [say('monitoring:sheet.code'), one.codes.join(', ')],
    ...(one.unit === '' ? [] : [[say('monitoring:unit'), one.unit] satisfies [string, string]]),
    [say('monitoring:sheet.day'), release.asOf],
    [say('monitoring:sheet.known'), clockAt(new Date(release.knownAt), figures.of.timeZone)],
    [say('monitoring:sheet.release'), release.number],
    ...one.codes.map((code): [string, string] => [
      say('monitoring:basis'),
      `${nameOf(of, code)}: ${textIn(figures.definition(code).basis, language)}`,
    ]),
  ];
  const head = one.columns.map((column): BookCell => ({ text: column.title, look: 'head' }));
  const body = [...one.rows, ...(one.total ? [one.total] : [])];
  return {
    name,
    widths: one.columns.map((_column, at) => (at === 0 ? 34 : 18)),
    rows: [
      [{ text: captionOf(of, one), look: 'title' }],
      [{ text: one.note, look: 'note' }],
      ...(banner ? [[{ text: banner, look: 'note' } as const]] : []),
      ...facts.map(([key, value]) => [{ text: key, look: 'section' } as const, value]),
      [],
      head,
      ...body.map((row) => row.map(cellOf)),
    ],
  };
}

const cellOf = (of: Cell): BookCell =>
  typeof of === 'string' ? { text: of } : { text: of.exact, look: 'number', isNumber: true };
