// The organization that the government's portal names: the one of the register with this code, or of this name where no code is known; else a new one.
import type { QueryExecutorProvider, Transaction } from 'kysely';
import { visitor } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { checkCreditCode } from '../creditCode.ts';
import { OrganizationInput } from '../organization.ts';
import { ambiguous } from '../signUp.ts';
import { duplicatesOf } from './duplicates.ts';
import { asPortal, type Organizations } from './service.ts';
import type { OrganizationTables } from './tables.ts';

export type PortalSaid = { creditCode: string; organization: string | null; issuer: string };

/** Finds or enters it in the caller's transaction. Its place is not known from a code: the bureau states it. */
export async function organizationOfPortal(
  organizations: Organizations,
  tx: Transaction<OrganizationTables>,
  { creditCode: said, organization: name, issuer }: PortalSaid,
): Promise<string> {
  const checked = checkCreditCode(said);
  const { code: creditCode } = checked;
  const { pack } = organizations;
  const hits = (await duplicatesOf(tx, { creditCode, name: name ?? creditCode }, pack.placeWords)).filter((one) => one.certain);
  const byCode = hits.find((hit) => hit.matched.some((one) => one.field === 'creditCode'));
  if (byCode) return survivorOf(organizations, tx, byCode.id);
  if (!checked.ok)
    throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
  if (name === null) throw wrongField('name', 'required', 'platform:form.required');
  const actor = asPortal(visitor);
  const byName = hits.filter((hit) => hit.creditCode === null);
  if (byName.length > 1) throw ambiguous({ name });
  if (byName[0]) {
    const id = await survivorOf(organizations, tx, byName[0].id);
    await organizations.act('edit', { actor, id, input: { creditCode }, within: tx });
    return id;
  }
  const address = /^https?:/.test(issuer) ? issuer : null;
  const source = { verified: true, address, confidence: 'high', note: null, statedOn: null };
  const input = OrganizationInput.parse({ name, creditCode, source });
  return (await organizations.act('create', { actor, input, within: tx })).row.id;
}

const survivorOf = async ({ survivors }: Organizations, tx: QueryExecutorProvider, id: string): Promise<string> =>
  (await survivors(tx, [id])).get(id)?.id ?? id;
