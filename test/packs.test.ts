// Both city packs as they lie in `cities/`: every file against its schema, every fact accounted for. Not their loading into a database.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPack } from '../src/app-pack.ts';
import { coverage, indicatorDefinition } from '../src/indicators/indicator.ts';
import { departments, divisionCodeOf, organizationKinds, regions, regionsInside, streets } from '../src/organizations/region.ts';
import { itemsOf, numbersIn } from '../src/forms/form.ts';
import { openForms } from '../src/forms/server/index.ts';
import { returned, seriesOf } from '../src/statistics/returned.ts';
import { plan, planFaults } from '../src/plans/plan.ts';
import { decimal } from '../src/platform/shared/money.ts';
import { partialDay } from '../src/platform/shared/dates.ts';
import { citiesIn, openPack, PackError } from '../src/platform/server/pack.ts';
import { nameOn, recognitionKinds } from '../src/recognitions/kind.ts';

const packs = { changzhou: openPack('changzhou'), example: openPack('example', { anchor: 2026 }) };
const changzhou = packs.changzhou;
const planFile = { changzhou: 'plans/changzhou-2023-2025.json', example: 'plans/yunchuan-three-years.json' };
const numbers = (upTo: number) => Array.from({ length: upTo }, (_, index) => String(index + 1));

