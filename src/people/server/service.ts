// Technology managers: who sees whom, what is listed, what counts. What the actions do stands in handlers.ts.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import {
  type Condition,
  type Kernel,
  logReads,
  mountKind,
  mountReads,
  now,
  openKind,
  queueRecalculation,
  type Sight,
} from '../../records/server/index.ts';
import type { Seat } from '../../organizations/organization.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { contributes, type Facts } from '../contributes.ts';
import { maskName } from '../../platform/shared/mask.ts';
import { listPersonalReads, personalFields, type PersonalField } from '../routes.ts';
import { technologyManagerRecords } from '../technologyManager.ts';
import { concerns, tells } from '../tells.ts';
import * as handlers from './handlers.ts';
import { hasCertificate } from './persons.ts';
import { codeOf, isAffiliated, isOfficer, isSelf, listed, presentManager } from './present.ts';
import type { PeopleTables } from './tables.ts';
import { standingFor } from './standing-for.ts';
import { waits } from './waits.ts';

type Row = Selectable<PeopleTables['technology_managers']>;
export type People = ReturnType<typeof openTechnologyManagers>;

/** Opens the register of technology managers. */
export function openTechnologyManagers(kernel: Kernel, db: Kysely<PeopleTables>, organizations: Organizations) {
  const opened = openKind(kernel, db, {
    kind: technologyManagerRecords,
    table: 'technology_managers',
    personal: true,
    present: presentManager,
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.affiliations.map((one) => one.organization)))], on),
      today: kernel.dayOf(await now(on)),
    }),
    title: (row, personal) =>
      personal['name'] === undefined ? codeOf(row.id) : `${maskName(personal['name'])} ${codeOf(row.id)}`,
    tells,
    concerns,
    papers: { sees: seesPapers, adds: seesPapers, retention: 'tenYears', closed: ['erased', 'voided'] },
    visible,
    parties: { self: (actor, row) => isSelf(actor, row), affiliated: (actor, row) => isAffiliated(actor, row) },
    filters: { ...filters, ...byStanding(organizations) },
    waits,
    handlers: {
      create: handlers.create,
      edit: handlers.edit,
      affiliate: async (context) => {
        if (!(await organizations.isActive(context.tx, context.input.organization)))
          throw wrongField('organization', 'unknown', 'people:refusals.organization');
        return handlers.affiliate(context);
      },
      confirm: handlers.confirm,
      endAffiliation: handlers.endAffiliation,
      renew: handlers.renew,
      erase: handlers.erase,
      void: handlers.voided,
      recalculate: async ({ tx, record }) => ({ organization: await worksFor(organizations, tx, record) }),
    },
    contributes: (row, facts: Facts) => contributes(row, facts),
    facts: async (tx, row) => {
      const seats = new Map<string, readonly Seat[]>();
      for (const { organization } of row.affiliations)
        if (!seats.has(organization)) seats.set(organization, await organizations.seats(tx, organization));
      return { seats, root: organizations.pack.root };
    },
  });

  // Where an organization reports is a fact that the figures of all who were ever affiliated with it use; and once it has become one
  // with another, that one confirms them. What was stated, and the entries, keep the organization that they named.
  kernel.after('organization', ['move', 'merge', 'undoMerge'], (tx, event) =>
    queueRecalculation(
      tx,
      'technologyManager',
      event.id,
      sql<{ id: string }>`select t.id from (${organizations.sameAs(event.record)}) same join technology_managers t
        on t.affiliations @> jsonb_build_array(jsonb_build_object('organization', same.id)) where t.state <> 'voided'`,
    ),
  );

  /** Logs the personal values that an answer shows unmasked. */
  const log = (actor: Actor, items: readonly Record<string, unknown>[], of: readonly PersonalField[] = personalFields) =>
    logReads(
      kernel,
      actor,
      items.map((one) => ({
        record: String(one['id']),
        fields: one['masked'] === false ? of.filter((field) => typeof one[field] === 'string') : [],
      })),
    );
  const register = {
    ...opened,
    act: (async (action, call) => {
      const acted = await opened.act(action, call);
      await log(call.actor, [acted.answer]);
      return acted;
    }) as typeof opened.act,
    one: async (actor: Actor, id: string) => {
      const shown = await opened.one(actor, id);
      await log(actor, [shown]);
      return shown;
    },
    list: async (actor: Actor, query: Parameters<typeof opened.list>[1]) => {
      const page = await opened.list(actor, query);
      await log(actor, page.items, ['name']);
      return { ...page, items: page.items.map(listed) };
    },
  };
  return {
    ...register,
    /** Mounts the records, and the log of who read them. */
    mount(app: FastifyInstance) {
      mountReads(app, kernel, listPersonalReads);
      mountKind(app, kernel, register);
    },
  };
}

