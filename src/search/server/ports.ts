// What is given to be found: a module joins the search by one of these in the composition root.
import type { QueryExecutorProvider } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Sight } from '../../records/server/index.ts';
import type { Document } from '../document.ts';

export type Source = {
  /** Its own name, and what kind of record it shows: a record may be shown in two ways. */
  name: string;
  kind: string;
  /** What one of them is called: a key of the words. */
  words: string;
  table: string;
  /** Who sees which rows: the kind's own condition, so that nothing is found that its list would not show. */
  sight: (actor: Actor) => Sight;
  /** A source that shows more of the same record: who sees that is not shown this as well. */
  fuller?: string;
  /** What everybody may read of it tells no id by which it could be found elsewhere: a find has its place among the finds instead. */
  tellsNoId?: true;
  /** What its words count beside those of other sources: 1 unless said. What is over counts less than what one can act on. */
  worth?: number;
  /** Rows of these ids as they are to be found; who is to be found no longer is left out. */
  read: (on: QueryExecutorProvider, ids: readonly string[]) => Promise<Document[]>;
  /** Rows that change what they show when an organization does, by its id. */
  touchedBy?: (on: QueryExecutorProvider, organizations: readonly string[]) => Promise<string[]>;
  /** Everybody sees all of it; what only some see moves no figure that others are measured by. */
  everybody: boolean;
};
