// Accounts of others: the system administrator makes, disables and enables them, the security administrator gives and takes roles, resets and unlocks. Nobody does both.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import {
  disableAccount,
  enableAccount,
  getKeptAccount,
  grantable,
  grantRoles,
  lastAdministrator,
  listAccounts,
  makeAccount,
  nothingToDo,
  ownAccount,
  resetFactor,
  resetPassword,
  unlockAccount,
} from '../shared/accounts.ts';
import { demoAccount } from '../shared/account.ts';
import type { Actor, Role } from '../shared/actor.ts';
import { notAllowed, wrongField } from '../shared/errors.ts';
import type { SecurityEvent } from '../shared/securityLog.ts';
import { type AccountTables, checkedAccount, type Duty, dutyOf, writeAccount } from './accounts.ts';
import { type AccountRow, listOf, oneOf, shown } from './accountList.ts';
import type { Sessions } from './auth.ts';
import { removeFactor } from './factors.ts';
import { mount } from './mount.ts';
import { initialPassword, putPassword, renewedPassword } from './passwords.ts';
import { doerOf, logged } from './securityLog.ts';
import { clearTries } from './tries.ts';
import { oneAtATime } from './locks.ts';

export type Administration = {
  sessions: Sessions;
  db: Kysely<AccountTables>;
  /** Reporting units that a district officer may be given. */
  regions: readonly string[];
  /** Whether demo accounts may change anything: only in an invented city. */
  demoActs: boolean;
};
type Tx = Transaction<AccountTables>;

export function mountAdministration(app: FastifyInstance, of: Administration): void {
  const { db, sessions, demoActs } = of;
  /** In a real city who looks at the demonstration sees its accounts alone. */
  const sees = (actor: Actor) => ({ onlyDemo: actor.demo && !demoActs, at: sessions.now() });
  mount(app, listAccounts, ({ actor, query }) => listOf(db, actor, query, sees(actor)));
  mount(app, getKeptAccount, async ({ actor, params }) => shown(await oneOf(db, params.id, sees(actor)), actor));
  mount(app, makeAccount, async ({ actor, body, request }) => {
    mayWrite(of, actor);
    const { account, name, nameInEnglish = null, duty } = body;
    const password = initialPassword(account);
    const checked = await checkedAccount(db, { account, name, nameInEnglish, duty, password, initial: true, roles: [] });
    const id = await db.transaction().execute(async (tx) => {
      const made = await writeAccount(tx, checked);
      const object = { kind: 'account', id: made };
      await logged(tx, {
        ...doerOf(request),
        event: 'accountMade',
        object,
        detail: { account: checked.account, duty },
        at: sessions.now(),
      });
      return made;
    });
    return { account: shown(await oneOf(db, id, sees(actor)), actor), password };
  });
  mountStates(app, of);
  mountRights(app, of);
}

/** What one administrator may not do: write as a demo account in a real city. */
function mayWrite({ demoActs }: Administration, actor: Actor): void {
  if (actor.demo && !demoActs) throw notAllowed();
}

type Change = {
  event: SecurityEvent;
  reason: string;
  detail?: Record<string, string | null | readonly string[]>;
  work: (tx: Tx, row: AccountRow) => Promise<void>;
};

/** Changes somebody else's account, logs it, ends its sessions: all of it or nothing. One such change at a time, so that two cannot disable one another's last. */
async function change(of: Administration, request: FastifyRequest, id: string, { event, reason, detail, work }: Change) {
  const { db, sessions } = of;
  const { actor } = request;
  mayWrite(of, actor);
  if (id === actor.account) throw ownAccount();
  const at = sessions.now();
  const seen = { onlyDemo: actor.demo && !of.demoActs, at };
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, 'accounts');
    const row = await oneOf(tx, id, seen);
    if (row.demo) throw demoAccount();
    await work(tx, row);
    const object = { kind: 'account', id };
    await logged(tx, { ...doerOf(request), event, object, detail: { account: row.account, reason, ...detail }, at });
  });
  if (event !== 'unlocked' && event !== 'accountEnabled') await sessions.end({ account: id });
  return shown(await oneOf(db, id, seen), actor);
}

