// Values that only some readers of a record learn, beside its events: kept by versions, their digests sealed; read back for who may read them.
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Body } from '../body.ts';
import { canonical } from '../canonical.ts';
import { proofWithheld } from '../record.ts';
import { parted, whole } from '../withheldValues.ts';
import { newSalt, saltedDigest } from './hash.ts';
import type { Kernel, KernelDb, KernelTx, Row } from './kernel.ts';

export type HeldValue = { record: string; version: number; field: string; value: string; salt: string };
export type SetApart = { after: Record<string, unknown>; digests: Record<string, string> | undefined };

const pathsOf = (kernel: Kernel, kind: string): readonly string[] => kernel.kinds.get(kind)?.withheld?.paths ?? [];

/** Takes out of rows as they stand after their acts what is withheld, and keeps it. What has not changed keeps its salt, and so its digest. */
export async function setApart(kernel: Kernel, tx: KernelTx, kind: string, rows: readonly Row[]): Promise<SetApart[]> {
  const paths = pathsOf(kernel, kind);
  if (paths.length === 0) return rows.map((after) => ({ after, digests: undefined }));
  const parts = rows.map((row) => ({ row, ...parted(row, paths) }));
  const holding = parts.filter(({ withheld }) => Object.keys(withheld).length > 0).map(({ row }) => row.id);
  if (holding.length === 0) return rows.map((after) => ({ after, digests: undefined }));
  const last = await lastOf(tx, holding);
  const added: HeldValue[] = [];
  const apart = parts.map(({ row, open, withheld }): SetApart => {
    const digests = Object.entries(withheld).map(([field, of]) => {
      const value = canonical(of);
      const before = last.get(`${row.id} ${field}`);
      const held = before?.value === value ? before : { record: row.id, version: row.version, field, value, salt: newSalt() };
      if (held !== before) added.push(held);
      return [field, digestOf(kernel, held)] as const;
    });
    return { after: open, digests: digests.length === 0 ? undefined : Object.fromEntries(digests) };
  });
  for (let at = 0; at < added.length; at += 1000)
    await tx
      .insertInto('withheld_values')
      .values(added.slice(at, at + 1000))
      .execute();
  return apart;
}

export const digestOf = ({ city }: Pick<Kernel, 'city'>, { salt, field, value }: HeldValue): string =>
  saltedDigest(city.algorithm, salt, field, value);

async function lastOf(tx: KernelTx, records: readonly string[]): Promise<Map<string, HeldValue>> {
  const { rows } = await sql<HeldValue>`select distinct on (record, field) * from withheld_values
    where record = any(${[...records]}::uuid[]) order by record, field, version desc`.execute(tx);
  return new Map(rows.map((one) => [`${one.record} ${one.field}`, one]));
}

/** All that was ever kept of some records, oldest version first. */
export async function heldOf(on: Kysely<KernelDb>, records: readonly string[]): Promise<Map<string, HeldValue[]>> {
  if (records.length === 0) return new Map();
  const { rows } = await sql<HeldValue>`select * from withheld_values where record = any(${[...records]}::uuid[])
    order by record, field, version`.execute(on);
  return Map.groupBy(rows, (one) => one.record);
}

/** The value of a field as it stood at a version. */
export const inForce = (held: readonly HeldValue[], field: string, version: number): HeldValue | undefined =>
  held.findLast((one) => one.field === field && one.version <= version);

/** What an event says of its record with what is withheld put back. Fields of which `holds` says no are left out. */
export function restored(
  { after, withheld, version }: Pick<Body, 'after' | 'withheld' | 'version'>,
  held: readonly HeldValue[],
  holds: (one: HeldValue, digest: string) => boolean = () => true,
): { row: Record<string, unknown>; missing: string[] } {
  const found: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const [field, digest] of Object.entries(withheld ?? {})) {
    const one = inForce(held, field, version);
    if (one && holds(one, digest)) found[field] = JSON.parse(one.value) as unknown;
    else missing.push(field);
  }
  return { row: whole(after, found), missing };
}

/** Whether the text of an event itself says what is withheld: it was sealed before that was kept apart. */
export function saysWithheld(kernel: Kernel, kind: string, said: string | Body): boolean {
  const of = kernel.kinds.get(kind)?.withheld;
  if (!of) return false;
  const paths = of.paths.filter((path) => !of.namedAnyway.includes(path));
  const { after } = typeof said === 'string' ? (JSON.parse(said) as Body) : said;
  return Object.keys(parted(after, paths).withheld).length > 0;
}

/** Such a text is given to nobody who may not read all of it: without it nothing could be checked. */
export function refuseWithheld(kernel: Kernel, kind: string, actor: Actor, text: string): void {
  const of = kernel.kinds.get(kind)?.withheld;
  if (of && !of.reads(actor) && saysWithheld(kernel, kind, text)) throw proofWithheld();
}

/** A package holds each event of its record until it was made. */
export async function refuseWithheldIn(
  kernel: Kernel,
  made: { record_kind: string; record: string; record_version: number },
  actor: Actor,
): Promise<void> {
  const of = kernel.kinds.get(made.record_kind)?.withheld;
  if (!of || of.reads(actor)) return;
  const events = await kernel.db
    .selectFrom('events')
    .select('body')
    .where('record', '=', made.record)
    .where('version', '<=', made.record_version)
    .execute();
  for (const { body } of events) refuseWithheld(kernel, made.record_kind, actor, body);
}
