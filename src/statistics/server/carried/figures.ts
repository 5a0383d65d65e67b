// Carrying: the respondent takes figures out of its accepted return, by its own act, into an application of its own. Part of the register of returns.
import type { QueryExecutorProvider } from 'kysely';
import { wrongField } from '../../../platform/shared/errors.ts';
import { disclosed } from '../../../platform/shared/disclosed.ts';
import { writtenCell } from '../../../forms/answers.ts';
import { itemsOf } from '../../../forms/form.ts';
import {
  type Application,
  applicationDecided,
  type Carried,
  carriedAlready,
  type CarriedItem,
  notCarried,
  notOwnApplication,
} from '../../carried.ts';
import type { Judging } from '../returnJudging.ts';
import type { ReturnRow } from '../returnShapes.ts';
import { editionOf } from '../sealed/code.ts';

/** Whose an application is, and whether it still waits to be decided; null where there is none. */
export type ApplicationsOf = (
  of: Application,
  on: QueryExecutorProvider,
) => Promise<{ organization: string | null; open: boolean } | null>;
export type Carrying = { judging: Judging; applications: ApplicationsOf };
type Asked = { application: Application; items: readonly string[]; purpose: string };

/** @throws {Refusal} `carried.notOwn`, `carried.decided`, `carried.already`, and of an item that has no figure. */
export async function carrying(
  { judging, applications }: Carrying,
  tx: QueryExecutorProvider,
  record: ReturnRow,
  { input, day }: { input: Asked; day: string },
): Promise<Carried[]> {
  const found = await applications(input.application, tx);
  // Another's is not told from one that is not there.
  if (found === null || found.organization !== record.organization) throw notOwnApplication();
  if (!found.open) throw applicationDecided();
  const standing = record.carried.filter(({ withdrawnOn }) => withdrawnOn === null);
  if (standing.some(({ application }) => application.id === input.application.id)) throw carriedAlready();
  const { application, purpose } = input;
  const items = chosen(judging, record, input.items);
  const number = record.carried.length + 1;
  return [...record.carried, { number, application, items, edition: editionOf(record), purpose, on: day, withdrawnOn: null }];
}

function chosen(judging: Judging, record: ReturnRow, codes: readonly string[]): CarriedItem[] {
  const asked = new Set(codes);
  const values = record.answers === null ? {} : disclosed(record.answers).items;
  const items = itemsOf(judging.formOf(record).version).flatMap((item): CarriedItem[] => {
    const value = values[item.code] ?? null;
    if (!asked.delete(item.code) || item.kind !== 'number' || value === null) return [];
    return [{ item: item.code, name: item.name, value: writtenCell(item, value) ?? '', unit: item.unit }];
  });
  if (asked.size > 0 || items.length < new Set(codes).size) throw wrongField('items', 'unknown', 'carried:refusals.items');
  return items;
}

/** @throws {Refusal} `carried.notCarried` where it was never carried, or withdrawn before. */
export function withdrawing(record: ReturnRow, number: number, day: string): Carried[] {
  const one = record.carried.find((each) => each.number === number);
  if (!one || one.withdrawnOn !== null) throw notCarried();
  return record.carried.map((each) => (each === one ? { ...each, withdrawnOn: day } : each));
}
