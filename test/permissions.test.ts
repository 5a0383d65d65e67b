// Every action of every record kind × every role, over HTTP: allowed or refused as the lifecycle table says, and as the printed matrix shows.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles, type Role } from '../src/platform/shared/actor.ts';
import { createsFrom, isAsked, listOf } from '../src/records/lifecycle.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import { attachedTo, madeForFiles } from './harness/papers.ts';
import type { Acted, Person } from './harness/http.ts';
import { eventBodies, eventFolders } from './permissions-events.ts';
import { signalBodies, signalFolders, signalMade, signalsWaiting } from './permissions-signals.ts';
import { signUpBodies, signUpFolders, signUpMade } from './permissions-sign-up.ts';
import { atWorkBodies, atWorkFolders, atWorkMade } from './permissions-tasks.ts';

let house: TestHouse;
const people = new Map<Role, Person>();
let region: string;
let other: string;
let organization: string;
let fair: string;
let visit: string;
let count = 0;
/** Titles applied for in the other district: each is followed up once. */
const applied: string[] = [];
/** Organizations beside the one of those that ask. */
const related: string[] = [];
const fresh = () => `测试${++count}号`;

/** Uploads of the bureau's officer that wait, and the titles that are archived once each. */
let waiting: string[];
let titles: string[];

beforeAll(async () => {
  house = await startHouse();
  [region, other] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [string, string];
  const zhou = await house.as('bureauOfficer');
  organization = (await zhou.create('organizations', { name: '权限测试机构有限公司', region: other })).id;
  fair = (await zhou.create('fairs', bodies['fair']!['create']!())).id;
  visit = (await zhou.create('visits', { organization, text: '测试走访' })).id;
  for (let left = 18; left > 0; left--)
    related.push((await zhou.create('organizations', { name: `关联测试${left}号有限公司`, region: other })).id);
  for (let left = 40; left > 0; left--)
    applied.push((await zhou.create('recognitions', { title: fresh(), kind: 'newRdInstitution', region: other })).id);
  await signalsWaiting({ house, organization }, 2 * roles.length + 1);
  ({ waiting, titles } = await madeForFiles(zhou, other, 45));
  for (const role of roles) {
    const place =
      role === 'districtOfficer' ? { region } : role === 'member' || role === 'organizationAdmin' ? { organization } : {};
    people.set(role, role === 'bureauOfficer' ? zhou : await house.as({ roles: [role], ...place }));
  }
});
afterAll(() => house.close());

const listingSaid = { sort: 'service', title: '测试服务', text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };
const premisesAreas = { use: 'incubation', tenure: 'owned', area: '100' };

/** Another relation each time: of each two organizations three can stand at once. */
let relations = 0;
function relationOf(others: readonly string[]) {
  const [way, other] = [Math.floor(++relations / others.length), others[relations % others.length]];
  if (way === 0) return { first: organization, second: other, how: 'representative', evidence: fresh() };
  const [first, second] = way === 1 ? [organization, other] : [other, organization];
  return { first, second, how: 'ownership', share: '51', evidence: fresh() };
}

/** Another month or another respondent each time: of a month each is asked once. */
let asked = 0;
function returnOf(respondents: readonly string[]) {
  const [month, at] = [asked % 24, Math.floor(asked++ / 24)];
  const period = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return { form: 'institution-month', period, organization: respondents[at] };
}

