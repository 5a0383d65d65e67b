// Mounts the registrar's desk: its queue, decisions on many, working time, and the figures of registrars and registries.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed } from '../../../platform/shared/errors.ts';
import { readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { z } from 'zod';
import { type SheetColumn, sheetTypes, type Written, writeSheet } from '../../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../../platform/server/mount.ts';
import { type CalendarTables, type Kernel, workingDaysOn } from '../../../records/server/index.ts';
import type { Checker } from '../../checking.ts';
import {
  type Counted,
  decideMany,
  type Figures,
  getCleanness,
  getFigures,
  getFiguresFile,
  getQueue,
  listDecided,
  noteWork,
} from '../../desk.ts';
import { timerOf } from '../../deskFigures.ts';
import type { Contracts } from '../service.ts';
import type { ContractTables } from '../tables.ts';
import { openCleanness, type OpenSignals } from './cleanness.ts';
import { decideAll } from './decide.ts';
import { decisionsOf, groupsOf, namesOf, type Span, spanOf } from './figures.ts';
import { queueOf } from './queue.ts';
import { noteWorkingTime } from './work.ts';

type Db = Kysely<ContractTables & CalendarTables>;
type Parts = {
  db: Db;
  contracts: Contracts;
  check: Checker;
  today: () => Promise<string>;
  /** Plugged where signals are kept; without it none is open. */
  openSignals?: OpenSignals;
};

export function mountContractDesk(
  app: FastifyInstance,
  kernel: Kernel,
  { db, contracts, check, today, openSignals }: Parts,
): void {
  const { terms } = contracts.lanes;
  const cleanness = openCleanness({ db, check, today, openSignals });
  mount(app, getQueue, async ({ query, actor }) => {
    const [calendar, day] = [await workingDaysOn(db), await today()];
    const queue = await queueOf(db, actor, query, { terms, calendar, today: day });
    return { ...queue, today: await todayOf(db, actor, day) };
  });
  mount(app, getCleanness, async ({ body, actor }) => ({ items: await cleanness(actor, body.ids) }));
  mount(app, decideMany, ({ body, actor, headers }) =>
    decideAll(kernel, contracts, body, {
      actor,
      key: headers.idempotencyKey,
      cleanness,
      words: (refused) =>
        [
          app.say(actor.language, refused.words, refused.params),
          ...refused.errors.map((one) => app.say(actor.language, one.words, { field: one.path, ...one.params })),
        ]
          .filter((one, at, all) => all.indexOf(one) === at)
          .join(' '),
    }),
  );
  mount(app, noteWork, async ({ params: { id }, body, actor }) => ({
    seconds: await noteWorkingTime(db, actor, id, body.seconds),
  }));
  mountFigures(app, kernel, { db, contracts, today });
}

/** Decided by this account today; its average over what was measured. */
async function todayOf(db: Db, { account }: Actor, day: string) {
  const { rows } = await sql<{ decided: string; average: number | null }>`
    select count(*) as decided, round(avg(w.seconds) filter (where w.seconds > 0))::int as average
    from contracts c join events e on e.record = c.id and e.action in ('register', 'refuse') and e.actor = ${account ?? ''}::uuid
    left join contract_work w on w.contract = c.id and w.account = e.actor
    where c.decided_on = ${day}::date`.execute(db);
  return { decided: Number(rows[0]?.decided ?? 0), averageSeconds: rows[0]?.average ?? null };
}

function mountFigures(
  app: FastifyInstance,
  kernel: Kernel,
  { db, contracts, today }: Pick<Parts, 'db' | 'contracts' | 'today'>,
): void {
  const timer = async () => timerOf(await workingDaysOn(db), contracts.lanes.terms);
  type Asked = { from?: string | undefined; to?: string | undefined; by: 'month' | 'year' };
  const figures = async (actor: Actor, query: Asked) => {
    const span = spanOf(query, await today());
    const found = await decisionsOf({ db, kernel }, actor, span);
    return { ...span, by: query.by, items: await groupsOf(found, { db, actor, by: query.by, timer: await timer() }) };
  };
  mount(app, getFigures, ({ query, actor }) => figures(actor, query));
  mount(app, getFiguresFile, async ({ query, actor }) => {
    const { items, ...span } = await figures(actor, query);
    return sheetOf(items, span, query.format, (key) => app.say(actor.language, `contractDesk:${key}`));
  });
  mount(app, listDecided, async ({ query: { limit, after, what, account, registry, ...span }, actor }) => {
    if (account !== undefined && account !== actor.account && !hasRole(actor, 'bureauOfficer')) throw notAllowed();
    const from = readCursor(after, z.strictObject({ on: z.string(), event: z.string() }));
    const found = (await decisionsOf({ db, kernel }, actor, spanOf(span, await today())))
      .filter(
        (one) =>
          (what === undefined || one.what === what) &&
          (account === undefined || one.account === account) &&
          (registry === undefined || one.registry === registry) &&
          (!from || one.on < from.on || (one.on === from.on && one.event < from.event)),
      )
      .sort((a, b) => b.on.localeCompare(a.on) || b.event.localeCompare(a.event));
    const page = found.slice(0, limit);
    const [names, time] = [
      await namesOf(
        db,
        'accounts',
        page.map((one) => one.account),
      ),
      await timer(),
    ];
    const last = page.at(-1);
    return {
      items: page.map((one) => ({
        id: one.event,
        contract: one.contract,
        title: one.title,
        what: one.what,
        on: one.on,
        by: one.account === null ? null : (names.get(one.account) ?? null),
        ...time(one),
        seconds: one.account === actor.account ? one.seconds : null,
      })),
      next: found.length > limit && last ? writeCursor({ on: last.on, event: last.event }) : null,
    };
  });
}

/** One row a group and period, the whole span first. */
function sheetOf(
  items: readonly Counted[],
  { from, to }: Span,
  format: 'csv' | 'xlsx',
  say: (key: string) => string,
): Attachment {
  const columns: SheetColumn[] = [
    { key: 'of', title: say('figures.of'), width: 14 },
    { key: 'name', title: say('figures.name'), width: 30 },
    { key: 'period', title: say('figures.period'), width: 24 },
    ...(['decided', 'registered', 'refused', 'sentBack', 'medianDays', 'judged', 'within', 'medianSeconds'] as const).map(
      (key) => ({
        key,
        title: say(`figures.${key}`),
        kind: 'number' as const,
      }),
    ),
  ];
  const rows: Written[] = items.flatMap(({ of, name, all, periods }) => {
    const head = { of: say(`figures.${of}`), name: name ?? say(of === 'registrar' ? 'figures.nobody' : 'figures.noRegistry') };
    const row = (period: string, one: Figures): Written => ({
      ...head,
      period,
      ...Object.fromEntries(Object.entries(one).map(([key, value]) => [key, value === null ? null : String(value)])),
    });
    return [row(`${from} – ${to}`, all), ...periods.map(({ period, ...one }) => row(period, one))];
  });
  const name = say('figures.title');
  return {
    attachment: writeSheet(name, columns, rows, format),
    type: sheetTypes[format],
    name: `${name} ${from} ${to}.${format}`,
  };
}
