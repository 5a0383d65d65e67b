// Comments on records over HTTP: who reads what, whom one may mention, changing and withdrawing, hostile input.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import type { Comment, Mentionable } from '../comments.ts';

let house: TestHouse;
let [zhou, lin, registrar, chen, wu, other, expert]: Person[] = [];
let organization: string;
let region: string;
let title: Acted;

beforeAll(async () => {
  house = await startHouse();
  region = house.house.parts.regions.find((one) => one.kind === 'district')!.id;
  zhou = await house.as({ account: 'zhou', roles: ['bureauOfficer'] });
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region });
  registrar = await house.as({ account: 'ren', roles: ['registrar'] });
  expert = await house.as({ account: 'expert', roles: ['expert'] });
  organization = (await zhou.create('organizations', { name: '评论测试有限公司', region })).id;
  const elsewhere = (await zhou.create('organizations', { name: '旁观有限公司', region })).id;
  chen = await house.as({ account: 'chen', roles: ['organizationAdmin'], organization });
  wu = await house.as({ account: 'wu', roles: ['member'], organization });
  other = await house.as({ account: 'other', roles: ['organizationAdmin'], organization: elsewhere });
  title = await zhou.create('recognitions', { title: '评论孵化器', kind: 'incubator', region, organization });
});
afterAll(() => house.close());

type Listed = { items: Comment[]; next: string | null; audiences: string[]; organization: string | null };
const list = (who: Person, record = title.id) => who.get<Listed>('/comments', { record, limit: 200 });
const bodies = async (who: Person) => (await list(who)).items.map((one) => one.body);
const write = (who: Person, body: string, more: object = {}, key?: string) =>
  who.post<Comment>('/comments', { record: title.id, audience: 'officers', body, ...more }, key ? { key } : {});
const people = async (who: Person, audience: string, q = '') =>
  (await who.get<{ items: Mentionable[] }>('/comments/people', { record: title.id, audience, q })).items;
const noticed = async (who: Person) => {
  await house.house.board.notices.work();
  return (await who.get<{ items: { words: string; topic: string }[] }>('/notices', { limit: 200 })).items.map((one) => one.topic);
};

test('officers write among themselves, or share with the organization; nobody else reads it', async () => {
  await write(zhou!, '内部：材料不全');
  await write(lin!, '请补充材料', { audience: 'organization' });
  await write(chen!, '已补充，见附件 https://example.cn/a', { audience: 'organization' });
  expect(await bodies(registrar!)).toEqual(['已补充，见附件 https://example.cn/a', '请补充材料', '内部：材料不全']);
  expect(await bodies(wu!)).toEqual(['已补充，见附件 https://example.cn/a', '请补充材料']);
  expect(await list(other!)).toMatchObject({ items: [], audiences: [], organization: null });
  expect(await list(expert!)).toMatchObject({ items: [], audiences: [] });
  expect(await list(chen!)).toMatchObject({ audiences: ['organization'], organization: '评论测试有限公司' });
  expect(await list(zhou!)).toMatchObject({ audiences: ['officers', 'organization'] });
  // An organization reads the office, and its own people by name.
  expect((await list(wu!)).items.map((one) => one.author.name)).toEqual(['chen', '辖市区经办人']);
  await expect(write(other!, '我也说', { audience: 'organization' })).rejects.toMatchObject({ status: 403 });
  await expect(write(chen!, '冒充内部')).rejects.toMatchObject({ status: 403 });
  await expect(write(expert!, '评审')).rejects.toMatchObject({ status: 403 });
  expect((await house.visitor().send('GET', '/comments', { query: { record: title.id } })).status).toBe(401);
});

test('a record that one does not see has no comments, and is as if it were not there', async () => {
  const manager = await zhou!.create('technology-managers', { name: '孙某', certificateLevel: 'junior', issuedOn: '2024-01-01' });
  await write(zhou!, '核对证书', { record: manager.id });
  for (const id of [manager.id, '0198c0de-0000-7000-8000-00000000000a']) {
    expect((await registrar!.send('GET', '/comments', { query: { record: id } })).status).toBe(404);
    expect((await registrar!.send('POST', '/comments', { body: { record: id, audience: 'officers', body: 'x' } })).status).toBe(
      404,
    );
    expect((await registrar!.send('GET', '/comments/people', { query: { record: id, audience: 'officers' } })).status).toBe(404);
  }
  expect((await list(zhou!, manager.id)).items[0]).not.toHaveProperty('account');
});

