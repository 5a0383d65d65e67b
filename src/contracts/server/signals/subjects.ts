// From the register to what signals see of a contract: parties as they are one with others today, names of persons only to tell one from another. Reads only.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { SignalParty, SignalPort, SignalSubject } from '../../signals.ts';
import type { Party, Terms } from '../../terms.ts';
import { relationsBetween } from '../relations.ts';
import { personField } from '../terms.ts';

export type Place = Pick<Organizations, 'survivors' | 'names' | 'oneWith' | 'sameAs'>;
export type Read = { subject: SignalSubject; version: number; state: string };

type Row = {
  id: string;
  state: string;
  version: number;
  title: string;
  type: Terms['type'];
  parties: Party[];
  seller: string;
  region: string | null;
  signed_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  amount: string | null;
  technology_amount: string | null;
  schedule: Terms['schedule'];
  crossing: Terms['crossing'];
  related_party: boolean | null;
  submitted_on: string | null;
  registered_on: string | null;
  body: string | null;
};

/** Refused, ended or taken back: nothing is compared with it. What lapsed may come again, and is followed again then. */
const gone: readonly string[] = ['withdrawn', 'refused', 'cancelled', 'revoked', 'lapsed'];
const standingOf = (state: string): SignalSubject['standing'] =>
  gone.includes(state) ? 'gone' : state === 'registered' ? 'registered' : 'open';

/** Some contracts as they are now. Drafts are nobody's but their seller's, and are left out. */
export async function readSubjects(on: QueryExecutorProvider, organizations: Place, ids: readonly string[]): Promise<Read[]> {
  if (ids.length === 0) return [];
  const { rows } =
    await sql<Row>`select c.id, c.state, c.version, c.title, c.type, c.parties, c.seller, c.region, c.signed_on, c.valid_from,
      c.valid_to, c.amount, c.technology_amount, c.schedule, c.crossing, c.related_party, c.submitted_on, c.registered_on, t.body
    from contracts c left join contract_texts t on t.digest = c.text_digest
    where c.id = any(${[...ids]}::uuid[]) and c.state <> 'draft'`.execute(on);
  const named = [...new Set(rows.flatMap((row) => row.parties.flatMap((one) => one.organization ?? [])))];
  const [survivors, persons] = [await organizations.survivors(on, named), await personsOf(on, rows)];
  const now = (id: string) => survivors.get(id)?.id ?? id;
  const names = await organizations.names([...new Set([...named, ...named.map(now)])], on);
  return rows.map((row) => {
    const partyOf = (one: Party, at: number): SignalParty => {
      if (one.organization !== null) return { id: now(one.organization), name: names.get(one.organization) ?? '' };
      const name = one.person ? persons.get(`${row.id} ${personField(at)}`) : one.name;
      // Nobody is the same as another nameless one.
      return { id: null, name: name ?? `?${row.id} ${at}` };
    };
    const sided = (role: Party['role']) => row.parties.flatMap((one, at) => (one.role === role ? [partyOf(one, at)] : []));
    return { state: row.state, version: row.version, subject: subjectOf(row, sided('seller'), sided('buyer')) };
  });
}

const subjectOf = (row: Row, sellers: SignalParty[], buyers: SignalParty[]): SignalSubject => ({
  id: row.id,
  title: row.title,
  text: row.body,
  sellers,
  buyers,
  type: row.type,
  signedOn: row.signed_on,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  submittedOn: row.submitted_on,
  registeredOn: row.registered_on,
  totalAmount: row.amount,
  technologyAmount: row.technology_amount,
  schedule: row.schedule.map(({ amount }) => amount),
  // A contract names no other one yet.
  continues: [],
  declaredRelated: row.related_party === true,
  // For an import the buyer registers: its seller is abroad.
  sellerInside: row.crossing === 'import' ? false : row.region === null ? null : true,
  standing: standingOf(row.state),
});

async function personsOf(on: QueryExecutorProvider, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const with_ = rows.filter((row) => row.parties.some((one) => one.person)).map(({ id }) => id);
  if (with_.length === 0) return new Map();
  const { rows: found } = await sql<{ record: string; field: string; value: string }>`
    select record, field, value from personal_values where record = any(${with_}::uuid[])`.execute(on);
  return new Map(found.map(({ record, field, value }) => [`${record} ${field}`, value]));
}

/** What only others can tell. There is no black list yet: of that nothing is said. */
export const portOn = (on: QueryExecutorProvider, organizations: Place): SignalPort => ({
  texts: async (ids) => {
    const { rows } = await sql<{ id: string; body: string }>`select c.id, t.body from contracts c
      join contract_texts t on t.digest = c.text_digest where c.id = any(${[...ids]}::uuid[])`.execute(on);
    return new Map(rows.map(({ id, body }) => [id, body]));
  },
  relations: async (sellers, buyers, day) => {
    const pairs = sellers.flatMap((seller) => buyers.flatMap((buyer) => (seller === buyer ? [] : [{ seller, buyer, day }])));
    return (await Promise.all(pairs.map((pair) => relationsBetween(on, organizations, pair)))).flat();
  },
  blackListed: () => Promise.resolve([]),
});
