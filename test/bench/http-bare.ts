// What `bench http` compares with: the same list and contacts in SQL, the same JSON, on `node:http` and `pg` alone; no sign-in, no rights, no check of what is asked, no look for merged ones.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { types } from '../../src/platform/server/database.ts';
import type { Serving } from './http.ts';

const { connection, pool: max } = JSON.parse(process.argv[2] ?? '') as Serving;
const pool = new pg.Pool({ ...connection, types, max });

type Row = { id: string };
type Held = { record: string; field: string; value: string };
const list = 'select * from "organizations" where region = any($1::text[]) and "state" = $2 order by "id" desc limit $3';
const contacts = 'select record, field, value from personal_values where record = any($1::uuid[])';

const server = createServer(async (request, response) => {
  const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const limit = Number(asked.get('limit'));
  const { rows } = await pool.query<Row>(list, [[asked.get('region')], asked.get('state'), limit + 1]);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => row.id);
  const { rows: held } = await pool.query<Held>(contacts, [ids]);
  const items = page.map((row) => ({
    ...row,
    contact: Object.fromEntries(held.filter((one) => one.record === row.id).map((one) => [one.field, one.value])),
  }));
  const answer = JSON.stringify({ items, next: rows.length > limit ? ids.at(-1) : null });
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) });
  response.end(answer);
});
process.once('SIGTERM', () => process.exit(0));
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`));