test('a mention completes over those who may see the record, and reveals nobody else', async () => {
  expect((await people(zhou!, 'officers')).map((one) => one.name)).toEqual(['lin', 'ren']);
  expect((await people(zhou!, 'organization')).map((one) => one.name).sort()).toEqual(['chen', 'lin', 'ren', 'wu']);
  expect((await people(zhou!, 'organization', 'W')).map((one) => one.name)).toEqual(['wu']);
  expect((await people(chen!, 'organization')).map((one) => one.name)).toEqual(['主管科技部门', 'wu']);
  expect(await people(chen!, 'officers')).toEqual([]);
  expect(await people(other!, 'organization')).toEqual([]);
  const idOf = async (name: string) => (await people(zhou!, 'organization')).find((one) => one.name === name)!.id;
  const [linId, wuId] = [await idOf('lin'), await idOf('wu')];
  // Known id or not: who may not be mentioned is refused with the same words.
  const refused = await Promise.all(
    [linId, '0198c0de-0000-7000-8000-00000000000b'].map((id) =>
      chen!.send('POST', '/comments', { body: { record: title.id, audience: 'organization', body: '@', mentions: [id] } }),
    ),
  );
  const said = await Promise.all(refused.map(async (one) => [one.status, ((await one.json()) as { errors: unknown }).errors]));
  expect(said[0]).toEqual(said[1]);
  expect(said[0]![0]).toBe(422);
  await expect(write(zhou!, '@wu', { mentions: [wuId] })).rejects.toMatchObject({ status: 422 });
  await write(chen!, '@主管科技部门 请看', { audience: 'organization', mentions: ['office'] });
  await write(zhou!, '@wu 请看', { audience: 'organization', mentions: [wuId] });
  expect((await noticed(lin!)).filter((topic) => topic === 'mentions')).toHaveLength(1);
  expect((await noticed(wu!)).filter((topic) => topic === 'mentions')).toHaveLength(1);
  // Who wrote here before is told of what he may read, and one thing once.
  const before = await noticed(chen!);
  await write(zhou!, '内部再议');
  await write(zhou!, '给机构的话', { audience: 'organization' });
  expect((await noticed(chen!)).filter((topic) => topic === 'comments')).toHaveLength(
    before.filter((topic) => topic === 'comments').length + 1,
  );
});

test('its author changes it for a quarter of an hour, and withdraws it for good; a repeated request writes once', async () => {
  const first = await write(zhou!, '错字', {}, 'one-key');
  expect((await write(zhou!, '错字', {}, 'one-key')).id).toBe(first.id);
  await expect(write(zhou!, '另一句', {}, 'one-key')).rejects.toMatchObject({ status: 422 });
  const edit = (who: Person, body: string) => who.send('PUT', `/comments/${first.id}`, { body: { body } });
  expect((await edit(zhou!, '改正')).status).toBe(200);
  expect((await edit(lin!, '别人改')).status).toBe(403);
  expect((await edit(chen!, '机构改')).status).toBe(404);
  await house.tables.db
    .updateTable('comments')
    .set({ at: new Date(Date.now() - 16 * 60_000) })
    .where('id', '=', first.id)
    .execute();
  expect((await edit(zhou!, '太迟')).status).toBe(409);
  expect(await lin!.send('POST', `/comments/${first.id}/withdraw`, { body: {} })).toMatchObject({ status: 403 });
  expect(await zhou!.post(`/comments/${first.id}/withdraw`)).toMatchObject({ body: null, may: { edit: false, withdraw: false } });
  expect((await zhou!.send('POST', `/comments/${first.id}/withdraw`, { body: {} })).status).toBe(409);
  const { rows } = await house.tables.ownerPool.query(`select what from comment_log where comment = $1 order by id`, [first.id]);
  expect(rows.map((row) => row.what)).toEqual(['written', 'edited', 'withdrawn']);
  const kept = await house.tables.ownerPool.query(`select 1 from comments where body in ('错字', '改正')`);
  expect(kept.rowCount).toBe(0);
});

test('hostile texts are kept as they are or refused, never half', async () => {
  const script = await write(zhou!, '<script>alert(1)</script> javascript:alert(1)');
  expect(script.body).toBe('<script>alert(1)</script> javascript:alert(1)');
  for (const body of ['', '   ', 'x'.repeat(2001), 'a\u0000b', 'a\ud800', 7, null, ['x']])
    expect((await zhou!.send('POST', '/comments', { body: { record: title.id, audience: 'officers', body } })).status).toBe(400);
  for (const more of [
    { audience: 'all' },
    { mentions: ['x'] },
    { mentions: Array(21).fill('office') },
    { organization },
    { record: '1' },
  ])
    expect(
      (await zhou!.send('POST', '/comments', { body: { record: title.id, audience: 'officers', body: 'x', ...more } })).status,
    ).toBe(400);
});

test('the texts of a person are shown to him and erased with him', async () => {
  const { id } = await house.tables.db
    .selectFrom('accounts')
    .select('id')
    .where('account', '=', 'chen')
    .executeTakeFirstOrThrow();
  const { comments } = house.house.board;
  expect((await comments.heldOf(id)).filter((one) => one.body !== null).length).toBeGreaterThan(0);
  await comments.erase(id);
  expect((await comments.heldOf(id)).every((one) => one.body === null)).toBe(true);
});
