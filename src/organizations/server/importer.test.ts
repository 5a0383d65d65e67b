// Importing organizations and titles into the registers of Changzhou: what a row is found to be, the 183 known entities again, and 10,000 rows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, visitor } from '../../platform/shared/actor.ts';
import { openPack } from '../../platform/server/pack.ts';
import { openWords } from '../../platform/server/words.ts';
import { openLedger, type LedgerTables } from '../../ledger/server/index.ts';
import { importFile, type ImportTables, type KernelTables, openImports, openKernel } from '../../records/server/index.ts';
import { titles, titlesEver, titlesKnown, titlesNew } from '../../recognitions/contributes.ts';
import { recognitionKinds } from '../../recognitions/kind.ts';
import { openRecognitions, recognitionImporter, type RecognitionTables } from '../../recognitions/server/index.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { documentsWords } from '../../platform/server/documents/words.ts';
import { platformWords } from '../../platform/web/words.ts';
import { recordsWords } from '../../records/web/words.ts';
import { checkCreditCode } from '../creditCode.ts';
import { organizationKinds, regions as regionList, streets as streetList } from '../region.ts';
import { openOrganizations, organizationImporter, organizationsCalled, type OrganizationTables } from './index.ts';

type Tables = OrganizationTables & RecognitionTables & KernelTables & LedgerTables & ImportTables;

const zhou: Actor = { ...visitor, account: '00000000-0000-7000-8000-000000000001', roles: ['bureauOfficer'], language: 'en' };
const lin: Actor = {
  ...visitor,
  account: '00000000-0000-7000-8000-000000000002',
  roles: ['districtOfficer'],
  region: 'CZ-WJ',
  language: 'en',
};
const pack = openPack('changzhou');

async function openHouse(database: TestDatabase<Tables>) {
  const db = database.db;
  const typed = <T>() => db as unknown as Kysely<T>;
  const [regions, streets] = [pack.read('regions.json', regionList), pack.read('streets.json', streetList)];
  const kinds = pack.read('kinds.json', recognitionKinds);
  const ledger = await openLedger(typed<LedgerTables>(), [titles, titlesEver, titlesNew, titlesKnown], {
    region: regions.map(({ id }) => id),
    kind: kinds.kinds.map(({ code }) => code),
    level: kinds.levels.map(({ code }) => code),
  });
  const kernel = await openKernel({ db, ledger, city: { ...pack.city, code: 'test' }, demoActs: false });
  const bodies = pack.read('organization-kinds.json', organizationKinds);
  const of = { regions, placeWords: pack.city.placeWords, root: pack.city.root, kinds: bodies.map(({ code }) => code) };
  const organizations = openOrganizations(kernel, typed<OrganizationTables>(), of);
  const recognitions = openRecognitions(kernel, typed<RecognitionTables>(), kinds, organizations);
  const say = openWords({ platform: platformWords, documents: documentsWords, records: recordsWords });
  const operators = (said: readonly string[]) => organizationsCalled(typed<OrganizationTables>(), said, pack.city.placeWords);
  const survivors = (ids: readonly string[]) => organizations.survivors(db, ids);
  const ofTitles = recognitionImporter({
    db: typed<RecognitionTables>(),
    pack: kinds,
    regions,
    streets,
    operators,
    survivors,
    say,
  });
  const ofOrganizations = organizationImporter({
    db: typed<OrganizationTables>(),
    pack: of,
    streets,
    kinds: pack.read('organization-kinds.json', organizationKinds),
    say,
    places: { kind: 'recognition', judge: ofTitles.judgeListed },
  });
  const imports = openImports(kernel, { kind: organizations, importer: ofOrganizations, also: [recognitions], say });
  const titleImports = openImports(kernel, { kind: recognitions, importer: ofTitles, say });
  return { kernel, organizations, recognitions, imports, titleImports };
}

let database: TestDatabase<Tables>;
let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  database = await cloneDatabase<Tables>({ max: 6 });
  house = await openHouse(database);
  await seed();
});
afterAll(() => database.drop());

