// What the printed API says, against what the house answers: real answers of every operation that can be asked, checked as strictly as printed.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startHouse, type TestHouse } from './harness/house.ts';
import { type Mailbox, openMailbox, textOf } from './harness/mailbox.ts';
import { openMailer } from '../src/platform/server/mail.ts';
import { askNotices } from './openapi-notices.ts';
import type { Person } from './harness/http.ts';
import { askContractCheck } from './openapi-contracts.ts';
import { askPlanAtWork } from './openapi-tasks.ts';
import { askDesk } from './openapi-desk.ts';
import { askReturns } from './openapi-returns.ts';
import { askForms } from './openapi-forms.ts';
import { askFiles } from './openapi-files.ts';
import { askDocuments } from './openapi-documents.ts';
import { askIdentity } from './openapi-identity.ts';
import { askRights } from './openapi-rights.ts';
import { askContractPapers } from './openapi-contract-papers.ts';
import { askContractDesk } from './openapi-contract-desk.ts';
import { askContractLife } from './openapi-contract-life.ts';
import { askContracts } from './openapi-contract-records.ts';
import { askOfficial } from './openapi-official.ts';
import { askContractYears } from './openapi-closing.ts';
import { askRegistries } from './openapi-registries.ts';
import { askExchange } from './openapi-exchange.ts';
import { askMarket } from './openapi-market.ts';
import { askPublicContracts } from './openapi-public-contracts.ts';
import { askSignals } from './openapi-signals.ts';
import { askSignUp } from './openapi-sign-up.ts';
import { askTenants } from './openapi-tenants.ts';
import { askTargets } from './openapi-targets.ts';
import { askBenefitsAsPrinted } from './openapi-benefits.ts';
import { askOpenAsPrinted } from './openapi-open.ts';
import { askPlanPapers } from './openapi-wiring.ts';

type Content = Record<string, { schema: object }>;
type Operation = { responses: Record<string, { content?: Content }> };
type Printed = { paths: Record<string, Record<string, Operation>>; components: { schemas: { Problem: object } } };
const printed = JSON.parse(readFileSync(new URL('../docs/openapi.json', import.meta.url), 'utf8')) as Printed;
const problem = z.fromJSONSchema(printed.components.schemas.Problem as never);

let house: TestHouse;
let zhou: Person;
let audit: Person;
let mailbox: Mailbox;
let beside: string;
beforeAll(async () => {
  mailbox = await openMailbox();
  const mailer = openMailer({ url: mailbox.url, from: 'touyan@example.cn' });
  house = await startHouse({ demo: true, sending: { mailer, sms: null, publicUrl: null } });
  [zhou, audit] = [await house.as('bureauOfficer'), await house.as('auditAdmin')];
  beside = (await zhou.create('organizations', { name: '印证关联方有限公司', region: region() })).id;
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

const checked = new Set<string>();
/** What was answered otherwise than printed; each test ends with none. */
const wrong: unknown[] = [];
const note = (named: string, issues: readonly unknown[] | undefined) => issues && wrong.push([named, issues]);
/** Sends a request and checks its answer against the printed schema of its status; gives the answer. */
async function ask(
  who: Person,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  at: Record<string, string> = {},
  body?: unknown,
) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => at[name] ?? '');
  const query = Object.fromEntries(Object.entries(at).filter(([name]) => !path.includes(`{${name}}`)));
  const answer = await who.send(method.toUpperCase(), filled, { query, ...(body === undefined ? {} : { body }) });
  const operation = printed.paths[path]?.[method];
  if (!operation) throw new Error(`${method} ${path} is not printed`);
  const text = await answer.text();
  const named = `${method} ${path}`;
  if (answer.status >= 400) {
    note(named, problem.safeParse(JSON.parse(text)).error?.issues);
    return { status: answer.status, body: JSON.parse(text) as Answer };
  }
  const [status, said] = Object.entries(operation.responses).find(([one]) => one !== 'default') ?? [];
  if (String(answer.status) !== status) note(named, [answer.status, status]);
  checked.add(named);
  if (said?.content === undefined) return { status: answer.status, body: {} as Answer };
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const schema = (said.content[type] ?? said.content['*/*'])?.schema as { format?: string } | undefined;
  if (schema === undefined) throw new Error(`${named} answers ${type}, but ${Object.keys(said.content).join(', ')} is printed`);
  if (type !== 'application/json' || schema.format === 'binary') return { status: answer.status, body: {} as Answer };
  const held = JSON.parse(text) as Answer;
  note(named, z.fromJSONSchema(schema as never).safeParse(held).error?.issues);
  return { status: answer.status, body: held };
}
type Answer = { id: string; version: number; items: { id: string }[]; [field: string]: unknown };

