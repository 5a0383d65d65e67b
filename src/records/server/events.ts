// The history of one record: who did what in which standing, for whom, and who answers for it since. Reads only.
import { sql } from 'kysely';
import { type Page, readCursor, writeCursor } from '../../platform/shared/page.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Body } from '../body.ts';
import type { EventOfRecord } from '../record.ts';
import type { Kernel, Row } from './kernel.ts';
import { eventCursor } from './shapes.ts';
import { digestOf, heldOf, restored, saysWithheld } from './withheldValues.ts';

type EventRow = {
  id: string;
  version: number;
  batch: number;
  body: string;
  sealed: boolean;
  name: string | null;
  absent: string | null;
  successor: string | null;
  handed_at: Date | null;
};

export async function eventsOf(
  kernel: Kernel,
  { kind, id }: { kind: string; id: string },
  limit: number,
  after: string | undefined,
  actor: Actor,
): Promise<Page<EventOfRecord>> {
  const { account, language } = actor;
  const from = readCursor(after, eventCursor);
  const named = (alias: 'a' | 'b' | 'c') =>
    language === 'en'
      ? sql`coalesce(${sql.ref(`${alias}.name_in_english`)}, ${sql.ref(`${alias}.name`)})`
      : sql.ref(`${alias}.name`);
  const { rows } = await sql<EventRow>`
    select e.id, e.version, e.batch, e.body, s.batch is not null as sealed, ${named('a')} as name, ${named('b')} as absent,
      ${named('c')} as successor, h.ended_at as handed_at
    from events e left join closings s on s.batch = e.batch left join accounts a on a.id = e.actor
      left join accounts b on b.id = e.acted_for
      left join lateral (select to_account, ended_at from hand_overs where outcome = 'done' and from_account = coalesce(e.acted_for, e.actor)
        and ended_at > e.recorded_at order by ended_at limit 1) h on true
      left join accounts c on c.id = answers_for(h.to_account)
    where e.record = ${id} ${from ? sql`and e.version < ${from.version}` : sql``} order by e.version desc limit ${limit + 1}`.execute(
    kernel.db,
  );
  const page = rows.slice(0, limit);
  // A visitor reads in which role it was done; who held it then is for those who work here.
  const shown = (name: string | null) => (account === null ? null : name);
  const bodies = rows.map((row) => JSON.parse(row.body) as Body);
  const withheld = await toldOf(kernel, { kind, id }, actor, bodies);
  const items = page.map((row, at) => {
    const body = bodies[at]!;
    return {
      id: row.id,
      action: body.action,
      recordedAt: body.at,
      actor: {
        name: shown(row.name),
        role: body.actor.role,
        for: body.actor.for === undefined ? null : { name: shown(row.absent) },
        handedTo: row.handed_at === null ? null : { name: shown(row.successor), on: kernel.dayOf(row.handed_at) },
      },
      before: body.before,
      state: body.state,
      reason: body.reason,
      batch: row.batch,
      sealed: row.sealed,
      ...withheld[at]!,
    };
  });
  return { items, next: rows.length > limit ? writeCursor({ version: page.at(-1)!.version }) : null };
}

type Told = Pick<EventOfRecord, 'proofWithheld' | 'withheld'>;
/** Of events, newest first: what each changed of what is withheld, for who reads it; for others whether its proof is kept from them. */
async function toldOf(
  kernel: Kernel,
  { kind, id }: { kind: string; id: string },
  actor: Actor,
  bodies: readonly Body[],
): Promise<Told[]> {
  const of = kernel.kinds.get(kind)?.withheld;
  if (!of) return bodies.map(() => ({ proofWithheld: false, withheld: [] }));
  if (!of.reads(actor)) return bodies.map((body) => ({ proofWithheld: saysWithheld(kernel, kind, body), withheld: [] }));
  const held = (await heldOf(kernel.db, [id])).get(id) ?? [];
  const lines = bodies.map((body) =>
    of.tells(restored(body, held, (one, digest) => digestOf(kernel, one) === digest).row as Row),
  );
  return lines.map((own, at) => {
    const before = new Set((lines[at + 1] ?? []).map((one) => JSON.stringify(one)));
    const news = own.filter((one) => !before.has(JSON.stringify(one)));
    return {
      proofWithheld: false,
      withheld: news.map((one) => ({
        title: one.title,
        text: 'text' in one ? one.text : null,
        words: 'words' in one ? one.words : null,
      })),
    };
  });
}
