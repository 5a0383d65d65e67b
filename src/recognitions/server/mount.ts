// Mounts what recognitions have beside their records: kinds with how many are known, levels, stages, what an end would change.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { malformed } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { now } from '../../records/server/index.ts';
import type { Kernel } from '../../records/server/index.ts';
import { nameOn, usualWay } from '../kind.ts';
import { listKinds, previewEnd } from '../routes.ts';
import type { Recognitions } from './service.ts';

export function mountRecognitions(app: FastifyInstance, kernel: Kernel, { pack, foresee }: Recognitions): void {
  const counting = pack.stages.filter((one) => one.counts).map((one) => one.code);
  mount(app, listKinds, async ({ actor }) => {
    const today = kernel.dayOf(await now(kernel.db));
    const { rows } = await sql<{ kind: string; known: number; counting: number }>`
      select kind, count(*)::int as known, (count(*) filter (where state = any(${counting}::text[])))::int as counting
      from recognitions where state <> 'voided' group by kind`.execute(kernel.db);
    const counts = new Map(rows.map((row) => [row.kind, row]));
    const named = (names: Parameters<typeof nameOn>[0]) => nameOn(names, today, actor.language);
    return {
      groups: pack.groups.map((one) => ({ code: one.code, name: textIn(one.name, actor.language) })),
      kinds: pack.kinds.map((one) => ({
        code: one.code,
        name: named(one.names),
        formerNames: one.names.map((dated) => textIn(dated.name, actor.language)).filter((name) => name !== named(one.names)),
        group: one.group,
        tasks: one.tasks,
        levels: one.levels,
        way: [...(one.way ?? usualWay)],
        known: counts.get(one.code)?.known ?? 0,
        counting: counts.get(one.code)?.counting ?? 0,
      })),
      levels: pack.levels.map((one) => ({ code: one.code, name: named(one.names), rank: one.rank })),
      stages: pack.stages.map((one) => ({ code: one.code, name: textIn(one.name, actor.language), counts: one.counts })),
    };
  });
  mount(app, previewEnd, async ({ params: { id }, query: { action, on }, actor }) => {
    if ((action === 'remove') !== (on !== undefined))
      throw malformed({}, [
        on === undefined
          ? { path: 'on', code: 'required', words: 'platform:form.required' }
          : { path: 'on', code: 'unknown', words: 'platform:form.noneAllowed' },
      ]);
    const reason = '';
    const entries =
      on === undefined
        ? await foresee('void', { actor, id, input: { reason } })
        : await foresee('remove', { actor, id, input: { on, reason } });
    return { entries: entries.map(({ organization: _holder, ...entry }) => entry) };
  });
}
