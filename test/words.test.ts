// Every key of words that code names has its words in both languages, and no module's words stand outside the house.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { words } from '../src/words.ts';

const top = join(import.meta.dirname, '..', 'src');
const files = readdirSync(top, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && /\.tsx?$/.test(one.name) && !/\.test\.tsx?$|fixtures\.ts$/.test(one.name))
  .map((one) => join(one.parentPath, one.name));

test('every key that code names is there', () => {
  const folders = readdirSync(top, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name);
  const spaces = [...new Set([...folders, ...Object.keys(words)])].join('|');
  const named = new RegExp(`['"\`](${spaces}):([a-zA-Z0-9._-]+)['"\`]`, 'g');
  const missing: string[] = [];
  let found = 0;
  for (const file of files) {
    const code = readFileSync(file, 'utf8').replaceAll(/^\s*(\*|\/\/|\/\*).*$/gm, '');
    for (const [, space = '', key = ''] of code.matchAll(named)) {
      found++;
      const own: Record<string, unknown> = words[space as keyof typeof words] ?? {};
      const there = key in own || `${key}_other` in own || Object.keys(own).some((one) => one.startsWith(`${key}.`));
      if (!there) missing.push(`${file.slice(top.length + 1)}: ${space}:${key}`);
    }
  }
  expect(found).toBeGreaterThan(100);
  expect([...new Set(missing)].sort()).toEqual([]);
});

test('no words are empty, and English has no Han character', () => {
  for (const [space, pairs] of Object.entries(words)) {
    for (const [key, [zh, en]] of Object.entries(pairs as Record<string, readonly [string, string]>)) {
      expect(zh.trim(), `${space}:${key}`).not.toBe('');
      expect(en.trim(), `${space}:${key}`).not.toBe('');
      expect(en, `${space}:${key}`).not.toMatch(/\p{Script=Han}/u);
    }
  }
});
