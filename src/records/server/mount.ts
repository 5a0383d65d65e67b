// Mounts the HTTP operations that every record kind has.
import type { FastifyInstance } from 'fastify';
import { notFound } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Life } from '../lifecycle.ts';
import { getSealHead, type RecordKind, recordRoutes } from '../record.ts';
import type { Kernel, KernelDb } from './kernel.ts';
import type { Listed, Opened } from './open.ts';
import { proofOf, sealHeadOf } from './proof.ts';
import { refuseWithheld } from './withheldValues.ts';

/** What mounting needs of an opened kind, whatever its tables. */
export type Mountable = {
  kind: RecordKind;
  act: (action: never, call: never) => Promise<{ answer: Record<string, unknown> }>;
  one: Opened<KernelDb, string, Life>['one'];
  list: Opened<KernelDb, string, Life>['list'];
  events: Opened<KernelDb, string, Life>['events'];
  /** Whether who sees a record reads its history and proofs too: both name who acted. All of them do unless the kind says. */
  opensHistory?: (actor: Actor, id: string) => Promise<boolean>;
};

export function mountKind(app: FastifyInstance, kernel: Kernel, opened: Mountable): void {
  const routes = recordRoutes(opened.kind);
  mount(app, routes.list, async ({ query, actor }) => {
    const page = await opened.list(actor, query as never);
    return { json: writePage(page), items: page.items.length };
  });
  mount(app, routes.one, ({ params, actor }) => opened.one(actor, params.id) as never);
  const isOpen = async (actor: Actor, id: string) => (await opened.opensHistory?.(actor, id)) ?? true;
  mount(app, routes.events, async ({ params, query, actor }) =>
    (await isOpen(actor, params.id)) ? opened.events(actor, params.id, query.limit, query.after) : { items: [], next: null },
  );
  mount(app, routes.proof, async ({ params, query, actor }) => {
    if (!(await isOpen(actor, params.id)) || !(await kernel.kinds.get(opened.kind.life.kind)!.seen(kernel.db, params.id, actor)))
      throw notFound();
    const proof = await proofOf(kernel, params.id, query.event, query.head);
    refuseWithheld(kernel, opened.kind.life.kind, actor, proof.body);
    return proof;
  });
  for (const { name, route } of routes.actions) {
    mount(app, route, async ({ params, body, actor, headers }) => {
      const call = {
        actor,
        id: (params as { id: string } | undefined)?.id,
        input: body,
        version: headers.ifMatch ?? undefined,
        repeat: headers.idempotencyKey === null ? undefined : { route: route.path, key: headers.idempotencyKey },
      };
      const { answer } = await opened.act(name as never, call as never);
      return answer as never;
    });
  }
}

/** The JSON of a page. Its schemas are most of the work, and always the same: each is written once. */
function writePage({ actions, inputs, ...page }: Listed): Buffer {
  const names = Object.keys(inputs);
  const parts = [
    Buffer.from(JSON.stringify(page).slice(0, -1)),
    ...between(',"actions":[', actions.map(textOf)),
    ...between(
      '],"inputs":{',
      Object.values(inputs).map((schema, at) => Buffer.concat([Buffer.from(`${JSON.stringify(names[at])}:`), textOf(schema)])),
    ),
    Buffer.from('}}'),
  ];
  return Buffer.concat(parts);
}
const comma = Buffer.from(',');
const between = (opening: string, parts: readonly Buffer[]): Buffer[] => [
  Buffer.from(opening),
  ...parts.flatMap((part, at) => (at === 0 ? [part] : [comma, part])),
];

const texts = new WeakMap<object, Buffer>();
function textOf(schema: object): Buffer {
  const before = texts.get(schema);
  if (before !== undefined) return before;
  const text = Buffer.from(JSON.stringify(schema));
  texts.set(schema, text);
  return text;
}

export function mountSeals(app: FastifyInstance, kernel: Kernel): void {
  mount(app, getSealHead, ({ query }) => sealHeadOf(kernel, query.batch));
}
