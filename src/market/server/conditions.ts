// Conditions on listings that more than one list asks. SQL on the module's own table.
import { shownStates } from '../listing.ts';
import { type RawBuilder, sql } from 'kysely';

const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;
/** Whether a text holds each of the words. */
export const holds = (text: RawBuilder<unknown>, words: string): RawBuilder<boolean> =>
  sql<boolean>`${text} ilike all(${words.split(/\s+/).map(like)}::text[])`;

/** Everybody sees it. */
export const shown = sql<boolean>`state in (${sql.join(shownStates.map((one) => sql.lit(one)))})`;
