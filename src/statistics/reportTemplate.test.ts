// Templates of reports: no number but by a query, in both languages the same ones, of figures that the city has; what is hostile is refused at load.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import brief from '../../law/reports/brief.json' with { type: 'json' };
import development from '../../law/reports/development.json' with { type: 'json' };
import { openPack, PackError } from '../platform/server/pack.ts';
import { codesOf, readText, typedNumber } from './reportQuery.ts';
import { fittedTo, type ReportTemplate, reportTemplate, templateFaults, textsOf } from './reportTemplate.ts';
import { readTemplates } from './server/reports/open.ts';

const shipped = [brief, development].map((one) => reportTemplate.parse(one));
const cities = { changzhou: openPack('changzhou'), example: openPack('example', { anchor: 2026 }) };
const codesIn = (pack: (typeof cities)['example']) =>
  pack.read('indicators.json', z.array(z.looseObject({ code: z.string() }))).map((one) => one.code);
const textsIn = (of: ReportTemplate) => of.versions.flatMap(textsOf).flatMap(({ text }) => [text.zh, text.en]);

describe.each(shipped)('$code', (template) => {
  test('every reference resolves in both cities, and both languages ask the same', () => {
    for (const pack of Object.values(cities)) expect(templateFaults(template, codesIn(pack))).toEqual([]);
  });
  test('what not every city has is there in the example city: no slip hides behind it', () => {
    const known = codesIn(cities.example);
    for (const { optional } of template.versions) expect(optional.filter((one) => !known.includes(one))).toEqual([]);
  });
  test('no digit stands outside a query', () => {
    for (const text of textsIn(template))
      expect(readText(text).pieces.flatMap((one) => ('words' in one ? [one.words] : []))).not.toContainEqual(
        expect.stringMatching(/\p{N}/u),
      );
  });
  test('a city without some figures has neither their sentences nor headings over nothing', () => {
    const [version] = template.versions;
    const left = fittedTo(version!, codesIn(cities.changzhou));
    const asked = textsOf(left).flatMap(({ text }) =>
      readText(text.zh).pieces.flatMap((one) => ('query' in one ? codesOf(one.query) : [])),
    );
    expect(asked).toContain('revenue');
    expect(asked.filter((one) => one.startsWith('institution-'))).toEqual([]);
    expect(left.blocks.at(-1)?.kind).not.toBe('heading');
    const headings = left.blocks.flatMap((one) => (one.kind === 'heading' ? [one.text.zh] : []));
    expect(headings).not.toContain('直报机构');
  });
});

test('a number typed anywhere among the words is found, whatever its script', () => {
  const query = fc.constantFrom<string>('{{value revenue}}', '{{top revenue most=3}}', '{{day at=lastYear}}');
  const words = fc.constantFrom<string>('同比增长', '其中一家', ' of the city', '，', 'one by one');
  const number = fc.constantFrom('1', '９', '²', '٣', '〇', '十六项', '两家', '三成', 'twenty', 'Half', 'million', 'per cent');
  const text = fc.array(fc.oneof(query, words), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(text, number, fc.nat(6), (parts, typed, at) => {
      expect(typedNumber(parts.join(' '))).toBeNull();
      expect(typedNumber(parts.toSpliced(at, 0, typed).join(' '))).not.toBeNull();
      const { pieces, faults } = readText(parts.join(''));
      expect(faults).toEqual([]);
      expect(pieces.map((one) => ('words' in one ? one.words : one.written)).join('')).toBe(parts.join(''));
    }),
    { numRuns: 200 },
  );
});

const withSentence = (zh: string, en: string): unknown => ({
  code: 'brief',
  versions: [
    {
      from: '2000-01-01',
      to: null,
      title: { zh: '简报', en: 'Brief' },
      cited: {},
      optional: [],
      blocks: [{ kind: 'paragraph', sentences: [{ zh, en }] }],
    },
  ],
});
test.each([
  ['a digit', '增长3%。', 'Up 3 %.', /the number 3 is typed/],
  ['a number in Chinese', '共有十六项目标。', 'The targets.', /十六项 is typed/],
  ['a number in English', '目标。', 'Three targets.', /Three is typed/],
  ['a figure that is not defined', '{{value no-such}}', '{{value no-such}}', /no-such is not defined/],
  ['a query that is not known', '{{sum revenue}}', '{{sum revenue}}', /no such query/],
  ['an option that is not known', '{{value revenue on=today}}', '{{value revenue on=today}}', /on/],
  ['a day that is not known', '{{value revenue at=tomorrow}}', '{{value revenue at=tomorrow}}', /at/],
  ['an option twice', '{{day at=period at=period}}', '{{day at=period at=period}}', /twice/],
  ['a code too many', '{{value revenue staff}}', '{{value revenue staff}}', /takes one code/],
  ['a name that is not declared', '{{cite law}}', '{{cite law}}', /law is not defined/],
  ['braces that do not close', '{{value revenue', '{{value revenue', /brace/],
  ['code within a query', '{{value revenue;process.exit}}', '{{value revenue;process.exit}}', /pattern|match/],
  ['languages that differ', '{{value revenue}}', 'Revenue.', /languages do not ask the same/],
  ['a place outside the part about places', '{{rank revenue}}', '{{rank revenue}}', /outside the part about places/],
])('refused: %s', (_what, zh, en, says) => {
  const template = reportTemplate.parse(withSentence(zh, en));
  expect(templateFaults(template, ['revenue', 'staff']).join('\n')).toMatch(says);
});

test('versions follow one another', () => {
  const { versions, ...rest } = shipped[0]!;
  expect(templateFaults({ ...rest, versions: [versions[0]!, versions[0]!] }, codesIn(cities.example)).join()).toMatch(
    /has ended/,
  );
});

const folder = mkdtempSync(join(tmpdir(), 'touyan-reports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
test('a city has a template of its own, and a faulty one stops the start with its place', () => {
  cpSync('cities/example', join(folder, 'example'), { recursive: true });
  mkdirSync(join(folder, 'example', 'reports'));
  const own = (content: unknown) => {
    writeFileSync(join(folder, 'example', 'reports', 'brief.json'), JSON.stringify(content));
    return readTemplates(openPack('example', { anchor: 2026, folder }), ['revenue', ...codesIn(cities.example)]);
  };
  expect(own(withSentence('{{value revenue}}', '{{value revenue}}')).get('brief')?.versions[0]?.title.en).toBe('Brief');
  expect(() => own(withSentence('9', '9'))).toThrow(PackError);
  expect(() => own({ ...(withSentence('好', 'ok') as object), code: 'development' })).toThrow(/the file is brief/);
  expect(() => own({ code: 'brief', versions: [], more: 1 })).toThrow(PackError);
});