const region = () => house.house.parts.regions.find((one) => one.kind === 'district')?.id ?? '';
const record = {
  organizations: '',
  recognitions: '',
  'reported-figures': '',
  releases: '',
  'technology-managers': '',
  'above-scale-listings': '',
  'organization-relations': '',
  'yearly-revenues': '',
  premises: '',
  'gap-follow-ups': '',
};
type Kind = keyof typeof record;
let count = 0;
const fresh = () => `印证${++count}号机构`;
/** Of premises. */
const [opened, run] = [{ openedOn: '2024-01-01' }, { use: 'incubation', tenure: 'owned', area: '100' }];
const bodies: Record<Kind, () => object> = {
  organizations: () => ({ name: fresh(), region: region(), contactName: '王小明', contactPhone: '13812345678' }),
  recognitions: () => ({ title: fresh(), kind: 'incubator', region: region(), organization: record.organizations }),
  'reported-figures': () => ({ series: house.house.parts.series[0], region: region(), period: '2001', value: '5' }),
  releases: () => ({ title: fresh(), asOf: '2026-01-31' }),
  'technology-managers': () => ({ name: fresh().slice(0, 4), certificateLevel: 'junior', issuedOn: '2024-01-01' }),
  'above-scale-listings': () => ({ name: fresh(), region: region(), listedOn: '2025-01-01' }),
  'organization-relations': () => ({
    first: record.organizations,
    second: beside,
    how: 'representative',
    evidence: '公示系统查询',
  }),
  'yearly-revenues': () => ({ organization: record.organizations, year: 2025, revenue: '1000.50' }),
  premises: () => ({ organization: record.organizations, name: fresh(), address: fresh(), region: region(), ...opened, ...run }),
  'gap-follow-ups': () => ({
    plan: 'yunchuan-three-years',
    target: 'revenue',
    region: region(),
    subject: { kind: 'region', id: region() },
    outcome: 'done',
  }),
};
const acts: Record<Kind, Record<string, () => object>> = {
  organizations: {
    edit: () => ({ size: 'small', industry: '7310' }),
    move: () => ({ region: region(), on: '2026-01-02' }),
    cease: () => ({ on: '2026-01-02', document: '印证' }),
    undoCease: () => ({ reason: '印证' }),
    merge: () => ({ into: record.organizations }),
    undoMerge: () => ({}),
    eraseContact: () => ({ reason: '印证' }),
  },
  recognitions: {
    recommend: () => ({ on: '2026-01-01' }),
    giveNotice: () => ({ on: '2026-01-01' }),
    construct: () => ({ on: '2026-01-02' }),
    acceptFinally: () => ({ on: '2026-01-02' }),
    recognise: () => ({ on: '2026-01-03' }),
    evaluate: () => ({ on: '2026-01-04', result: '优秀' }),
    correct: () => ({ issuer: '市科技局', reason: '印证' }),
    upgrade: () => ({ level: 'provincial', on: '2026-01-04' }),
    move: () => ({ region: region(), on: '2026-01-05' }),
    remove: () => ({ on: '2026-02-01', reason: '印证' }),
    void: () => ({ reason: '印证' }),
  },
  'reported-figures': { void: () => ({ reason: '印证' }) },
  releases: {},
  'above-scale-listings': {
    correct: () => ({ listedOn: '2025-02-01', reason: '印证' }),
    delist: () => ({ on: '2025-06-01', reason: '印证' }),
    undoDelist: () => ({ reason: '印证' }),
    void: () => ({ reason: '印证' }),
  },
  'organization-relations': {
    correct: () => ({ since: '2020-01-01', reason: '印证' }),
    end: () => ({ on: '2021-01-01', reason: '印证' }),
    void: () => ({ reason: '印证' }),
  },
  'gap-follow-ups': { change: () => ({ outcome: 'later' }), withdraw: () => ({}) },
  'yearly-revenues': { amend: () => ({ revenue: '2', reason: '印证' }), void: () => ({ reason: '印证' }) },
  premises: {
    change: () => ({ ...run, on: '2025-02-01', area: '200' }),
    withdraw: () => ({ on: '2025-02-01', reason: '印证' }),
    correct: () => ({ document: '合同', reason: '印证' }),
    close: () => ({ on: '2025-06-01', reason: '印证' }),
    reopen: () => ({ reason: '印证' }),
    void: () => ({ reason: '印证' }),
  },
  'technology-managers': {
    edit: () => ({ trainingBase: '基地' }),
    affiliate: () => ({ organization: record.organizations, on: '2025-01-01' }),
    endAffiliation: () => ({ on: '2025-02-01', reason: '印证' }),
    renew: () => ({ validTo: '2030-01-01' }),
    void: () => ({ reason: '印证' }),
    erase: () => ({ reason: '印证' }),
  },
};

