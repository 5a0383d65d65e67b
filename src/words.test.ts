// Words as the server says them: the language that a header asks for, and that both sides of every pair say the same things.
import { expect, test } from 'vitest';
import { words } from './words.ts';
import { languageAsked, openWords } from './platform/server/words.ts';

test('the header’s best of our two languages is taken, by weight, then by order', () => {
  expect(languageAsked('en-US,en;q=0.9,zh-CN;q=0.8')).toBe('en');
  expect(languageAsked('fr;q=1, zh-Hans-CN;q=0.7, en;q=0.3')).toBe('zh-CN');
  expect(languageAsked('zh, en')).toBe('zh-CN');
  expect(languageAsked('en;q=0, zh;q=0.1')).toBe('zh-CN');
  for (const neither of [undefined, '*', '', 'fr,de', 'enochian', ';;;q=,']) expect(languageAsked(neither)).toBeNull();
});

test('words are filled in as they are, without escaping; a key without words comes back', () => {
  const say = openWords(words);
  expect(say('zh-CN', 'platform:form.oneOf', { field: '甲<乙>', allowed: 'a & b' })).toBe('“甲<乙>”应为下列之一：a & b');
  expect(say('en', 'platform:form.oneOf', { field: 'x', allowed: 'a, b' })).toBe('“x” must be one of: a, b');
  expect(say('en', 'platform:no.such.key')).toBe('platform:no.such.key');
});

const pairs = Object.entries(words).flatMap(([module, of]) =>
  Object.entries<readonly [string, string]>(of).map(([key, pair]) => ({ key: `${module}:${key}`, pair })),
);
const placeholders = (said: string) => [...new Set([...said.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name))].sort();

test('both languages of every pair are there, use the same values, and English has no Han characters', () => {
  expect(pairs.length).toBeGreaterThan(100);
  for (const { key, pair } of pairs) {
    const [zh, en] = pair;
    expect([key, zh.trim() !== '' && en.trim() !== '']).toEqual([key, true]);
    expect([key, placeholders(en)]).toEqual([key, placeholders(zh)]);
    expect([key, /\p{Script=Han}/u.test(en)]).toEqual([key, false]);
  }
});
