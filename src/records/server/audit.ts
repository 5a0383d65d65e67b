// Answers the auditor from all records of what happened: the access log, personal readings, events, the security log; merged by time. Reads only.
import type { FastifyInstance } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import type { WordsKey } from '../../platform/shared/errors.ts';
import { instant } from '../../platform/shared/dates.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { accountName } from '../../platform/server/accounts.ts';
import { sheetTypes, writeSheet } from '../../platform/server/documents/write.ts';
import { mount } from '../../platform/server/mount.ts';
import { doerOf, logged } from '../../platform/server/securityLog.ts';
import { askOneOf, type AuditAsked, type AuditKind, type AuditLine, exportAudit, getAudit } from '../audit.ts';
import type { Kernel } from './kernel.ts';

const cursor = z.strictObject({ at: instant, id: z.uuid() });
type From = z.infer<typeof cursor> | null;
const exportedAtOnce = 1000;
/** Events of the security log that say who was in the house; `export` is an export, `refused` a change that was tried, all others are rights. */
const signing = ['signIn', 'signOut', 'sessionEnded', 'sessionReplayed', 'locked', 'recoveryUsed'];

type Row = {
  id: string;
  at: Date;
  name: string;
  account: string | null;
  account_name: string | null;
  for_account: string | null;
  for_name: string | null;
  what: AuditKind;
  doing: string;
  outcome: 'done' | 'refused';
  kind: string | null;
  record: string | null;
  items: number | null;
  detail: Record<string, unknown> | null;
  address: string;
};

export function mountAudit(app: FastifyInstance, kernel: Kernel): void {
  const asking = async (asked: AuditAsked) => {
    if (asked.account === undefined && asked.record === undefined)
      throw askOneOf({}, [{ path: 'account', code: 'required', words: 'audit:refusals.askOneOf' }]);
    // What was shown a moment ago is in it.
    await app.accessLog.flush();
  };
  mount(app, getAudit, async ({ query, actor }) => {
    const { limit, after, count: _count, ...asked } = query;
    await asking(asked);
    const rows = await rowsOf(kernel, actor, asked, limit + 1, readCursor(after, cursor));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? writeCursor({ at: last.at.toISOString(), id: last.id }) : null;
    return { items: await linesOf(kernel, actor, page, operations(app, actor)), next };
  });
  mount(app, exportAudit, async ({ query, actor, request }) => {
    const { format, ...asked } = query;
    await asking(asked);
    // Told before it is given: a file that was begun has left the house.
    const detail = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? null]));
    await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind: 'audit', id: format }, detail });
    const columns = [
      'at',
      'name',
      'for',
      'what',
      'doing',
      'outcome',
      'kind',
      'record',
      'title',
      'items',
      'address',
      'detail',
    ].map((key) => ({
      key,
      title: app.say(request.language, `audit:columns.${key}`),
    }));
    return {
      attachment: writeSheet('audit', columns, written(kernel, actor, asked, operations(app, actor)), format),
      type: sheetTypes[format],
      name: 'audit.csv',
    };
  });
}

type NameOperation = (address: string) => string | null;
/** What an operation is called, by its address, in the auditor's language. */
const operations = (app: FastifyInstance, { language }: Actor): NameOperation => {
  const named = new Map<string, WordsKey>(
    app.mounted.map(({ method, path, summary }) => [method === 'GET' ? path : `${method} ${path}`, summary]),
  );
  return (address) => {
    const words = named.get(address);
    return words === undefined ? null : app.say(language, words);
  };
};

async function* written(kernel: Kernel, actor: Actor, asked: AuditAsked, operationOf: NameOperation) {
  let from: From = null;
  for (;;) {
    const rows: Row[] = await rowsOf(kernel, actor, asked, exportedAtOnce, from);
    for (const { object, detail, account, for: absent, operation: _words, ...line } of await linesOf(
      kernel,
      actor,
      rows,
      operationOf,
    ))
      yield {
        ...line,
        name: account?.account ?? line.name,
        for: absent?.account ?? null,
        kind: object?.kind ?? null,
        record: object?.id ?? null,
        title: object?.title ?? null,
        detail: detail === null ? null : JSON.stringify(detail),
      };
    const last = rows.at(-1);
    if (rows.length < exportedAtOnce || !last) return;
    from = { at: last.at.toISOString(), id: last.id };
  }
}

/** One source as lines of the answer: its columns in their order, and the conditions on account and record. */
type Source = {
  what: readonly AuditKind[];
  select: RawBuilder<unknown>;
  at: RawBuilder<unknown>;
  ofAccount: RawBuilder<unknown>;
  ofRecord: RawBuilder<unknown>;
  more?: RawBuilder<unknown>;
};