test.each(Object.keys(bodies) as Kind[])('%s: made, acted on, listed, read and proved as printed', async (kind) => {
  const path = `/${kind}`;
  record[kind] = (await ask(zhou, 'post', path, {}, bodies[kind]())).body.id;
  const other = kind === 'organizations' ? (await ask(zhou, 'post', path, {}, bodies[kind]())).body.id : record[kind];
  for (const [name, body] of Object.entries(acts[kind])) await ask(zhou, 'post', `${path}/{id}/${name}`, { id: other }, body());
  await ask(zhou, 'post', path, {}, { junk: 1 });
  const id = record[kind];
  const { items } = (await ask(zhou, 'get', path)).body;
  expect(items.length).toBeGreaterThan(0);
  await ask(zhou, 'get', `${path}/{id}`, { id });
  const events = (await ask(zhou, 'get', `${path}/{id}/events`, { id })).body.items;
  await house.sealNow();
  await ask(zhou, 'get', `${path}/{id}/proof`, { id, event: events[0]?.id ?? '' });
  expect(wrong).toEqual([]);
});

test('a manager’s own organization confirms as printed', async () => {
  const admin = await house.as({ roles: ['organizationAdmin'], organization: record.organizations });
  const { id } = (await ask(zhou, 'post', '/technology-managers', {}, bodies['technology-managers']())).body;
  await ask(zhou, 'post', '/technology-managers/{id}/affiliate', { id }, acts['technology-managers']['affiliate']!());
  await ask(admin, 'post', '/technology-managers/{id}/confirm', { id }, {});
  await ask(audit, 'get', '/technology-managers/{id}/reads', { id });
  await ask(audit, 'get', '/organizations/{id}/reads', { id: record.organizations });
  expect(wrong).toEqual([]);
});

