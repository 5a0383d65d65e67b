// What happens to buyers' requests: asked, taken up with a contract, declined, withdrawn; fulfilled, reopened and expired by what happens elsewhere.
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../platform/shared/errors.ts';
import { scaled } from '../../platform/shared/money.ts';
import { type Kernel, now, openKind, type Sight } from '../../records/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { ContractInput } from '../contract.ts';
import { askedAlready, life, requestRecords, type requestUses, tells } from '../registrationRequest.ts';
import type { Contracts } from './service.ts';
import type { ContractTables, RegistrationRequests as Table } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<Table>;
type Tx = Transaction<ContractTables>;
export type RegistrationRequests = ReturnType<typeof openRequests>;

type With = {
  organizations: Organizations;
  contracts: Pick<Contracts, 'act'>;
  /** The transaction of an act on another kind, as this module's own tables see it. */
  within: (tx: object) => Tx;
};
type Linked = { id: string; state: string; submitted_on: string | null; organizations: string[] };

const ofMember = (actor: Actor): string | null => (hasRole(actor, 'member', 'organizationAdmin') ? actor.organization : null);

export function openRequests(kernel: Kernel, db: Kysely<ContractTables>, { organizations, contracts, within }: With) {
  const opened = openKind(kernel, db, {
    kind: requestRecords,
    table: 'registration_requests',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => [row.buyer, row.seller]))], on),
      contracts: await linkedOf(
        on,
        rows.flatMap((row) => row.contract ?? []),
      ),
    }),
    present: (row, _personal, actor, { related }) => {
      const linked = seenBy(actor, row.contract === null ? undefined : related?.contracts.get(row.contract));
      return {
        seller: row.seller,
        title: row.title,
        signedOn: row.signed_on,
        amount: row.amount,
        use: row.use,
        neededOn: row.needed_on,
        note: row.note,
        buyer: row.buyer,
        buyerName: related?.names.get(row.buyer) ?? null,
        sellerName: related?.names.get(row.seller) ?? null,
        side: actor.organization === row.seller ? 'seller' : 'buyer',
        askedOn: kernel.dayOf(row.created),
        answeredOn: row.answered_on,
        reason: row.reason,
        contract: linked?.id ?? null,
        contractState: linked?.state ?? null,
      };
    },
    title: (row) => row.title,
    tells,
    concerns: (row) => ({ region: null, organizations: [row.buyer, row.seller] }),
    visible,
    parties: {
      buyer: (actor, row) => ofMember(actor) !== null && (row === null || row.buyer === actor.organization),
      seller: (actor, row) => row !== null && ofMember(actor) !== null && row.seller === actor.organization,
    },
    filters: {
      q: (value) => sql<boolean>`title like ${`%${value.replaceAll(/[\\%_]/g, '\\$&')}%`}`,
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
      side: (value, actor) => sql<boolean>`${sql.ref(value === 'seller' ? 'seller' : 'buyer')} = ${actor.organization}::uuid`,
    },
    waits: [
      {
        states: ['asked'],
        for: 'takeUp',
        words: 'registrationRequests:waits.takeUp',
        since: (row) => kernel.dayOf(row.created),
        due: (row) => row.needed_on,
        mine: (actor) => sql<boolean>`seller = ${actor.organization}::uuid`,
      },
    ],
    handlers: handlersOf(organizations, contracts),
  });

  const byContract =
    (action: 'fulfil' | 'reopen', input: Record<string, unknown>) =>
    async (tx: QueryExecutorProvider, cause: string, contract: string) => {
      // An invented city is loaded without requests: thirty thousand contracts would look for theirs.
      if (kernel.loading) return;
      const { rows } = await sql<{ id: string }>`select id from registration_requests
      where contract = ${contract}::uuid and state = 'takenUp' order by id for update`.execute(tx);
      await opened.actMany(
        rows.map(({ id }) => ({ actor: clock, action, id, input, cause })),
        within(tx),
      );
    };
  followContracts(kernel, byContract);
  // Taken up with what is registered already, it is fulfilled at once.
  kernel.after('registrationRequest', ['takeUp'], async (tx, { id: cause, row }) => {
    const { contract } = row;
    if (typeof contract !== 'string') return;
    const [linked] = (await linkedOf(tx, [contract])).values();
    if (linked?.state === 'registered') await byContract('fulfil', {})(tx, cause, contract);
  });
  return {
    ...opened,
    /** Once a day: what was needed by a day that has passed, and nobody took up. */
    fallDue: async () => {
      const today = kernel.dayOf(await now(kernel.db));
      const rows = await db
        .selectFrom('registration_requests')
        .select('id')
        .where('state', '=', 'asked')
        .where('needed_on', '<', today)
        .execute();
      for (const { id } of rows) await opened.act('expire', { actor: clock, id, input: {} });
    },
  };
}

type ByContract = (
  action: 'fulfil' | 'reopen',
  input: Record<string, unknown>,
) => (tx: QueryExecutorProvider, cause: string, contract: string) => Promise<void>;
/** What becomes of the contract becomes of the request. */
function followContracts(kernel: Kernel, byContract: ByContract): void {
  kernel.after('contract', ['register'], (tx, { id, record }) => byContract('fulfil', {})(tx, id, record));
  for (const action of ['refuse', 'withdraw'] as const)
    kernel.after('contract', [action], (tx, { id, record }) => byContract('reopen', { reason: action })(tx, id, record));
}

