// Words that stand for one another over HTTP: the records, the table as a sheet, and the words of confirmed matches that may join it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { hasRole } from '../../../platform/shared/actor.ts';
import type { Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { plain } from '../../../retrieval/tokens.ts';
import { type Kernel, listSheet, mountKind } from '../../../records/server/index.ts';
import { fields, getWordGroupsSheet, listWordPairs } from '../../wordGroup.ts';
import { pairsIn, type Sided } from '../../wordPairs.ts';
import type { Matching } from '../matching/index.ts';
import type { MarketTables } from '../tables.ts';
import { confirmedOf } from './confirmed.ts';
import type { WordGroupRecords } from './groups.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  wordGroups: WordGroupRecords;
  matching: Pick<Matching, 'book' | 'weights'>;
};

export function mountWordGroups(app: FastifyInstance, { kernel, db, wordGroups, matching }: With): void {
  mountKind(app, kernel, wordGroups);
  mount(app, listWordPairs, async ({ actor }) => {
    const [confirmed, known] = await Promise.all([confirmedOf(db), knownIn(db), matching.book.upToDate()]);
    const { neighbours } = matching.book.listings;
    const goesWith = (one: string, other: string) => neighbours(one).some(({ word }) => word === other);
    const together = (one: string, other: string) => goesWith(one, other) || goesWith(other, one);
    // Who came together with whom the bureau reads; others read how often.
    const reads = hasRole(actor, 'bureauOfficer');
    return {
      items: pairsIn(confirmed, matching.weights.sameWords, { together, known }).map(({ evidence, ...pair }) => ({
        ...pair,
        evidence: reads ? evidence.map(({ demand, supply }) => ({ demand: named(demand), supply: named(supply) })) : [],
      })),
    };
  });
  mount(app, getWordGroupsSheet, async ({ query: { format, ...asked }, actor, request }) => {
    const say = (key: string) => app.say(actor.language, key);
    const name = say('wordGroups:nav');
    const titled = columns.map(([key, width]) => ({ key, title: say(`wordGroups:${key}`), width }));
    const rows = (items: readonly Record<string, unknown>[]) =>
      items.map((item): Written => {
        const one = fields.parse(item);
        return { ...one, words: one.words.join('、'), state: say(`wordGroups:states.${String(item['state'])}`) };
      });
    const sheet = { kind: 'wordGroup', list: wordGroups.list, asked, format, name, columns: titled, rows };
    return listSheet(kernel, { actor, request }, sheet);
  });
}
const columns = [
  ['words', 60],
  ['state', 12],
  ['note', 40],
  ['reason', 40],
  ['on', 12],
] as const;
const named = ({ id, title }: Sided) => ({ id, title });

/** Pairs of words that stand together in a group, whatever was decided of it. */
async function knownIn(db: Kysely<MarketTables>): Promise<(one: string, other: string) => boolean> {
  const { rows } = await sql<{ keys: string[] }>`select keys from word_groups`.execute(db);
  const groups = rows.map(({ keys }) => new Set(keys));
  return (one, other) => groups.some((group) => group.has(plain(one)) && group.has(plain(other)));
}
