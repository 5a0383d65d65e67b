// The rules that keep the house hold: each refuses what was planted against it, passes a clean tree, and holds in the real one.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compare, write } from '../scripts/printing.ts';
import { planted, sourcesOf } from './architecture/planted/index.ts';
import { judge, type Allowed } from './architecture/rule.ts';
import { rules } from './architecture/rules.ts';

const top = join(import.meta.dirname, '..');
const room = mkdtempSync(join(tmpdir(), 'touyan-architecture-'));
afterAll(() => rmSync(room, { recursive: true }));

const verdict = (name: string, tree: Record<string, string>, allowed: Allowed[] = []) => {
  const found = judge(rules, sourcesOf(tree), allowed).find(({ rule }) => rule === name);
  if (!found) throw new Error(`no rule '${name}'`);
  return found;
};

test('every rule has a violation planted against it', () => {
  expect(planted.map(({ rule }) => rule).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
});

describe.each(planted)('$rule', ({ rule, clean, refused }) => {
  test('passes a clean tree, of which it read files', () => {
    expect(verdict(rule, clean)).toMatchObject({ refused: [] });
    expect(verdict(rule, clean).read).toBeGreaterThan(0);
  });

  test.each(refused)('refuses $name', ({ tree, path, says }) => {
    const messages = verdict(rule, tree).refused;
    expect(messages).toHaveLength(1);
    expect(messages[0]?.startsWith(path)).toBe(true);
    expect(messages[0]).toContain(`  ${rule}: `);
    expect(messages[0]).toContain(says);
  });

  test('fails when it reads no file', () => {
    expect(verdict(rule, {})).toMatchObject({ read: 0, refused: [expect.stringContaining('no file read')] });
  });
});

describe('the allow-list', () => {
  const path = 'src/market/listing.ts';
  const long = { [path]: '// a line\n'.repeat(410) };
  const entry = { rule: 'file length', path, reason: 'generated from the national standard', most: 410 };

  test('excuses a file up to the size it has reached', () => {
    expect(verdict('file length', long, [entry]).refused).toEqual([]);
    expect(verdict('file length', long, [{ ...entry, most: 409 }]).refused).toEqual([expect.stringContaining('410 lines')]);
  });
  test('needs a reason', () => {
    expect(verdict('file length', long, [{ ...entry, reason: 'long' }]).refused).toEqual([expect.stringContaining('410 lines')]);
  });
  test('only shrinks: an entry that is not needed any more is refused', () => {
    expect(verdict('file length', { [path]: '' }, [entry]).refused).toEqual([expect.stringContaining('remove it')]);
  });
  test('holds no more than it held, and no file is allowed more than it has', () => {
    const kept: Allowed[] = JSON.parse(readFileSync(join(top, 'test/architecture/allowed.json'), 'utf8'));
    expect(kept.length).toBeLessThanOrEqual(3);
    const sizes = kept.filter(({ most }) => most !== undefined).map(({ path: file, most }) => [file, most]);
    const found = sizes.map(([file]) => [
      file,
      readFileSync(join(top, String(file)), 'utf8')
        .trimEnd()
        .split('\n').length,
    ]);
    expect(found).toEqual(sizes);
  });
  test('excuses no import and no write', () => {
    const tree = { 'src/rules/a.ts': "import '../ledger/entry.ts';\n" };
    const excuse = { rule: 'module order', path: 'src/rules/a.ts', reason: 'we would like to very much' };
    expect(verdict('module order', tree, [excuse]).refused).toEqual([expect.stringContaining('one step')]);
  });
});

describe('the linter', () => {
  const lint = (text: string, name = 'a.ts') => {
    copyFileSync(join(top, '.oxlintrc.json'), join(room, '.oxlintrc.json'));
    writeFileSync(join(room, 'b.ts'), "import { a } from './a.ts';\nexport const b = (): unknown => a;\n");
    writeFileSync(join(room, name), text);
    const { stdout, status } = spawnSync(join(top, 'node_modules/.bin/oxlint'), ['--deny-warnings', '.'], {
      cwd: room,
      encoding: 'utf8',
    });
    return { stdout, status };
  };

  test('passes a clean file', () => {
    expect(lint('export const a = (b: string): string => b;\n')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('on 2 files'),
    });
  });
  test.each([
    ['no-cycle', "import { b } from './b.ts';\nexport const a = b;\n"],
    ['no-explicit-any', 'export const a = (b: any): string => b;\n'],
    ['no-non-null-assertion', 'export const a = (b?: string): string => b!;\n'],
    ['ban-ts-comment', '// @ts-ignore\nexport const a: string = 1;\n'],
    ['no-unused-vars', 'const c = 1;\nexport const a = 2;\n'],
    ['no-empty', 'export const a = (): void => {\n  try {\n    a();\n  } catch {}\n};\n'],
    ['unused', '// oxlint-disable-next-line no-console\nexport const a = 1;\n'],
  ])('refuses %s', (rule, text) => {
    const { stdout, status } = lint(text);
    expect(stdout.toLowerCase()).toContain(rule);
    expect(status).toBe(1);
  });
});

test('prints: one that differs is told, written, and then the same', async () => {
  const prints = [{ path: 'db/schema.sql', make: async () => 'create table a ();\n' }];
  const [before] = await compare(prints, room);
  expect(before).toMatchObject({ path: 'db/schema.sql', same: false });
  await write(await compare(prints, room), room);
  expect(await compare(prints, room)).toMatchObject([{ same: true }]);
  writeFileSync(join(room, 'db/schema.sql'), 'create table b ();\n');
  expect(await compare(prints, room)).toMatchObject([{ same: false }]);
});

test('the real tree keeps every rule', () => {
  const { stdout, status } = spawnSync(process.execPath, ['test/architecture/run.ts'], { cwd: top, encoding: 'utf8' });
  expect(stdout.match(/^BROKEN.*(\n {7}.*)*/gm) ?? []).toEqual([]);
  expect(stdout).toMatch(/^\d+ rules over [1-9]\d* files$/m);
  expect(status).toBe(0);
});