/** The known entities of the pack as the registers hold them. */
async function seed() {
  const input = {
    organization: null,
    creditCode: null,
    creditCodeOverride: null,
    formerNames: [],
    aliases: [],
    industry: null,
    size: null,
    contactName: null,
    contactPhone: null,
    contactEmail: null,
    source: null,
  };
  const rows = pack.readCsv('organizations.csv');
  const made = await house.organizations.actMany(
    rows.map((row) => ({
      actor: zhou,
      action: 'create',
      input: { ...input, name: row['name'], region: row['region'] || null, kind: row['kind'] },
    })),
  );
  const ids = new Map(made.map((row) => [row.name, row.id]));
  await house.recognitions.actMany(
    pack.readCsv('recognitions.csv').map((row) => ({
      actor: zhou,
      action: 'create',
      input: {
        organization: ids.get(row['operator'] ?? '') ?? null,
        title: row['title'],
        kind: row['kind'],
        level: row['level'] || null,
        region: row['region'] || null,
        recognisedOn: row['year'] || null,
        issuer: null,
        documentNumber: null,
        stage: row['stage'],
        source: null,
      },
    })),
  );
}

const csv = (header: string, rows: string[]) => ({ name: 'file.csv', content: Buffer.from([header, ...rows].join('\n')) });
async function preview(actor: Actor, file: { name: string; content: Buffer }, imports = house.imports) {
  const id = await imports.upload(actor, file);
  const status = await imports.settled(actor, id);
  return { ...status, items: (await imports.rows(actor, id, { limit: 200 })).items };
}
const codeFrom = (start: string): string =>
  [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => `${start}${last}`).find((code) => checkCreditCode(code).ok) ?? start;
const counts = (create: number, change: number, duplicate: number, refuse: number) => ({ create, change, duplicate, refuse });
const packFile = (name: string) => ({
  name,
  content: readFileSync(fileURLToPath(new URL(`../../../cities/changzhou/${name}`, import.meta.url))),
});
const headed = (rows: readonly Record<string, string>[]): string => {
  const header = Object.keys(rows[0] ?? {});
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return [header.join(','), ...rows.map((row) => header.map((key) => cell(row[key] ?? '')).join(','))].join('\n');
};

/** The 183 entities as their source lists them, one row each, titles with the kind that the source gives. */
function sourceList() {
  const organizations = pack.readCsv('organizations.csv').map((row) => ({
    name: row['name'],
    what: 'organization',
    kind: row['kind'],
    level: row['level'],
    reporting_unit: row['region'],
    year_recognised: row['year'],
    stage: row['stage'],
    verified: row['verified'],
    source_url: row['sourceUrl'],
    confidence: row['confidence'],
    note: row['noteEn'],
  }));
  const own = new Set(pack.readCsv('organizations.csv').map((row) => row['entity']));
  const places = pack
    .readCsv('recognitions.csv')
    .filter((row) => !own.has(row['entity']))
    .map((row) => ({
      name: row['title'],
      what: 'recognition-or-place',
      kind: row['sourceKind'],
      level: row['level'],
      reporting_unit: row['region'],
      year_recognised: row['year'],
      stage: row['stage'] === 'known' ? '' : row['stage'],
      verified: row['verified'],
      source_url: row['sourceUrl'],
      confidence: row['confidence'],
      note: row['noteEn'],
    }));
  return [...organizations, ...places] as Record<string, string>[];
}

test('the 183 known entities again are 183 duplicates', async () => {
  const list = sourceList();
  expect(list).toHaveLength(183);
  const listed = await preview(zhou, { name: 'entities.csv', content: Buffer.from(headed(list)) });
  expect(listed.items.filter(({ verdict }) => verdict !== 'duplicate')).toEqual([]);
  expect(listed.rows).toEqual(counts(0, 0, 183, 0));
  expect(listed.ignored).toEqual([]);
  expect((await preview(zhou, packFile('organizations.csv'))).rows).toEqual(counts(0, 0, 73, 0));
  const recognitions = await preview(zhou, packFile('recognitions.csv'), house.titleImports);
  expect(recognitions.items.filter(({ verdict }) => verdict !== 'duplicate')).toEqual([]);
});

