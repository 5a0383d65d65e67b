// Tables of a report: which numbers stand in each. Each cell is written as in the text and kept exactly for the sheet.
import { textIn } from '../../../platform/shared/words.ts';
import { type Column, writtenDay } from '../../../platform/server/documents/document.ts';
import { percentCell } from './charts.ts';
import { type Cell, cellsIn, type Exhibit, type TableBlock, titleOf, unitOf } from './exhibits.ts';
import { growthBetween, shareOf, valueIn } from './figures.ts';
import { nameOf, placeOf, rankOf, type Saying } from './say.ts';
import { targetsOf } from './targets.ts';

/** Tables of lines, not of texts. */
const shortOnes = ['figures', 'places', 'place'];
const mostTogether = 13;
type Table = Pick<Exhibit, 'columns' | 'rows' | 'codes' | 'unit'> & { total?: readonly Cell[] };

export async function tableOf(of: Saying, block: TableBlock): Promise<Exhibit[]> {
  const title = await titleOf(of, block);
  const tables = await tablesOf(of, block);
  // Several under one caption are told apart by what they are of.
  const titled = (name: string) => of.say('monitoring:paper.of', { title, name });
  return tables.map((one) => ({
    kind: 'table',
    ...one,
    isEmpty: one.rows.length === 0,
    isShort: shortOnes.includes(block.of) && one.rows.length <= mostTogether,
    title: tables.length > 1 ? titled(nameOf(of, one.codes[0] ?? '')) : title,
  }));
}

async function tablesOf(of: Saying, block: TableBlock): Promise<Table[]> {
  const codes = block.codes ?? [];
  switch (block.of) {
    case 'targets':
      return [await targetTable(of)];
    case 'figures':
      return [await figureTable(of, codes)];
    case 'places':
      return Promise.all(codes.map((code) => placeTable(of, code)));
    case 'place':
      return [await onePlace(of, codes)];
    case 'regions':
      return [await regionTable(of, codes)];
    case 'definitions':
      return [await definitionTable(of, codes)];
  }
}

const right = (title: string, share = 1): Column => ({ title, share, align: 'right' });
const inUnit = (of: Saying, code: string): string =>
  of.say('monitoring:inUnit', { name: nameOf(of, code), unit: unitOf(of, code) });
const cellOf = (of: Saying, code: string, value: string | null): Cell => cellsIn(of, code, [value])[0] ?? '';

async function targetTable(of: Saying): Promise<Table> {
  const { say } = of;
  const all = await targetsOf(of.figures);
  const columns = [
    { title: say('monitoring:whatIs'), share: 4 },
    right(say('monitoring:goal'), 1.2),
    right(say('monitoring:now'), 1.2),
    right(say('monitoring:reached')),
    { title: say('monitoring:verdict'), share: 1.4, align: 'centre' as const },
  ];
  const rows = all.map(({ indicator, goal, value, share, verdict, name }): Cell[] => {
    const [aim = '', now = ''] = cellsIn(of, indicator, [goal, value]);
    const unit = unitOf(of, indicator);
    const called = say('monitoring:inUnit', { name: textIn(name, of.language), unit });
    return [called, aim, now, percentCell(of, share), say(`monitoring:verdict.${verdict}`)];
  });
  return { columns, rows, codes: all.map(({ indicator }) => indicator), unit: '' };
}

async function figureTable(of: Saying, codes: readonly string[]): Promise<Table> {
  const { figures, say } = of;
  const rows = await Promise.all(
    codes.map(async (code): Promise<Cell[]> => {
      const [now, before] = await Promise.all([figures.at(code, 'period'), figures.at(code, 'yearBefore')]);
      const cells = cellsIn(of, code, [now.value, before.value]);
      return [inUnit(of, code), ...cells, percentCell(of, growthBetween(now.value, before.value))];
    }),
  );
  const columns = [
    { title: say('monitoring:whatIs'), share: 4.8 },
    right(say('monitoring:now'), 1.2),
    right(say('monitoring:before'), 1.2),
    right(say('monitoring:growth')),
  ];
  return { columns, rows, codes, unit: '' };
}

