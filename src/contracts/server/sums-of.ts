// What the register of contracts knows of one organization in a period: sold, received, brought about. The same conditions find the records in the list (filters.ts).
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { add } from '../../platform/shared/money.ts';
import { standsFor } from '../../people/server/index.ts';
import { counting } from '../contributes.ts';
import { incomes, type Receipt } from '../receipts.ts';
import { largeFrom, type Sale } from '../sale.ts';
import type { Terms } from '../terms.ts';

/** Ids of an organization and all that are one with it, as a subquery; from which day to which. */
export type SumsAsked = { same: RawBuilder<{ id: string }>; from: string; to: string };
export type Sum = { count: number; amount: string };
const nothing: Sum = { count: 0, amount: '0' };

export const counts = sql<boolean>`state = any(${[...counting]}::text[]) and registered_on is not null`;
/** An import is registered by its domestic buyer, who sold nothing. */
export const isSold = sql<boolean>`(${counts} and not exists (select from jsonb_array_elements(parties) p
  where p ->> 'role' = 'buyer' and p ->> 'organization' = seller::text))`;
const saleOf = sql<Sale>`case when type = 'transfer' and subtype = 'equity' then 'shares'
  when type in ('transfer', 'licence') then type else 'services' end`;
export const soldAs = (sale: Sale) => sql<boolean>`(${isSold} and ${saleOf} = ${sale})`;
/** What it amounted to at the end of a day: an amendment holds from its own. */
const stood = (on: string) => sql<string>`coalesce((select s ->> 'amount'
  from jsonb_array_elements(statements) with ordinality x(s, n) where s ->> 'on' <= ${on} order by n desc limit 1)::numeric, amount)`;
export const isLarge = (on: string) => sql<boolean>`(${counts} and ${stood(on)} >= ${largeFrom}::numeric)`;
export const crossesBorders = sql<boolean>`crossing <> 'none'`;
/** Kinds of party `1xx` to `3xx` are enterprises, at home, of Hong Kong, Macao and Taiwan, and foreign ones. */
const isFirm = sql<boolean>`p ->> 'role' = 'buyer' and p ->> 'nature' ~ '^[123]'`;
export const boughtByFirm = sql<boolean>`exists (select from jsonb_array_elements(parties) p where ${isFirm})`;
export const hasReceipts = (from: string, to: string) => sql<boolean>`(${isSold} and exists (
  select from jsonb_array_elements(receipts) r where r ->> 'voided' is null and r ->> 'on' between ${from} and ${to}))`;

/** Contracts registered in a period, by how the technology was passed on; as they stood on its last day. */
export async function soldIn(on: QueryExecutorProvider, { same, from, to }: SumsAsked): Promise<Record<Sale, Sum>> {
  const { rows } = await sql<{ sale: Sale } & Sum>`select ${saleOf} as sale, count(*)::int as count,
      coalesce(sum(${stood(to)}), 0)::numeric(18, 2)::text as amount
    from contracts where seller in (${same}) and ${isSold} and registered_on between ${from}::date and ${to}::date group by 1`.execute(
    on,
  );
  const of = (sale: Sale): Sum => {
    const found = rows.find((one) => one.sale === sale);
    return found ? { count: found.count, amount: found.amount } : nothing;
  };
  return { transfer: of('transfer'), licence: of('licence'), shares: of('shares'), services: of('services') };
}

/** Registered contracts that were signed in a period: beside what a return tells of all that were signed. */
export async function signedIn(on: QueryExecutorProvider, { same, from, to }: SumsAsked): Promise<Sum> {
  const { rows } = await sql<Sum>`select count(*)::int as count, coalesce(sum(amount), 0)::numeric(18, 2)::text as amount
    from contracts where seller in (${same}) and ${isSold} and signed_on between ${from}::date and ${to}::date`.execute(on);
  return rows[0] ?? nothing;
}

type Paid = Pick<Terms, 'amount' | 'technologyAmount' | 'paymentMode'> & { receipts: Receipt[] };
/** What its sellers noted as received in a period, and the technical income in it; null where nothing is noted. */
export async function receivedIn(on: QueryExecutorProvider, { same, from, to }: SumsAsked) {
  const { rows } = await sql<Paid>`select amount, technology_amount as "technologyAmount", payment_mode as "paymentMode", receipts
    from contracts where seller in (${same}) and ${hasReceipts(from, to)}`.execute(on);
  if (rows.length === 0) return null;
  let [received, technical] = ['0', '0'];
  for (const { receipts, ...amounts } of rows) {
    const income = incomes(receipts, amounts);
    for (const one of receipts) {
      if (one.voided !== null || one.on < from || one.on > to) continue;
      received = add(received, one.amount);
      technical = add(technical, income.get(one.number) ?? '0');
    }
  }
  return { contracts: rows.length, received, technical };
}

/**
 * Registered contracts that an organization brought about: it is the intermediary among their parties, or is one of them and named a technology
 * manager who confirmed it and counted for it on the day of registration. Others that name its managers are not its own to see. `namings`:
 * whether those are asked at all, for the other parties do not learn of them.
 */
export const isBroughtAbout = (
  same: RawBuilder<{ id: string }>,
  namings: boolean,
): RawBuilder<boolean> => sql<boolean>`id = any(array(
  select c.id from (${same}) one cross join lateral (
    -- One at a time by the index: the database takes those that became one for many and would read every contract.
    select id, parties, registered_on from contracts where organizations @> jsonb_build_array(one.id::text) offset 0) c
  where c.registered_on is not null and (
    exists (select from jsonb_array_elements(c.parties) p
      where p ->> 'role' = 'intermediary' and p ->> 'organization' = one.id::text)
    or exists (select from manager_namings n where ${namings} and n.contract = c.id and n.state = 'confirmed' and n.organization = one.id
      and exists (select from technology_managers
        where technology_managers.id = n.manager and ${standsFor(same, sql`c.registered_on::text`)})))))`;

/** `firms` are the enterprises that bought; `needs`, contracts by which one of them did. */
export type BroughtAbout = Sum & { abroad: Sum; large: number; firms: number; needs: number };
export async function broughtAboutIn(on: QueryExecutorProvider, { same, from, to }: SumsAsked): Promise<BroughtAbout> {
  type Row = { count: number; amount: string; abroad: number; abroadAmount: string; large: number; firms: number; needs: number };
  const { rows } =
    await sql<Row>`with own as (select ${stood(to)} as stands, ${crossesBorders} as abroad, ${boughtByFirm} as need, parties
      from contracts where ${isBroughtAbout(same, true)} and ${counts} and registered_on between ${from}::date and ${to}::date)
    select count(*)::int as count, coalesce(sum(stands), 0)::numeric(18, 2)::text as amount,
      (count(*) filter (where abroad))::int as abroad,
      coalesce(sum(stands) filter (where abroad), 0)::numeric(18, 2)::text as "abroadAmount",
      (count(*) filter (where stands >= ${largeFrom}::numeric))::int as large,
      (count(*) filter (where need))::int as needs,
      (select count(distinct coalesce(p ->> 'organization', p ->> 'creditCode', p ->> 'name'))::int
        from own o, jsonb_array_elements(o.parties) p where ${isFirm}) as firms
    from own`.execute(on);
  const found = rows[0];
  if (!found) return { ...nothing, abroad: nothing, large: 0, firms: 0, needs: 0 };
  const { count, amount, abroad, abroadAmount, large, firms, needs } = found;
  return { count, amount, abroad: { count: abroad, amount: abroadAmount }, large, firms, needs };
}
