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
        tree: code("const a = 'delete from listings';"),
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
      ...(
        [
          ['with a comment between', 'const a = sql`insert /* a */ into listings values (1)`;'],
          ['merge', 'const a = sql`merge into listings using b on true when matched then delete`;'],
          ['copy', 'const a = sql`copy listings from stdin`;'],
          ['truncate without the word table', 'const a = sql`truncate listings`;'],
          ['select into', 'const a = sql`select 1 into listings from b`;'],
          ['a block', 'const a = sql`do $$ begin perform 1; end $$`;'],
          ['a grant', 'const a = sql`grant update on events to public`;'],
          ['another role', 'const a = sql`set role touyan_owner`;'],
        ] as const
      ).map(([name, text]) => ({ name, tree: code(text), path: `${at}:1`, says: 'SQL that writes' })),
      { name: 'sql under another name', tree: code('const a = q.raw(text);'), path: `${at}:1`, says: 'sql.raw' },
      { name: 'sql taken apart', tree: code('const { raw: a } = sql;'), path: `${at}:1`, says: 'sql.raw' },
      { name: 'the driver', tree: code("import pg from 'pg';"), path: `${at}:1`, says: 'import of pg' },
      { name: 'a query of the driver', tree: code('await pool.query(text);'), path: `${at}:1`, says: 'query of the driver' },
      { name: 'a compiled query', tree: code('const a = CompiledQuery;'), path: `${at}:1`, says: 'CompiledQuery' },
      { name: 'other tables than one was handed', tree: code('const a = seenAs<Other>(db);'), path: `${at}:1`, says: 'seenAs' },
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
      {
        name: 'a silenced error',
        tree: code('// @ts-expect-error the kernel writes it, but so do we\nawait 1;'),
        path: `${at}:1`,
        says: '@ts-expect-error',
      },
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
      ...['(tx as Tx)', '(await begin())', 'tx!', '(a ?? tx)', 'tx.with("a", f)'].map((of) => ({
        name: `of ${of}`,
        tree: code(`${of}.insertInto('events').values(a);`),
        path: `${at}:1`,
        says: "insertInto('events')",
      })),
      ...['const { insertInto } = tx;', 'const a = tx.insertInto.bind(tx);', "const a = Reflect.get(tx, 'insertInto');"].map(
        (text) => ({ name: text, tree: code(text), path: `${at}:1`, says: 'must be called in place' }),
      ),
      {
        name: 'a column of the kernel',
        tree: code("tx.updateTable('listings').set({ state: 'open' }).where(a);"),
        path: `${at}:1`,
        says: 'state is a column of the kernel',
      },
      {
        name: 'the table of another, declared as one’s own',
        tree: {
          'src/contracts/server/tables.ts': 'export type ContractTables = { contracts: { id: string } };\n',
          'src/market/server/tables.ts': 'export type MarketTables = { contracts: { id: string } };\n',
        },
        path: 'src/market/server/tables.ts',
        says: 'declared by contracts',
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
      { name: 'a class without a name', tree: code('export const market = class {};'), path: `${at}:1`, says: 'class' },
      {
        name: 'a class of another class',
        tree: code('export class Market extends Shop {}'),
        path: `${at}:1`,
        says: 'class Market',
      },
    ],
  },
];
