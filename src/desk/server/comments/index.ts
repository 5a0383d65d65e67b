// Comments opened: their routes over HTTP, and what a person wrote for those who must show or erase it.
import type { FastifyInstance } from 'fastify';
import type { Transaction } from 'kysely';
import type { DeskTables } from '../tables.ts';
import { mount } from '../../../platform/server/mount.ts';
import { now } from '../../../records/server/index.ts';
import { editComment, listComments, listMentionable, withdrawComment, writeComment } from '../../comments.ts';
import type { Around } from '../notices/around.ts';
import { personOf } from '../notices/index.ts';
import { mentionableOf } from './readers.ts';
import { commentsOn, edit, eraseOf, placeOf, withdraw, write, writtenBy } from './service.ts';

export type Comments = ReturnType<typeof openComments>;

export function openComments(around: Around) {
  return {
    heldOf: (account: string) => writtenBy(around, account),
    /** Within the transaction of an erasure, or in one of its own. */
    erase: (account: string, within?: Transaction<DeskTables>) => eraseOf(around, account, within),
    mount(app: FastifyInstance): void {
      mount(app, listComments, ({ actor, query }) => commentsOn(around, personOf(actor), query));
      mount(app, writeComment, ({ actor, body, headers }) => write(around, personOf(actor), body, headers.idempotencyKey));
      mount(app, editComment, ({ actor, params, body }) => edit(around, personOf(actor), params.id, body));
      mount(app, withdrawComment, ({ actor, params }) => withdraw(around, personOf(actor), params.id));
      mount(app, listMentionable, async ({ actor, query }) => {
        const place = await placeOf(around, actor, query.record);
        const asked = { ...place, audience: query.audience, at: await now(around.db) };
        return { items: await mentionableOf(around, personOf(actor), asked, query.q) };
      });
    },
  };
}
