// Registered contracts as records of higher modules name them: by number, and what of them those read instead of asking again. Who may see it the caller decides.
import { type QueryExecutorProvider, sql } from 'kysely';
import { counting } from '../contributes.ts';
import { type Receipt, sumOf } from '../receipts.ts';

export type LinkedContract = {
  id: string;
  title: string;
  number: string | null;
  organizations: readonly string[];
  amount: string | null;
  signedOn: string | null;
  /** Null while it is not registered, and once that holds no longer. */
  registeredOn: string | null;
  /** What has come in on it, and since when. */
  received: { on: string; amount: string } | null;
};
type Row = Omit<LinkedContract, 'received'> & { receipts: readonly Receipt[] };

const columns = sql`id, title, coalesce(registration_number, own_number) as number, organizations, amount::text, signed_on as "signedOn",
  case when state = any(${[...counting]}::text[]) then registered_on end as "registeredOn", receipts`;
const linked = ({ receipts, ...row }: Row): LinkedContract => {
  const first = receipts.filter(({ voided }) => voided === null).toSorted((a, b) => (a.on < b.on ? -1 : 1))[0];
  return { ...row, received: first ? { on: first.on, amount: sumOf(receipts) } : null };
};

/** These contracts, by id. */
export async function linkedContracts(on: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, LinkedContract>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Row>`select ${columns} from contracts where id = any(${ids}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, linked(row)]));
}

/** The registered contract of this number, its own or that of the registration. */
export async function contractNumbered(on: QueryExecutorProvider, number: string): Promise<LinkedContract | null> {
  const { rows } = await sql<Row>`select ${columns} from contracts
    where state = any(${[...counting]}::text[]) and (own_number = ${number} or registration_number = ${number}) limit 1`.execute(
    on,
  );
  return rows[0] ? linked(rows[0]) : null;
}
