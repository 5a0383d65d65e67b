// The documents that are handed out, over HTTP: what they say in both languages, the proof inside them, who gets them, and what bad asking gets.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCode, documentTypes } from '../src/platform/shared/document.ts';
import { filesIn, textsOf } from '../src/platform/server/documents/paper.fixtures.ts';
import { stopPress } from '../src/platform/server/documents/press.ts';
import { leafOf } from '../src/records/server/hash.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

const address = 'https://touyan.example.cn';
const scratch = mkdtempSync(join(tmpdir(), 'documents-'));
let house: TestHouse;
let zhou: Person;
let firm: Acted;
let title: Acted;
beforeAll(async () => {
  house = await startHouse({ publicUrl: `${address}/` });
  zhou = await house.as('bureauOfficer');
  const region = house.house.parts.regions.find((one) => one.kind === 'district')!.id;
  firm = await zhou.create('organizations', {
    name: '云川𠮷禾检测有限公司',
    region,
    contactName: '王小明',
    contactPhone: '13812345678',
  });
  title = await zhou.create('recognitions', {
    organization: firm.id,
    title: '云川青禾众创空间',
    kind: 'incubator',
    level: 'municipal',
    stage: 'recognised',
    recognisedOn: '2025-03-01',
    issuer: '云川市科学技术局',
    documentNumber: '云科发〔2025〕7号',
  });
  await house.sealNow();
});
afterAll(async () => {
  await house.close();
  await stopPress();
  rmSync(scratch, { recursive: true });
});

type Got = { status: number; type: string | null; name: string; bytes: Buffer };
async function fetched(who: Person, path: string, language: 'zh-CN' | 'en' = 'zh-CN', query = {}): Promise<Got> {
  const answer = await who.send('GET', path, { query, headers: { 'accept-language': language } });
  const said = answer.headers.get('content-disposition')?.split("''")[1] ?? '';
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    name: decodeURIComponent(said),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
}
const text = async (got: Got) => (await textsOf(got.bytes)).join('');
const problem = ({ bytes }: Got) => (JSON.parse(bytes.toString()) as { code: string }).code;

/** What `public/verify.mjs` says of a proof. */
function verified(proof: string): { code: number; said: string } {
  const file = join(scratch, 'proof.json');
  writeFileSync(file, proof);
  try {
    return { code: 0, said: execFileSync(process.execPath, ['public/verify.mjs', file], { encoding: 'utf8' }) };
  } catch (error) {
    return { code: Number(Reflect.get(Object(error), 'status')), said: String(Reflect.get(Object(error), 'stdout')) };
  }
}

test('a certificate says what the register holds, and the proof inside it is checked without the platform', async () => {
  const got = await fetched(house.visitor(), `/recognitions/${title.id}/certificate.pdf`);
  expect([got.status, got.type, got.name]).toEqual([200, documentTypes.pdf, '认定登记证明 云川青禾众创空间.pdf']);
  const said = await text(got);
  for (const words of [
    '兹证明：',
    '“云川青禾众创空间”',
    '云科发〔2025〕7号',
    '2025年3月1日',
    '示例城市：本文件内容均为生成的样例',
  ])
    expect(said).toContain(words);
  const proof = (await filesIn(got.bytes)).get('proof.json')!;
  const { code, said: verdict } = verified(proof);
  expect([code, verdict]).toEqual([0, expect.stringContaining(`VALID: recognition ${title.id}, create`)]);
  const { algorithm, body } = JSON.parse(proof) as { algorithm: 'sha256' | 'sm3'; body: string };
  expect(said).toContain(`校验码：${checkCode(leafOf(algorithm, body).toString('hex'))}`);
  expect(verified(proof.replace('municipal', 'provincial')).code).toBe(1);

  const english = await text(await fetched(house.visitor(), `/recognitions/${title.id}/certificate.pdf`, 'en'));
  expect(english).toContain('Thisistocertifythat');
  expect(english).not.toContain('兹证明');
});