function mountStates(app: FastifyInstance, of: Administration): void {
  mount(app, disableAccount, ({ request, params, body }) =>
    change(of, request, params.id, {
      event: 'accountDisabled',
      ...body,
      work: async (tx, row) => {
        if (row.disabled) throw nothingToDo();
        for (const role of row.roles) await keepOne(tx, row.id, role);
        await tx.updateTable('accounts').set({ disabled: true }).where('id', '=', row.id).execute();
      },
    }),
  );
  mount(app, enableAccount, ({ request, params, body }) =>
    change(of, request, params.id, {
      event: 'accountEnabled',
      ...body,
      work: async (tx, row) => {
        if (!row.disabled) throw nothingToDo();
        await tx.updateTable('accounts').set({ disabled: false }).where('id', '=', row.id).execute();
      },
    }),
  );
}

/** Refuses what would leave nobody who can administer: somebody else must hold the role, with an account that works. */
async function keepOne(tx: Tx, id: string, role: Role): Promise<void> {
  if (role !== 'systemAdmin' && role !== 'securityAdmin' && role !== 'auditAdmin') return;
  const other = await tx
    .selectFrom('account_roles as r')
    .innerJoin('accounts as a', 'a.id', 'r.account')
    .select('a.id')
    .where('r.role', '=', role)
    .where('a.id', '<>', id)
    .where('a.disabled', '=', false)
    .where('a.demo', '=', false)
    .executeTakeFirst();
  if (!other) throw lastAdministrator();
}

function mountRights(app: FastifyInstance, of: Administration): void {
  const { db, sessions } = of;
  mount(app, grantRoles, ({ request, params, body: { roles, region, reason } }) => {
    const wanted = [...new Set(roles)];
    checkGrant(of, wanted, region);
    return change(of, request, params.id, {
      event: 'rolesChanged',
      reason,
      detail: { roles: wanted, region },
      work: (tx, row) => putRoles(tx, row, wanted, region),
    });
  });
  mount(app, resetPassword, async ({ request, params, body }) => {
    const at = sessions.now();
    const { account } = await oneOf(db, params.id, { onlyDemo: request.actor.demo && !of.demoActs, at });
    const password = initialPassword(account);
    const renewed = await renewedPassword(db, { id: params.id, account, password, initial: true, at, field: 'password' });
    const work = (tx: Tx) => putPassword(tx, renewed);
    return { account: await change(of, request, params.id, { event: 'passwordReset', ...body, work }), password };
  });
  mount(app, resetFactor, ({ request, params, body }) =>
    change(of, request, params.id, {
      event: 'factorReset',
      ...body,
      work: async (tx, row) => {
        if (!(await removeFactor(tx, row.id))) throw nothingToDo();
      },
    }),
  );
  mount(app, unlockAccount, ({ request, params, body }) =>
    change(of, request, params.id, {
      event: 'unlocked',
      ...body,
      work: async (tx, row) => {
        if (!(await clearTries(tx, row.account, sessions.now()))) throw nothingToDo();
      },
    }),
  );
}

function checkGrant({ regions }: Administration, roles: readonly Role[], region: string | null): void {
  if (roles.some((role) => !grantable.some((one) => one === role)))
    throw wrongField('roles', 'ofOrganization', 'accounts:refusals.ofOrganization');
  const district = roles.includes('districtOfficer');
  if (district && region === null) throw wrongField('region', 'required', 'accounts:refusals.regionWanted');
  if (!district && region !== null) throw wrongField('region', 'notHere', 'accounts:refusals.regionOfDistrict');
  if (region !== null && !regions.includes(region)) throw wrongField('region', 'unknown', 'accounts:refusals.regionUnknown');
}

async function putRoles(tx: Tx, row: AccountRow, roles: readonly Role[], region: string | null): Promise<void> {
  const duty: Duty = row.duty;
  // Who acts for an organization judges none.
  if (row.organization !== null && roles.some((role) => role !== 'expert' && role !== 'technologyManager'))
    throw wrongField('roles', 'ofOrganization', 'accounts:refusals.ofOrganization');
  if (roles.length > 0 && dutyOf(roles) !== duty) throw wrongField('roles', 'separateDuties', 'accounts:refusals.otherDuty');
  for (const role of row.roles) if (!roles.includes(role)) await keepOne(tx, row.id, role);
  await tx.deleteFrom('account_roles').where('account', '=', row.id).execute();
  if (roles.length > 0)
    await tx
      .insertInto('account_roles')
      .values(roles.map((role) => ({ account: row.id, duty, role })))
      .execute();
  await tx.updateTable('accounts').set({ region }).where('id', '=', row.id).execute();
}
