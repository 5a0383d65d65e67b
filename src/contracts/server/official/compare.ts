// Puts a list that was read beside the register as its reader may see it, and keeps what came out. Changes no contract.
import { type Kysely, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { type HereRow, type Matched, reconcile, type ThereRow } from '../../reconcile.ts';
import type { Side } from '../../officialRoutes.ts';
import type { Party } from '../../terms.ts';
import { inCharge } from '../in-charge.ts';
import type { ContractTables } from '../tables.ts';

type Db = Kysely<ContractTables> | Transaction<ContractTables>;
export type Period = { from: string; to: string };

/** Contracts that may be compared by whom: the bureau all that were handed in, a registrar those in his charge. A condition on their table. */
export const comparable = (actor: Actor) =>
  hasRole(actor, 'bureauOfficer')
    ? sql<boolean>`submitted_on is not null`
    : hasRole(actor, 'registrar')
      ? sql<boolean>`(submitted_on is not null and ${inCharge(actor)})`
      : sql<boolean>`false`;

type Row = Omit<HereRow, 'sellers' | 'buyers'> & { parties: Party[]; seller: string };
type Called = { id: string; name: string; credit_code: string | null; former_names: string[]; aliases: string[] };

/** Days by which the two systems may be apart in entering one contract. */
const apart = 92;
/**
 * Ours that a list of the period may mean: registered in it or named by a number; of those without an official number, what was registered
 * or handed in around the period, or has a title of the list. A city that keeps the record itself has tens of thousands of these.
 */
export async function hereFor(db: Db, actor: Actor, period: Period, there: readonly ThereRow[]): Promise<HereRow[]> {
  const named = (field: 'registrationNumber' | 'ownNumber') => there.flatMap((one) => one[field] ?? []);
  const titles = there.flatMap((one) => one.title ?? []);
  const { rows } = await sql<Row>`
    select id, state, registration_number as "registrationNumber", own_number as "ownNumber", title, parties, seller, type, amount,
      technology_amount as "technologyAmount", registered_on as "registeredOn" from contracts
    where ${comparable(actor)} and (registered_on between ${period.from}::date and ${period.to}::date
      or (registration_number is null and (title = any(${titles}::text[]) or (submitted_on <= ${period.to}::date + ${apart}::int
        and coalesce(registered_on, submitted_on) >= ${period.from}::date - ${apart}::int)))
      or registration_number = any(${named('registrationNumber')}::text[]) or own_number = any(${named('ownNumber')}::text[]))
    order by id`.execute(db);
  const ids = [...new Set(rows.flatMap((row) => row.parties.flatMap((one) => one.organization ?? [])))];
  const { rows: called } = await sql<Called>`select id, name, credit_code, former_names, aliases from organizations
    where id = any(${ids}::uuid[])`.execute(db);
  const names = new Map(
    called.map((one) => [one.id, [one.name, ...one.former_names, ...one.aliases, ...(one.credit_code ? [one.credit_code] : [])]]),
  );
  return rows.map(({ parties, seller: _seller, ...row }) => {
    const of = (role: Party['role']): string[] =>
      parties.flatMap((one) =>
        one.role !== role
          ? []
          : one.organization === null
            ? [one.name ?? [], one.creditCode ?? []].flat()
            : (names.get(one.organization) ?? []),
      );
    return { ...row, sellers: of('seller'), buyers: of('buyer') };
  });
}

const thereSide = (one: ThereRow): Side => {
  const { registrationNumber, ownNumber, title, seller, type, amount, technologyAmount, registeredOn, result } = one;
  return { registrationNumber, ownNumber, title, seller, type, amount, technologyAmount, registeredOn, result };
};
const hereSide = (one: HereRow): Side => {
  const { registrationNumber, ownNumber, title, type, amount, technologyAmount, registeredOn, state } = one;
  return {
    registrationNumber,
    ownNumber,
    title,
    seller: one.sellers[0] ?? null,
    type,
    amount,
    technologyAmount,
    registeredOn,
    result: state,
  };
};

const rowsAtOnce = 2000;
/** What stands here only comes behind all rows of a file. */
export const hereOnlyFrom = 1_000_000_000;
type Told = { there: ThereRow; said: readonly unknown[] };

/** Compares and keeps: one row of the list or of the register each. Gives how many there are. */
export async function compareAll(
  tx: Transaction<ContractTables>,
  { id, actor, period, rows }: { id: string; actor: Actor; period: Period; rows: readonly Told[] },
): Promise<number> {
  const there = rows.map((one) => one.there);
  const unreadable = new Set(rows.filter(({ said }) => said.length > 0).map((one) => one.there.row));
  const here = await hereFor(tx, actor, period, there);
  const found = reconcile(there, here, {
    unreadable,
    inPeriod: ({ registeredOn }) => registeredOn !== null && registeredOn >= period.from && registeredOn <= period.to,
  });
  const said = new Map(rows.map((one) => [one.there.row, one.said]));
  for (let at = 0; at < found.length; at += rowsAtOnce) {
    const values = found.slice(at, at + rowsAtOnce).map((one, index) => valueOf(id, one, at + index, said));
    await tx.insertInto('official_rows').values(values).execute();
  }
  return found.length;
}

const valueOf = (reading: string, one: Matched, at: number, said: ReadonlyMap<number, readonly unknown[]>) => {
  const { there, here, outcome, way, differs, note } = one;
  return {
    reading,
    n: there?.row ?? hereOnlyFrom + at,
    outcome,
    way,
    differs: JSON.stringify(differs),
    contract: here?.id ?? null,
    there: there && JSON.stringify(thereSide(there)),
    here: here && JSON.stringify(hereSide(here)),
    said: JSON.stringify((there && said.get(there.row)) ?? []),
    step: note ? ('note' as const) : null,
  };
};
