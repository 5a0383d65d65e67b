// What happens to contracts: said, submitted, sent back once, accepted, reviewed, registered or refused, changed, ended, revoked. Figures follow.
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import type { Pack } from '../../platform/server/pack.ts';
import {
  type Kernel,
  now,
  openKind,
  queueRecalculation,
  type Sight,
  workingDaysOn,
  type CalendarTables,
} from '../../records/server/index.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { endOrYear } from '../../records/waits.ts';
import { contractRecords } from '../contract.ts';
import { contributes } from '../contributes.ts';
import type { Registrar } from '../registry.ts';
import { tells } from '../tells.ts';
import { handlersOf } from './handlers.ts';
import { openLanes } from './lanes.ts';
import { filtersOf } from './filters.ts';
import { inCharge, inSpotCheck, registrarsOf } from './in-charge.ts';
import { presenter } from './present.ts';
import type { Contracts as Table, ContractTables } from './tables.ts';
import { waitsOf } from './waits.ts';
import { registriesWhileLoading, rememberedWhileLoading } from './whileLoading.ts';

type Row = Selectable<Table>;
export type Contracts = ReturnType<typeof openContracts>;

export function openContracts(
  kernel: Kernel,
  db: Kysely<ContractTables & CalendarTables>,
  pack: Pack,
  organizations: Organizations,
) {
  const lanes = openLanes(pack);
  const { root } = organizations.pack;
  const known = rememberedWhileLoading(kernel, organizations);
  const opened = openKind(kernel, db, {
    kind: contractRecords,
    table: 'contracts',
    personal: true,
    bulk: true,
    present: presenter(lanes),
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.seller, ...row.organizations]))], on),
      calendar: await workingDaysOn(on),
      registries: await registriesOf(
        on,
        rows.flatMap((row) => row.registry ?? []),
      ),
    }),
    title: (row) => row.title,
    tells,
    audiences: { registrars: registrarsOf },
    concerns: (row) => ({ region: row.region, organizations: row.organizations }),
    papers: {
      sees: seesText,
      adds: (actor) => ofOrganization(actor, sql`seller`),
      retention: 'thirtyYears',
      closed: ['refused', 'cancelled', 'revoked', 'withdrawn'],
    },
    visible,
    parties: {
      seller: (actor, row) => isSeller(actor, row),
      checker: (actor, row) => hasRole(actor, 'registrar') && row?.spot_check?.finding === null,
    },
    filters: filtersOf(organizations.pack.regions.map((one) => one.id)),
    waits: waitsOf(lanes.terms),
    numbers: {
      register: {
        column: 'own_number',
        series: (_row, day) => `contract ${yearOf(day)}`,
        format: (n, day) => `TC${yearOf(day)}-${String(n).padStart(6, '0')}`,
      },
    },
    handlers: handlersOf({ lanes, organizations, known, registering: registriesWhileLoading(kernel) }),
    contributes: (row, { seats }: { seats: readonly Seat[] }) =>
      contributes({ ...row, technologyField: row.technology_field, signedOn: row.signed_on }, { seats, root }),
    facts: async (tx, row) => ({ seats: await known.seats(tx, row.seller) }),
  });

  // Where the seller reports is a fact that turnover uses: it moves, or becomes one with another.
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(
      tx,
      'contract',
      event.id,
      sql<{
        id: string;
      }>`select id from contracts where seller in (${organizations.sameAs(event.record)}) and statements <> '[]'`,
    ),
  );
  return {
    ...opened,
    lanes,
    /** Once a day: what was sent back and not supplemented within the term is closed. Where a year is not published it waits. */
    fallDue: async () => {
      const [today, calendar] = [kernel.dayOf(await now(kernel.db)), await workingDaysOn(db)];
      const rows = await db.selectFrom('contracts').select(['id', 'sent_back_on']).where('state', '=', 'sentBack').execute();
      const term = { days: lanes.terms.sentBack, kind: 'working' as const };
      for (const { id, sent_back_on: from } of rows) {
        const { on } = from === null ? { on: null } : endOrYear(calendar, from, term);
        if (on !== null && on < today) await opened.act('lapse', { actor: clock, id, input: {} });
      }
    },
  };
}

const isSeller = (actor: Actor, row: Row | null): boolean =>
  hasRole(actor, 'member', 'organizationAdmin') &&
  actor.organization !== null &&
  (row === null || row.seller === actor.organization);

/** Rows that name the actor's organization in a column. */
const ofOrganization = (actor: Actor, column: ReturnType<typeof sql>): Sight =>
  hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null
    ? sql<boolean>`${column} = ${actor.organization}::uuid`
    : 'none';

/** A draft is its seller's alone. Afterwards also the other parties', the registrars', the officers' of the place and the auditors'. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'clock')) return 'all';
  return anyOf([
    ...readersOf(actor),
    ...(hasRole(actor, 'bureauOfficer', 'auditAdmin') ? [sql<boolean>`submitted_on is not null`] : []),
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null
      ? [sql<boolean>`(submitted_on is not null and region = ${actor.region})`]
      : []),
  ]);
}

/** Contracts whose text and papers the actor reads: as one of the parties, or as a registrar in charge or of a check; and nobody else. */
export const seesText = (actor: Actor): Sight => anyOf(readersOf(actor));

const readersOf = (actor: Actor): RawBuilder<boolean>[] => [
  ...(hasRole(actor, 'registrar')
    ? [sql<boolean>`(submitted_on is not null and (${inCharge(actor)} or ${inSpotCheck(actor)}))`]
    : []),
  ...(hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null
    ? [
        sql<boolean>`(seller = ${actor.organization}::uuid
          or (submitted_on is not null and organizations @> jsonb_build_array(${actor.organization}::text)))`,
      ]
    : []),
];

const anyOf = (parts: readonly RawBuilder<boolean>[]): Sight =>
  parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;

/** Names and registrars of the registries of some rows. */
async function registriesOf(on: Kysely<ContractTables>, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string; registrars: Registrar[] }>();
  const rows = await on
    .selectFrom('registries')
    .select(['id', 'name', 'registrars'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
