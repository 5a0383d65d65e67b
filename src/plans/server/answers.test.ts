// The answer to copy: two sentences that say what the figure, its pace and its districts say, in both languages, and never more than is known.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Person } from '../../../test/harness/http.ts';
import { explaining, percentOf } from '../answer.ts';

let house: TestHouse;
let zhou: Person;
let places: { id: string; name: { zh: string; en: string } }[];
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  places = house.house.parts.regions.filter((one) => one.kind === 'district');
});
afterAll(() => house.close());

type Answer = { sentences: [string, string]; text: string };
const answer = (code: string, query: Record<string, string>, who: Person = house.visitor()) =>
  who.get<Answer>(`/indicators/${code}/answer`, query);
let count = 0;
const institution = async (region: string, recognisedOn: string) => {
  const organization = await zhou.create('organizations', { name: `云川研发${++count}院`, region });
  await zhou.create('recognitions', {
    organization: organization.id,
    title: `云川研发${count}院`,
    kind: 'newRdInstitution',
    level: 'municipal',
    stage: 'recognised',
    recognisedOn,
    region,
  });
};

test('value, share of the target, pace, change, and the districts and organizations behind it', async () => {
  const [first, second] = places;
  await institution(first!.id, '2024-03-01');
  await institution(first!.id, '2025-03-01');
  await institution(first!.id, '2025-04-01');
  await institution(second!.id, '2025-05-01');
  const told = await answer('new-rd-institutions', { asOf: '2025-06-30' });
  expect(told.sentences).toHaveLength(2);
  expect(told.sentences[0]).toMatch(
    /^截至2025年6月30日，云川市新型研发机构为4家，为2026年目标（.+左右）的8\.0%，慢于序时进度.+个百分点，比上年同日增加3家（300\.0%）。$/,
  );
  expect(told.sentences[1]).toContain(`增加主要来自${first!.name.zh}（+2）、${second!.name.zh}（+1）`);
  expect(told.sentences[1]).toContain('云川研发');
  const english = await zhou.get<Answer>('/indicators/new-rd-institutions/answer', { asOf: '2025-06-30' });
  expect(english.text).toContain('比上年同日');
  const reader = await house.as({ account: 'reader', roles: ['expert'], language: 'en' });
  const said = await answer('new-rd-institutions', { asOf: '2025-06-30' }, reader);
  expect(said.sentences[0]).toMatch(/^On 30 June 2025, .+ in .+: 4 /);
  expect(said.text).not.toMatch(/截至|增加/);
});

test('of one district it says nothing of the city’s target; as known before, it says less', async () => {
  const told = await answer('new-rd-institutions', { asOf: '2025-06-30', region: places[0]!.id });
  expect(told.text).not.toContain('目标');
  expect(told.text).toContain(places[0]!.name.zh);
  const old = await answer('new-rd-institutions', { asOf: '2024-06-30' });
  expect(old.sentences[0]).toContain('1家');
});

test('no data is said in words, with who would supply it', async () => {
  const told = await answer('revenue', { asOf: '2025-06-30' });
  expect(told.sentences[0]).toContain('暂无数据');
  expect(told.sentences[1]).toContain('提供');
});

test('what cannot be asked is refused', async () => {
  await expect(answer('no-such', {})).rejects.toMatchObject({ status: 404 });
  await expect(answer('revenue', { asOf: '2999-01-01' })).rejects.toMatchObject({ status: 400 });
  await expect(answer('revenue', { region: 'XX' })).rejects.toMatchObject({ status: 400 });
});

test('what explains a change is most of it, and what goes against it', () => {
  const changes = [
    { name: 'a', change: '5' },
    { name: 'b', change: '-2' },
    { name: 'c', change: '1' },
    { name: 'd', change: '0' },
  ];
  expect(explaining(changes, '4')).toEqual({ along: [changes[0], changes[2]], against: changes[1] });
  expect(explaining(changes, '-1').along).toEqual([changes[1]]);
  expect([percentOf('1', '0'), percentOf('-1', '8')]).toEqual([null, '-12.5']);
});
