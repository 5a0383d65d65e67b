// Numbers of forms between their unit and what is kept, cells read or refused, what follows from a form's structure, versions apart.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, readAnswers, readCell } from './answers.ts';
import { standingOn } from './commission.ts';
import { differences } from './difference.ts';
import { type Form, form, type FormVersion, type Item, item, versionOn } from './form.ts';
import { formFaults } from './formFaults.ts';
import { noPast, structuralFindings } from './structure.ts';
import { fromParts, inBase, inParts, inUnit, placesOf, type Unit, unitCodes } from './unit.ts';

const named = (zh: string) => ({ zh, en: zh });
const numbered = (code: string, line: string, more: object = {}): Item =>
  item.parse({ code, line, kind: 'number', name: named(code), unit: 'thousandYuan', elsewhere: null, ...more });
const versionOf = (items: Item[], more: object = {}): FormVersion =>
  form.parse({
    code: 'trial',
    name: named('trial'),
    length: 'month',
    frame: 'all',
    versions: [
      {
        version: 1,
        from: '2025-01-01',
        to: null,
        basis: { text: named('made'), sure: 'derived' },
        sections: [{ code: 'all', name: named('all'), items }],
        ...more,
      },
    ],
  }).versions[0] as FormVersion;
const answersOf = (items: Record<string, string | null>, tables: Answers['tables'] = {}): Answers => ({ items, tables });

