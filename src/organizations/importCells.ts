// Cells that files about organizations and about their titles share: regions, codes by name, lists, where a fact comes from. Pure.
import type { ImportColumn, Said } from '../records/import.ts';
import type { Text } from '../platform/shared/words.ts';
import { lastDayOf, partialDay } from '../platform/shared/dates.ts';
import { findRegions } from './findRegion.ts';
import type { Region, Street } from './region.ts';

/** A cell as it was read: its value, or why it has none. */
export type Read<T> = { value: T } | { said: Said };
export const isRead = <T>(read: Read<T>): read is { value: T } => 'value' in read;

/** What stands in a cell; null for one that is blank, or holds a dash to say so. */
export const given = (values: Readonly<Record<string, string>>, field: string): string | null => {
  const cell = values[field] ?? '';
  return cell === '' || /^([-—–/]+|n\/a)$/i.test(cell) ? null : cell;
};

/** Names in one cell, parted by semicolons or lines. */
export const listIn = (cell: string | null): string[] =>
  [...new Set((cell ?? '').split(/[;；|\n]/).map((one) => one.trim()))].filter((one) => one !== '');

/** The reporting unit that a cell means. */
export function regionIn(cell: string | null, regions: readonly Region[], streets: readonly Street[]): Read<string | null> {
  if (cell === null) return { value: null };
  const found = findRegions(cell, regions, streets);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return { value: only };
  const params = { value: cell };
  if (found.length === 0) return { said: { words: 'records:import.said.unknownRegion', field: 'region', params } };
  const names = regions.filter((one) => found.includes(one.id)).map((one) => one.name);
  return { said: { words: 'records:import.said.regionOfSeveral', field: 'region', params, texts: { regions: names } } };
}

const plain = (said: string): string =>
  said
    .normalize('NFKC')
    .replaceAll(/[\s_-]+/g, '')
    .toLowerCase();

/** The code that a cell means: the code itself, or any of its names in either language. */
export function codeIn(
  cell: string | null,
  field: string,
  known: readonly { code: string; names: readonly Text[] }[],
): Read<string | null> {
  if (cell === null) return { value: null };
  const asked = plain(cell);
  const found = known.find(({ code, names }) =>
    [code, ...names.flatMap(({ zh, en }) => [zh, en])].some((name) => plain(name) === asked),
  );
  if (found) return { value: found.code };
  const allowed = known.flatMap(({ names }) => names.at(-1) ?? []);
  return { said: { words: 'records:import.said.unknownCode', field, params: { value: cell }, texts: { allowed } } };
}

/** A day, a month or a year alone, however it is parted: `2022/9/24`, `2022.9`, `2022年9月`. Not after today. */
export function dayIn(cell: string | null, field: string, today: string): Read<string | null> {
  if (cell === null) return { value: null };
  const parts = /^(\d{4})(?:\D(\d{1,2}))?(?:\D(\d{1,2}))?\D?$/.exec(cell);
  const said = parts
    ?.slice(1)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
  if (said === undefined || !partialDay.safeParse(said).success)
    return { said: { words: 'records:import.said.notADay', field, params: { value: cell } } };
  if (said > today.slice(0, said.length))
    return { said: { words: 'records:import.said.inFuture', field, params: { value: lastDayOf(said), today } } };
  return { value: said };
}

/** Columns that tell where a fact comes from; they go into new records and are not compared. */
export const sourceColumns: readonly ImportColumn[] = (
  ['verified', 'sourceUrl', 'statedOn', 'confidence', 'note', 'noteZh', 'noteEn'] as const
).map((field) => ({
  field,
  headers: `records:import.source.headers.${field}`,
  template: false,
}));

const yes = /^(yes|true|y|1)$/i;
const no = /^(no|false|n|0)$/i;

/** Where the row says that it comes from; null when it says nothing. */
export function sourceIn(values: Readonly<Record<string, string>>, today: string): Read<Record<string, unknown> | null> {
  const of = (field: string): string | null => given(values, field);
  const [verified, address, confidence] = [of('verified'), of('sourceUrl'), of('confidence')];
  const [zh, en] = [of('noteZh') ?? of('note'), of('noteEn') ?? of('note')];
  const statedOn = dayIn(of('statedOn'), 'statedOn', today);
  if (!isRead(statedOn)) return statedOn;
  if ([verified, address, confidence, zh, en, statedOn.value].every((one) => one === null)) return { value: null };
  if (verified !== null && !yes.test(verified) && !no.test(verified))
    return { said: { words: 'records:import.said.yesOrNo', field: 'verified', params: { value: verified } } };
  const note = zh === null && en === null ? null : { zh: zh ?? en ?? '', en: en ?? zh ?? '' };
  return {
    value: {
      verified: verified !== null && yes.test(verified),
      address,
      confidence: confidence?.toLowerCase() ?? null,
      note,
      statedOn: statedOn.value,
    },
  };
}
