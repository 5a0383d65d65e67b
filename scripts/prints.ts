// What is printed from the code and checked in, so that a review sees it: one entry a file. Not how it is written (print.ts).
import { sql, type Kysely } from 'kysely';
import { readPack } from '../src/app-pack.ts';
import { openHouse, type House, type Tables } from '../src/app.ts';
import { openSessions } from '../src/platform/server/auth.ts';
import { openHttp } from '../src/platform/server/http.ts';
import { openApiOf } from '../src/platform/server/openapi.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { mountIdentity } from '../src/platform/server/identity.ts';
import type { Route } from '../src/platform/shared/route.ts';
import { roles, type Standing } from '../src/platform/shared/actor.ts';
import { listOf } from '../src/records/lifecycle.ts';
import { words } from '../src/words.ts';
import { cloneDatabase, stopOwnServer } from '../test/harness/database.ts';

/** A file (from the project's folder) and what must stand in it. */
export type Print = { path: string; make(): Promise<string> };

/** Runs `work` on a house over a database of its own. */
async function withHouse<T>(work: (house: House, db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const database = await cloneDatabase<Tables>();
  try {
    return await work(
      await openHouse({ db: database.db, pack: openPack('example', { anchor: 2026 }), demo: false }),
      database.db,
    );
  } finally {
    await database.drop();
    await stopOwnServer();
  }
}

type Line = { line: string };
/** The schema as the database has it after all migrations: tables with columns, constraints and indexes, then functions. */
async function schemaOf(db: Kysely<Tables>): Promise<string> {
  const { rows: tables } = await sql<{ name: string; columns: string[]; constraints: string[]; indexes: string[] }>`
    select c.relname as name,
      array(select format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
          case when a.attidentity <> '' then ' generated always as identity' when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
      array(select '  ' || pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n' order by k.contype desc, k.conname) as constraints,
      array(select replace(pg_get_indexdef(i.indexrelid), current_schema() || '.', '') || ';' from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by i.indexrelid::regclass::text) as indexes
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' order by 1`.execute(db);
  const { rows: functions } = await sql<Line>`
    select replace(pg_get_functiondef(p.oid), current_schema() || '.', '') as line from pg_proc p where p.pronamespace = current_schema()::regnamespace order by p.proname`.execute(
    db,
  );
  const { rows: triggers } = await sql<Line>`
    select replace(pg_get_triggerdef(t.oid), current_schema() || '.', '') || ';' as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal order by t.tgname`.execute(db);
  const made = tables.map(({ name, columns, constraints, indexes }) =>
    [`create table ${name} (`, [...columns, ...constraints].join(',\n'), ');', ...indexes].join('\n'),
  );
  return (
    [
      '-- Printed by `npm run print` from the migrations. Not run by anything.',
      ...made,
      ...functions.map((one) => `${one.line.trim()};`),
      ...triggers.map((one) => one.line),
    ].join('\n\n') + '\n'
  );
}

/** Works on an app on which everything is mounted and that nobody calls. */
async function withMounted<T>(house: House, work: (app: Awaited<ReturnType<typeof openHttp>>) => T): Promise<T> {
  const app = await openHttp({ words, city: house.pack.city, logLevel: 'silent' });
  const sessions = await openSessions({ db: house.kernel.db as never, timeZone: 'Asia/Shanghai', demo: false });
  mountIdentity(app, { sessions, db: house.kernel.db as never, demo: false, ...house.identity });
  house.mountAll(app, '0.1.0');
  const made = work(app);
  await app.close();
  return made;
}
const openApi = (house: House): Promise<string> =>
  withMounted(house, (app) => `${JSON.stringify(openApiOf(app.mounted, app.say), null, 1)}\n`);

/** Operation × role: who is let in at all. Which records and actions is decided further in, by what the tables above say. */
function operations(mounted: readonly Route[]): string {
  const standings = ['visitor', ...roles] as const;
  const admits = ({ access }: Route, who: Standing) =>
    access === 'public' || (who !== 'visitor' && (access === 'signedIn' || access.some((role) => role === who)));
  const rows = mounted
    .map((one) => `| ${one.method} ${one.path} | ${standings.map((who) => (admits(one, who) ? '✓' : '')).join(' | ')} |`)
    .sort();
  return `## Operations\n\nWho is let in at all; which records and which actions then follows from what one sees and from the tables above. Refused: 401 for visitors, 403 for others; a record that one may not see is 404, as one that is not there.\n\n| operation | ${standings.join(' | ')} |\n|---|${'---|'.repeat(standings.length)}\n${rows.join('\n')}\n`;
}

/** Role or party × state × action of every record kind; what is not in it is refused. */
function permissions(house: House): string {
  const kinds = house.lives().sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const tables = kinds.map((life) => {
    const actors = [...new Set(Object.values(life.actions).flatMap((step) => listOf(step.by)))];
    const head = `| action | from | to | ${actors.join(' | ')} | counts |\n|---|---|---|${'---|'.repeat(actors.length + 1)}`;
    const rows = Object.entries(life.actions).map(([name, step]) => {
      const to =
        typeof step.to === 'string'
          ? step.to
          : 'back' in step.to
            ? `back to ${step.to.among.join(', ')}`
            : `by \`${step.to.field}\`: ${step.to.among.join(', ')}`;
      const may = actors.map((actor) => (listOf(step.by).includes(actor) ? '✓' : ''));
      return `| ${name} | ${listOf(step.from).join(', ')} | ${to} | ${may.join(' | ')} | ${step.counts ? 'yes' : ''} |`;
    });
    return `## ${life.kind}\n\nStates: ${life.states.join(', ')}. Parties: ${life.parties.join(', ') || 'none'}.\n\n${head}\n${rows.join('\n')}`;
  });
  return `# Who may do what\n\nPrinted from the lifecycle tables by \`npm run print\`. A party is a tie between an account and a record; what it may say within an action can be narrower (the README of its module). What is not here is refused.\n\n${tables.join('\n\n')}\n`;
}

/** The indicators of each pack: what is counted, in which unit, from which source. */
function catalogue(): string {
  const packs = [openPack('changzhou', { anchor: 2026 }), openPack('example', { anchor: 2026 })];
  const tables = packs.map((pack) => {
    const rows = readPack(pack).definitions.map((one) => {
      const how =
        'measure' in one.compute
          ? `${one.compute.kind} of \`${one.compute.measure}\``
          : 'series' in one.compute
            ? `${one.compute.kind} \`${one.compute.series}\``
            : `${one.compute.kind} of ${one.compute.of.join(' and ')}`;
      return `| \`${one.code}\` | ${one.name.zh} | ${one.name.en} | ${one.unit} | ${how} | ${one.register ?? ''} | ${one.reported ?? ''} |`;
    });
    return `## ${pack.city.name.zh} ${pack.city.name.en}\n\n| code | Chinese | English | unit | computed | register | reported |\n|---|---|---|---|---|---|---|\n${rows.join('\n')}`;
  });
  return `# Indicator catalogue\n\nPrinted from the packs by \`npm run print\`. The basis of each stands in \`cities/<city>/indicators.json\`.\n\n${tables.join('\n\n')}\n`;
}

export const prints: readonly Print[] = [
  { path: 'db/schema.sql', make: () => withHouse((_house, db) => schemaOf(db)) },
  { path: 'docs/openapi.json', make: () => withHouse((house) => openApi(house)) },
  {
    path: 'docs/permissions.md',
    make: () =>
      withHouse(async (house) => `${permissions(house)}\n${await withMounted(house, (app) => operations(app.mounted))}`),
  },
  { path: 'docs/indicators.md', make: async () => catalogue() },
];
