// The pure parts of a return's page: what is pasted, where keys lead, which rows are drawn, one verdict of two, how figures stand apart.
import { expect, test } from 'vitest';
import { sure } from '../../../platform/shared/sure.ts';
import { form } from '../../../forms/form.ts';
import incubators from '../../../../law/forms/incubator-year.json' with { type: 'json' };
import { noPast } from '../../../forms/structure.ts';
import type { ReturnVerdict } from '../../returnRoutes.ts';
import { apartFrom, percentSaid } from './beside.ts';
import { cellAt, type Given, sameGiven, withCell, withoutRow, withRowAt } from './cells.ts';
import { counted, judge, openReading, placed, problemsOf } from './judged.ts';
import { piecesOf, scrollTo, stepFrom, windowOf } from './moves.ts';
import { isBlock, pasteItems, pasteRows, readBlock } from './paste.ts';

const empty: Given = { items: {}, tables: {} };
const say = (key: string, params: Record<string, string | number>) => `${key} ${JSON.stringify(params)}`;

test.each([
  [
    'cells and lines',
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a quoted cell with a tab, a line end and quotes', '"a\tb\n""c"""\td', [['a\tb\n"c"', 'd']]],
  ['what begins with a quote and was never quoted', '"3 inch\tb', [['"3 inch', 'b']]],
  ['a blank cell in the middle and at the end', 'a\t\tb\t', [['a', '', 'b', '']]],
  ['old line ends', 'a\rb', [['a'], ['b']]],
  ['nothing', '', []],
] as const)('a block: %s', (_name, text, lines) => {
  expect(readBlock(text)).toEqual(lines);
});

test('one cell is no block', () => {
  expect(['12', '12\r\n', '"1,200"'].map(isBlock)).toEqual([false, false, false]);
  expect(['1\t2', '1\n2'].map(isBlock)).toEqual([true, true]);
});

const table = {
  code: 'tenants',
  most: 4,
  columns: ['name', 'staff', 'revenue'].map((code) => ({ code, name: code.toUpperCase() })),
};
test('a block lies over a table from a cell on, or nothing of it does', () => {
  const given: Given = { items: {}, tables: { tenants: [{ name: 'a', staff: '1' }, { name: 'b' }] } };
  const pasted = pasteRows(given, table, { row: 1, column: 1 }, readBlock('2\t3\n4\t5\n'));
  expect(pasted).toMatchObject({ rows: 2, cells: 4 });
  expect('given' in pasted && pasted.given.tables['tenants']).toEqual([
    { name: 'a', staff: '1' },
    { name: 'b', staff: '2', revenue: '3' },
    { staff: '4', revenue: '5' },
  ]);
  expect(pasteRows(given, table, { row: 0, column: 1 }, readBlock('1\t2\t3'))).toEqual({
    refused: 'columns',
    params: { pasted: 3, most: 2 },
  });
  expect(pasteRows(given, table, { row: 2, column: 0 }, readBlock('1\n2\n3'))).toMatchObject({ refused: 'rows' });
  // A selection that was wider than its content, and the heads of the columns.
  expect(pasteRows(given, table, { row: 0, column: 1 }, readBlock('1\t2\t\t'))).toMatchObject({ rows: 1 });
  expect(pasteRows(given, table, { row: 2, column: 0 }, readBlock('NAME\tSTAFF\nc\t7'))).toMatchObject({ rows: 1 });
  expect(given.tables['tenants']).toHaveLength(2);
});

test('a column lies over items; what the platform fills takes its place and stays', () => {
  const items = ['a', 'b', 'c', 'd'].map((code) => ({ code }));
  const pasted = pasteItems(empty, items, 'b', readBlock('1\n2\n3'), new Set(['c']));
  expect(pasted).toMatchObject({ given: { items: { b: '1', d: '3' } }, cells: 2, kept: 1 });
  expect('given' in pasted && 'c' in pasted.given.items).toBe(false);
  expect(pasteItems(empty, items, 'b', readBlock('1\t2\n3\t4'), new Set())).toMatchObject({ refused: 'oneColumn' });
  expect(pasteItems(empty, items, 'c', readBlock('1\n2\n3'), new Set())).toMatchObject({ refused: 'items' });
});

test('cells are set, rows come and go, and what was left alone is shared', () => {
  const one = withCell(withCell(empty, 'revenue', '5'), 'tenants.0.name', 'a');
  expect([cellAt(one, 'revenue'), cellAt(one, 'tenants.0.name'), cellAt(one, 'tenants.7.name')]).toEqual(['5', 'a', '']);
  const two = withRowAt(one, 'tenants', 0);
  expect(two.tables['tenants']?.[1]).toBe(one.tables['tenants']?.[0]);
  expect(withoutRow(two, 'tenants', 0)).toEqual(one);
  expect(sameGiven(two, withCell(two, 'tenants.0.name', ''))).toBe(true);
  expect(sameGiven(one, two)).toBe(false);
});

const pressed = { shift: false, composing: false, held: false };
const caret = { at: 2, to: 2, length: 2 };
test.each([
  ['Enter', {}, caret, { row: 2, column: 1 }],
  ['Enter', { shift: true }, caret, { row: 0, column: 1 }],
  // Letters of an input method that are not finished: Enter is its own.
  ['Enter', { composing: true }, caret, null],
  ['ArrowDown', {}, caret, { row: 2, column: 1 }],
  ['ArrowDown', {}, null, null],
  ['ArrowUp', { held: true }, caret, null],
  ['ArrowRight', {}, caret, { row: 1, column: 2 }],
  ['ArrowRight', {}, { at: 1, to: 1, length: 2 }, null],
  ['ArrowLeft', {}, caret, null],
  ['ArrowLeft', {}, { at: 0, to: 2, length: 2 }, { row: 1, column: 0 }],
  ['ArrowLeft', {}, null, { row: 1, column: 0 }],
  ['Tab', {}, caret, null],
] as const)('%s %o leads from the middle to where it should', (key, more, at, to) => {
  expect(stepFrom({ row: 1, column: 1 }, { rows: 3, columns: 3 }, { ...pressed, ...more, key }, at)).toEqual(to);
});
test('below the last row there is more; beside the last column nothing', () => {
  const from = { row: 2, column: 2 };
  expect(stepFrom(from, { rows: 3, columns: 3 }, { ...pressed, key: 'Enter' }, caret)).toBe('more');
  expect(stepFrom(from, { rows: 3, columns: 3 }, { ...pressed, key: 'ArrowRight' }, caret)).toBeNull();
});

test('of 2,000 rows those in sight are drawn, and the one that is typed in', () => {
  const frame = { top: 38_000, height: 480, rowHeight: 38, count: 2000 };
  const seen = windowOf(frame);
  expect(seen).toEqual({ from: 992, to: 1021 });
  expect(windowOf({ ...frame, top: 1e9 }).to).toBe(2000);
  expect(windowOf({ ...frame, count: 3 })).toEqual({ from: 0, to: 3 });
  const pieces = piecesOf(seen, 2000, 7);
  expect(pieces.slice(0, 4)).toEqual([{ gap: 7 }, 7, { gap: 984 }, 992]);
  expect(pieces.reduce<number>((sum, one) => sum + (typeof one === 'number' ? 1 : one.gap), 0)).toBe(2000);
  expect([scrollTo(1005, frame, 40), scrollTo(3, frame, 40)]).toEqual([38_000, 114]);
  expect(scrollTo(1500, frame, 40)).toBe(1501 * 38 + 40 - 480);
});

const version = sure(form.parse(incubators).versions[0], 'a version');
const verdict = (findings: Partial<ReturnVerdict['findings'][number]>[] = []): ReturnVerdict => ({
  faults: [],
  findings: findings.map((one) => ({
    check: 'x',
    level: 'warning',
    about: ['firms'],
    words: '',
    facts: [],
    address: null,
    key: 'x firms',
    explanation: null,
    ...one,
  })),
  passes: false,
});

test('while one types the own look stands, with what the server last said of its own checks; then the server’s word alone', () => {
  const read = openReading(version);
  const given = withCell(
    withCell({ ...empty, items: { area: '100', tenantArea: '200', staff: '12人' } }, 'tenants.0.name', 'a'),
    'tenants.1.name',
    'a',
  );
  const own = judge(version, read(given, { firms: '2' }), noPast);
  const server = verdict([
    { check: 'firmSize', words: 'many' },
    { check: 'part', about: ['tenantArea', 'area'], words: 'stale' },
  ]);
  const all = problemsOf(own, server, false, say);
  const told = all.map(({ kind, about, words }) => [kind, about.join(), words.split(' ')[0]]);
  expect(told).toContainEqual(['wrong', 'staff', 'forms:faults.unitSaid']);
  expect(told).toContainEqual(['wrong', 'tenantArea,area', 'forms:findings.part']);
  expect(told).toContainEqual(['warning', 'firms', 'many']);
  expect(told).toContainEqual(['missing', 'tenants.0.creditCode', 'forms:findings.required']);
  expect(all.some(({ words }) => words === 'stale')).toBe(false);
  // What cannot be read is not missing as well; what the platform fills is not either.
  expect(all.filter(({ kind, about }) => kind === 'missing' && ['staff', 'firms'].includes(about[0] ?? ''))).toEqual([]);

  const places = placed(all);
  expect(places.touched.get('area')).toBe('wrong');
  expect([...(places.rows.get('tenants')?.keys() ?? [])].sort()).toEqual([0, 1]);
  expect(counted(all, {}).unexplained).toBe(1);
  expect(counted(all, { 'x firms': '同一园区两家' }).unexplained).toBe(0);
  expect(counted(all, { 'x firms': '无。' }).unexplained).toBe(1);
  expect(problemsOf(own, server, true, say).map(({ words }) => words)).toEqual(['many', 'stale']);
});

test('a row that did not change is read once', () => {
  const read = openReading(version);
  const rows = Array.from({ length: 2000 }, (_none, at) => ({ name: `企业${at}`, staff: String(at) }));
  const first = read({ items: {}, tables: { tenants: rows } }, {});
  const changed = withCell({ items: {}, tables: { tenants: rows } }, 'tenants.5.staff', 'x');
  const second = read(changed, {});
  expect(second.faults.map(({ place }) => place)).toEqual(['tenants.5.staff']);
  expect(second.answers.tables['tenants']?.[6]).toBe(first.answers.tables['tenants']?.[6]);
  expect(second.answers.tables['tenants']?.[5]).not.toBe(first.answers.tables['tenants']?.[5]);
});

test.each([
  ['125', '100', { difference: '25', percent: 25, large: false }],
  ['1,312.5', '1000', { difference: '312.5', percent: 31.25, large: true }],
  ['-20', '320', { difference: '-340', percent: -106.25, large: true }],
  ['5', '0', { difference: '5', percent: null, large: true }],
  ['100', '100', null],
  ['100', '', null],
  ['12万', '100', null],
] as const)('%s beside %s', (now, earlier, apart) => {
  expect(apartFrom(now, earlier)).toEqual(apart);
});
test('per cents are said with their sign', () => {
  expect([percentSaid(12.34), percentSaid(-106.25)]).toEqual(['+12.3 %', '−106 %']);
});
