// What targets lack, and a district's week: nearest first, what each lacks, what was done remembered, another district's never seen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../platform/shared/dates.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { mondayOf } from '../gap.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let here: string;
let there: string;
const plan = 'yunchuan-three-years';
beforeAll(async () => {
  house = await startHouse();
  [here, there] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [string, string];
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ roles: ['districtOfficer'], region: here });
  await title('云川海图研发院', here, 'applied');
  await title('云川智谷研发院', here, 'publicNotice');
  await title('云川远山研发院', there, 'recommended');
  await title('云川成名研发院', here, 'recognised');
});
afterAll(() => house.close());

const title = (name: string, region: string, stage: string): Promise<Acted> =>
  zhou.create('recognitions', { title: name, kind: 'newRdInstitution', level: 'municipal', region, stage });
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
type Item = {
  subject: { kind: string; id: string };
  title: string;
  lacks: string;
  followed: { id: string; state: string; note: string | null } | null;
};
type Target = { target: string; verdict: string; items: Item[]; count: number };
type Monday = {
  monday: string;
  today: string;
  targets: Target[];
  done: { week: string; title: string; followed: { state: string } }[];
};
const target = 'new-rd-institutions';
const gapOf = async (who: Person, query: Record<string, string> = {}) =>
  (await who.get<{ targets: Target[] }>(`/plans/${plan}/gaps`, { target, ...query })).targets[0]!;
const monday = (who: Person, query: Record<string, string> = {}) => who.get<Monday>(`/plans/${plan}/monday`, query);
const weekOf = async (who: Person) => (await monday(who)).targets.find((one) => one.target === target)?.items ?? [];
const tick = (who: Person, item: Item, more: object = {}) =>
  who.create('gap-follow-ups', { plan, target, region: here, subject: item.subject, outcome: 'done', ...more });

test('the nearest come first, each with what it lacks; what counts already is not among them', async () => {
  const gap = await gapOf(zhou);
  expect(gap.items.map((one) => [one.title, one.lacks])).toEqual([
    ['云川智谷研发院', '公示中，待认定'],
    ['云川远山研发院', '已推荐，待公示'],
    ['云川海图研发院', '已申报，待区推荐'],
  ]);
  expect((await gapOf(zhou, { region: there })).items.map((one) => one.title)).toEqual(['云川远山研发院']);
  expect((await gapOf(lin, { region: there })).items.map((one) => one.title)).toEqual(['云川智谷研发院', '云川海图研发院']);
  expect((await gapOf(zhou, { limit: '1' })).count).toBe(3);
});

test('a district finds its week, ticks two, and finds them done', async () => {
  const [first, second] = await weekOf(lin);
  expect([first?.title, second?.title]).toEqual(['云川智谷研发院', '云川海图研发院']);
  const done = await tick(lin, first!, { note: '已电话，下周认定' });
  await tick(lin, second!, { outcome: 'later', until: '2999-01-01' });
  expect(await weekOf(lin)).toEqual([]);
  const week = await monday(lin);
  expect(week.done.map((one) => [one.week, one.title, one.followed.state])).toEqual(
    expect.arrayContaining([
      ['this', '云川智谷研发院', 'done'],
      ['this', '云川海图研发院', 'later'],
    ]),
  );
  expect(week.done).toHaveLength(2);
  expect((await gapOf(lin)).items[0]?.followed).toMatchObject({ state: 'done', note: '已电话，下周认定' });
  // Ticked by mistake: it is on the list again.
  await lin.act(done, 'withdraw');
  expect((await weekOf(lin)).map((one) => one.title)).toEqual(['云川智谷研发院']);
  await tick(lin, first!);
});

test('what is put off comes back on its day, what is done after four weeks', async () => {
  const later = await lin.get<{ items: { id: string; kind: string }[] }>('/gap-follow-ups', { state: 'later' });
  await lin.act(later.items[0]!, 'change', { outcome: 'later', until: (await monday(lin)).today });
  expect((await weekOf(lin)).map((one) => one.title)).toEqual(['云川海图研发院']);
  expect(mondayOf('2026-11-25')).toBe('2026-11-23');
  expect([mondayOf('2026-11-23'), mondayOf('2026-11-22')]).toEqual(['2026-11-23', addDays('2026-11-23', -7)]);
});

test('another district, a stranger, a subject that is on no list, the same twice: refused', async () => {
  const gap = await gapOf(zhou, { region: there });
  const [far] = gap.items;
  expect(await refused(tick(lin, far!, { region: there }))).toMatchObject({ status: 403 });
  expect(await refused(tick(lin, far!))).toMatchObject({ status: 422, errors: [{ path: 'subject' }] });
  const made = await zhou.create('gap-follow-ups', { plan, target, region: there, subject: far!.subject, outcome: 'dropped' });
  expect(await refused(lin.get(`/gap-follow-ups/${made.id}`))).toMatchObject({ status: 404 });
  expect(await refused(tick(zhou, far!, { region: there }))).toMatchObject({ status: 409 });
  for (const who of [house.visitor(), await house.as('expert')]) expect(await refused(monday(who))).toBeInstanceOf(RefusedError);
  expect(await refused(monday(zhou))).toMatchObject({ status: 422 });
  expect(await refused(zhou.get(`/plans/none/gaps`))).toMatchObject({ status: 404 });
});