test('a region that nobody knew holds from the start, and not from the day of the import', async () => {
  const file = (region: string) => csv('Name,Region', [`常州无区检测有限公司,${region}`]);
  await house.imports.importContent(zhou, file(''), { commit: true });
  const seen = await preview(zhou, file('CZ-WJ'));
  expect(seen.items).toMatchObject([{ verdict: 'change', words: 'Will be completed or changed: region' }]);
  await house.imports.importContent(zhou, file('CZ-WJ'), { commit: true });
  const made = await database.db
    .selectFrom('organizations')
    .select(['region', 'seats'])
    .where('name', '=', '常州无区检测有限公司')
    .executeTakeFirst();
  expect(made).toEqual({ region: 'CZ-WJ', seats: [{ region: 'CZ-WJ', on: null }] });
});

test('a combined list with something new creates it where it belongs', async () => {
  const header =
    'name,what,kind,level,reporting_unit,year_recognised,stage,verified,source_url,confidence,note,Recorded elsewhere on';
  const file = csv(header, [
    '常州新材料检测有限公司,organization,testingOrganization,,CZ-XB,,,no,,high,seen,2023/7/1',
    '常州新材料中试平台,recognition-or-place,pilotPlatform,municipal,CZ-XB,2024,recognised,no,,high,seen,2024.5',
    '某处,nothing,,,,,,,,,,',
  ]);
  expect((await preview(zhou, file)).rows).toEqual(counts(2, 0, 0, 1));
  expect((await house.imports.importContent(zhou, file, { commit: true })).state).toBe('written');
  expect((await preview(zhou, file)).rows).toEqual(counts(0, 0, 2, 1));
  const made = await database.db
    .selectFrom('recognitions')
    .select(['state', 'region', 'recognised_on', 'source'])
    .where('title', '=', '常州新材料中试平台')
    .executeTakeFirst();
  expect(made).toMatchObject({
    state: 'recognised',
    region: 'CZ-XB',
    recognised_on: '2024',
    source: { verified: false, note: { en: 'seen' }, statedOn: '2024-05' },
  });
});

test('a row is created, completed, found again, or refused with its column and reason', async () => {
  const code = codeFrom('91320412MA1MB3U64');
  const header = '名称,统一社会信用代码,曾用名,别名,地区,行业代码,规模,类型,联系人,联系电话,联系邮箱,经办';
  const first = csv(header, [`常州远山检测有限公司,${code},,,武进,,,检验检测机构,,,,`, '常州近水咨询有限公司,,,,新北区,,,,,,,']);

  const seeded = await house.imports.importContent(zhou, first, { commit: true });
  expect(seeded.problem).toBeNull();
  const rows = [
    `常州远山检测有限公司,${code},,,武进区,,,检验检测机构,,,,`,
    '常州远山检测有限公司,,,远山检测,,7452,中型,,,,,',
    '（常州）青松科技有限公司,,,青松；青松科技,郑陆镇,,小型,,张三,13800000000,z@example.org,',
    '常州市近水咨询有限责任公司,,,,,,,,,,,',
    `远山新名有限公司,${code},,,,,,,,,,`,
    `远山更名有限公司,${code},常州远山检测有限公司,,,,,,,,,`,
    '常州近水咨询有限公司,,,,武进区,,,,,,,',
    '常州无名有限公司,91320412MA1MB3U64C,,,外星区,9999,巨型,,,,nomail,',
    ',,,,,,,,,,,',
    'x,,,,,,,,,,,1',
  ];
  const found = await preview(zhou, csv(header, rows));
  expect(found.ignored).toEqual(['经办']);
  expect(found.items.map(({ row, verdict, column }) => `${row} ${verdict} ${column}`)).toEqual([
    '2 duplicate null',
    '3 change null',
    '4 create null',
    '5 create null',
    '6 refuse 名称',
    '7 refuse null',
    '8 refuse 地区',
    '9 refuse 联系邮箱',
    '11 refuse 名称',
  ]);
  expect(found.items[1]?.words).toBe('Will be completed or changed: aliases, industry code, size');
  expect(found.items[3]).toMatchObject({ match: { title: '常州近水咨询有限公司' }, words: expect.stringContaining('close to') });
  expect(found.items[6]?.words).toContain('It is registered in Xinbei');
  expect(found.items[7]?.words).toContain('外星区');
});

