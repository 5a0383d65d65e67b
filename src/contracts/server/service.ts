// What happens to contracts: said, submitted, sent back once, accepted, reviewed, registered or refused, changed, ended, revoked. Figures follow.
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { yearOf } from '../../platform/shared/dates.ts';
import { markableTypes } from '../../platform/shared/marks.ts';
import type { Pack } from '../../platform/server/pack.ts';
import {
  type Kernel,
  now,
  openKind,
  type Papers,
  queueRecalculation,
  type Sight,
  workingDaysOn,
  type CalendarTables,
} from '../../records/server/index.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import { endOrYear } from '../../records/waits.ts';
import { contractRecords } from '../contract.ts';
import { contributes } from '../contributes.ts';
import { openObjection } from '../objections.ts';
import { ownNumber } from '../officialNumber.ts';
import type { Registrar } from '../registry.ts';
import { tells } from '../tells.ts';
import { handlersOf } from './handlers.ts';
import { openLanes } from './lanes.ts';
import { type ClosedYears, openClosedYears } from './closed-years.ts';
import { filtersBy, filtersOf } from './filters.ts';
import { foreseeing } from './foreseen.ts';
import { audiencesOf } from './audiences.ts';
import { inCharge, inSpotCheck } from './in-charge.ts';
import { readerOf } from './reader.ts';
import { openPastRegister } from './past-register.ts';
import { inRecheck, openRecheck } from './objections.ts';
import { objectionParties, objectionWaits } from './objection-waits.ts';
import { presenter } from './present.ts';
import type { Contracts as Table, ContractTables } from './tables.ts';
import { isClaimant } from './tax-claims.ts';
import { waitsOf } from './waits.ts';
import { withheldOfContracts } from './withheld.ts';
import { registriesWhileLoading } from './registering.ts';
import { rememberedWhileLoading } from './whileLoading.ts';

type Row = Selectable<Table>;
export type Contracts = ReturnType<typeof openContracts>;

export function openContracts(
  kernel: Kernel,
  db: Kysely<ContractTables & CalendarTables>,
  pack: Pack,
  organizations: Organizations,
) {
  const [lanes, recheck] = [openLanes(pack), openRecheck(pack)];
  const known = foreseeing(rememberedWhileLoading(kernel, organizations), organizations);
  const closed = openClosedYears(kernel);
  const numbered = numberedBy(pack);
  const opened = openKind(kernel, db, {
    kind: contractRecords,
    table: 'contracts',
    personal: true,
    bulk: true,
    withheld: withheldOfContracts,
    present: presenter({ ...lanes, recheck, ofRecord: pack.city.contracts.mode === 'ofRecord' }),
    related: relatedOf(organizations, closed),
    title: (row) => row.title,
    tells,
    audiences: audiencesOf(kernel, organizations),
    concerns: (row) => ({ region: row.region, organizations: row.organizations, accounts: recheckersOf(row) }),
    papers,
    visible,
    parties: ties,
    filters: { ...filtersOf(organizations.pack.regions.map((one) => one.id)), ...filtersBy(organizations) },
    waits: [...waitsOf(lanes.terms), ...objectionWaits(recheck)],
    numbers: { register: numbered, registerOnRecheck: numbered },
    handlers: {
      ...handlersOf({ lanes, organizations, known, closed, registering: registriesWhileLoading(kernel) }),
      recordRegistered: openPastRegister({ organizations, known, closed, forms: pack.city.contracts.numbers.official }),
    },
    contributes: (row, { seats }: { seats: readonly Seat[] }) =>
      contributes(statedOf(row), { seats, root: organizations.pack.root }),
    facts: async (tx, row) => ({ seats: await known.seats(tx, row.seller) }),
    closedPeriods: closed.periods,
  });

  // Where the seller reports is a fact that turnover uses: it moves, or becomes one with another.
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(tx, 'contract', event.id, soldBy(organizations.sameAs(event.record))),
  );
  return {
    ...opened,
    lanes,
    reader: readerOf(db, organizations),
    /** Reads at once what many acts of a transaction are about to ask one by one. */
    foreseeParties: known.foresee,
    closedYears: (): Promise<number[]> => closed.known(db),
    /** Once a day: what was sent back and not supplemented is reminded of, and closed at the end of the term. Where a year is not published it waits. */
    fallDue: async () => {
      const [today, calendar] = [kernel.dayOf(await now(kernel.db)), await workingDaysOn(db)];
      const rows = await db
        .selectFrom('contracts')
        .select(['id', 'sent_back_on', 'reminded_on'])
        .where('state', '=', 'sentBack')
        .execute();
      const over = (from: string | null, days: number): boolean => {
        const { on } = from === null ? { on: null } : endOrYear(calendar, from, { days, kind: 'working' });
        return on !== null && on < today;
      };
      for (const { id, sent_back_on: from, reminded_on: reminded } of rows)
        if (over(from, lanes.terms.sentBack)) await opened.act('lapse', { actor: clock, id, input: {} });
        else if (reminded === null && over(from, lanes.terms.reminder))
          await opened.act('remindSupplement', { actor: clock, id, input: {} });
    },
  };
}

