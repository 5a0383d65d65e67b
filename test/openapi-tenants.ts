// Tenants of an incubator as the printed API says: entered, imported, asked, answered by a link and in their place. Called by openapi.test.ts.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';
import { freshCode } from './harness/codes.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { id: string; [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string; checked: Set<string> };
const reason = '印证';

export async function askTenants({ ask, house, zhou, region, checked }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: `印证孵化器${freshCode()}公司`, region });
  await zhou.create('recognitions', { title: '印证孵化器', kind: 'incubator', region, organization, stage: 'recognised' });
  const admin = await house.as({ account: 'printed-incubator', roles: ['organizationAdmin'], organization });
  const year = Number((await house.house.organizations.today()).slice(0, 4)) - 1;
  const made = async () =>
    (await ask(admin, 'post', '/tenancies', {}, { name: `印证在孵${freshCode()}公司`, joinedOn: `${year}-01-05` })).body.id;
  const id = await made();
  for (const [action, body] of [
    ['correct', { area: '50', reason }],
    ['graduate', { on: `${year}-06-01` }],
    ['undo', { reason }],
    ['leave', { on: `${year}-07-01`, reason }],
    ['undo', { reason }],
  ] as const)
    await ask(admin, 'post', `/tenancies/{id}/${action}`, { id }, body);
  await ask(admin, 'post', '/tenancies/{id}/void', { id: await made() }, { reason });
  await ask(admin, 'get', '/tenancies', { count: 'yes' });
  await askImport({ ask, house, zhou, region, checked }, admin);
  await ask(admin, 'get', '/tenant-asks', { year: String(year) });
  const { links } = (await ask(admin, 'post', '/tenant-asks', {}, { year })).body as unknown as {
    links: { path: string; tenancy: string }[];
  };
  await ask(admin, 'post', '/tenant-asks/links.xlsx', {}, { year });
  await ask(admin, 'get', '/tenant-asks/tenants.xlsx', { year: String(year) });
  const token =
    links
      .find(({ tenancy }) => tenancy !== id)
      ?.path.split('/')
      .at(-1) ?? '';
  const items = Object.fromEntries(
    ['staff', 'freshGraduates', 'revenue', 'research', 'fundedAmount', 'ip', 'patents', 'ipApplied', 'ipGranted']
      .map((code) => [code, '0'])
      .concat(['fundedEver', 'highTech', 'techSme', 'returnees', 'students'].map((code) => [code, 'no'])),
  );
  const visitor = house.visitor();
  await ask(visitor, 'post', '/answers/read', {}, { token });
  await ask(visitor, 'post', '/answers/keep', {}, { token, items, version: 0 });
  await ask(visitor, 'post', '/answers/give', {}, { token, items, version: 1 });
  const place = { id, year: String(year) };
  const { version } = (await ask(admin, 'get', '/tenancies/{id}/answers/{year}', place)).body as unknown as { version: number };
  await ask(admin, 'post', '/tenancies/{id}/answers/{year}/keep', place, { items, version });
  await ask(admin, 'post', '/tenancies/{id}/answers/{year}/give', place, { items, version: version + 1 });
  await ask(admin, 'post', '/tenant-asks/close', {}, { year, closed: true });
  await ask(admin, 'get', '/tenancies/{id}', { id });
  const { items: events } = (await ask(admin, 'get', '/tenancies/{id}/events', { id })).body as unknown as {
    items: { id: string }[];
  };
  await house.sealNow();
  await ask(admin, 'get', '/tenancies/{id}/proof', { id, event: events[0]?.id ?? '' });
}

async function askImport({ ask, house, checked }: Around, admin: Person): Promise<void> {
  const content = `name,joinedOn\n印证导入${freshCode()}公司,2025-02-03\n`;
  const { id } = await admin.upload<{ id: string }>('/tenancies/imports', { name: 'a.csv', content });
  checked.add('post /tenancies/imports');
  await house.house.imports.tenancies.idle();
  const { fingerprint } = (await ask(admin, 'get', '/tenancies/imports/{id}', { id })).body;
  await ask(admin, 'get', '/tenancies/imports/{id}/rows', { id });
  await ask(admin, 'post', '/tenancies/imports/{id}/commit', { id }, { fingerprint });
  await house.house.imports.tenancies.idle();
  await ask(admin, 'get', '/tenancies/imports/template');
}