test('a name from a file keeps its brackets full-width as the licence has them, letters and digits become plain', async () => {
  const code = codeFrom('91320412MA1PB3U64').replace('91', '９１');
  const file = csv('名称,统一社会信用代码,别名', [`云帆 ＡＩ２\u3000创业投资（有限合伙）,${code},云帆（常州）；云帆：创投`]);
  await house.imports.importContent(zhou, file, { commit: true });
  const { items } = await house.organizations.list(zhou, { limit: 5, q: '云帆' });
  expect(items).toMatchObject([
    { name: '云帆 AI2 创业投资（有限合伙）', creditCode: codeFrom('91320412MA1PB3U64'), aliases: ['云帆（常州）', '云帆：创投'] },
  ]);
});

test('rows of one file that are the same, or like each other, are told with the fields that matched', async () => {
  const code = codeFrom('91320412MA1NB3U64');
  const rows = [
    `常州同文检测有限公司,${code},同文所`,
    `常州同文检测有限公司,${code},同文所`,
    '同文所,,',
    `另一名称有限公司,${code},`,
    '常州市同文检测有限责任公司,,',
  ];
  const found = await preview(zhou, csv('名称,统一社会信用代码,曾用名', rows));
  expect(
    found.items.map(({ verdict, match }) => [verdict, match?.row, match?.fields.map((one) => `${one.field} ${one.value}`)]),
  ).toEqual([
    ['create', undefined, undefined],
    ['duplicate', 2, ['name 常州同文检测有限公司', 'formerName 同文所', `creditCode ${code}`]],
    ['refuse', 2, ['name 同文所']],
    ['refuse', 2, [`creditCode ${code}`]],
    ['create', 2, ['name 常州市同文检测有限责任公司']],
  ]);
  expect(found.items[4]?.words).toContain('close to that of row 2');
});

test('a file completes what a title lacks and corrects its document, but not what figures rest on', async () => {
  const header = '名称,类别,级别,地区,认定日期,发文单位,文号';
  const first = csv(header, ['更正中试平台,中试平台,,,2024,市科技局,常科发〔2024〕1号']);
  await house.titleImports.importContent(zhou, first, { commit: true });
  const better = csv(header, ['更正中试平台,中试平台,市级,武进区,2024-05-06,市科技局,常科发〔2024〕11号']);
  const found = await preview(zhou, better, house.titleImports);
  expect(found.items).toMatchObject([
    { verdict: 'change', words: 'Will be completed or changed: level, region, document number, day of recognition' },
  ]);
  await house.titleImports.importContent(zhou, better, { commit: true });
  const made = await database.db
    .selectFrom('recognitions')
    .select(['id', 'level', 'region', 'recognised_on', 'document_number'])
    .where('title', '=', '更正中试平台')
    .executeTakeFirstOrThrow();
  expect(made).toMatchObject({
    level: 'municipal',
    region: 'CZ-WJ',
    recognised_on: '2024-05-06',
    document_number: '常科发〔2024〕11号',
  });
  const { items } = await house.recognitions.events(zhou, made.id, 5, undefined);
  expect(items[0]).toMatchObject({ action: 'correct', reason: 'Completed by an import' });
  expect((await preview(zhou, better, house.titleImports)).rows).toEqual(counts(0, 0, 1, 0));
  const otherwise = csv(header, ['更正中试平台,中试平台,市级,天宁区,2023,,']);
  expect((await preview(zhou, otherwise, house.titleImports)).rows).toEqual(counts(0, 0, 0, 1));
});