const scratch = mkdtempSync(join(tmpdir(), 'packs-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A copy of a pack in a folder of its own with one file changed. */
function changed(code: string, file: string, change: (content: string) => string): string {
  const folder = mkdtempSync(join(scratch, 'one-'));
  cpSync(packs.changzhou.dir.replace(/changzhou$/, code), join(folder, code), { recursive: true });
  const at = join(folder, code, file);
  writeFileSync(at, change(readFileSync(at, 'utf8')));
  return folder;
}

test('there are two cities', () => expect(citiesIn()).toEqual(['changzhou', 'example']));

describe.each(['changzhou', 'example'] as const)('%s', (code) => {
  const pack = packs[code];
  const indicators = pack.read('indicators.json', z.array(indicatorDefinition));
  const kinds = pack.read('kinds.json', recognitionKinds);
  const places = pack.read('regions.json', regions);
  const thePlan = pack.read(planFile[code], plan);

  test('every file is known and sound', () => {
    pack.read('departments.json', departments);
    pack.read('organization-kinds.json', organizationKinds);
    const ids = places.map((one) => one.id);
    expect(ids).toContain(pack.city.root);
    for (const region of [...Object.values(pack.city.demo.accounts), ...pack.city.demo.more].flatMap((one) => one.region ?? []))
      expect(ids).toContain(region);
    for (const one of pack.read('streets.json', streets)) {
      expect(divisionCodeOf(places, one.reportingUnit)).toBe(one.divisionCode);
      expect(one.code.slice(0, 6)).toBe(one.divisionCode);
    }
    const drawn = pack.geojson().features.map((one) => one.properties.name);
    expect(drawn).toHaveLength(6);
    expect(places.flatMap((one) => one.mapName ?? []).sort()).toEqual([...drawn].sort());
  });

  test('the plan leans on what is there', () => {
    const around = {
      indicators: indicators.map((one) => one.code),
      kinds: kinds.kinds.map((one) => one.code),
      series: indicators.flatMap((one) => ('series' in one.compute ? one.compute.series : (one.reported ?? []))),
      departments: pack.read('departments.json', departments).map((one) => one.code),
    };
    expect(planFaults(thePlan, around)).toEqual([]);
    expect(planFaults(thePlan, { ...around, indicators: [] })).toHaveLength(16);
    expect(thePlan.targets).toHaveLength(16);
    expect(thePlan.tasks).toHaveLength(18);
    expect(thePlan.safeguards.map((one) => one.code)).toEqual(['A', 'B', 'C', 'D']);
  });

  test('indicators ask for kinds, levels and registers that exist', () => {
    const codes = indicators.map((one) => one.code);
    const measured = openForms(pack)
      .list()
      .flatMap((one) => one.versions.flatMap((version) => numbersIn(itemsOf(version)).map((item) => ({ one, item }))))
      .flatMap(({ one, item }) => (item.measured === undefined ? [] : [seriesOf(one.code, item.code)]));
    expect(new Set(codes).size).toBe(codes.length);
    for (const one of indicators) {
      const asked = [
        one.compute.kind === 'stock' || one.compute.kind === 'flow' ? one.compute.where : {},
        one.known?.where ?? {},
      ];
      // Figures of returns are called by form and item; others by kinds of titles.
      const isReturned = 'measure' in one.compute && one.compute.measure === returned.code;
      const known = isReturned ? measured : kinds.kinds.map(({ code: kind }) => kind);
      for (const where of asked) {
        for (const kind of where.kinds ?? []) expect(known).toContain(kind);
        for (const level of where.levels ?? []) expect(kinds.levels.map(({ code: one }) => one)).toContain(level);
      }
    }
  });
});

describe('Changzhou', () => {
  const organizations = changzhou.readCsv('organizations.csv');
  const recognitions = changzhou.readCsv('recognitions.csv');
  const reported = changzhou.readCsv('reported.csv');
  const all = [organizations, recognitions, reported, changzhou.readCsv('benchmarks.csv')].flat();
  const regionIds = ['', ...changzhou.read('regions.json', regions).map((one) => one.id)];
  const kinds = changzhou.read('kinds.json', recognitionKinds);
  const indicators = changzhou.read('indicators.json', z.array(indicatorDefinition));

  test('all 183 entities are there, as organization or title', () => {
    const entities = new Set([...organizations, ...recognitions].map((one) => one['entity']!));
    expect([...entities].sort()).toEqual(numbers(183).sort());
    expect(organizations).toHaveLength(73);
    expect(new Set(organizations.map((one) => one['entity'])).size).toBe(73);
    expect(recognitions.filter((one) => !organizations.some((body) => body['entity'] === one['entity']))).toHaveLength(110);
  });

  test('no title counts, and operators are only those that a source names', () => {
    const stages = new Map(kinds.stages.map((one) => [one.code as string, one.counts]));
    for (const one of recognitions) expect(stages.get(one['stage']!)).toBe(false);
    const codes = kinds.kinds.map((one) => one.code);
    for (const one of recognitions) {
      expect(codes).toContain(one['kind']);
      expect(['', ...(kinds.kinds.find((known) => known.code === one['kind'])?.levels ?? [])]).toContain(one['level']);
      expect([...codes, 'testingOrganization', 'transferOrganization']).toContain(one['sourceKind']);
    }
    const bodyOf = new Map(organizations.map((one) => [one['entity'], one['name']]));
    for (const one of recognitions.filter((title) => bodyOf.has(title['entity'])))
      expect(one['operator']).toBe(bodyOf.get(one['entity']));
    const hosted = recognitions.filter((one) => !bodyOf.has(one['entity']) && one['operator'] !== '');
    expect(hosted).toHaveLength(18);
    for (const one of hosted)
      expect(['host', 'operator'].some((as) => one['noteEn']!.includes(`${as} ${one['operator']}`))).toBe(true);
  });

  test('what is known: 8 new R&D institutions, 2 global organizations, 1 offshore centre abroad', () => {
    const known = (code: string) => {
      const where = indicators.find((one) => one.code === code)!.known!.where;
      return recognitions.filter(
        (one) => (where.kinds ?? []).includes(one['kind']!) && (where.levels?.includes(one['level']!) ?? true),
      ).length;
    };
    expect(known('new-rd-institutions')).toBe(8);
    expect(known('global-organizations')).toBe(2);
    expect(known('offshore-centres')).toBe(1);
    expect(known('innovation-communities')).toBe(0);
    expect(known('clusters')).toBe(0);
  });

  test('the day on which a source says it is that of its page, as the address tells, or a year that the note gives', () => {
    const days = [
      /\/(20\d\d)\/[A-Z]+_(\d\d)(\d\d)\//,
      /\/(20\d\d)\/(\d\d)(\d\d)\/c/,
      /\/t(20\d\d)(\d\d)(\d\d)_/,
      /\.cn\/(20\d\d)(\d\d)(\d\d)\//,
      /\/(20\d\d)-(\d\d)\/(\d\d)\//,
    ];
    const rows = [...organizations, ...recognitions, ...reported];
    for (const { sourceUrl = '', statedOn = '', noteZh = '' } of rows) {
      const page = days.flatMap((form) => form.exec(sourceUrl)?.slice(1).join('-') ?? [])[0];
      expect(statedOn).toBe(page ?? (noteZh.includes(`${statedOn}年`) ? statedOn : ''));
      expect(statedOn).toMatch(/^(\d{4}(-\d{2}-\d{2})?)?$/);
    }
    expect(rows.filter(({ statedOn }) => statedOn !== '')).toHaveLength(72);
  });

  test('a link stands only with a verified row; both languages stand or none', () => {
    for (const one of all) {
      expect(one['sourceUrl'] !== '').toBe(one['verified'] === 'yes');
      for (const [zh, en] of [
        ['noteZh', 'noteEn'],
        ['sourceNoteZh', 'sourceNoteEn'],
        ['basisZh', 'basisEn'],
      ] as const)
        expect((one[zh] ?? '') === '').toBe((one[en] ?? '') === '');
      expect(`${one['noteZh']}${one['noteEn']}`).not.toMatch(/https?:|\w\.(com|net|cn|org)/);
      expect(regionIds).toContain(one['region'] ?? '');
      expect(['high', 'medium', 'low']).toContain(one['confidence']);
      expect(one['year'] || '2000').toMatch(/^\d{4}$/);
    }
  });

  test('64 values, 15 benchmarks, 16 gaps, each a number of its series', () => {
    expect(reported).toHaveLength(64);
    expect(changzhou.readCsv('benchmarks.csv')).toHaveLength(15);
    const gaps = changzhou.readCsv('gaps.csv');
    expect(gaps.map((one) => one['indicator']).sort()).toEqual(
      changzhou
        .read(planFile.changzhou, plan)
        .targets.map((one) => one.indicator)
        .sort(),
    );
    for (const one of [...reported, ...changzhou.readCsv('benchmarks.csv')])
      expect(decimal.safeParse(one['value']).success).toBe(true);
    for (const one of reported) {
      const answers = indicators.find(
        (known) => known.reported === one['series'] || ('series' in known.compute && known.compute.series === one['series']),
      );
      expect(answers?.unit).toBe(one['unit']);
      expect(partialDay.safeParse(one['period'] || '2000').success).toBe(true);
    }
    expect(reported.filter((one) => one['period'] === '').map((one) => one['series'])).toEqual(['education-town-contracts']);
    const rows = [...reported, ...changzhou.readCsv('benchmarks.csv'), ...gaps, ...changzhou.readCsv('other-targets.csv')];
    expect(rows.map((one) => Number(one['row'])).sort((a, b) => a - b)).toEqual(numbers(113).slice(16).map(Number));
  });

  test('an approximate value says in which way', () => {
    for (const one of reported) expect(one['qualifier'] !== '').toBe(one['approximate'] === 'yes');
  });

  test('no target has a value for the city', () => {
    expect(changzhou.read('coverage.json', z.array(coverage))).toEqual([]);
    const targets = changzhou.read(planFile.changzhou, plan).targets.map((one) => one.indicator);
    const answering = indicators
      .filter((one) => targets.includes(one.code))
      .flatMap((one) => [one.reported, 'series' in one.compute ? one.compute.series : null]);
    expect(reported.filter((one) => one['region'] === 'CZ' && answering.includes(one['series']!))).toEqual([]);
  });

  test('tasks have no owner, and targets are those of the plan', () => {
    const of = changzhou.read(planFile.changzhou, plan);
    expect(of.tasks.every((one) => one.owner === null)).toBe(true);
    expect(of.targets.find((one) => one.code === 'contract-turnover')?.value).toBe('45000000000.00');
    expect(of.targets.filter((one) => one.comparator === 'about').map((one) => one.tolerance)).toEqual(['0.1', '0.1', '0.1']);
    expect(of.targets.filter((one) => one.everyYear).map((one) => [one.code, one.partOf])).toEqual([
      ['startup-platforms-municipal', null],
      ['startup-platforms-provincial', 'startup-platforms-municipal'],
    ]);
  });
});

describe('the example city', () => {
  test('its plan runs over the anchor year and the two before', () => {
    const of = openPack('example', { anchor: 2030 }).read(planFile.example, plan);
    expect([of.from, of.to, of.targets[0]!.by]).toEqual(['2028-01-01', '2030-12-31', '2030-12-31']);
    expect(() => openPack('example')).toThrow(/relative \(year -2\): open the pack with an anchor year/);
  });

  test('every register is complete from the first year of the plan', () => {
    const complete = packs.example.read('coverage.json', z.array(coverage));
    const wanted = packs.example.read('indicators.json', z.array(indicatorDefinition)).flatMap((one) => one.register ?? []);
    const groups = packs.example.read('kinds.json', recognitionKinds).groups.map((one) => one.code);
    const unknown = complete.filter((one) => ![...wanted, ...groups].includes(one.register));
    expect(unknown).toEqual([]);
    expect(wanted.filter((one) => !complete.some((covered) => covered.register === one))).toEqual([]);
    expect(new Set(complete.map((one) => one.from))).toEqual(new Set(['2024-01-01']));
  });

  test('says that it is invented, and shares no division code with a real place', () => {
    expect(packs.example.city.kind).toBe('invented');
    expect(packs.example.city.name.en).toContain('invented');
    const divisions = packs.example.read('regions.json', regions).flatMap((one) => one.divisionCode ?? []);
    expect(divisions).toHaveLength(7);
    for (const one of divisions) expect(one).toMatch(/^99/);
  });
});

describe('a pack', () => {
  test('has a digest that stays the same and changes with any file', () => {
    expect(openPack('changzhou').digest).toBe(changzhou.digest);
    expect(changzhou.digest).toMatch(/^[0-9a-f]{64}$/);
    const folder = changed('changzhou', 'reported.csv', (content) => content.replace('3.62', '3.63'));
    expect(openPack('changzhou', { folder }).digest).not.toBe(changzhou.digest);
    expect(openPack('changzhou', { folder: changed('changzhou', 'reported.csv', (content) => content) }).digest).toBe(
      changzhou.digest,
    );
  });

  test('with a missing language is refused, by file and path', () => {
    const headless = changed('changzhou', 'city.json', (content) => content.replace('"en": "Changzhou"', '"en": ""'));
    expect(() => openPack('changzhou', { folder: headless })).toThrow(/changzhou\/city\.json: name\.en: /);
    const folder = changed('changzhou', 'regions.json', (content) => content.replace(', "en": "Wujin"', ''));
    expect(() => openPack('changzhou', { folder }).read('regions.json', regions)).toThrow(
      /changzhou\/regions\.json: 3\.name\.en: /,
    );
  });

  test('that is broken says where', () => {
    expect(() => openPack('nowhere')).toThrow(/nowhere: no such city; there are: changzhou, example/);
    expect(() => openPack('../cities')).toThrow(PackError);
    expect(() => changzhou.read('plans/next.json', plan)).toThrow(/changzhou\/plans\/next\.json: no such file/);
    const cut = changed('changzhou', 'city.json', (content) => content.slice(0, 100));
    expect(() => openPack('changzhou', { folder: cut })).toThrow(/changzhou\/city\.json: not JSON/);
    const short = changed('changzhou', 'reported.csv', (content) => `${content}1,2\n`);
    expect(() => openPack('changzhou', { folder: short }).readCsv('reported.csv')).toThrow(/changzhou\/reported\.csv: .*line 66/);
    const outside = changed('changzhou', 'regions.json', (content) => content.replace('"within": "CZ-WJ"', '"within": "CZ-XX"'));
    expect(() => openPack('changzhou', { folder: outside }).read('regions.json', regions)).toThrow(
      /CZ-JKQ: lies in CZ-XX, which is not a region/,
    );
    const part = changed('changzhou', planFile.changzhou, (content) =>
      content.replace('"partOf": "startup-platforms-municipal"', '"partOf": "none"'),
    );
    expect(() => openPack('changzhou', { folder: part }).read(planFile.changzhou, plan)).toThrow(
      /targets\.7\.partOf: no other target none/,
    );
  });
});

describe('a pack whose figures could not be true is refused at load:', () => {
  const refused = (file: string, change: (content: string) => string) => () =>
    readPack(openPack('example', { anchor: 2026, folder: changed('example', file, change) }));
  /** With one definition cut in two: the first ends, the second begins on these days. */
  const cut = (to: string | null, from: string) =>
    refused('indicators.json', (content) => {
      const all = JSON.parse(content) as { code: string }[];
      const two = all.flatMap((one) =>
        one.code === 'staff'
          ? [
              { ...one, to },
              { ...one, from },
            ]
          : [one],
      );
      return JSON.stringify(two);
    });

  test('a covered register that no module fills, or that nothing names', () => {
    const covered = (register: string) =>
      refused('coverage.json', (content) => content.replace('"register": "clusters"', `"register": "${register}"`));
    const unfilled = refused('indicators.json', (content) => content.replace('"measure": "turnover"', '"measure": "turnovers"'));
    expect(unfilled).toThrow(/register contracts: covered, but no module declares the measure turnovers of contract-turnover/);
    expect(covered('contracts')).not.toThrow();
    expect(covered('cluster')).toThrow(/register cluster: no indicator and no group of that name/);
    expect(covered('laboratories')).not.toThrow();
  });

  test('a sum of what is not there, of a year with what is not, or without itself among its sources', () => {
    const changedTo = (from: string, to: string) => refused('indicators.json', (content) => content.replace(from, to));
    const of = '["listed-revenue", "institution-revenue"]';
    expect(changedTo(of, '["listed-revenue", "none"]')).toThrow(/service-revenue: no indicator none to add up/);
    expect(changedTo(of, '["listed-revenue", "institution-staff"]')).toThrow(/institution-staff is not of a year/);
    expect(changedTo('{"kind": "sum", "name"', '{"kind": "report", "series": "other", "name"')).toThrow(
      /service-revenue: the sum stands 0 times among its sources/,
    );
  });

  test('a gap or an overlap between two definitions of a code', () => {
    expect(cut('2025-12-31', '2026-01-01')).not.toThrow();
    for (const [to, from] of [
      ['2025-12-30', '2026-01-01'],
      ['2026-01-01', '2026-01-01'],
      [null, '2026-01-01'],
    ] as const)
      expect(cut(to, from)).toThrow(/staff: the definition from 2026-01-01 does not follow the one before/);
    expect(cut('1999-12-31', '2000-01-01')).toThrow(/staff: the definition from 2000-01-01 ends on 1999-12-31/);
  });
});

test('a district counts with or without the functional area inside it', () => {
  const places = changzhou.read('regions.json', regions);
  expect(regionsInside(places, 'CZ-WJ', { functionalAreas: 'in' })).toEqual(['CZ-WJ', 'CZ-JKQ']);
  expect(regionsInside(places, 'CZ-WJ', { functionalAreas: 'out' })).toEqual(['CZ-WJ']);
  expect(regionsInside(places, 'CZ-JKQ', { functionalAreas: 'in' })).toEqual(['CZ-JKQ']);
  expect(regionsInside(places, 'CZ', { functionalAreas: 'out' })).toHaveLength(9);
  expect(regionsInside(places, 'CZ-XX', { functionalAreas: 'in' })).toEqual([]);
  expect(divisionCodeOf(places, 'CZ-JKQ')).toBe('320412');
  expect(divisionCodeOf(places, 'CZ-SB')).toBeNull();
});

test('an incubator has the name of its day', () => {
  const incubator = changzhou.read('kinds.json', recognitionKinds).kinds.find((one) => one.code === 'incubator')!;
  expect(nameOn(incubator.names, '2024-12-31', 'zh-CN')).toBe('科技企业孵化器');
  expect(nameOn(incubator.names, '2025-07-01', 'zh-CN')).toBe('科技型企业孵化器');
  expect(nameOn(incubator.names, '2026-01-01', 'en')).toBe('Technology business incubator');
});
