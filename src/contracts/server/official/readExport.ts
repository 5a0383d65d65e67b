// A list of the official system as rows: columns by the names that the law's data give them, cells read or refused by name. Compares nothing.
import type { ContractWays } from '../../../platform/shared/city.ts';
import type { WordsKey } from '../../../platform/shared/errors.ts';
import { tidy } from '../../../platform/shared/characters.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import type { Said } from '../../../records/import.ts';
import { dayIn, given, isRead } from '../../../organizations/importCells.ts';
import { multiplied } from '../../amountCells.ts';
import type { ExportField, ExportForm } from '../../official.ts';
import { columnTwice, noRows, nothingRecognised } from '../../officialRoutes.ts';
import { readOfficialNumber } from '../../officialNumber.ts';
import type { ThereRow } from '../../reconcile.ts';

export type ReadRow = { there: ThereRow; said: Said[] };
export type ReadExport = { rows: ReadRow[]; ignored: string[] };
type Column = { header: string; field: ExportField; factor: bigint };

const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .replaceAll(/[\s*:_()-]/g, '')
    .toLowerCase();

/** Which columns the file has. Without a title or a number no row can be recognised. */
export function columnsIn(header: readonly string[], form: ExportForm): { columns: Column[]; ignored: string[] } {
  const known = new Map(
    form.columns.flatMap(({ field, headers, factor }) =>
      headers.map((name) => [plain(name), { field, factor: BigInt(factor ?? '1') }] as const),
    ),
  );
  const columns: Column[] = [];
  const ignored: string[] = [];
  for (const name of header) {
    const found = known.get(plain(name));
    const other = columns.find((one) => one.field === found?.field);
    if (!found) ignored.push(name);
    else if (other) throw columnTwice({ first: other.header, second: name });
    else columns.push({ header: name, ...found });
  }
  if (!columns.some(({ field }) => field === 'title' || field === 'registrationNumber' || field === 'ownNumber'))
    throw nothingRecognised({ found: header.slice(0, 30).join(', ') });
  return { columns, ignored };
}

/** Two years of a large city; sizes stay limited as for every sheet. */
const mostRows = 25_000;

type Reading = { form: ExportForm; numbers: ContractWays['numbers']; today: string };

export async function readExport(file: { name: string; content: Buffer }, of: Reading): Promise<ReadExport> {
  const sheet = await readSheet({ name: file.name, bytes: file.content }, { rows: mostRows });
  const { columns, ignored } = columnsIn(sheet.header, of.form);
  if (sheet.rows.length === 0) throw noRows();
  const flaws = new Map<number, Said[]>();
  for (const { row, column, words, params } of sheet.problems)
    flaws.set(row, [...(flaws.get(row) ?? []), { words, params: { ...params, field: column ?? '' } }]);
  return {
    ignored,
    rows: sheet.rows.map(({ row, cells }) => rowOf(row, cells, { ...of, columns, flaws: flaws.get(row) ?? [] })),
  };
}

type Around = Reading & { columns: readonly Column[]; flaws: readonly Said[] };

function rowOf(row: number, cells: Readonly<Record<string, string>>, { form, numbers, today, columns, flaws }: Around): ReadRow {
  const said = [...flaws];
  const at = (field: ExportField) => {
    const column = columns.find((one) => one.field === field);
    return { column, cell: column ? given({ cell: tidy(cells[column.header] ?? '') }, 'cell') : null };
  };
  const text = (field: ExportField): string | null => at(field).cell?.slice(0, 200) ?? null;
  const tell = (field: ExportField, words: WordsKey, value: string): null => {
    said.push({ words, params: { field: at(field).column?.header ?? field, value: value.slice(0, 100) } });
    return null;
  };
  const amount = (field: 'amount' | 'technologyAmount'): string | null => {
    const { column, cell } = at(field);
    if (cell === null || !column) return null;
    const read = multiplied(cell, column.factor);
    return read.ok ? read.yuan : tell(field, `official:amountWrong.${read.code}`, cell);
  };
  const on = (field: 'signedOn' | 'registeredOn'): string | null => {
    const { cell } = at(field);
    if (cell === null) return null;
    const read = dayIn(cell.replace(/[ T]\d{1,2}:\d{2}.*$/, ''), field, today);
    return isRead(read) && read.value?.length === 10 ? read.value : tell(field, 'official:cellWrong.day', cell);
  };
  const coded = <T>(field: 'type' | 'result', list: Readonly<Record<string, T>>): T | null => {
    const { cell } = at(field);
    if (cell === null) return null;
    const asked = plain(cell);
    return Object.entries(list).find(([name]) => plain(name) === asked)?.[1] ?? tell(field, 'official:cellWrong.code', cell);
  };
  const number = (): string | null => {
    const { cell } = at('registrationNumber');
    if (cell === null) return null;
    const read = readOfficialNumber(cell, numbers.official, today);
    return read.ok ? read.number.digits : tell('registrationNumber', `official:numberWrong.${read.code}`, cell);
  };
  const there = {
    row,
    registrationNumber: number(),
    ownNumber: text('ownNumber'),
    title: text('title'),
    seller: text('seller'),
    sellerCode: text('sellerCode'),
    buyer: text('buyer'),
    type: coded('type', form.types),
    amount: amount('amount'),
    technologyAmount: amount('technologyAmount'),
    signedOn: on('signedOn'),
    registeredOn: on('registeredOn'),
    result: coded('result', form.results),
  };
  return { there, said };
}
