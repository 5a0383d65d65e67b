// Planted against the rules about writing.
import type { Planted, Tree } from './planted.ts';

const at = 'src/market/server/service.ts';
const tables = {
  'src/market/server/tables.ts': 'export type MarketTables = { listings: { id: string }; "market bids": { id: string } };\n',
};
const code = (text: string): Tree => ({ ...tables, [at]: `${text}\n` });

export const writing: Planted[] = [
  {
    rule: 'raw writes',
    clean: {
      ...code('const a = sql`select * from listings where id = ${id} for update of listings skip locked`; // update x set y'),
      'src/records/server/act.ts': 'const a = sql`insert into events values (1)`; const b = db.withTables();\n',
      'src/market/server/a.test.ts': 'const a = sql`delete from listings`;\n',
    },
    refused: [
      { name: 'insert', tree: code('const a = sql`insert into listings values (1)`;'), path: `${at}:1`, says: 'SQL that writes' },
      {
        name: 'update of a table filled in',
        tree: code('const a = sql<{ id: string }>`with x as (select 1) UPDATE ${table} as t SET a = 1`;'),
        path: `${at}:1`,
        says: 'SQL that writes',
      },
      {
        name: 'delete in a plain string',
        tree: code("await client.query('delete from listings');"),
        path: `${at}:1`,
        says: 'SQL that writes',
      },
      {
        name: 'alter',
        tree: code('\nconst a = sql`\n  alter table listings add a int`;'),
        path: `${at}:2`,
        says: 'SQL that writes',
      },
      { name: 'sql.raw', tree: code('const a = sql.raw(text);'), path: `${at}:1`, says: 'sql.raw' },
      { name: '$extendTables', tree: code('const a = db.$extendTables<{ x: X }>();'), path: `${at}:1`, says: '$extendTables' },
      { name: 'withTables', tree: code('const a = db.withTables<{ x: X }>();'), path: `${at}:1`, says: 'withTables' },
    ],
  },
  {
    rule: 'no way round the types',
    clean: {
      ...code('const a = b as string; const c = [1] as const;'),
      'src/ledger/server/a.ts': 'const a = b as unknown as string;\n',
    },
    refused: [
      { name: 'as unknown as', tree: code('const a = b as unknown as string;'), path: `${at}:1`, says: 'as unknown as' },
      { name: 'as any', tree: code('\nconst a = (b as any).c;'), path: `${at}:2`, says: 'as any' },
      { name: 'as never', tree: code('const a = b as never;'), path: `${at}:1`, says: 'as never' },
    ],
  },
  {
    rule: 'own tables only',
    clean: {
      ...code("tx.insertInto('listings').values(a); db.selectFrom('contracts').where(b); tx.deleteFrom('market bids as b');"),
      'src/records/server/act.ts': 'tx.insertInto(table);\n',
    },
    refused: [
      {
        name: 'a table of another module',
        tree: code("await tx\n  .updateTable('contracts').set(a).execute();"),
        path: at,
        says: "updateTable('contracts')",
      },
      { name: 'events', tree: code("tx.insertInto('events').values(a);"), path: `${at}:1`, says: "insertInto('events')" },
      {
        name: 'one of several',
        tree: code("tx.deleteFrom(['listings', 'entries']);"),
        path: `${at}:1`,
        says: "deleteFrom('entries')",
      },
      {
        name: 'a table under another name',
        tree: code("tx.updateTable('closings as listings');"),
        path: `${at}:1`,
        says: "updateTable('closings')",
      },
      {
        name: 'a table that cannot be read off',
        tree: code('tx.insertInto(name);'),
        path: `${at}:1`,
        says: 'must name its table in place',
      },
      {
        name: 'in the composition root',
        tree: { 'src/cli.ts': "db.deleteFrom('listings');\n" },
        path: 'src/cli.ts:1',
        says: "deleteFrom('listings')",
      },
    ],
  },
  {
    rule: 'no classes but errors',
    clean: { 'src/platform/shared/errors.ts': 'export class Refusal extends Error {}\nexport class Late extends Refusal {}\n' },
    refused: [
      { name: 'a class', tree: code('\nexport class Market {}'), path: `${at}:2`, says: 'class Market' },
      {
        name: 'a class of another class',
        tree: code('export class Market extends Shop {}'),
        path: `${at}:1`,
        says: 'class Market',
      },
    ],
  },
];
