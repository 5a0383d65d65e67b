// Planted against the rules about imports.
import type { Planted } from './planted.ts';

const imports = (path: string, name = 'x') => `import { ${name} } from '${path}';\nexport const y = ${name};\n`;

export const importing: Planted[] = [
  {
    rule: 'imports can be read',
    clean: {
      'src/market/web/A.tsx': "import './market.css';\nexport const a = () => import('./B.tsx');\n",
      'src/market/web/market.css': '@import "../../platform/web/table.css";\n',
      'src/platform/server/a.ts':
        "import { createRequire } from 'node:module';\nexport const r = createRequire(import.meta.url);\n",
    },
    refused: (
      [
        ['a built address', 'export const a = (b: string) => import(`../credit/${b}.ts`);\n', 'built address'],
        ['a glob', "export const a = import.meta.glob('../credit/*.ts');\n", 'import.meta.glob'],
        ['require', "export const a = require('../credit/standing.ts');\n", 'require'],
        ['createRequire', "export const a = createRequire(import.meta.url)('../credit/standing.ts');\n", 'createRequire'],
        ['a name of its own', imports('#credit/standing.ts'), '#credit'],
        ['the package itself', imports('touyan/src/credit/standing.ts'), 'touyan/'],
        ['an address of the machine', imports('/src/credit/standing.ts'), '/src/credit'],
        ['a file address', imports('file:///a.ts'), 'file:'],
        ['a pack', imports('../../cities/changzhou/city.json'), 'cities/'],
        ['a package by its folder', imports('../../node_modules/pg/lib/index.js'), 'node_modules/'],
        ['outside the project', imports('../../../a.ts'), '../a.ts'],
      ] as const
    ).map(([name, text, says]) => ({ name, tree: { 'src/people/a.ts': text }, path: 'src/people/a.ts:1', says })),
  },
  {
    rule: 'module order',
    clean: {
      'src/app.ts': imports('./contracts/server/index.ts'),
      'src/contracts/server/index.ts': imports('../../records/lifecycle.ts'),
      'src/contracts/server/index.test.ts': imports('../../app.ts'),
      'src/records/lifecycle.ts': "import { z } from 'zod';\nexport const x = z;\n",
    },
    refused: [
      {
        name: 'a lower module imports a higher one',
        tree: { 'src/records/a.ts': imports('../contracts/contract.ts') },
        path: 'src/records/a.ts:1',
        says: 'declare a port',
      },
      {
        name: 'even for a type',
        tree: { 'src/people/a.ts': "export type A = import('../credit/standing.ts').B;\n" },
        path: 'src/people/a.ts:1',
        says: 'stands below credit',
      },
      {
        name: 'even late',
        tree: { 'src/people/a.ts': "\nexport const a = () => import('../credit/standing.ts');\n" },
        path: 'src/people/a.ts:2',
        says: 'stands below credit',
      },
      {
        name: 'even by passing it on',
        tree: { 'src/people/a.ts': "export * from '../credit/standing.ts';\n" },
        path: 'src/people/a.ts:1',
        says: 'stands below credit',
      },
      {
        name: 'even as a template',
        tree: { 'src/people/a.ts': 'export const a = () => import(`../credit/standing.ts`);\n' },
        path: 'src/people/a.ts:1',
        says: 'stands below credit',
      },
      {
        name: 'even a style',
        tree: { 'src/people/web/a.css': '@import "../../credit/web/a.css";\n' },
        path: 'src/people/web/a.css:1',
        says: 'stands below credit',
      },
      ...['mts', 'js', 'jsx', 'mjs'].map((ending) => ({
        name: `in a .${ending} file`,
        tree: { [`src/people/a.${ending}`]: "import '../credit/standing.ts';\n" },
        path: `src/people/a.${ending}:1`,
        says: 'stands below credit',
      })),
      {
        name: 'modules of one step',
        tree: { 'src/rules/a.ts': imports('../ledger/entry.ts') },
        path: 'src/rules/a.ts:1',
        says: 'one step',
      },
      {
        name: 'the composition root',
        tree: { 'src/desk/server/a.ts': imports('../../app.ts') },
        path: 'src/desk/server/a.ts:1',
        says: 'composition root',
      },
      {
        name: 'a folder that is no module',
        tree: { 'src/common/a.ts': imports('zod') },
        path: 'src/common/a.ts:1',
        says: 'not in the order',
      },
      {
        name: 'a test',
        tree: { 'src/desk/server/a.ts': imports('./a.test.ts') },
        path: 'src/desk/server/a.ts:1',
        says: 'not part of the product',
      },
      {
        name: 'the harness',
        tree: { 'src/app.ts': imports('../test/harness/database.ts') },
        path: 'src/app.ts:1',
        says: 'not part of the product',
      },
    ],
  },
  {
    rule: 'pure, server and web',
    clean: {
      'src/market/listing.ts': imports('../platform/shared/money.ts') + "import { z } from 'zod';\nexport const w = z;\n",
      'src/market/server/index.ts':
        imports('../web/words.ts') + "import { readFile } from 'node:fs/promises';\nexport const r = readFile;\n",
      'src/market/web/index.ts': imports('../listing.ts') + "import { Table } from 'antd';\nexport const t = Table;\n",
    },
    refused: [
      {
        name: 'shared with node:',
        tree: { 'src/platform/shared/a.ts': imports('node:fs') },
        path: 'src/platform/shared/a.ts:1',
        says: 'node:fs',
      },
      {
        name: 'shared with server',
        tree: { 'src/platform/shared/a.ts': imports('../server/http.ts') },
        path: 'src/platform/shared/a.ts:1',
        says: 'neither server nor web',
      },
      {
        name: 'pure with its own web',
        tree: { 'src/market/a.ts': imports('./web/words.ts') },
        path: 'src/market/a.ts:1',
        says: 'neither server nor web',
      },
      { name: 'pure with a database', tree: { 'src/market/a.ts': imports('kysely') }, path: 'src/market/a.ts:1', says: 'kysely' },
      {
        name: 'web with server',
        tree: { 'src/market/web/a.tsx': imports('../server/service.ts') },
        path: 'src/market/web/a.tsx:1',
        says: 'web never imports server',
      },
      {
        name: 'web with a type of server',
        tree: { 'src/market/web/a.tsx': "import type { A } from '../server/service.ts';\nexport type B = A;\n" },
        path: 'src/market/web/a.tsx:1',
        says: 'web never imports server',
      },
      {
        name: 'web with a built-in without node:',
        tree: { 'src/market/web/a.tsx': imports('fs') },
        path: 'src/market/web/a.tsx:1',
        says: 'web never imports server',
      },
      {
        name: 'server with web',
        tree: { 'src/market/server/a.ts': imports('../web/index.ts') },
        path: 'src/market/server/a.ts:1',
        says: 'server never imports web',
      },
      {
        name: 'server with React',
        tree: { 'src/market/server/a.ts': imports('react') },
        path: 'src/market/server/a.ts:1',
        says: 'server never imports web',
      },
    ],
  },
  {
    rule: 'front doors',
    clean: {
      'src/market/server/a.ts':
        imports('../../contracts/server/index.ts') +
        imports('../../contracts/contract.ts', 'z') +
        imports('../../platform/server/http.ts', 'w'),
      'src/market/web/a.ts': imports('../../contracts/web/index.ts') + imports('../../contracts/web/words.ts', 'z'),
      'src/app.ts': imports('./contracts/server/service.ts'),
    },
    refused: [
      {
        name: 'a service',
        tree: { 'src/market/server/a.ts': imports('../../contracts/server/service.ts') },
        path: 'src/market/server/a.ts:1',
        says: 'inside another module',
      },
      {
        name: 'a page',
        tree: { 'src/market/web/a.tsx': imports('../../contracts/web/Page.tsx') },
        path: 'src/market/web/a.tsx:1',
        says: 'inside another module',
      },
      {
        name: 'a style of another module',
        tree: { 'src/market/web/a.css': '@import url("../../contracts/web/page.css");\n' },
        path: 'src/market/web/a.css:1',
        says: 'inside another module',
      },
      {
        name: 'by passing it on',
        tree: { 'src/market/server/index.ts': "export * as inside from '../../contracts/server/service.ts';\n" },
        path: 'src/market/server/index.ts:1',
        says: 'inside another module',
      },
      {
        name: 'by a test',
        tree: { 'src/market/server/a.test.ts': imports('../../contracts/server/tables.ts') },
        path: 'src/market/server/a.test.ts:1',
        says: 'inside another module',
      },
    ],
  },
  {
    rule: 'no import cycles',
    clean: {
      'src/market/a.ts': imports('./b.ts'),
      'src/market/b.ts': imports('./c.ts'),
      'src/market/c.ts': 'export const x = 1;\n',
    },
    refused: [
      {
        name: 'three files',
        tree: {
          'src/market/a.ts': imports('./b.ts'),
          'src/market/b.ts': imports('./c.ts'),
          'src/market/c.ts': imports('./a.ts'),
        },
        path: 'src/market/a.ts',
        says: '3 files import each other',
      },
      {
        name: 'types only',
        tree: {
          'src/market/a.ts': "export type { B } from './b.ts';\n",
          'src/market/b.ts': "import type { A } from './a.ts';\nexport type B = A;\n",
        },
        path: 'src/market/a.ts',
        says: '2 files',
      },
      {
        name: 'late, and as a template',
        tree: {
          'src/market/a.ts': 'export const a = () => import(`./b.ts`);\n',
          'src/market/b.ts': "export type B = import('./a.ts?raw').A;\n",
        },
        path: 'src/market/a.ts',
        says: '2 files',
      },
      {
        name: 'styles',
        tree: { 'src/market/web/a.css': '@import "./b.css";\n', 'src/market/web/b.css': '@import "./a.css";\n' },
        path: 'src/market/web/a.css',
        says: '2 files',
      },
      { name: 'a file and itself', tree: { 'src/market/a.ts': imports('./a.ts') }, path: 'src/market/a.ts', says: '1 files' },
    ],
  },
];