const recheckersOf = (row: Row): string[] => {
  const rechecker = openObjection(row.objections)?.rechecker ?? null;
  return rechecker === null ? [] : [rechecker];
};

const statedOf = (row: Row) => ({
  ...row,
  technologyField: row.technology_field,
  signedOn: row.signed_on,
  technologyAmount: row.technology_amount,
  paymentMode: row.payment_mode,
});

/** Our own number, in the city's format. */
const numberedBy = ({ city }: Pack) =>
  ({
    column: 'own_number',
    series: (_row: Row, day: string) => `contract ${yearOf(day)}`,
    format: (n: bigint, day: string) => ownNumber(city.contracts.numbers, n, yearOf(day)),
  }) as const;

/** What showing some contracts asks of others, read once for all of them. */
const relatedOf =
  (organizations: Organizations, closed: ClosedYears) =>
  async (rows: readonly Row[], on: Kysely<ContractTables & CalendarTables>) => ({
    names: await organizations.names([...new Set(rows.flatMap((row) => [row.seller, ...row.organizations]))], on),
    calendar: await workingDaysOn(on),
    registries: await registriesOf(
      on,
      rows.flatMap((row) => row.registry ?? []),
    ),
    closed: await closed.now(on),
  });

const isSeller = (actor: Actor, row: Row | null): boolean =>
  hasRole(actor, 'member', 'organizationAdmin') &&
  actor.organization !== null &&
  (row === null || row.seller === actor.organization);

/** Who stands how to a contract. */
const ties = {
  seller: isSeller,
  checker: (actor: Actor, row: Row | null): boolean => hasRole(actor, 'registrar') && row?.spot_check?.finding === null,
  ...objectionParties,
  claimant: isClaimant,
};

/** Rows that name the actor's organization in a column. */
const ofOrganization = (actor: Actor, column: ReturnType<typeof sql>): Sight =>
  hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null
    ? sql<boolean>`${column} = ${actor.organization}::uuid`
    : 'none';

const papers: Papers<StateOf<typeof contractRecords.life>> = {
  sees: (actor) => seesText(actor),
  adds: (actor) => ofOrganization(actor, sql`seller`),
  takes: markableTypes,
  marked: true,
  retention: 'thirtyYears',
  closed: ['refused', 'cancelled', 'revoked', 'withdrawn'],
};

/** A draft is its seller's alone. Afterwards also the other parties', the registrars', the officers' of the place and the auditors'. */
export function visible(actor: Actor): Sight {
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
    ? [sql<boolean>`(submitted_on is not null and (${inCharge(actor)} or ${inSpotCheck(actor)} or ${inRecheck(actor)}))`]
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

/** Contracts that count, of sellers that a query gives. */
const soldBy = (sellers: ReturnType<Organizations['sameAs']>) =>
  sql<{ id: string }>`select id from contracts where seller in (${sellers}) and statements <> '[]'`;