async function placeTable(of: Saying, code: string): Promise<Table> {
  const { figures, say } = of;
  const [now, before] = await Promise.all([figures.at(code, 'period'), figures.at(code, 'yearBefore')]);
  const comparable = figures.isReturned(code) ? await figures.comparable(code) : null;
  const all = [...figures.places, null];
  const nows = cellsIn(
    of,
    code,
    all.map((one) => valueIn(now, one)),
  );
  const befores = cellsIn(
    of,
    code,
    all.map((one) => valueIn(before, one)),
  );
  const rows = all.map((one, at): Cell[] => [
    one === null ? say('monitoring:whole') : placeOf(of, one),
    nows[at] ?? '',
    befores[at] ?? '',
    percentCell(of, growthBetween(valueIn(now, one), valueIn(before, one))),
    ...(comparable ? [percentCell(of, comparable.get(one ?? figures.of.root))] : []),
    percentCell(of, one === null ? null : shareOf(valueIn(now, one), now.value)),
  ]);
  const columns = [
    { title: say('monitoring:place'), share: 1.4 },
    right(say('monitoring:now')),
    right(say('monitoring:before')),
    right(say('monitoring:growth')),
    ...(comparable ? [right(say('monitoring:comparableGrowth'), 1.5)] : []),
    right(say('monitoring:share'), 1.3),
  ];
  const total = rows.at(-1);
  return { columns, rows: rows.slice(0, -1), ...(total ? { total } : {}), codes: [code], unit: unitOf(of, code) };
}

/** All of one place: what it has, where it stands, how it grew, what part of the city it is. */
async function onePlace(of: Saying, codes: readonly string[]): Promise<Table> {
  const { figures, say, here } = of;
  const rows = await Promise.all(
    codes.map(async (code): Promise<Cell[]> => {
      const [now, before] = await Promise.all([figures.at(code, 'period'), figures.at(code, 'yearBefore')]);
      const value = valueIn(now, here);
      const told = figures.places.flatMap((one) => valueIn(now, one) ?? []);
      return [
        inUnit(of, code),
        cellOf(of, code, value),
        value === null ? say('monitoring:dash') : String(rankOf(value, told)),
        percentCell(of, growthBetween(value, valueIn(before, here))),
        percentCell(of, shareOf(value, now.value)),
      ];
    }),
  );
  const columns = [
    { title: say('monitoring:whatIs'), share: 5.7 },
    right(say('monitoring:now'), 1.4),
    right(say('monitoring:rank'), 0.8),
    right(say('monitoring:growth'), 1.6),
    right(say('monitoring:share'), 1.7),
  ];
  return { columns, rows, codes, unit: '' };
}

async function regionTable(of: Saying, codes: readonly string[]): Promise<Table> {
  const { figures, say } = of;
  const rows = await Promise.all(
    codes.map(async (code): Promise<Cell[]> => {
      const now = await figures.at(code, 'period');
      const cells = cellsIn(
        of,
        code,
        figures.places.map((one) => valueIn(now, one)),
      );
      return [inUnit(of, code), ...cells];
    }),
  );
  const columns = [{ title: say('monitoring:whatIs'), share: 2.2 }, ...figures.places.map((one) => right(placeOf(of, one)))];
  return { columns, rows, codes, unit: '' };
}

async function definitionTable(of: Saying, codes: readonly string[]): Promise<Table> {
  const { figures, say, language } = of;
  const { indicators } = figures.of;
  const rows = await Promise.all(
    codes.map(async (code): Promise<Cell[]> => {
      const one = figures.definition(code);
      const covered = indicators.coverages.filter(
        ({ register, from, to }) =>
          register === one.register && from <= figures.release.asOf && (to === null || figures.release.asOf <= to),
      );
      const { source } = await figures.at(code, 'period');
      const whence =
        source === 'register' && covered.length > 0
          ? covered.map(({ list, from }) =>
              say('monitoring:covered', { list: textIn(list, language), from: writtenDay(from, language) }),
            )
          : [say('monitoring:uncovered', { supplier: textIn(one.supplier, language) })];
      return [inUnit(of, code), textIn(one.basis, language), whence.join('\n')];
    }),
  );
  const columns = [
    { title: say('monitoring:whatIs'), share: 1.5 },
    { title: say('monitoring:basis'), share: 2.8 },
    { title: say('monitoring:sources'), share: 1.9 },
  ];
  return { columns, rows, codes, unit: '' };
}
