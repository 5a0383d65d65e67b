// What happens to a project signed at a fair: stages reached, its contract linked, asked after 3, 6 and 12 months, lapsed. What its contract says is read from that.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { scaled } from '../../../platform/shared/money.ts';
import { contractNumbered, type LinkedContract, linkedContracts } from '../../../contracts/server/index.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import { linkedTwice, type Named, projectRecords, type Said, type Stage } from '../../fair.ts';
import { askedSince, type ContractSteps, faultOf, stepsOf } from '../../fairLedger.ts';
import { holds } from '../conditions.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { visibleTo } from './sight.ts';

type Tx = Transaction<MarketTables>;
export type ProjectRow = Selectable<MarketTables['fair_projects']>;
export type FairProjects = ReturnType<typeof openFairProjects>;

export function openFairProjects(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: projectRecords,
    table: 'fair_projects',
    related: (rows, on) => relatedOf(organizations, rows, on),
    present: (row, _personal, actor, { related }) => presented(row, actor, related),
    title: (row) => row.title,
    concerns: (row) => ({ region: row.region, organizations: partiesOf(row) }),
    visible: visibleTo(organizations),
    // Of which projects `visible` has told.
    parties: {
      party: (actor, row) => row !== null && ownOf(actor) !== null,
      districtInCharge: (actor) => hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: {
      q: (value) => sql<boolean>`(${holds(sql`title || ' ' || first || ' ' || second`, value)})`,
      fair: (value) => sql<boolean>`fair = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
      organization: (value) =>
        sql<boolean>`(first_organization in (${organizations.oneWith(value)}) or second_organization in (${organizations.oneWith(value)}))`,
    },
    waits: [
      {
        states: ['open'],
        for: 'advance',
        words: 'fairs:waits.advance',
        since: (row) => askedSince({ beganOn: row.began_on, saidOn: row.said_on }, '9999-12-31'),
        due: () => null,
        region: (row) => row.region,
        when: (row, today) => row.contract === null && askedSince({ beganOn: row.began_on, saidOn: row.said_on }, today) !== null,
        // Whoever signed knows; where none of them is in the register, the officers ask.
        whose: (actor, row) => ownOf(actor) !== null || partiesOf(row).length === 0,
        among: (today) =>
          sql<boolean>`contract is null and (${sql.join(
            [3, 6, 12].map((months) => {
              const on = sql`(began_on + make_interval(months => ${months}::int))::date`;
              return sql`(${on} <= ${today}::date and said_on < ${on})`;
            }),
            sql` or `,
          )})`,
      },
    ],
    handlers: handlersOf(organizations),
  });
}

const partiesOf = (row: Pick<ProjectRow, 'first_organization' | 'second_organization'>): string[] =>
  [row.first_organization, row.second_organization].filter((id) => id !== null);

type Related = Awaited<ReturnType<typeof relatedOf>>;
async function relatedOf(organizations: Organizations, rows: readonly ProjectRow[], on: QueryExecutorProvider) {
  const fairs = [...new Set(rows.map((row) => row.fair))];
  const { rows: named } = await sql<{
    id: string;
    name: string;
  }>`select id, name from fairs where id = any(${fairs}::uuid[])`.execute(on);
  return {
    fairs: new Map(named.map((one) => [one.id, one.name])),
    names: await organizations.names([...new Set(rows.flatMap(partiesOf))], on),
    contracts: await linkedContracts(
      on,
      rows.flatMap((row) => row.contract ?? []),
    ),
  };
}

/** A contract as the project reads it; null while it does not stand. */
export const standingOf = (of: LinkedContract | undefined): ContractSteps | null =>
  of === undefined || of.registeredOn === null || of.amount === null
    ? null
    : { signedOn: of.signedOn, registeredOn: of.registeredOn, amount: of.amount, received: of.received };

/** The price of a contract is for officers and its own parties. */
const mayReadContract = (actor: Actor, of: LinkedContract): boolean =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer') || of.organizations.some((id) => id === ownOf(actor));

function presented(row: ProjectRow, actor: Actor, related: Related | undefined): Record<string, unknown> {
  const contract = row.contract === null ? undefined : related?.contracts.get(row.contract);
  const reads = contract !== undefined && mayReadContract(actor, contract);
  const steps = stepsOf(row.steps, standingOf(contract));
  const organization = (id: string | null) => (id === null ? null : { id, name: related?.names.get(id) ?? '' });
  return {
    fair: { id: row.fair, name: related?.fairs.get(row.fair) ?? '' },
    title: row.title,
    first: row.first,
    firstOrganization: organization(row.first_organization),
    second: row.second,
    secondOrganization: organization(row.second_organization),
    region: row.region,
    beganOn: row.began_on,
    stage: steps.at(-1)?.stage ?? 'intent',
    steps: steps.map((one) => (one.of === 'contract' && !reads ? { ...one, amount: null } : one)),
    contract: contract && reads ? { id: contract.id, title: contract.title, number: contract.number } : null,
    saidOn: row.said_on,
    lapsedOn: row.lapsed_on,
    reason: row.reason,
  };
}

type Of<I> = { tx: Tx; record: ProjectRow; input: I; actor: Actor; day: string };
type Reached = { stage: Stage; on: string; amount: string | null; evidence: string | null };
type Created = Named & Omit<Reached, 'on'> & { fair: string; on: string | null };
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Created; actor: Actor; day: string }) => {
    const { rows } = await sql<{
      to: string;
    }>`select to_on as "to" from fairs where id = ${input.fair}::uuid and state = 'held'`.execute(tx);
    const [fair] = rows;
    if (!fair) throw wrongField('fair', 'unknown', 'fairs:refusals.fair');
    const on = input.on ?? fair.to;
    const columns = await namedBy(tx, organizations, input);
    const region = columns.region ?? (hasRole(actor, 'districtOfficer') ? actor.region : null);
    if (!hasRole(actor, 'bureauOfficer') && region !== actor.region) throw notAllowed();
    const begun = { began_on: on, said_on: on, contract: null, lapsed_on: null, reason: null };
    return { ...columns, ...begun, region, fair: input.fair, steps: sound([], { ...input, on }, day) };
  },
  correct: async ({
    tx,
    record,
    input: { reason, ...said },
  }: Of<{ reason: string } & { [K in keyof Named]?: Named[K] | undefined }>) => {
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<Named>;
    const { first_organization: firstOrganization, second_organization: secondOrganization } = record;
    const after = await namedBy(tx, organizations, { ...record, firstOrganization, secondOrganization, ...given });
    // Whose district it is stays: it would be out of the hands of who corrects it.
    return { ...after, region: record.region ?? after.region, reason };
  },
  advance: ({ record, input, day }: Of<Reached>) => ({ steps: sound(record.steps, input, day), said_on: day, reason: null }),
  link: async ({ tx, actor, input, day }: Of<{ contract: string }>) => {
    const found = await contractNumbered(tx, input.contract);
    if (!found || !mayReadContract(actor, found)) throw wrongField('contract', 'unknown', 'fairs:refusals.contract');
    const { rows } =
      await sql`select from fair_projects where contract = ${found.id}::uuid and state <> 'voided' limit 1`.execute(tx);
    if (rows.length > 0) throw linkedTwice();
    return { contract: found.id, said_on: day, reason: null };
  },
  unlink: ({ input }: Of<{ reason: string }>) => ({ contract: null, reason: input.reason }),
  reportNoChange: ({ input, day }: Of<{ reason: string }>) => ({ said_on: day, reason: input.reason }),
  lapse: ({ record, input: { on, reason }, day }: Of<{ on: string; reason: string }>) => {
    if (on > day) throw wrongField('on', 'ahead', 'fairs:refusals.ahead');
    if (on < record.began_on) throw wrongField('on', 'order', 'fairs:refusals.order');
    return { lapsed_on: on, said_on: day, reason };
  },
  revive: ({ input, day }: Of<{ reason: string }>) => ({ lapsed_on: null, said_on: day, reason: input.reason }),
  // A contract that hangs on what never was is free again.
  void: ({ input }: Of<{ reason: string }>) => ({ contract: null, reason: input.reason }),
});

/** Stages with another one, or one said anew. */
function sound(before: readonly Said[], { stage, on, amount, evidence }: Reached, today: string): Said[] {
  const after = [
    ...before.filter((one) => one.stage !== stage),
    { stage, on, amount: amount === null ? null : scaled(amount, 2), evidence },
  ];
  const fault = faultOf(after, today);
  if (fault) throw wrongField(fault.path, fault.code, `fairs:refusals.${fault.code}`);
  return after;
}

/** The two parties: of one that was merged, the other. Its district is that of the first that is known. */
async function namedBy(
  tx: Tx,
  { survivors }: Organizations,
  { title, first, firstOrganization, second, secondOrganization }: Named,
) {
  const ids = [firstOrganization, secondOrganization].filter((id) => id !== null);
  const found = await survivors(tx, ids);
  for (const [path, id] of Object.entries({ firstOrganization, secondOrganization }))
    if (id !== null && !found.has(id)) throw wrongField(path, 'unknown', 'fairs:refusals.organization');
  const known = (id: string | null) => (id === null ? null : (found.get(id)?.id ?? null));
  if (firstOrganization !== null && known(firstOrganization) === known(secondOrganization))
    throw wrongField('secondOrganization', 'same', 'fairs:refusals.same');
  return {
    title,
    first,
    first_organization: known(firstOrganization),
    second,
    second_organization: known(secondOrganization),
    region: ids.map((id) => found.get(id)?.region ?? null).find((one) => one !== null) ?? null,
  };
}
