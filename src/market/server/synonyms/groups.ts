// Groups of words that stand for one another, opened: the bureau decides, whoever reads matches may propose; the same words stand once.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, handsOf, hasRole } from '../../../platform/shared/actor.ts';
import { someOf, wrongField } from '../../../platform/shared/errors.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import { plain } from '../../../retrieval/tokens.ts';
import { groupAlready, isWord, life, operators, type origins, refusedBefore, tells, wordGroupRecords } from '../../wordGroup.ts';
import { holds } from '../conditions.ts';
import type { MarketTables } from '../tables.ts';
import type { WordGroupsTable } from './tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Row = Selectable<WordGroupsTable>;
type Tx = Transaction<MarketTables>;
export type WordGroupRecords = ReturnType<typeof openWordGroups>;

export function openWordGroups(kernel: Kernel, db: Kysely<MarketTables>) {
  return openKind(kernel, db, {
    kind: wordGroupRecords,
    table: 'word_groups',
    present: (row) => ({
      words: row.words,
      note: row.note,
      origin: row.origin,
      reason: row.reason,
      on: kernel.dayOf(row.created),
    }),
    title: (row) => row.words.join('、'),
    tells,
    concerns: (row) => ({
      region: null,
      organizations: [],
      accounts: row.proposed_by === null ? [] : [row.proposed_by],
    }),
    visible: (actor) =>
      hasRole(actor, ...operators, 'clock')
        ? 'all'
        : actor.account === null
          ? 'none'
          : sql<boolean>`proposed_by = any(${[...handsOf(actor)]}::uuid[])`,
    parties: {},
    filters: {
      q: (value) => holds(sql`array_to_string(words, ' ')`, value),
      state: (value) => sql<boolean>`state = any(${someOf('state', value, life.states)}::text[])`,
    },
    waits: [
      {
        states: ['suggested'],
        for: 'use',
        words: 'wordGroups:waits.use',
        since: (row) => kernel.dayOf(row.created),
        due: () => null,
      },
    ],
    handlers,
  });
}

type Said = { words: string[]; note: string | null };
const handlers = {
  create: async ({ tx, input, actor }: { tx: Tx; input: Said; actor: Actor }) => {
    const said = await onlyHere(tx, input.words, { unlike: 'refused' });
    return { ...said, note: input.note, origin: 'person' as const, proposed_by: actor.account, reason: null };
  },
  add: async ({
    tx,
    input,
  }: {
    tx: Tx;
    input: Said & { as: 'used' | 'refused'; origin: (typeof origins)[number]; reason: string | null };
  }) => {
    if (input.as === 'refused' && input.reason === null) throw wrongField('reason', 'required', 'wordGroups:wrong.reason');
    const said = await onlyHere(tx, input.words, {});
    const reason = input.as === 'refused' ? input.reason : null;
    return { ...said, note: input.note, origin: input.origin, proposed_by: null, reason };
  },
  edit: async ({ tx, record, input }: { tx: Tx; record: Row; input: Said }) => ({
    ...(await onlyHere(tx, input.words, { but: record.id })),
    note: input.note,
  }),
  use: async ({ tx, record }: { tx: Tx; record: Row }) => {
    await onlyHere(tx, record.words, { but: record.id });
    return { reason: null };
  },
  refuse: ({ input }: { input: { reason: string } }) => ({ reason: input.reason }),
  retire: ({ input }: { input: { reason: string } }) => ({ reason: input.reason }),
};

/** No group that is used or waits has all of these words; `unlike`: nor one that was refused, which only who decides takes up again. */
async function onlyHere(tx: Tx, said: readonly string[], { but, unlike }: { but?: string; unlike?: 'refused' }) {
  const words = [...said];
  const keys = words.map(plain);
  if (words.length < 2) throw wrongField('words', 'tooFew', 'wordGroups:wrong.tooFew');
  const bad = words.find((word) => !isWord(word));
  if (bad !== undefined) throw wrongField('words', 'noWord', 'wordGroups:wrong.noWord', { word: bad });
  await oneAtATime(tx, 'word_groups');
  const { rows } = await sql<{ state: string }>`select state from word_groups where keys @> ${keys}::text[]
    and id is distinct from ${but ?? null}::uuid and state in ('suggested', 'used', ${unlike ?? 'used'})`.execute(tx);
  const params = { words: words.join('、') };
  if (rows.some(({ state }) => state !== 'refused')) throw groupAlready(params);
  if (rows.length > 0) throw refusedBefore(params);
  return { words, keys };
}
