// What a confirmed application does, in one act: the organization where it is new, its administrator's account and membership, and the end of those before.
import type { Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { administratorsOf, appoint, doerOfAccount, endMembership, holdMembers } from '../../platform/server/memberships.ts';
import { logged } from '../../platform/server/securityLog.ts';
import { OrganizationInput } from '../organization.ts';
import { daysToTake, hasAdministrator, moved } from '../signUp.ts';
import type { Organizations } from './service.ts';
import { subjectOf } from './signUpSubject.ts';
import type { SignUpRow as Row, SignUpWorld } from './tables.ts';

type Tx = Transaction<SignUpWorld>;

type Confirming = {
  tx: Tx;
  record: Row;
  actor: Actor;
  day: string;
  personal: Readonly<Record<string, string>>;
};

export async function confirmed(organizations: Organizations, { tx, record, actor, day, personal }: Confirming) {
  await holdMembers(tx);
  const organization = await organizationOf(organizations, tx, record, actor);
  const doer = await doerOfAccount(tx, actor.account);
  const before = await administratorsOf(tx, organizations.oneWith(organization));
  if (record.purpose === 'join' && before.length > 0) throw hasAdministrator();
  const object = { kind: 'organization', id: organization };
  for (const one of before) {
    await endMembership(tx, one.id, day);
    await logged(tx, { ...doer, event: 'memberEnded', object, detail: { account: one.account_name, signUp: record.number } });
  }
  const made = await appoint(tx, {
    wished: personal['account'] ?? '',
    name: personal['administrator'] ?? '',
    organization,
    today: day,
    doer,
    detail: { signUp: record.number },
  });
  return {
    organization,
    decided_on: day,
    account: made.id,
    take_until: addDays(day, daysToTake),
    replaced: before.map((one) => one.account),
    // Another one where somebody has the name already: the applicant is told, and nobody else.
    personal: { account: made.account },
  };
}

/** The organization that is to be administered: as it is one with another now, with its code; entered where the register does not know it. */
async function organizationOf(organizations: Organizations, tx: Tx, record: Row, actor: Actor): Promise<string> {
  const { credit_code: creditCode, name, region } = record;
  // Since it was handed in somebody may have entered it, merged it, or moved it.
  const subject = await subjectOf(tx, organizations, { creditCode, name, region }, organizations.pack.placeWords);
  const known = record.organization ?? subject.organization;
  if (known === null) {
    const input = OrganizationInput.parse({ name, creditCode, region });
    return (await organizations.act('create', { actor, input, within: tx })).row.id;
  }
  const now = (await organizations.survivors(tx, [known])).get(known) ?? { id: known, region };
  if (!hasRole(actor, 'bureauOfficer') && now.region !== actor.region) throw moved();
  const row = await tx.selectFrom('organizations').select('credit_code').where('id', '=', now.id).executeTakeFirstOrThrow();
  if (row.credit_code === null) await organizations.act('edit', { actor, id: now.id, input: { creditCode }, within: tx });
  return now.id;
}
