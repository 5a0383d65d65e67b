// `verify` of values that stand apart because only some read them: each row is the one whose digest its event holds, each digest has its value.
import { type Kysely, sql } from 'kysely';
import type { Body } from '../body.ts';
import type { Kernel, KernelDb } from './kernel.ts';
import type { Finding } from './verify-batches.ts';
import { digestOf, heldOf, type HeldValue, inForce } from './withheldValues.ts';

const table = 'withheld_values';
const nameOf = ({ record, field, version }: Pick<HeldValue, 'record' | 'field' | 'version'>): string =>
  `${record} ${field} ${version}`;

/** The rows against the events of their versions. Returns those that are not as they were sealed, so that one change is told once. */
export async function verifyWithheldRows(
  kernel: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  findings: Finding[],
): Promise<ReadonlySet<string>> {
  const wrong = new Set<string>();
  const tell = (row: HeldValue, what: Finding['what'], detail: string) => {
    wrong.add(nameOf(row));
    findings.push({ table, row: nameOf(row), what, detail });
  };
  let last: Pick<HeldValue, 'record' | 'field' | 'version'> = {
    record: '00000000-0000-0000-0000-000000000000',
    field: '',
    version: 0,
  };
  for (;;) {
    const { rows } = await sql<HeldValue & { body: string | null }>`select w.*, e.body from
      (select * from withheld_values where (record, field, version) > (${last.record}::uuid, ${last.field}, ${last.version}::int)
        order by record, field, version limit 2000) w
      left join events e on e.record = w.record and e.version = w.version order by w.record, w.field, w.version`.execute(tx);
    for (const row of rows) {
      const digest = row.body === null ? undefined : digestsIn(row.body)[row.field];
      if (digest === undefined) tell(row, 'inserted', 'no event of this version has such a value');
      else if (digest !== digestOf(kernel, row)) tell(row, 'changed', 'the value is not the one whose digest was sealed');
    }
    const end = rows.at(-1);
    if (!end) return wrong;
    last = end;
  }
}

const digestsIn = (text: string): Record<string, string> => {
  try {
    return (JSON.parse(text) as Body).withheld ?? {};
  } catch {
    return {};
  }
};

/** An event by its columns, with the digests in its text. */
export type Holding = { record: string; version: number; withheld: Record<string, string> };

/** The digests of some events against the values that stood at their versions. */
export async function verifyWithheldDigests(
  kernel: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  holding: readonly Holding[],
  wrong: ReadonlySet<string>,
  findings: Finding[],
): Promise<void> {
  const held = await heldOf(tx, [...new Set(holding.map((one) => one.record))]);
  for (const { record, version, withheld } of holding)
    for (const [field, digest] of Object.entries(withheld)) {
      const one = inForce(held.get(record) ?? [], field, version);
      if (one && (wrong.has(nameOf(one)) || digestOf(kernel, one) === digest)) continue;
      findings.push({
        table,
        row: nameOf({ record, field, version }),
        what: 'removed',
        detail: 'the value of this digest is not there',
      });
    }
}