test('an officer of a district writes only there', async () => {
  const rows = ['常州甲研究院有限公司,武进区', '常州乙研究院有限公司,天宁区', '常州丙研究院有限公司,'];
  const found = await preview(lin, csv('Name,Region', rows));
  expect(found.items.map(({ verdict }) => verdict)).toEqual(['create', 'refuse', 'refuse']);
  expect(found.items[1]?.words).toContain('your own district');
});

test('titles: kinds by any of their names, days as they are written, and what contradicts the register', async () => {
  const header = '名称,类别,级别,阶段,地区,认定日期,发文单位,文号,依托单位';
  const rows = [
    '青竹孵化器,科技企业孵化器,省级,已认定,武进区,2024年9月,省科技厅,苏科〔2024〕1号,',
    '青竹孵化器,科技型企业孵化器,省级,已认定,武进区,2024-09,省科技厅,苏科〔2024〕1号,',
    '青竹加速器,飞船,省级,已认定,武进区,2024/13,,,',
    '青竹众创空间,众创空间,卓越级,,武进区,2099,,,无此机构有限公司',
    '青竹实验室,实验室,市级,,,,,,无此机构有限公司',
    '江苏省先进动力和储能电池技术创新中心,技术创新中心,国家级,,,,,,',
    '国家光伏制造业创新中心(建设中),技术创新中心,,已认定,,2025-03-01,,,',
    '国家光伏制造业创新中心(建设中),技术创新中心,,已认定,,2025,,,',
  ];
  const found = await preview(zhou, csv(header, rows), house.titleImports);
  expect(found.items.map(({ row, verdict, column }) => `${row} ${verdict} ${column}`)).toEqual([
    '2 create null',
    '3 duplicate null',
    '4 refuse 类别',
    '5 refuse 认定日期',
    '6 refuse 依托单位',
    '7 refuse 级别',
    '8 change null',
    '9 refuse 阶段',
  ]);
  expect(found.items[2]?.words).toContain('2024/13');
});

test('10,000 organizations are judged and committed beside 60,000, with progress to be seen', async () => {
  await database.ownerPool.query(`insert into organizations (id, state, version, created, recorded_at, name, name_keys)
    select gen_random_uuid(), 'active', 1, now(), now(), 'filler ' || n, array['=filler' || n, '~filler' || n] from generate_series(1, 60000) n`);
  await database.ownerPool.query('analyse organizations');
  const rows = Array.from(
    { length: 10_000 },
    (_, at) => `常州第${at}号科技服务有限公司,${['武进区', '新北区', '天宁区', '郑陆镇'][at % 4]},7320,小型`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'touyan-import-'));
  const path = join(folder, 'ten-thousand.csv');
  writeFileSync(path, ['名称,地区,行业代码,规模', ...rows].join('\n'));
  const seen = new Set<string>();
  const watch = setInterval(() => {
    const asked = database.db.selectFrom('imports').select(['state', 'done']).where('file_name', '=', 'ten-thousand.csv');
    void asked.executeTakeFirst().then((now) => now && now.done % 10_000 !== 0 && seen.add(now.state));
  }, 50);
  const began = performance.now();
  const status = await importFile(house.imports, path, { commit: true, actor: zhou });
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  rmSync(folder, { recursive: true });
  console.log(`10,000 organizations: ${seconds.toFixed(1)} s`);
  expect(status.answer).toMatchObject({
    state: 'written',
    rows: counts(10_000, 0, 0, 0),
    done: 10_000,
    total: 10_000,
    refused: [],
  });
  expect(status.lines).toEqual(['ten-thousand.csv: written. 10000 new, 0 changed, 0 duplicates, 0 refused']);
  expect([...seen].toSorted()).toEqual(['judging', 'writing']);
}, 300_000);
