// Accounts of technology managers: an account is named by its sign-in name and kept as an opaque id. Accounts themselves are the platform's.
import { sql, type Transaction } from 'kysely';
import { wrongField } from '../../platform/shared/errors.ts';
import { accountName } from '../../platform/server/accounts.ts';
import { accountInUse } from '../technologyManager.ts';
import type { PeopleTables } from './tables.ts';

/** The id of an account that has the role and stands for nobody else; null for none. */
export async function accountOf(
  tx: Transaction<PeopleTables>,
  said: string | null,
  except: string | null,
): Promise<string | null> {
  if (said === null) return null;
  const { rows } = await sql<{ id: string }>`
    select a.id from accounts a join account_roles r on r.account = a.id and r.role = 'technologyManager'
    where a.account = ${accountName(said)} and not a.disabled`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) throw wrongField('account', 'unknown', 'people:refusals.account', { account: said });
  const other = await tx.selectFrom('technology_managers').select('id').where('account', '=', id).executeTakeFirst();
  if (other && other.id !== except)
    throw accountInUse({ account: said }, [
      { path: 'account', code: 'inUse', words: 'people:refusals.accountInUse', params: { account: said } },
    ]);
  return id;
}