/** Its two sides, and the clock. */
function visible(actor: Actor): Sight {
  if (hasRole(actor, 'clock')) return 'all';
  const own = ofMember(actor);
  return own === null ? 'none' : sql<boolean>`(buyer = ${own}::uuid or seller = ${own}::uuid)`;
}

/** A draft is its seller's alone; the buyer sees the contract once it is submitted and names him. */
const seenBy = (actor: Actor, of: Linked | undefined): Linked | undefined =>
  of &&
  actor.organization !== null &&
  of.organizations.includes(actor.organization) &&
  (of.submitted_on !== null || of.organizations[0] === actor.organization)
    ? of
    : undefined;

async function linkedOf(on: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Linked>> {
  if (ids.length === 0) return new Map();
  const { rows } =
    await sql<Linked>`select id, state, submitted_on, jsonb_build_array(seller::text) || organizations as organizations
    from contracts where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row]));
}

type Asked = {
  seller: string;
  title: string;
  signedOn: string | null;
  amount: string | null;
  use: (typeof requestUses)[number];
  neededOn: string;
  note: string | null;
};
const handlersOf = (organizations: Organizations, contracts: With['contracts']) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Asked; actor: Actor; day: string }) => {
    const buyer = actor.organization;
    if (buyer === null) throw wrongField('seller', 'noOrganization', 'contracts:wrong.noOrganization');
    if (!(await organizations.names([input.seller], tx)).has(input.seller))
      throw wrongField('seller', 'unknown', 'contracts:wrong.organization');
    if (input.seller === buyer) throw wrongField('seller', 'yourself', 'registrationRequests:wrong.yourself');
    if (input.neededOn < day)
      throw wrongField('neededOn', 'past', 'registrationRequests:wrong.past', { on: input.neededOn, today: day });
    if (input.signedOn !== null && input.signedOn > day)
      throw wrongField('signedOn', 'inFuture', 'contracts:wrong.inFuture', { on: input.signedOn, today: day });
    await onlyOnce(tx, buyer, input);
    return {
      buyer,
      seller: input.seller,
      title: input.title,
      signed_on: input.signedOn,
      amount: input.amount === null ? null : scaled(input.amount, 2),
      use: input.use,
      note: input.note,
      needed_on: input.neededOn,
      contract: null,
      answered_on: null,
      reason: null,
    };
  },
  takeUp: async ({
    tx,
    record,
    input,
    actor,
    day,
  }: {
    tx: Tx;
    record: Row;
    input: { contract: string | null };
    actor: Actor;
    day: string;
  }) => ({
    contract: input.contract === null ? await begun(tx, contracts, record, actor) : await ownContract(tx, input.contract, record),
    answered_on: day,
    reason: null,
  }),
  decline: ({ input, day }: { input: { reason: string }; day: string }) => ({ reason: input.reason, answered_on: day }),
  reopen: ({ input, day }: { input: { reason: string }; day: string }) => ({
    contract: null,
    answered_on: day,
    reason: input.reason,
  }),
});

/** The same contract is asked of the same seller once; two that ask at the same moment wait for one another. */
async function onlyOnce(tx: Tx, buyer: string, { seller, title }: Asked): Promise<void> {
  await oneAtATime(tx, 'registration request', `${buyer} ${seller} ${title}`);
  const held = await tx
    .selectFrom('registration_requests')
    .select('id')
    .where('buyer', '=', buyer)
    .where('seller', '=', seller)
    .where('title', '=', title)
    .where('state', 'in', ['asked', 'takenUp'])
    .executeTakeFirst();
  if (held) throw askedAlready({ title });
}

/** A draft of the seller's that begins from what was asked; what else a contract says it has to say itself. */
async function begun(tx: Tx, contracts: With['contracts'], { buyer, title, amount, signed_on: signedOn }: Row, actor: Actor) {
  const parties = [{ role: 'buyer' as const, organization: buyer }];
  const input = ContractInput.parse({ title, amount, signedOn, parties });
  return (await contracts.act('create', { actor, input, within: tx })).row.id;
}

const ended: readonly string[] = ['refused', 'cancelled', 'revoked', 'withdrawn'];
/** A contract of the seller's own that names the buyer and has not ended. */
async function ownContract(tx: Tx, id: string, { seller, buyer }: Row): Promise<string> {
  const found = await tx
    .selectFrom('contracts')
    .select(['state', 'organizations'])
    .where('id', '=', id)
    .where('seller', '=', seller)
    .executeTakeFirst();
  if (!found) throw wrongField('contract', 'unknown', 'registrationRequests:wrong.contract');
  if (ended.includes(found.state)) throw wrongField('contract', 'ended', 'registrationRequests:wrong.contractEnded');
  if (!found.organizations.includes(buyer))
    throw wrongField('contract', 'notTheirs', 'registrationRequests:wrong.contractOfOthers');
  return id;
}
