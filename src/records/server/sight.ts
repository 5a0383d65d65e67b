// What an actor sees of a kind, as a condition on rows of its table.
import { type RawBuilder, sql } from 'kysely';
import type { Condition, Sight } from './kind.ts';

/** For a statement written out; columns without a table are the record's own. */
export const seenAsSql = (sight: Sight): RawBuilder<boolean> =>
  sight === 'all' ? sql<boolean>`true` : sight === 'none' ? sql<boolean>`false` : sql<boolean>`${sight}`;

/** For a list of conditions; null where everything is seen. */
export const asCondition = (sight: Sight): Condition => (sight === 'all' ? null : seenAsSql(sight));
