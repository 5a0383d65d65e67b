// Which contracts are clean: the check says registrable, nothing is missing, and the text says the same amounts and days. It decides nothing, and
// shows nothing of the text.
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { seenAsSql } from '../../../records/server/index.ts';
import type { Checker } from '../../checking.ts';
import { checkInputOf, compared, differs } from '../../compare.ts';
import type { Cleanness } from '../../desk.ts';
import { missingIn } from '../../missing.ts';
import type { CheckResult } from '../../check.ts';
import { seesText } from '../service.ts';
import type { ContractTables } from '../tables.ts';
import { termsOf } from '../terms.ts';

type Db = Kysely<ContractTables>;
export type Cleaned = Cleanness & { verdict: CheckResult['verdict'] | null };
/** Contracts of these that a signal speaks of which nobody has settled, or whose signals are still being reckoned. */
export type OpenSignals = (actor: Actor, ids: readonly string[]) => Promise<ReadonlyMap<string, 'signal' | 'reckoning'>>;
type Parts = { db: Db; check: Checker; today: () => Promise<string>; openSignals?: OpenSignals | undefined };

/** Judgements of so many contracts are kept, each for its version and the day. */
const mostKept = 5000;

export function openCleanness({ db, check, today, openSignals }: Parts) {
  const kept = new Map<string, Cleaned>();
  const remember = (key: string, one: Cleaned): Cleaned => {
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, one);
    return one;
  };
  /** Of those whose text the actor may read; others are left out. */
  return async (actor: Actor, ids: readonly string[]): Promise<Cleaned[]> => {
    const day = await today();
    const rows = await db
      .selectFrom('contracts')
      .selectAll()
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .where(seenAsSql(seesText(actor)))
      .execute();
    const stopped = await openSignals?.(actor, ids);
    const found: Cleaned[] = [];
    for (const row of rows) {
      const key = `${row.id} ${row.version} ${day}`;
      const before = kept.get(key);
      const judged =
        before ?? remember(key, judge(check, { ...termsOf(row, {}), text: await textOf(db, row.text_digest) }, day, row));
      const stop = stopped?.get(row.id);
      found.push(stop ? { ...judged, clean: false, why: [...judged.why, stop] } : judged);
      // Others are served between two texts.
      if (!before) await new Promise((next) => setImmediate(next));
    }
    return found;
  };
}

async function textOf(db: Db, digest: string | null): Promise<string | null> {
  if (digest === null) return null;
  const found = await db.selectFrom('contract_texts').select('body').where('digest', '=', digest).executeTakeFirst();
  return found?.body ?? null;
}

type Judging = ReturnType<typeof termsOf> & { text: string | null };
function judge(check: Checker, said: Judging, day: string, { id, version }: { id: string; version: number }): Cleaned {
  const isMissing = missingIn({ ...said, hasText: said.text !== null }).length > 0;
  if (said.text === null) return { id, version, verdict: null, clean: false, why: ['noText'] };
  const result = check(checkInputOf(said, said.text), day, 'zh-CN');
  const why: Cleaned['why'] = [
    ...(isMissing ? (['missing'] as const) : []),
    ...(result.verdict === 'not-registrable' ? (['notRegistrable'] as const) : []),
    ...(result.verdict === 'unclear' ? (['unclear'] as const) : []),
    ...(result.missing.length > 0 ? (['supplement'] as const) : []),
    ...(differs(compared(said, result)) ? (['differs'] as const) : []),
  ];
  return { id, version, verdict: result.verdict, clean: why.length === 0, why };
}