describe('units', () => {
  const unit = fc.constantFrom<Unit>(...unitCodes);
  const written = unit.chain((of) =>
    fc.record({
      of: fc.constant(of),
      negative: fc.boolean(),
      whole: fc.bigInt({ min: 0n, max: 9_999_999n }),
      part: fc.array(fc.constantFrom(...'0123456789'), { maxLength: placesOf(of) }).map((digits) => digits.join('')),
    }),
  );
  test('what is typed comes back as it was, without needless noughts', () => {
    fc.assert(
      fc.property(written, ({ of, negative, whole, part }) => {
        const typed = `${negative ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
        const kept = inBase(typed, of);
        expect(kept).not.toBeNull();
        const back = inUnit(kept ?? '', of);
        expect(Number(back)).toBe(Number(typed) === 0 ? 0 : Number(typed));
        expect(inBase(back, of)).toBe(kept);
        expect(fromParts(inParts(kept ?? '', of), of)).toBe(kept);
        expect(back).toMatch(/^(0|-?[1-9]\d*(\.\d*[1-9])?|-?0\.\d*[1-9])$/);
      }),
    );
  });
  test('a thousand yuan are yuan with fen; less than a fen is not kept', () => {
    expect(inBase('12.5', 'thousandYuan')).toBe('12500.00');
    expect(inBase('0.00001', 'thousandYuan')).toBe('0.01');
    expect(inBase('0.000001', 'thousandYuan')).toBeNull();
    expect(inBase('1.5', 'person')).toBeNull();
    expect(inUnit('123456789.01', 'hundredMillionYuan')).toBe('1.2345678901');
    expect(inParts('12500.00', 'thousandYuan')).toBe(1_250_000n);
  });
});

describe('cells', () => {
  const money = numbered('revenue', '01');
  const people = numbered('staff', '02', { unit: 'person' });
  test.each<[string, string]>([
    ['1234.5', '1234500.00'],
    ['1,234.5', '1234500.00'],
    ['１２３４', '1234000.00'],
    ['  0 ', '0.00'],
  ])('%s thousand yuan are %s', (typed, value) => expect(readCell(money, typed)).toEqual({ value }));
  test.each<[string, string, object]>([
    ['12万', 'unitSaid', { would: '120' }],
    ['3.5亿元', 'unitSaid', { would: '350000' }],
    ['12元', 'unitSaid', { would: '0.012' }],
    ['¥12元', 'unitSaid', { would: '0.012' }],
    ['-3万', 'unitSaid', { would: '-30' }],
    ['1,23', 'grouping', {}],
    ['abc', 'notANumber', {}],
    ['—', 'notANumber', {}],
    ['-5', 'negative', {}],
    ['1.234567', 'decimals', { places: 5 }],
    ['9999999999999999', 'tooLarge', {}],
    ['=', 'formula', {}],
    ['1e5', 'notANumber', {}],
  ])('%s is refused: %s', (typed, code, params) => expect(readCell(money, typed)).toEqual({ fault: { code, params } }));
  test('persons are whole; a unit is told there too', () => {
    expect(readCell(people, '12')).toEqual({ value: '12' });
    expect(readCell(people, '12.5')).toEqual({ fault: { code: 'whole', params: {} } });
    expect(readCell(people, '12人')).toEqual({ fault: { code: 'unitSaid', params: { would: '12' } } });
  });
  test('whatever is typed is read or refused, and what is read is a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+万亿元人 １２e=x'), maxLength: 12 }), (typed) => {
        const read = readCell(money, typed);
        expect('value' in read ? (read.value ?? '0.00') : '0.00').toMatch(/^\d+\.\d\d$/);
      }),
    );
  });
  test('what is good is kept beside what is not, and what is not asked is named', () => {
    const version = versionOf([money, people]);
    const read = readAnswers(version, { items: { revenue: 'x', staff: '5', pay: '1' }, tables: {} });
    expect(read.answers.items).toEqual({ revenue: null, staff: '5' });
    expect(read.faults.map(({ place, code }) => `${place} ${code}`)).toEqual(['revenue notANumber']);
    expect(read.unknown).toEqual(['pay']);
  });
  test('a name keeps its brackets; a row too many is named, not dropped', () => {
    const name = item.parse({ code: 'name', line: '01', kind: 'text', name: named('name'), elsewhere: null });
    expect(readCell(name, ' 云川创投（有限合伙） ')).toEqual({ value: '云川创投（有限合伙）' });
    const version = versionOf([money], {
      tables: [{ code: 'firms', name: named('firms'), key: ['name'], columns: [name], most: 1 }],
    });
    expect(readAnswers(version, { items: {}, tables: { firms: [{ name: '甲' }, { name: '乙' }] } }).unknown).toEqual(['firms.1']);
  });
});

describe('what follows from the structure', () => {
  const version = versionOf(
    [
      numbered('revenue', '01', { sumOf: ['services', 'rent'], cumulative: true }),
      numbered('services', '02', { partOf: 'revenue' }),
      numbered('rent', '03', { partOf: 'revenue' }),
      numbered('firmRevenue', '04', { totalOf: 'tenants.revenue', required: false }),
    ],
    {
      tables: [
        {
          code: 'tenants',
          name: named('tenants'),
          key: ['name'],
          columns: [
            { code: 'name', line: '01', kind: 'text', name: named('name'), elsewhere: null },
            { code: 'revenue', line: '02', kind: 'number', name: named('revenue'), unit: 'thousandYuan', elsewhere: null },
          ],
        },
      ],
    },
  );
  const said = (items: Record<string, string | null>, tables: Answers['tables'] = {}, past = noPast) =>
    structuralFindings(version, answersOf(items, tables), past).map(
      ({ check, level, about }) => `${check} ${level} ${about.join()}`,
    );
  const sound = { revenue: '3000.00', services: '2000.00', rent: '1000.00', firmRevenue: null };

  test('what hangs together is told nothing', () => expect(said(sound)).toEqual([]));
  test('a missing item, a part above its whole, parts that make another sum', () => {
    expect(said({ ...sound, rent: null })).toEqual(['required mandatory rent']);
    expect(said({ ...sound, services: '6000.00' })).toEqual([
      'sum mandatory revenue,services,rent',
      'part mandatory services,revenue',
    ]);
  });
  test('money may differ by one unit of the form, as rounding leaves it', () => {
    expect(said({ ...sound, revenue: '4000.00' })).toEqual([]);
    expect(said({ ...sound, revenue: '4000.01' })).toEqual(['sum mandatory revenue,services,rent']);
  });
  test('a total is that of the rows; two rows of one name are one too many', () => {
    const rows = {
      tenants: [
        { name: '甲', revenue: '1000.00' },
        { name: '甲', revenue: '9000.00' },
      ],
    };
    expect(said({ ...sound, firmRevenue: '10000.00' }, rows)).toEqual(['twice mandatory tenants.0,tenants.1']);
    expect(said({ ...sound, firmRevenue: '20000.00' }, { tenants: rows.tenants.slice(0, 1) })).toEqual([
      'total mandatory firmRevenue,tenants',
    ]);
  });
  test('a cumulative figure does not fall within the year; a thousandfold looks like another unit', () => {
    const past = { before: answersOf({ ...sound, revenue: '5000.00' }), lastYear: null, sameYear: true };
    expect(said(sound, {}, past)).toEqual(['falls mandatory revenue']);
    expect(said(sound, {}, { ...past, sameYear: false })).toEqual([]);
    const slipped = { before: null, lastYear: answersOf({ ...sound, services: '2.00' }), sameYear: false };
    expect(said(sound, {}, slipped)).toEqual(['slip warning services']);
  });
});

describe('versions', () => {
  const first = versionOf([numbered('revenue', '01'), numbered('tax', '02')]);
  test('differ by what was added, removed and changed', () => {
    const second = versionOf([numbered('revenue', '01', { unit: 'tenThousandYuan' }), numbered('profit', '02')]);
    expect(differences(first, second)).toEqual([
      { how: 'removed', of: 'item', place: 'tax', what: [] },
      { how: 'changed', of: 'item', place: 'revenue', what: ['unit'] },
      { how: 'added', of: 'item', place: 'profit', what: [] },
    ]);
    expect(differences(first, first)).toEqual([]);
  });
  const formOf = (versions: object[]): Form =>
    form.parse({
      code: 'trial',
      name: named('trial'),
      length: 'year',
      frame: 'all',
      versions: versions.map((one) => ({ ...first, ...one })),
    });
  test('each holds for its days, and none shares a day', () => {
    const sound = formOf([{ to: '2025-12-31' }, { version: 2, from: '2026-01-01' }]);
    expect(formFaults(sound)).toEqual([]);
    expect(versionOn(sound, '2025-12-31')?.version).toBe(1);
    expect(versionOn(sound, '2026-01-01')?.version).toBe(2);
    expect(versionOn(sound, '2024-12-31')).toBeUndefined();
    expect(formFaults(formOf([{}, { version: 2, from: '2026-01-01' }]))).toEqual(['version 2: shares a day with the one before']);
  });
  test('names lead somewhere', () => {
    const wrong = versionOf(
      [numbered('revenue', '01', { partOf: 'nothing' }), numbered('tax', '01', { unit: 'person', partOf: 'revenue' })],
      {
        checks: [{ code: 'odd', level: 'warning', name: named('odd'), about: ['missing'], expression: 'true' }],
      },
    );
    expect(formFaults(formOf([wrong]))).toEqual([
      'version 1: line 01: is there twice',
      'version 1: items.revenue: partOf: no number nothing',
      'version 1: items.tax: partOf: revenue is in another unit',
      'version 1: check odd: no item missing',
    ]);
  });
});

test('a statutory form closes by itself when its approval has ended', () => {
  const approval = { how: 'approved' as const, by: named('by'), number: '1' };
  const standing = { kind: 'statutory' as const, number: 'A1', issuedBy: named('by'), approval, validUntil: '2026-12-31' };
  const of = { form: 'trial', standing, from: '2025-01-01', due: { days: 5, working: true } };
  expect([standingOn(of, '2026-12-31'), standingOn(of, '2027-01-01'), standingOn({ ...of, from: null }, '2026-01-01')]).toEqual([
    'open',
    'lapsed',
    'notOrdered',
  ]);
});