test('a record that was changed a moment ago is refused politely until it is sealed; then the document tells the new state', async () => {
  await zhou.act(title, 'remove', { on: '2026-01-01', reason: '退出' });
  const path = `/recognitions/${title.id}/certificate.pdf`;
  const early = await fetched(house.visitor(), path);
  expect([early.status, problem(early)]).toEqual([409, 'document.notSealed']);
  await house.sealNow();
  const said = await text(await fetched(house.visitor(), path));
  expect(said).toContain('认定登记摘录');
  expect(said).toContain('不作为有效认定计入');
  expect(said).not.toContain('兹证明');
});

test('an extract has no contact whoever asks, and names the character that its typeface lacks', async () => {
  const got = await fetched(zhou, `/organizations/${firm.id}/extract.pdf`);
  const said = await text(got);
  expect(said).toContain('云川〓禾检测有限公司');
  expect(said).toContain('U+20BB7');
  expect(said).not.toMatch(/王小明|13812345678/);
  expect(got.name).toBe('机构登记摘录 云川𠮷禾检测有限公司.pdf');
  // Nothing personal was shown, so nothing is logged as read.
  const audit = await house.as('auditAdmin');
  const reads = await audit.get<{ items: { at: string }[] }>(`/organizations/${firm.id}/reads`);
  const before = reads.items.length;
  await fetched(zhou, `/organizations/${firm.id}/extract.pdf`);
  expect((await audit.get<{ items: object[] }>(`/organizations/${firm.id}/reads`)).items).toHaveLength(before);
});

test('a manager’s slip: whole for who works with the person and logged, masked for who does not, not there for strangers', async () => {
  const manager = await zhou.create('technology-managers', {
    name: '李青禾',
    certificateNumber: 'YC2024000077',
    phone: '13900001111',
    certificateLevel: 'junior',
    issuedOn: '2024-01-01',
  });
  await zhou.act(manager, 'affiliate', { organization: firm.id, on: '2025-01-01' });
  await house.sealNow();
  const path = `/technology-managers/${manager.id}/standing.pdf`;
  const whole = await text(await fetched(zhou, path));
  expect(whole).toContain('李青禾');
  expect(whole).toContain('YC2024000077');
  expect(whole).not.toContain('13900001111');
  const security = await house.as('securityAdmin');
  const masked = await text(await fetched(security, path));
  expect(masked).toContain('个人信息已脱敏');
  expect(masked).not.toMatch(/李青禾|YC2024000077/);
  const stranger = await house.as({ account: 'other-admin', roles: ['organizationAdmin'], organization: title.id });
  expect((await fetched(stranger, path)).status).toBe(404);
  expect((await fetched(house.visitor(), path)).status).toBe(401);
  const { items } = await (await house.as('auditAdmin')).get<{ items: { account: string }[] }>(
    `/technology-managers/${manager.id}/reads`,
  );
  expect(items.length).toBeGreaterThan(0);
  const proof = (await filesIn((await fetched(zhou, path)).bytes)).get('proof.json')!;
  expect(proof).not.toMatch(/李青禾|13900001111/);
  expect(verified(proof).code).toBe(0);
});