const imported = {
  organizations: () => `name,creditCode\n${fresh()},\n${fresh()},1\n`,
  recognitions: () => `title,kind\n${fresh()},incubator\nx,none\n`,
  'above-scale-listings': () =>
    `name,region,listedOn\n${fresh()},${house.house.parts.regions.find((one) => one.id === region())?.name.zh},2025-01-01\nx,,1\n`,
  'yearly-revenues': () => `name,year,revenue\n${named},2024,5\nx,1,1\n`,
  listings: () =>
    `firm,sort,title,text,field,cooperation,noSecret\n${named},problem,印证征集需求,印证用的说明不少于十个字。,01,03,yes\nx,,1,1,,,\n`,
  contracts: () =>
    `title,type,seller,amount,registrationNumber,registeredOn\n印证补录,service,${named},5,2024000000${String(100000 + ++count)},2024-05-06\nx,,,1,1,1\n`,
};
let named = '';
test.each(Object.keys(imported) as (keyof typeof imported)[])('an import of %s as printed', async (kind) => {
  named ||= (await zhou.create('organizations', { name: fresh(), region: region() }))['name'] as string;
  const content = imported[kind]();
  const path = `/${kind}/imports` as const;
  const { id } = await zhou.upload<{ id: string }>(path, { name: 'a.csv', content });
  checked.add(`post ${path}`);
  const settled = await house.house.imports[kind].settled(
    {
      account: (await zhou.get<{ id: string }>('/session')).id,
      roles: ['bureauOfficer'],
      organization: null,
      region: null,
      language: 'en',
      demo: false,
    },
    id,
  );
  await ask(zhou, 'get', `${path}/{id}`, { id });
  await ask(zhou, 'get', `${path}/{id}/rows`, { id });
  await ask(zhou, 'post', `${path}/{id}/commit`, { id }, { fingerprint: settled.fingerprint });
  await ask(zhou, 'get', `${path}/template`);
  expect(wrong).toEqual([]);
});

test('files, attachments, archives and forms as printed', async () => {
  await askFiles(ask, zhou, record.recognitions, house.sealNow, checked);
  await askForms(ask, zhou, checked);
  await askReturns(ask, { house, zhou, organization: record.organizations, checked });
  expect(wrong).toEqual([]);
});

test('figures, plans and what stands beside the records as printed', async () => {
  const { items } = (await ask(zhou, 'get', '/indicators')).body as unknown as { items: { code: string }[] };
  for (const by of ['region', 'kind', 'level', 'type']) await ask(zhou, 'get', '/indicators', { by, asOf: '2025-06-30' });
  await ask(zhou, 'get', '/indicators', { every: 'year' });
  for (const { code } of items) {
    await ask(zhou, 'get', '/indicators/{code}/entries', { code });
    await ask(zhou, 'get', '/indicators/{code}', { code });
    await ask(zhou, 'get', '/indicators/{code}/answer', { code });
  }
  const plans = (await ask(zhou, 'get', '/plans')).body as unknown as { items: { code: string }[] };
  for (const { code } of plans.items) await ask(zhou, 'get', '/plans/{code}', { code });
  const plan = plans.items[0]?.code ?? '';
  await ask(zhou, 'get', '/plans/{code}/gaps', { code: plan });
  await ask(zhou, 'get', '/plans/{code}/monday', { code: plan, region: region() });
  const organization = record.organizations;
  await ask(zhou, 'get', '/organizations/duplicates', { name: '印证1号机构' });
  const into = (await ask(zhou, 'post', '/organizations', {}, bodies.organizations())).body.id;
  await ask(zhou, 'get', '/organizations/{id}/merge-preview', { id: organization, into });
  const title = (await ask(zhou, 'post', '/recognitions', {}, { ...bodies.recognitions(), stage: 'recognised' })).body.id;
  await ask(zhou, 'get', '/recognitions/{id}/end-preview', { id: title, action: 'void' });
  await ask(zhou, 'get', '/releases/{id}/check', { id: record.releases });
  await ask(zhou, 'get', '/releases/{id}/revisions', { id: record.releases });
  await ask(zhou, 'get', '/vintages/{code}', { code: items[0]?.code ?? '' });
  await askOpenAsPrinted(ask, house.visitor());
  await askDocuments(ask, zhou, record, house.sealNow);
  for (const path of [
    '/indicator-definitions',
    '/regions',
    '/regions/map',
    '/recognitions/kinds',
    '/seals/head',
    '/health',
    '/health/live',
    '/health/ready',
    '/metrics',
    '/session',
    '/statistics/benchmarks',
    '/statistics/gaps',
    '/above-scale/candidates',
    '/publications',
  ])
    await ask(zhou, 'get', path);
  await ask(house.visitor(), 'get', '/session/demo-accounts');
  await ask(house.visitor(), 'post', '/session', {}, { account: 'nobody-here', password: 'x' });
  const leaving = await house.as('technologyManager');
  await ask(leaving, 'post', '/session', {}, { account: 'technologymanager', password: 'Long-enough-1' });
  await ask(leaving, 'delete', '/session');
  expect(wrong).toEqual([]);
});

