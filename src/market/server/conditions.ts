// Conditions on listings that more than one list asks. SQL on the module's own table.
import { type RawBuilder, sql } from 'kysely';

const like = (said: string): string => `%${said.replaceAll(/[\\%_]/g, '\\$&')}%`;
/** Whether a text holds each of the words. */
export const holds = (text: RawBuilder<unknown>, words: string): RawBuilder<boolean> =>
  sql<boolean>`${text} ilike all(${words.split(/\s+/).map(like)}::text[])`;

export { isShown, shownStates } from '../listing.ts';
export const shown = sql<boolean>`state in ('published', 'inNegotiation')`;
