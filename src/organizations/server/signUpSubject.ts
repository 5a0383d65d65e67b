// Whom an application is of, as the register knows it: by code, by name where no code is known, or not at all.
import type { Kysely, Transaction } from 'kysely';
import { wrongField } from '../../platform/shared/errors.ts';
import { checkCreditCode, normaliseCreditCode } from '../creditCode.ts';
import { ambiguous } from '../signUp.ts';
import { duplicatesOf, type Hit } from './duplicates.ts';
import type { Organizations } from './service.ts';
import type { SignUpWorld } from './tables.ts';

export type Said = { creditCode: string; name: string | null; region: string | null };
type Subject = { creditCode: string; organization: string | null; name: string; region: string | null };

/** Whom an application is of: the organization with this code; or one of this name whose code is not known; or a new one. */
export async function subjectOf(
  on: Kysely<SignUpWorld> | Transaction<SignUpWorld>,
  { pack }: Organizations,
  said: Said,
  placeWords: readonly string[],
): Promise<Subject> {
  const checked = checkCreditCode(said.creditCode);
  const creditCode = normaliseCreditCode(said.creditCode);
  const hits = (await duplicatesOf(on, { creditCode, name: said.name ?? creditCode }, placeWords)).filter((one) => one.certain);
  const known = (hit: Hit): Subject => ({ creditCode, organization: hit.id, name: hit.name, region: hit.region });
  const byCode = hits.find((hit) => hit.matched.some((one) => one.field === 'creditCode'));
  if (byCode) return known(byCode);
  if (!checked.ok)
    throw wrongField('creditCode', checked.problem ?? 'wrong', `organizations:creditCode.${checked.problem ?? 'check'}`);
  const byName = hits.filter((hit) => hit.creditCode === null);
  if (byName.length > 1) throw ambiguous({ name: said.name ?? '' });
  if (byName[0]) return known(byName[0]);
  if (said.name === null) throw wrongField('name', 'required', 'platform:form.required');
  if (said.region === null) throw wrongField('region', 'required', 'platform:form.required');
  if (!pack.regions.some((one) => one.id === said.region && one.kind !== 'city'))
    throw wrongField('region', 'unknown', 'organizations:refusals.region', { region: said.region });
  return { creditCode, organization: null, name: said.name, region: said.region };
}
