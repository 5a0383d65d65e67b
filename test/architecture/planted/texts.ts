// Planted against the rules about what stands in the files.
import type { Planted } from './planted.ts';

const lines = (count: number, line = '// a line\n') => line.repeat(count);
const readme = { 'src/market/README.md': lines(12), 'src/market/listing.ts': '\n' };

export const standing: Planted[] = [
  {
    rule: 'shape of a module',
    clean: { ...readme, 'src/market/server/deep/a.ts': '', 'src/platform/shared/a.ts': '', 'src/main.ts': '' },
    refused: [
      {
        name: 'a folder of another name',
        tree: { ...readme, 'src/market/lib/a.ts': '' },
        path: 'src/market/lib/a.ts',
        says: 'no folders but server, web',
      },
      {
        name: 'a module not in the order',
        tree: { 'src/util/README.md': '' },
        path: 'src/util/README.md',
        says: 'not in the order',
      },
    ],
  },
  {
    rule: 'module READMEs',
    clean: readme,
    refused: [
      { name: 'none', tree: { 'src/market/listing.ts': '' }, path: 'src/market/README.md', says: '10 to 30' },
      { name: 'too short', tree: { ...readme, 'src/market/README.md': lines(9) }, path: 'src/market/README.md', says: '9 lines' },
      {
        name: 'too long',
        tree: { ...readme, 'src/market/README.md': lines(31) },
        path: 'src/market/README.md',
        says: '31 lines',
      },
    ],
  },
  {
    rule: 'AGENTS.md',
    clean: { 'AGENTS.md': lines(150) },
    refused: [{ name: 'too long', tree: { 'AGENTS.md': lines(151) }, path: 'AGENTS.md', says: '151 lines' }],
  },
  {
    rule: 'file length',
    clean: { 'src/market/listing.ts': lines(400), 'src/market/web/words.ts': lines(900) },
    refused: [
      { name: 'too long', tree: { 'src/market/listing.ts': lines(401) }, path: 'src/market/listing.ts', says: '401 lines' },
      { name: 'a style', tree: { 'src/market/web/a.css': lines(401) }, path: 'src/market/web/a.css', says: '401 lines' },
      {
        name: 'code that calls itself words',
        tree: { 'src/market/web/words.ts': `const a = () => 1;\n${lines(400)}` },
        path: 'src/market/web/words.ts',
        says: '401 lines',
      },
    ],
  },
  {
    rule: 'function length',
    clean: {
      'src/market/a.ts': `function a() {\n${lines(58)}}\n`,
      'src/market/a.test.ts': `describe('a', () => {\n${lines(90)}});\n`,
    },
    refused: [
      {
        name: 'a function',
        tree: { 'src/market/a.ts': `\nfunction a() {\n${lines(59)}}\n` },
        path: 'src/market/a.ts:2',
        says: '61 lines in a',
      },
      {
        name: 'an arrow',
        tree: { 'src/market/a.ts': `const b = () => {\n${lines(59)}};\n` },
        path: 'src/market/a.ts:1',
        says: '61 lines in b',
      },
      {
        name: 'a method',
        tree: { 'src/market/a.ts': `const b = {\n  c() {\n${lines(59)}} };\n` },
        path: 'src/market/a.ts:2',
        says: '61 lines in c',
      },
      {
        name: 'a component',
        tree: {
          'src/market/web/A.tsx': `export default function A() {\n  return (\n    <div>\n${lines(60, '<b />\n')}</div>);\n}\n`,
        },
        path: 'src/market/web/A.tsx:1',
        says: '65 lines in A',
      },
    ],
  },
  {
    rule: 'words in words.ts',
    clean: {
      'src/market/listing.ts': '/** Technology amount (技术交易额). */\nexport const a = 1; // 元\n',
      'src/market/web/words.ts': "export const words = { a: ['需求', 'Demand'] };\n",
      'src/market/server/a.test.ts': "test('常州', () => {});\n",
    },
    refused: [
      { name: 'a string', tree: { 'src/market/a.ts': "\nexport const a = '需求';\n" }, path: 'src/market/a.ts:2', says: '需求' },
      { name: 'a template', tree: { 'src/market/a.ts': 'export const a = `${b}项`;\n' }, path: 'src/market/a.ts:1', says: '项' },
      {
        name: 'text of a page',
        tree: { 'src/market/web/A.tsx': 'export const A = () => <p>需求</p>;\n' },
        path: 'src/market/web/A.tsx:1',
        says: '需求',
      },
      {
        name: 'an attribute',
        tree: { 'src/market/web/A.tsx': 'export const A = () => <p title="需求" />;\n' },
        path: 'src/market/web/A.tsx:1',
        says: '需求',
      },
      { name: 'a pattern', tree: { 'src/market/a.ts': 'export const a = /市$/u;\n' }, path: 'src/market/a.ts:1', says: '市' },
      { name: 'a key', tree: { 'src/market/a.ts': 'export const a = { 高: 1 };\n' }, path: 'src/market/a.ts:1', says: '高' },
    ],
  },
  {
    rule: 'no words between tags',
    clean: {
      'src/market/web/A.tsx':
        "export const A = () => <p title={t('market:open')} className=\"wide\">{t('market:a')} · 3 <b>CSV</b> <code>node verify.mjs</code></p>;\n",
    },
    refused: (
      [
        ['text', '<p>Open the list</p>'],
        ['a title', '<p title="Open the list" />'],
        ['what is read out', '<p aria-label="Open the list" />'],
        ['a placeholder', '<input placeholder="Open the list" />'],
      ] as const
    ).map(([name, tag]) => ({
      name,
      tree: { 'src/market/web/A.tsx': `\nexport const A = () => ${tag};\n` },
      path: 'src/market/web/A.tsx:2',
      says: 'Open the list',
    })),
  },
  {
    rule: 'no such packages',
    clean: { 'package.json': '{"dependencies": {"kysely": "1"}, "devDependencies": {"vitest": "1"}}\n' },
    refused: ['inversify', '@nestjs/core', 'typeorm', 'openapi-typescript', 'sinon'].map((name) => ({
      name,
      tree: { 'package.json': `{"devDependencies": {"${name}": "1"}}\n` },
      path: 'package.json',
      says: name,
    })),
  },
  {
    rule: 'tests run, without mocks',
    clean: { 'src/market/server/a.test.ts': "test.each([1])('a', () => {}); describe('b', () => {}); vi.useFakeTimers();\n" },
    refused: [
      'test.only("a", f)',
      'it.skip("a", f)',
      'describe.todo("a")',
      'test.concurrent.skip("a", f)',
      'describe.only.each([1])("a", f)',
      'test.skipIf(x)("a", f)',
      'vi.mock("./b.ts")',
      'vi.spyOn(a, "b")',
      'v.mock("./b.ts")',
      'test("a", { skip: true }, f)',
      'describe("a", { only: true }, f)',
      'skip("a")',
      'xit("a", f)',
    ].map((call) => ({
      name: call,
      tree: { 'src/market/server/a.test.ts': `\n${call};\n` },
      path: 'src/market/server/a.test.ts:2',
      says: /mock|spyOn/.test(call) ? 'no mocks' : 'every test runs',
    })),
  },
  {
    rule: 'no paths of a machine',
    clean: {
      'src/platform/server/a.ts':
        "const a = '/homepage'; const b = 'https://x.cn/work/1'; const c = '../tmp/a'; // at home/work\n",
    },
    refused: ['/work/shared/x', '/root/.x', '/home/touyan/', '/tmp/a', '/tmp'].map((path) => ({
      name: path,
      tree: { 'src/platform/server/a.ts': `\nconst a = '${path}';\n` },
      path: 'src/platform/server/a.ts:2',
      says: path,
    })),
  },
  {
    rule: 'no registry hosts',
    clean: { 'package-lock.json': '{ "resolved": "x.tgz" }\n', 'README.md': 'npm ci\n' },
    refused: [
      {
        name: 'in the lock file',
        tree: { 'package-lock.json': '{\n"resolved": "https://registry.npmjs.org/x.tgz" }\n' },
        path: 'package-lock.json:2',
        says: 'registry',
      },
      {
        name: 'a mirror',
        tree: { 'docs/operations.md': 'https://registry.npmmirror.com\n' },
        path: 'docs/operations.md:1',
        says: 'registry',
      },
    ],
  },
  {
    rule: 'decision records',
    clean: { 'docs/decisions/0001-rules-in-cel.md': '', 'docs/decisions/0002-one-package.md': '' },
    refused: [
      { name: 'no number', tree: { 'docs/decisions/rules.md': '' }, path: 'docs/decisions/rules.md', says: 'NNNN-title.md' },
      {
        name: 'a number twice',
        tree: { 'docs/decisions/0001-a.md': '', 'docs/decisions/0001-b.md': '' },
        path: 'docs/decisions/0001-b.md',
        says: 'taken',
      },
    ],
  },
];
