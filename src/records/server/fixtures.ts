// A record kind for the kernel's own tests: a pledge of an amount from a day on, by a district. Made in the test's database.
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { day } from '../../platform/shared/dates.ts';
import { money } from '../../platform/shared/money.ts';
import { entry, measure } from '../../ledger/entry.ts';
import { openLedger, type LedgerTables } from '../../ledger/server/index.ts';
import { lifecycle } from '../lifecycle.ts';
import { recordKind } from '../record.ts';
import { openKernel, openKind, type KernelTables, type RecordColumns } from './index.ts';

export const pledged = measure('pledged', 'CNY', 2, ['purpose']);

const life = lifecycle('pledge', {
  states: ['draft', 'given', 'ended', 'voided'],
  parties: ['owner'],
  actions: {
    create: {
      from: 'nothing',
      to: 'draft',
      by: 'bureauOfficer',
      input: z.strictObject({
        amount: money,
        purpose: z.string(),
        region: z.string(),
        name: z.string().nullable().default(null),
      }),
    },
    edit: {
      from: ['draft', 'given'],
      to: 'same',
      by: ['bureauOfficer', 'owner'],
      input: z.strictObject({
        amount: money.optional(),
        name: z.string().nullable().optional(),
        remark: z.string().nullable().optional(),
      }),
      counts: true,
    },
    give: { from: 'draft', to: 'given', by: 'bureauOfficer', input: z.strictObject({ on: day }), counts: true },
    end: {
      from: 'given',
      to: 'ended',
      by: ['bureauOfficer', 'clock'],
      input: z.strictObject({ on: day, reason: z.string() }),
      counts: true,
    },
    void: {
      from: ['given', 'ended'],
      to: 'voided',
      by: 'bureauOfficer',
      input: z.strictObject({ reason: z.string() }),
      counts: true,
    },
    recalculate: { from: ['draft', 'given', 'ended', 'voided'], to: 'same', by: 'clock', counts: true },
  },
});
type Pledges = RecordColumns<'draft' | 'given' | 'ended' | 'voided'> & {
  amount: string;
  purpose: string;
  region: string;
  given_on: string | null;
  ended_on: string | null;
  number: string | null;
  /** What the city alone reads. */
  remark: string | null;
};
export type PledgeTables = { pledges: Pledges };

export const createPledges = `create table pledges (
  id uuid primary key, state text not null, version int not null, created timestamptz(3) not null, recorded_at timestamptz(3) not null,
  amount numeric(18,2) not null, purpose text not null, region text not null, given_on date, ended_on date, number text, remark text)`;

/** Opens a kernel with pledges over a database that has their table. */
export async function openPledges(
  db: Kysely<PledgeTables & KernelTables & LedgerTables>,
  options: { demoActs?: boolean; algorithm?: 'sha256' | 'sm3' } = {},
) {
  const ledger = await openLedger(db as unknown as Kysely<LedgerTables>, [pledged], { region: ['T-A', 'T-B'] });
  const kernel = await openKernel({
    db,
    ledger,
    city: { code: 'test', timeZone: 'Asia/Shanghai', algorithm: options.algorithm ?? 'sha256' },
    demoActs: options.demoActs ?? false,
  });
  const kind = recordKind({
    life,
    path: '/pledges',
    fields: z.object({
      amount: money,
      purpose: z.string(),
      region: z.string(),
      number: z.string().nullable(),
      name: z.string().nullable(),
    }),
    filters: { region: z.string().optional() },
    readers: 'signedIn',
  });
  const pledges = openKind(kernel, db as unknown as Kysely<PledgeTables>, {
    kind,
    table: 'pledges',
    personal: true,
    withheld: {
      paths: ['remark'],
      reads: (actor) => actor.region === null,
      namedAnyway: [],
      tells: ({ remark }) => (remark === null ? [] : [{ title: 'pledges:remark', text: remark }]),
    },
    present: (row, personal) => ({
      amount: row.amount,
      purpose: row.purpose,
      region: row.region,
      number: row.number,
      name: personal['name'] ?? null,
    }),
    title: (row) => row.purpose,
    visible: (actor) => (actor.region === null ? 'all' : sql<boolean>`region = ${actor.region}`),
    parties: { owner: (actor, row) => row !== null && actor.organization === row.id },
    filters: { region: (value) => sql<boolean>`region = ${value}` },
    handlers: {
      create: ({ input }) => ({
        amount: input.amount,
        purpose: input.purpose,
        region: input.region,
        given_on: null,
        ended_on: null,
        number: null,
        remark: null,
        personal: { name: input.name },
      }),
      edit: ({ input }) => ({
        ...(input.amount === undefined ? {} : { amount: input.amount }),
        ...(input.remark === undefined ? {} : { remark: input.remark }),
        personal: { name: input.name },
      }),
      give: ({ input }) => ({ given_on: input.on }),
      end: ({ input }) => ({ ended_on: input.on }),
    },
    contributes: (row) => {
      if (row.state === 'voided' || row.given_on === null) return [];
      const of = { measure: pledged, region: row.region, dimensions: { purpose: row.purpose } };
      const given = entry({ ...of, amount: row.amount, on: row.given_on });
      return row.ended_on === null ? [given] : [given, entry({ ...of, amount: `-${row.amount}`, on: row.ended_on })];
    },
    numbers: {
      give: {
        column: 'number',
        series: (_row, on) => `pledges ${on.slice(0, 4)}`,
        format: (n, on) => `${on.slice(0, 4)}-${String(n).padStart(4, '0')}`,
      },
    },
  });
  return { kernel, ledger, pledges };
}
