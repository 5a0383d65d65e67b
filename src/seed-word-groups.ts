// Synonyms of the invented city's table, made when a demo house first starts: in use, to be decided, refused, retired. Words are the pack's.
import { sql } from 'kysely';
import { z } from 'zod';
import type { House } from './app.ts';
import { life } from './market/wordGroup.ts';
import { loader, step } from './seed-acting.ts';

export const wordGroupPlan = z.strictObject({
  groups: z.array(
    z.strictObject({
      words: z.array(z.string()).min(2),
      note: z.string().nullable(),
      reach: z.enum(life.states),
      /** Why it was refused or retired. */
      reason: z.string().optional(),
    }),
  ),
});

/** Once: where there is a group already nothing is made. */
export async function startDemoWordGroups({ kernel, pack, wordGroups }: House): Promise<void> {
  const { rows: some } = await sql`select from word_groups limit 1`.execute(kernel.db);
  if (some.length > 0 || !pack.has('word-groups.json')) return;
  const act = { actor: loader };
  for (const { reach, reason = '', ...said } of pack.read('word-groups.json', wordGroupPlan).groups) {
    const make = async (): Promise<void> => {
      if (reach === 'suggested' || reach === 'refused') {
        const { row } = await wordGroups.act('create', { ...act, input: said });
        if (reach === 'refused') await wordGroups.act('refuse', { ...act, id: row.id, input: { reason } });
        return;
      }
      const { row } = await wordGroups.act('add', { ...act, input: { ...said, as: 'used', origin: 'person', reason: null } });
      if (reach === 'retired') await wordGroups.act('retire', { ...act, id: row.id, input: { reason } });
    };
    await step(make());
  }
}