const calendarOf = (year: number) => ({
  year,
  daysOff: ['01-01', '05-01', '10-01', '10-02'].map((one) => `${year}-${one}`),
  workingDays: [],
  document: { title: '放假安排' },
});
const series = () => house.house.parts.series[0]!;
/** A body for each action that passes its form. Records are made in a district where none of the parties is in charge. */
const bodies: Record<string, Record<string, () => object>> = {
  organization: {
    create: () => ({ name: fresh(), region: other }),
    edit: () => ({ size: 'small' }),
    move: () => ({ region, on: '2026-01-01' }),
    cease: () => ({ on: '2026-01-01', document: '测试' }),
    undoCease: () => ({ reason: '测试' }),
    merge: () => ({ into: organization }),
    undoMerge: () => ({}),
    eraseContact: () => ({ reason: '测试' }),
  },
  recognition: {
    create: () => ({ title: fresh(), kind: 'incubator', region: other }),
    upgrade: () => ({ level: 'provincial', on: '2025-01-01' }),
    move: () => ({ region: other, on: '2025-01-01' }),
    remove: () => ({ on: '2025-01-01', reason: '测试' }),
    void: () => ({ reason: '测试' }),
    correct: () => ({ issuer: '测试局', reason: '测试' }),
  },
  reportedFigure: {
    create: () => ({
      series: series(),
      region: other,
      period: `${1950 + Math.floor(++count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`,
      value: '1',
    }),
    revise: () => ({ value: '2', reason: '测试' }),
    amend: () => ({ value: '2', reason: '测试' }),
    sendBack: () => ({ reason: '测试' }),
    decline: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  technologyManager: {
    create: () => ({ name: fresh(), certificateLevel: 'junior', issuedOn: '2024-01-01', trainingBase: '云川基地' }),
    affiliate: () => ({ organization, on: '2025-01-01' }),
    endAffiliation: () => ({ on: '2025-06-01', reason: '测试' }),
    renew: () => ({ validTo: '2028-01-01' }),
    erase: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  allocation: {
    create: () => ({ plan: 'yunchuan-three-years', target: 'clusters', year: 2026, parts: [{ place: other, amount: '5' }] }),
    edit: () => ({ documentNumber: fresh() }),
    sendBack: () => ({ reason: '测试' }),
    withdraw: () => ({ reason: '测试' }),
  },
  planDraft: {
    create: () => ({ predecessor: 'yunchuan-three-years', code: `next-${++count}`, name: { zh: '下一个', en: 'Next' } }),
    edit: () => ({ documentNumber: fresh() }),
    sendBack: () => ({ reason: '测试' }),
    withdraw: () => ({ reason: '测试' }),
  },
  release: { create: () => ({ title: fresh(), asOf: '2025-12-31' }) },
  aboveScaleListing: {
    create: () => ({ name: fresh(), region: other, listedOn: '2025-01-01' }),
    correct: () => ({ listedOn: '2025-02-01', reason: '测试' }),
    delist: () => ({ on: '2025-06-01', reason: '测试' }),
    undoDelist: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  organizationRelation: {
    create: () => relationOf(related),
    correct: () => ({ evidence: fresh(), reason: '测试' }),
    end: () => ({ on: '2025-06-01', reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  premises: {
    create: () => ({
      ...premisesAreas,
      organization: related[0],
      name: fresh(),
      address: fresh(),
      region: other,
      openedOn: '2024-01-01',
    }),
    change: () => ({ ...premisesAreas, on: '2024-01-01', reason: '测试' }),
    withdraw: () => ({ on: '2024-01-01', reason: '测试' }),
    correct: () => ({ document: fresh(), reason: '测试' }),
    close: () => ({ on: '2025-06-01', reason: '测试' }),
    reopen: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  apiKey: {
    create: () => ({ name: fresh(), scopes: ['market'], expiresOn: house.house.kernel.dayOf(new Date()) }),
    allow: () => ({ perMinute: 60 }),
    revoke: () => ({ reason: '测试' }),
  },
  listing: {
    create: () => ({ ...listingSaid, organization: related[0] }),
    enter: () => ({ ...listingSaid, organization: related[0] }),
    edit: () => ({ title: fresh() }),
    submit: () => ({ noSecret: true }),
    sendBack: () => ({ reason: '测试' }),
    correct: () => ({ reason: '测试' }),
    close: () => ({ outcome: 'other', reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  visit: {
    create: () => ({ organization: related[0], text: '测试走访' }),
    raiseDemand: () => ({ title: '测试走访的需求', text: '不少于十个字的需求说明。', field: '01' }),
    correct: () => ({ text: fresh(), reason: '测试' }),
    eraseMet: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  visitItem: {
    create: () => ({ visit, sort: 'task', title: fresh(), dueOn: '2999-12-31' }),
    settle: () => ({ outcome: '测试' }),
    pass: () => ({ dueOn: '2999-12-31', reason: '测试' }),
    reopen: () => ({ dueOn: '2999-12-31', reason: '测试' }),
    drop: () => ({ reason: '测试' }),
  },
  fair: {
    create: () => ({ name: fresh(), from: '2025-05-18', to: '2025-05-19', place: '会展中心', organizer: '科技局' }),
    correct: () => ({ place: '另一处', reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  fairProject: {
    create: () => ({ fair, title: fresh(), first: '甲方', firstOrganization: related[0], second: '乙方', stage: 'signed' }),
    correct: () => ({ title: fresh(), reason: '测试' }),
    advance: () => ({ stage: 'contract', on: '2025-06-01', amount: '5', evidence: '合同' }),
    link: () => ({ contract: '无此编号' }),
    unlink: () => ({ reason: '测试' }),
    reportNoChange: () => ({ reason: '测试' }),
    lapse: () => ({ on: '2025-06-01', reason: '测试' }),
    revive: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  venue: {
    create: () => ({ kind: 'workstation', organization: related[0], name: fresh(), address: '测试路一号' }),
    edit: () => ({ staff: 3 }),
    open: () => ({ on: '2025-01-01' }),
    decline: () => ({ reason: '测试' }),
    close: () => ({ on: '2025-06-01', reason: '测试' }),
    reopen: () => ({ reason: '测试' }),
    eraseContact: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  yearlyRevenue: {
    create: () => ({ organization, year: 1949 + (++count % 77), revenue: '1' }),
    amend: () => ({ revenue: '2', reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  statisticalReturn: {
    create: () => returnOf(related),
    sendBack: () => ({ queries: [{ place: null, words: '测试' }] }),
    attachSealed: () => ({ upload: organization }),
    carry: () => ({ application: { kind: 'recognition', id: organization }, items: ['revenue'], purpose: '测试' }),
    withdrawCarried: () => ({ number: 1 }),
    noteCall: () => ({ how: 'phone', said: '测试', promisedOn: null }),
    reopen: () => ({ reason: '测试' }),
    amend: () => ({ reason: '测试' }),
    declineAmendment: () => ({ reason: '测试' }),
    void: () => ({ reason: '测试' }),
  },
  gapFollowUp: {
    create: () => ({
      plan: 'yunchuan-three-years',
      target: 'new-rd-institutions',
      region: other,
      subject: { kind: 'recognition', id: applied.pop() },
      outcome: 'done',
    }),
    change: () => ({ outcome: 'later', until: '2999-01-01' }),
  },
  ...atWorkBodies(() => ({ plan: house.house.parts.plans[0]!.code, region: other, record: organization })),
  ...signUpBodies,
  ...eventBodies(() => ({ name: fresh(), organizer: related[0]! })),
  ...signalBodies,
  calendarYear: {
    create: () => calendarOf(2030 + (++count % 70)),
    amend: () => ({ workingDays: [], reason: '测试' }),
    withdraw: () => ({ reason: '测试' }),
  },
  attachment: {
    openTo: () => ({ audience: 'everybody' }),
    create: () => ({ recordKind: 'recognition', record: titles[0], upload: waiting.pop() }),
    erase: () => ({ reason: '测试' }),
  },
  erasureRequest: { create: () => ({}), decline: () => ({ reason: '测试' }) },
  archive: {
    create: () => ({ recordKind: 'recognition', record: titles.pop() }),
    reclassify: () => ({ retention: 'tenYears', reason: '测试' }),
    destroy: () => ({ ground: 'erasure', reason: '测试' }),
  },
};
const folders: Record<string, string> = {
  organization: 'organizations',
  recognition: 'recognitions',
  reportedFigure: 'reported-figures',
  release: 'releases',
  calendarYear: 'calendar-years',
  allocation: 'allocations',
  planDraft: 'plan-drafts',
  technologyManager: 'technology-managers',
  aboveScaleListing: 'above-scale-listings',
  organizationRelation: 'organization-relations',
  premises: 'premises',
  apiKey: 'api-keys',
  listing: 'listings',
  venue: 'venues',
  fair: 'fairs',
  fairProject: 'fair-projects',
  visit: 'visits',
  visitItem: 'visit-items',
  yearlyRevenue: 'yearly-revenues',
  statisticalReturn: 'returns',
  gapFollowUp: 'gap-follow-ups',
  ...atWorkFolders,
  ...signUpFolders,
  ...eventFolders,
  ...signalFolders,
  attachment: 'attachments',
  archive: 'archives',
  erasureRequest: 'erasure-requests',
};
/** Kinds of which no role alone may make any number. */
const made: Record<string, () => Promise<Acted>> = {
  ...atWorkMade(() => ({ house, region: other, zhou: people.get('bureauOfficer')!, bodies })),
  ...signalMade(() => house),
  ...signUpMade(() => ({ house, region: other, zhou: people.get('bureauOfficer')! })),
  attachment: () => attachedTo(people.get('bureauOfficer')!, titles[0]!),
  erasureRequest: async () => (await house.as({ account: `asks-${++count}`, roles: ['expert'] })).create('erasure-requests', {}),
};

test.each(Object.keys(bodies))('%s: each action by each role', async (kind) => {
  const life = house.house.lives().find((one) => one.kind === kind)!;
  const zhou = people.get('bureauOfficer')!;
  const wrong: string[] = [];
  for (const [action, step] of Object.entries(life.actions)) {
    if (!isAsked(step)) continue;
    const body = bodies[kind]![action]?.() ?? {};
    for (const role of roles) {
      const record = createsFrom(step) ? null : await (made[kind]?.() ?? zhou.create(folders[kind]!, bodies[kind]!['create']!()));
      const path = record
        ? `/${folders[kind]}/${record.id}/${action}`
        : action === 'create'
          ? `/${folders[kind]}`
          : `/${folders[kind]}/${action}`;
      const answer = await people.get(role)!.send('POST', path, { body: record ? body : bodies[kind]!['create']!() });
      const allowed = listOf(step.by).includes(role);
      const passed = answer.status !== 403 && answer.status !== 404 && answer.status !== 401;
      if (passed !== allowed || answer.status >= 500 || answer.status === 400)
        wrong.push(`${role} ${action}: ${answer.status}, but ${allowed ? 'allowed' : 'refused'} in the table`);
    }
    const stranger = await house
      .visitor()
      .send('POST', `/${folders[kind]}${createsFrom(step) ? '' : `/${organization}/${action}`}`, { body });
    if (stranger.status !== 401) wrong.push(`visitor ${action}: ${stranger.status}`);
  }
  expect(wrong).toEqual([]);
});

test('no account of a system, security or audit administrator holds another role', async () => {
  for (const [one, two] of [
    ['systemAdmin', 'auditAdmin'],
    ['securityAdmin', 'bureauOfficer'],
    ['auditAdmin', 'registrar'],
  ] as const) {
    await expect(house.as({ roles: [one, two] })).rejects.toThrow(/./);
  }
});

test('the printed matrix names every kind and action', () => {
  const printed = readFileSync(new URL('../docs/permissions.md', import.meta.url), 'utf8');
  for (const life of house.house.lives()) {
    expect(printed).toContain(`## ${life.kind}`);
    for (const action of Object.keys(life.actions)) expect(printed).toContain(`| ${action} |`);
  }
});

test('a district enters what it puts forward; what the city decides it cannot enter, by form or by import', async () => {
  const lin = people.get('districtOfficer')!;
  const enter = async (more: object) =>
    (await lin.send('POST', '/recognitions', { body: { title: fresh(), kind: 'incubator', region, ...more } })).status;
  for (const stage of [undefined, 'known', 'applied', 'recommended'])
    expect([stage, await enter({ stage })]).toEqual([stage, 201]);
  for (const stage of ['publicNotice', 'underConstruction', 'finallyAccepted', 'recognised', 'evaluated'])
    expect([stage, await enter({ stage })]).toEqual([stage, 403]);
  expect(await enter({ region: other })).toBe(403);
  expect(await enter({ region: null })).toBe(403);
  const { imports } = house.house;
  const content = Buffer.from(
    `title,kind,stage,region\n${fresh()},incubator,recognised,${region}\n${fresh()},incubator,applied,${region}\n`,
  );
  const actor = {
    account: null,
    roles: ['districtOfficer' as const],
    organization: null,
    region,
    language: 'en' as const,
    demo: false,
  };
  const seen = { ...actor, account: '0198c0de-0000-7000-8000-00000000000a' };
  const id = await imports.recognitions.upload(seen, { name: 'titles.csv', content });
  const { rows } = await imports.recognitions.settled(seen, id);
  expect(rows).toMatchObject({ create: 1, refuse: 1 });
});

test('a district sees the technology managers at its organizations and those at none, and acts on no others', async () => {
  const zhou = people.get('bureauOfficer')!;
  const lin = people.get('districtOfficer')!;
  const manager = await zhou.create('technology-managers', bodies['technologyManager']!['create']!());
  expect((await lin.send('GET', `/technology-managers/${manager.id}`)).status).toBe(200);
  await zhou.post(`/technology-managers/${manager.id}/affiliate`, { organization, on: '2025-01-01' });
  expect((await lin.send('GET', `/technology-managers/${manager.id}`)).status).toBe(404);
  const body = { trainingBase: '别处' };
  expect((await lin.send('POST', `/technology-managers/${manager.id}/edit`, { body })).status).toBe(404);
  const { items } = await lin.get<{ items: { id: string }[] }>('/technology-managers', { limit: 200 });
  expect(items.map((one) => one.id)).not.toContain(manager.id);
});

test('an organization edits what is its own, and does not wave its own code through', async () => {
  const admin = await house.as({ account: 'own-admin', roles: ['organizationAdmin'], organization });
  const edit = async (body: object, id = organization) =>
    (await admin.send('POST', `/organizations/${id}/edit`, { body })).status;
  expect(await edit({ size: 'micro', creditCodeOverride: null })).toBe(200);
  expect(await edit({ creditCodeOverride: { reason: '早期赋码校验位不符', document: '说明' } })).toBe(403);
  const another = await people.get('bureauOfficer')!.create('organizations', { name: fresh(), region: other });
  expect(await edit({ size: 'micro' }, another.id)).toBe(403);
});