function sourcesOf(id: string | null, name: string | null, record: string | null, what: AuditKind | undefined): Source[] {
  const files = what === undefined ? sql`true` : what === 'exported' ? sql`l.file` : sql`not l.file`;
  const events =
    what === undefined
      ? sql`true`
      : what === 'signed'
        ? sql`l.event = any(${signing}::text[])`
        : what === 'exported'
          ? sql`l.event = 'export'`
          : what === 'changed'
            ? sql`l.event = 'refused'`
            : sql`l.event <> all(${[...signing, 'export', 'refused']}::text[])`;
  const by = sql`(l.account = ${id}::uuid or l.acted_for = ${id}::uuid)`;
  return [
    {
      what: ['saw', 'exported'],
      select: sql`l.id, l.at, '' as name, l.account, l.acted_for, case when l.file then 'exported' else 'saw' end as what, l.route as doing,
        'done' as outcome, null as kind, l.record, l.items, l.asked as detail, l.address from access_log l`,
      at: sql`l.at`,
      ofAccount: by,
      ofRecord: sql`l.record = ${record}`,
      more: files,
    },
    {
      what: ['personal'],
      select: sql`l.id, l.at, '', l.account, l.acted_for, 'personal', 'personal', 'done', null, l.record::text, null::int,
        jsonb_build_object('fields', to_jsonb(l.fields)), '' from personal_reads l`,
      at: sql`l.at`,
      ofAccount: by,
      ofRecord: sql`l.record = ${record}::uuid`,
    },
    {
      what: ['changed'],
      select: sql`l.id, l.recorded_at, '', l.actor, l.acted_for, 'changed', l.action, 'done', l.kind, l.record::text, null::int, null::jsonb, '' from events l`,
      at: sql`l.recorded_at`,
      ofAccount: sql`(l.actor = ${id}::uuid or l.acted_for = ${id}::uuid)`,
      ofRecord: sql`l.record = ${record}::uuid`,
    },
    {
      what: ['exported', 'signed', 'rights', 'changed'],
      select: sql`l.id, l.at, l.name, l.account, null::uuid, case l.event when 'export' then 'exported' when 'refused' then 'changed' else case when l.event = any(${signing}::text[]) then 'signed'
        else 'rights' end end, l.event, l.outcome, l.object_kind, l.object_id, null::int, l.detail, l.address from security_log l`,
      at: sql`l.at`,
      ofAccount: sql`(l.account = ${id}::uuid or l.name = ${name})`,
      ofRecord: sql`l.object_id = ${record}`,
      more: events,
    },
  ];
}

/** Each source gives as many lines as are wanted, and no more: what is merged is small however long the logs are. */
async function rowsOf(kernel: Kernel, actor: Actor, asked: AuditAsked, limit: number, after: From): Promise<Row[]> {
  const { db, city } = kernel;
  const { record = null, what, from = null, to = null } = asked;
  const name = asked.account === undefined ? null : accountName(asked.account);
  const { rows: found } = await sql<{ id: string }>`select id from accounts where account = ${name}`.execute(db);
  const sources = sourcesOf(found[0]?.id ?? null, name, record, what).filter(
    (one) => what === undefined || one.what.includes(what),
  );
  const arms = sources.map(({ select, at, ofAccount, ofRecord, more }) => {
    const conditions = [
      ...(name === null ? [] : [ofAccount]),
      ...(record === null ? [] : [ofRecord]),
      ...(more ? [more] : []),
      ...(from === null ? [] : [sql`${at} >= ${from}::date::timestamp at time zone ${city.timeZone}`]),
      ...(to === null ? [] : [sql`${at} < (${to}::date + 1)::timestamp at time zone ${city.timeZone}`]),
      ...(after === null ? [] : [sql`(${at}, l.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]),
    ];
    return sql`(select ${select} where ${sql.join(conditions, sql` and `)} order by ${at} desc, l.id desc limit ${limit})`;
  });
  const { rows } = await sql<Row>`
    select u.id, u.at, coalesce(nullif(u.name, ''), a.account, '') as name, a.account, ${nameOf('a', actor)} as account_name, b.account as for_account,
      ${nameOf('b', actor)} as for_name, u.what, u.doing, u.outcome, u.kind, u.record, u.items, u.detail, u.address
    from (${sql.join(arms, sql` union all `)}) u(id, at, name, account, acted_for, what, doing, outcome, kind, record, items, detail, address)
    left join accounts a on a.id = u.account left join accounts b on b.id = u.acted_for
    order by u.at desc, u.id desc limit ${limit}`.execute(db);
  return rows;
}

const nameOf = (alias: 'a' | 'b', { language }: Actor) =>
  language === 'en'
    ? sql`coalesce(${sql.ref(`${alias}.name_in_english`)}, ${sql.ref(`${alias}.name`)})`
    : sql.ref(`${alias}.name`);

/** With the titles of records, as far as the auditor sees them; personal values are in none that he does not. */
async function linesOf(kernel: Kernel, actor: Actor, rows: readonly Row[], operationOf: NameOperation): Promise<AuditLine[]> {
  const named = await namesOf(kernel, actor, rows);
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    account: row.account === null ? null : { account: row.account, name: row.account_name ?? row.account },
    name: row.name,
    for: row.for_account === null ? null : { account: row.for_account, name: row.for_name ?? row.for_account },
    what: row.what,
    doing: row.doing,
    operation: operationOf(row.doing === 'refused' ? String(row.detail?.['operation']) : row.doing),
    outcome: row.outcome,
    object:
      row.record === null
        ? null
        : { kind: named.get(row.record)?.kind ?? row.kind, id: row.record, title: named.get(row.record)?.title ?? null },
    items: row.items,
    detail: row.detail,
    address: row.address,
  }));
}

const isId = (said: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(said);

async function namesOf(kernel: Kernel, actor: Actor, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap(({ record }) => (record !== null && isId(record) ? [record] : [])))];
  const named = new Map<string, { kind: string; title: string | null }>();
  if (ids.length === 0) return named;
  const { rows: kinds } = await sql<{ record: string; kind: string }>`select distinct on (record) record, kind from events
    where record = any(${ids}::uuid[]) order by record, version`.execute(kernel.db);
  for (const [kind, own] of Map.groupBy(kinds, (one) => one.kind)) {
    const titles = await kernel.kinds.get(kind)?.waiting.titles(
      own.map(({ record }) => record),
      actor,
    );
    for (const { record } of own) named.set(record, { kind, title: titles?.get(record)?.title ?? null });
  }
  const { rows: accounts } = await sql<{
    id: string;
    account: string;
  }>`select id, account from accounts where id = any(${ids}::uuid[])`.execute(kernel.db);
  for (const { id, account } of accounts) named.set(id, { kind: 'account', title: account });
  return named;
}