test('the plan at work as printed', async () => {
  await askPlanAtWork(ask, house);
  expect(wrong).toEqual([]);
});

test('the self-check of contracts as printed', async () => {
  await askContractCheck(ask, house.visitor());
  // A file comes in parts, which no printed example sends: it is asked by the browser's journey and by the server's tests.
  const file = { name: '合同.txt', content: '技术服务合同\n甲方：云川某公司' };
  expect((await zhou.upload('/contracts/read', file))['text']).toContain('技术服务合同');
  checked.add('post /contracts/read');
  expect(wrong).toEqual([]);
});

test('the desk as printed', async () => {
  await askDesk((...of) => ask(zhou, ...of), house.sealNow);
  expect(wrong).toEqual([]);
});

test('notices and comments answer as printed', async () => {
  const lin = await house.as({ account: 'lin', roles: ['registrar'] });
  const codeSent = () => /\d{6}/.exec(textOf(mailbox.mails.at(-1) ?? { raw: '' }))?.[0] ?? '';
  await askNotices(ask, { zhou, lin, record: record.organizations, work: () => house.house.board.notices.work(), codeSent });
  expect(wrong).toEqual([]);
});

test('accounts and the security log as printed', async () => {
  await askIdentity(house, ask, audit);
  await askRights(house, ask, audit);
  expect(wrong).toEqual([]);
});

test('the market as printed', async () => {
  await askMarket({ ask, house, zhou, region: region() });
  await askExchange({ ask, house, zhou });
  // A file comes in parts, which no printed example sends: it is sent there all the same.
  checked.add('post /auctions/{id}/returned');
  expect(wrong).toEqual([]);
});

test('contracts as printed', async () => {
  await askContracts({ ask, house, zhou, region: region() });
  await askContractPapers({ ask, house, zhou, region: region() });
  await askContractLife({ ask, house, zhou, region: region() });
  await askPublicContracts({ ask, house, zhou, region: region() });
  await askOfficial({ ask, house, zhou, region: region(), checked });
  await askContractDesk({ ask, house, zhou, region: region() });
  expect(wrong).toEqual([]);
});

test('contract years as printed', async () => {
  await askContractYears({ ask, house, zhou, region: region() });
  expect(wrong).toEqual([]);
});

test('registries as printed', async () => {
  await askRegistries({ ask, house, zhou, region: region() });
  await askSignals({ ask, house, zhou, region: region() });
  expect(wrong).toEqual([]);
});

test('signing up, members and experts as printed', async () => {
  await askSignUp({ ask, house, zhou, audit, region: region(), checked });
  expect(wrong).toEqual([]);
});

test('tenants of an incubator as printed', async () => {
  await askTenants({ ask, house, zhou, region: region(), checked });
  expect(wrong).toEqual([]);
});

test('targets at work as printed', async () => {
  const second = await house.as({ account: 'second', roles: ['bureauOfficer'] });
  const series = house.house.parts.series[0] ?? '';
  await askTargets({ ask, checked, zhou, second, sealNow: house.sealNow, region: region(), series });
  await askPlanPapers(ask, zhou, house.sealNow);
  await askBenefitsAsPrinted(ask, house.visitor());
  expect(wrong).toEqual([]);
});

test('no operation is printed that was not asked here', () => {
  const all = Object.entries(printed.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter((one) => !checked.has(one))).toEqual([]);
});
