// Whether the parties and rights that a contract names are what the registers know: organizations that still exist, managers whom the actor sees, patent numbers with their check digit.
import type { QueryExecutorProvider } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { type FieldError, wrongField } from '../../platform/shared/errors.ts';
import { patentNumber } from '../readItems.ts';
import type { Party, Terms } from '../terms.ts';
import type { Known } from './whileLoading.ts';

type Named = readonly Pick<Party, 'organization' | 'manager'>[];

/**
 * Throws at the first party that is not known: an organization that is not in the register or has become one with another, a manager
 * whom the actor does not see. `before`: who was named already, and seen by whoever named him.
 */
export async function knownParties(
  tx: QueryExecutorProvider,
  known: Known,
  { parties, before, actor }: { parties: Named; before: Named; actor: Actor },
): Promise<void> {
  const ids = [...new Set(parties.flatMap((one) => one.organization ?? []))];
  const names = await known.names(ids, tx);
  const merged = await known.mergedInto(tx, ids);
  for (const [at, { organization, manager }] of parties.entries()) {
    if (organization !== null && !names.has(organization))
      throw wrongField(`parties.${at}.organization`, 'unknown', 'contracts:wrong.organization');
    const name = organization === null ? undefined : merged.get(organization);
    if (name !== undefined) throw wrongField(`parties.${at}.organization`, 'merged', 'contracts:wrong.merged', { name });
    const isNew = manager !== null && !before.some((one) => one.manager === manager);
    if (isNew && !(await known.seesManager(tx, manager, actor)))
      throw wrongField(`parties.${at}.manager`, 'unknown', 'contracts:wrong.manager');
  }
}

const patents: readonly Terms['items'][number]['type'][] = ['inventionPatent', 'utilityModel', 'design'];
/** The number of an office abroad begins with its country. */
const ofAnotherOffice = /^(?!ZL|CN)[A-Z]{2}/i;

/** Patent numbers that no office gave: of another shape, or with another check digit. */
export const wrongNumbers = (items: Terms['items']): FieldError[] =>
  items.flatMap(({ type, number }, at): FieldError[] => {
    if (number === null || !patents.includes(type) || ofAnotherOffice.test(number)) return [];
    const read = patentNumber(number);
    if (read?.valid) return [];
    const code = read === null ? 'patentShape' : 'patentCheck';
    return [{ path: `items.${at}.number`, code, words: `contracts:wrong.${code}`, params: { number } }];
  });