test('slip and bulletin: the value, its basis, and what has no data is named and never 0', async () => {
  const { root } = house.house.pack.city;
  const figure = await house.report(zhou, {
    series: 'revenue',
    region: root,
    period: '2024',
    value: '80000000000',
    qualifier: 'about',
    source: { title: '2024年统计公报', verified: true, address: null, confidence: 'high', note: null },
  });
  const release = await zhou.create('releases', { title: '2024年度数据', asOf: '2024-12-31' });
  await house.sealNow();
  const slip = await text(await fetched(house.visitor(), `/reported-figures/${figure.id}/slip.pdf`));
  for (const words of ['约800亿元', '80000000000元', '2024年统计公报', '作为该地区该时期的数']) expect(slip).toContain(words);
  const path = `/releases/${release.id}/bulletin`;
  const [pdf, docx] = [await fetched(house.visitor(), `${path}.pdf`), await fetched(house.visitor(), `${path}.docx`)];
  expect([docx.type, docx.name]).toEqual([documentTypes.docx, `${String(release['number'])} 2024年度数据.docx`]);
  const written = (await mammoth.extractRawText({ buffer: docx.bytes })).value.replaceAll(/\s+/g, '');
  for (const said of [await text(pdf), written]) {
    expect(said).toMatch(/数据发布〔2026〕\d+号/);
    expect(said).toContain('2024年度数据（初步数）');
    expect(said).toContain('本次发布为初步数，以最终数为准。');
    expect(said).toContain('科技服务业营业收入800亿元');
    expect(said).toMatch(/暂无数据的指标.*并非为零/);
  }
  expect(verified((await filesIn(pdf.bytes)).get('proof.json')!).said).toContain(`VALID: release ${release.id}`);
});

test('the plan’s report at a day and an instant: targets, districts, tasks, what is not known and why; the same in PDF and DOCX', async () => {
  const { code } = house.house.parts.plans[0]!;
  const knownAt = new Date((await house.sealNow()).getTime()).toISOString();
  const query = { asOf: '2026-06-30', knownAt };
  const [pdf, docx] = [
    await fetched(house.visitor(), `/plans/${code}/report.pdf`, 'zh-CN', query),
    await fetched(house.visitor(), `/plans/${code}/report.docx`, 'zh-CN', query),
  ];
  const drawn = (await text(pdf)).replaceAll(/—\d+—/g, '');
  const written = (await mammoth.extractRawText({ buffer: docx.bytes })).value.replaceAll(/\s+/g, '');
  const plan = await house
    .visitor()
    .get<{ targets: { name: string; current: string | null }[]; tasks: { title: string }[] }>(`/plans/${code}`, query);
  for (const said of [drawn, written]) {
    expect(said).toContain('本报告数据截至2026年6月30日');
    expect(said).toContain('此时点的数据已封存，不会再变。');
    expect(said).toContain('暂无数据的目标及原因');
    for (const { name } of plan.targets) expect(said).toContain(name.replaceAll(/\s+/g, ''));
    for (const task of plan.tasks) expect(said).toContain(task.title);
  }
  const english = await text(await fetched(house.visitor(), `/plans/${code}/report.pdf`, 'en', query));
  expect(english).toContain('Figuresareasof30June2026');
  expect(english).not.toMatch(/目标|任务/);
});

test('bad asking: unknown records, foreign kinds, wrong ids and parameters are refused alike, and nothing is made', async () => {
  const visitor = house.visitor();
  const unknown = '01a214ce-119c-7951-a62c-000000000000';
  const paths = ['recognitions/ID/certificate', 'organizations/ID/extract', 'reported-figures/ID/slip', 'releases/ID/bulletin'];
  for (const path of paths)
    for (const id of [unknown, title.id, 'x', '%00', '..%2f..']) {
      if (id === title.id && path.startsWith('recognitions')) continue;
      const { status } = await fetched(visitor, `/${path.replace('ID', id)}.pdf`);
      expect([path, id, [400, 404].includes(status)]).toEqual([path, id, true]);
    }
  expect((await fetched(visitor, `/recognitions/${title.id}/certificate.docx`)).status).toBe(404);
  expect((await fetched(visitor, `/recognitions/${title.id}/certificate.pdf`, 'zh-CN', { as: 'officer' })).status).toBe(400);
  const { code } = house.house.parts.plans[0]!;
  expect((await fetched(visitor, '/plans/no-such-plan/report.pdf')).status).toBe(404);
  expect((await fetched(visitor, `/plans/${code}/report.docx`, 'zh-CN', { asOf: '2026-13-01' })).status).toBe(400);
});
