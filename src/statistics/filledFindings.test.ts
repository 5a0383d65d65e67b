// What the platform filled cannot be mended on the form: a finding on it alone asks for a word, one with something typed in it stops handing in.
import { expect, test } from 'vitest';
import type { Finding } from '../forms/finding.ts';
import { readFileSync } from 'node:fs';
import { form } from '../forms/form.ts';
import { findingsOn } from './filledFindings.ts';

const { versions } = form.parse(JSON.parse(readFileSync(new URL('../../law/forms/transfer-year.json', import.meta.url), 'utf8')));
const [version] = versions;
const from = (zh: string) => ({ zh, en: zh });
const filled = new Map([
  ['projects', from('技术合同')],
  ['projectAmount', from('技术合同')],
  ['managers', from('技术经理人')],
]);
const found = (check: string, about: string[], facts: Finding['facts'] = {}): Finding => ({
  check,
  level: 'mandatory',
  about,
  name: null,
  facts,
});

test('only where nothing of it was typed', () => {
  if (version === undefined) throw new Error('the form has no version');
  const told = findingsOn(
    version,
    [
      found('own', ['projects'], { 'now.projects': '3', 'now.projectAmount': '0' }),
      found('own', ['projects'], { 'now.projects': '3', 'now.staff': '0', 'before.projects': '1' }),
      // Managers are a part of the staff, which is typed.
      found('part', ['managers', 'staff']),
      found('required', ['events']),
      { ...found('leap', ['projects']), level: 'warning' },
    ],
    filled,
  );
  expect(told.map(({ level }) => level)).toEqual(['warning', 'mandatory', 'mandatory', 'mandatory', 'warning']);
  expect(told[0]?.filledFrom).toEqual(from('技术合同'));
  expect(told[4]?.filledFrom).toBeUndefined();
});
