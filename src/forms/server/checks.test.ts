// A check of a form asks of what was given: a figure that nobody has given yet equals nothing and differs from nothing. Judged with the real language of rules.
import { expect, test } from 'vitest';
import { form } from '../form.ts';
import { openChecks } from './checks.ts';

const named = (zh: string) => ({ zh, en: zh });
const item = (code: string, line: string) => ({
  code,
  line,
  kind: 'number',
  unit: 'person',
  name: named(code),
  required: false,
  watched: false,
  elsewhere: null,
});
/** What one expression finds of these figures, `rows` of a table beside them. */
function finds(
  expression: string,
  items: Record<string, string | null>,
  rows: Record<string, string | null>[] = [],
  before: object | null = null,
) {
  const { versions } = form.parse({
    code: 'trial',
    name: named('trial'),
    length: 'year',
    frame: 'all',
    versions: [
      {
        version: 1,
        from: '2025-01-01',
        to: null,
        basis: { text: named('made'), sure: 'derived' },
        sections: [{ code: 'all', name: named('all'), items: [item('teams', '01'), item('people', '02')] }],
        tables: [
          {
            code: 'firms',
            name: named('firms'),
            columns: [{ ...item('no', '01'), required: true }, item('staff', '02')],
            key: ['no'],
          },
        ],
        checks: [{ code: 'own', level: 'mandatory', name: named('own'), about: ['teams'], expression }],
      },
    ],
  });
  const [version] = versions;
  if (version === undefined) throw new Error('there is no version');
  const past = {
    before: before === null ? null : { items: before as Record<string, string | null>, tables: {} },
    lastYear: null,
    sameYear: false,
  };
  return openChecks(version)
    .judge({ items, tables: { firms: rows } }, past)
    .some(({ check }) => check === 'own');
}

test('an equality with what is not given is not judged; with what is given it is', () => {
  const both = '(now.teams == 0) == (now.people == 0)';
  expect(finds(both, { teams: '3', people: '0' })).toBe(true);
  expect(finds(both, { teams: '0', people: null })).toBe(false);
  expect(finds('now.teams == 2', { teams: '3', people: null })).toBe(true);
  expect(finds('now.teams == 2', { teams: null, people: '1' })).toBe(false);
  expect(finds('!(now.teams != now.people)', { teams: '3', people: null })).toBe(false);
  // A part that is false without it makes the whole false: nothing that may still be given would change that.
  expect(finds('now.teams == 2 && now.people == 1', { teams: null, people: '4' })).toBe(true);
  expect(finds('now.teams == 2 || now.people == 1', { teams: null, people: '4' })).toBe(false);
});

test('has() may ask whether it is given', () => {
  expect(finds('has(now.teams)', { teams: null, people: '1' })).toBe(true);
  expect(finds('now.people == 0 || (has(before.teams) && before.teams > 0)', { teams: '1', people: '4' })).toBe(true);
  expect(finds('!has(before.teams) || now.teams == before.teams', { teams: '1', people: null }, [], { teams: '2' })).toBe(true);
  expect(finds('!has(before.teams) || now.teams == before.teams', { teams: '1', people: null })).toBe(false);
});

test('a row of a table without what is asked of it is not judged', () => {
  const none = { teams: '1', people: '1' };
  expect(finds('now.firms.exists(f, f.staff == 3)', none, [{ no: '1', staff: '4' }])).toBe(true);
  expect(
    finds('now.firms.exists(f, f.staff == 3)', none, [
      { no: '1', staff: '4' },
      { no: '2', staff: null },
    ]),
  ).toBe(false);
  expect(finds('now.firms.exists(f, f.no == 3)', none, [{ no: '1', staff: null }])).toBe(true);
});