/** The organization of the open affiliation, as it is one with another now; null without one. */
async function worksFor(
  organizations: Organizations,
  tx: Transaction<PeopleTables>,
  { affiliations }: Row,
): Promise<string | null> {
  const last = affiliations.at(-1);
  if (!last || last.endedOn !== null) return null;
  return (await organizations.survivors(tx, [last.organization])).get(last.organization)?.id ?? last.organization;
}

/** Who sees a technology manager at all is the register's own; of those the officers, and the manager himself, see papers. */
const seesPapers = (actor: Actor): Sight =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer')
    ? 'all'
    : hasRole(actor, 'technologyManager') && actor.account !== null
      ? sql<boolean>`account = ${actor.account}::uuid`
      : 'none';

/** Officers see all, who removes persons sees all masked; others their own. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'bureauOfficer', 'clock', 'securityAdmin')) return 'all';
  const own = [
    // Officers of a district: who works at one of its organizations, or nowhere.
    ...(hasRole(actor, 'districtOfficer')
      ? [sql<boolean>`(organization is null or organization in (select id from organizations where region = ${actor.region}))`]
      : []),
    ...(hasRole(actor, 'organizationAdmin') && actor.organization !== null
      ? [sql<boolean>`organization = ${actor.organization}::uuid`]
      : []),
    ...(hasRole(actor, 'technologyManager') && actor.account !== null ? [sql<boolean>`account = ${actor.account}::uuid`] : []),
  ];
  return own.length === 0 ? 'none' : sql<boolean>`(${sql.join(own, sql` or `)})`;
}

const readsNames = (actor: Actor): boolean => isOfficer(actor) || hasRole(actor, 'organizationAdmin', 'technologyManager');

type Asked = Readonly<Record<string, unknown>>;
/** Who works for an organization now; with a day, who counted for it then. */
const byStanding = ({ sameAs }: Organizations) => ({
  organization: (value: string, _actor: Actor, query: Asked): Condition =>
    query['countedOn'] === undefined ? sql<boolean>`organization = ${value}::uuid` : null,
  countedOn: (value: string, _actor: Actor, query: Asked): Condition => {
    const { organization } = query;
    const among = typeof organization === 'string' ? sameAs(organization) : sql<{ id: string }>`select id from organizations`;
    return sql<boolean>`id in (${standingFor(among, value)})`;
  },
});

const filters = {
  q: (value: string, actor: Actor): Condition => {
    if (!readsNames(actor)) return sql<boolean>`false`;
    const part = `%${value.normalize('NFKC').replaceAll(/[\\%_]/g, '\\$&')}%`;
    return sql<boolean>`exists (select from personal_values p where p.record = technology_managers.id and p.field = 'name' and p.value like ${part})`;
  },
  certificateNumber: (value: string, actor: Actor): Condition =>
    readsNames(actor) ? hasCertificate(value) : sql<boolean>`false`,
  certificateLevel: (value: string): Condition => sql<boolean>`certificate_level = ${value}`,
  state: (value: string): Condition => sql<boolean>`state = ${value}`,
  lapsesBy: (value: string): Condition =>
    sql<boolean>`organization is not null and coalesce(confirmed_until, '-infinity'::date) <= ${value}::date`,
};
