// The outbox: what is to be told is written here, in the transaction of what is told. Nothing else is done there; fanOut.ts goes on.
import { sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../../../platform/shared/actor.ts';
import type { Params } from '../../../platform/shared/errors.ts';
import type { Telling, ToldRule } from '../../../records/tells.ts';
import type { DeskTables } from '../tables.ts';
import type { NoticePorts } from './around.ts';

/** Writes some tellings; one whose cause stands there already is not written again. */
export async function put(tx: Transaction<DeskTables>, told: readonly Telling[]): Promise<void> {
  const rows = told.map(({ cause, kind, record, actor, at, concerns, rules }) => ({
    id: uuidv7(),
    cause,
    kind,
    record,
    actor,
    region: concerns.region,
    organizations: JSON.stringify(concerns.organizations),
    accounts: JSON.stringify(concerns.accounts ?? []),
    rules: JSON.stringify(rules),
    at,
    next_at: at,
    told_at: null,
  }));
  for (let from = 0; from < rows.length; from += 500)
    await tx
      .insertInto('tellings')
      .values(rows.slice(from, from + 500))
      .onConflict((on) => on.column('cause').doNothing())
      .execute();
}

/** What the kernel hands over: followers of a record are added to whatever its kind tells. */
export const tellerOf =
  ({ actionName }: Pick<NoticePorts, 'actionName'>) =>
  async (tx: Transaction<DeskTables>, told: readonly Telling[]): Promise<void> => {
    const followed = await followedOf(tx, told);
    const forFollowers = ({ acted, kind }: Telling): ToldRule[] => {
      if (!acted) return [];
      const params = (language: Language): Params => ({
        record: acted.titles[language],
        action: actionName(kind, acted.action, language),
      });
      return [
        {
          to: ['followers'],
          topic: 'followed',
          words: 'notices:tells.followed',
          params: { 'zh-CN': params('zh-CN'), en: params('en') },
        },
      ];
    };
    const all = told.map((one) => (followed.has(one.record) ? { ...one, rules: [...one.rules, ...forFollowers(one)] } : one));
    const some = all.filter(({ rules }) => rules.length > 0);
    if (some.length > 0) await put(tx, some);
  };

async function followedOf(tx: Transaction<DeskTables>, told: readonly Telling[]): Promise<ReadonlySet<string>> {
  const records = told.filter(({ acted }) => acted).map(({ record }) => record);
  if (records.length === 0) return new Set();
  const { rows } = await sql<{ record: string }>`
    select distinct record from follows where record = any(${records}::uuid[])`.execute(tx);
  return new Set(rows.map(({ record }) => record));
}
