// Any history of actions on titles and their organizations, back-dated ones and merges included, gives the figures and the register of a naive model.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { verify } from '../../records/server/index.ts';

let house: TestHouse;
let zhou: Person;
let regions: string[];
let today: string;
let count = 0;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  regions = house.house.parts.regions
    .filter((one) => one.kind === 'district')
    .map((one) => one.id)
    .slice(0, 3);
  today = await house.house.organizations.today();
});
afterAll(() => house.close());

const levels = ['district', 'municipal', 'provincial'];
const back = fc.integer({ min: 0, max: 1200 });
const place = fc.integer({ min: 0, max: 2 });
const which = fc.integer({ min: 0, max: 2 });
const deed = fc.oneof(
  fc.record({ do: fc.constant('orgMove' as const), which, place, back }),
  fc.record({ do: fc.constant('merge' as const), which, place }),
  fc.record({ do: fc.constant('undoMerge' as const), which }),
  fc.record({ do: fc.constant('upgrade' as const), which, place, back }),
  fc.record({ do: fc.constant('move' as const), which, place, back }),
  fc.record({ do: fc.constantFrom('recognise' as const, 'evaluate' as const, 'remove' as const), which, back }),
  fc.record({ do: fc.constant('correct' as const), which, place, back }),
  fc.record({ do: fc.constant('void' as const), which }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

// The naive model: what was accepted, in the order of stating; each question goes through all of it.
type Said<T> = { value: T; on: string };
type Organization = { record: Acted; seats: Said<string>[]; into: Organization | null };
type Title = {
  record: Acted;
  of: Organization;
  stages: Said<string>[];
  levels: Said<string>[];
  places: Said<string>[];
  void: boolean;
};

const latest = <T>(said: readonly Said<T>[], on: string): T | null => {
  let best: Said<T> | null = null;
  for (const one of said) if (one.on <= on && (best === null || one.on >= best.on)) best = one;
  return best?.value ?? null;
};
const reportedOn = (of: Organization, on: string): string =>
  of.into !== null && on >= today ? reportedOn(of.into, on) : latest(of.seats, on)!;
const counting = ['recognised', 'evaluated', 'finallyAccepted'];
function cellOn(one: Title, on: string): { region: string; level: string } | null {
  const stage = one.stages.findLast((said) => said.on <= on)?.value;
  if (one.void || stage === undefined || !counting.includes(stage)) return null;
  return { region: latest(one.places, on) ?? reportedOn(one.of, on), level: latest(one.levels, on)! };
}

/** Whether the platform took the action; a declared refusal leaves everything as it was. */
async function taken(act: Promise<Acted>): Promise<Acted | null> {
  return act.catch((error: unknown) => {
    if (error instanceof RefusedError && [409, 422].includes(error.status)) return null;
    throw error;
  });
}

async function perform(one: Deed, organizations: Organization[], titles: Title[]): Promise<void> {
  const on = 'back' in one ? addDays(today, -one.back) : today;
  const [organization, title] = [organizations[one.which]!, titles[one.which]!];
  const region = 'place' in one ? regions[one.place]! : '';
  if (one.do === 'orgMove') {
    if (await taken(zhou.act(organization.record, 'move', { region, on }))) organization.seats.push({ value: region, on });
  } else if (one.do === 'merge') {
    const into = organizations[one.place]!;
    if (await taken(zhou.act(organization.record, 'merge', { into: into.record.id }))) organization.into = into;
  } else if (one.do === 'undoMerge') {
    if (await taken(zhou.act(organization.record, 'undoMerge'))) organization.into = null;
  } else if (one.do === 'upgrade') {
    const level = levels[one.place]!;
    if (await taken(zhou.act(title.record, 'upgrade', { level, on }))) title.levels.push({ value: level, on });
  } else if (one.do === 'move') {
    if (await taken(zhou.act(title.record, 'move', { region, on }))) title.places.push({ value: region, on });
  } else if (one.do === 'correct') {
    const input = { recognisedOn: on, level: levels[one.place], reason: '更正' };
    if (!(await taken(zhou.act(title.record, 'correct', input)))) return;
    title.levels[0] = { value: levels[one.place]!, on: '' };
    const at = title.stages.findLastIndex((said) => said.value === 'recognised');
    title.stages[at] = { value: 'recognised', on };
  } else if (one.do === 'void') {
    if (await taken(zhou.act(title.record, 'void', { reason: '作废' }))) title.void = true;
  } else {
    const stage = { recognise: 'recognised', evaluate: 'evaluated', remove: 'removed' }[one.do];
    const more = one.do === 'remove' ? { reason: '取消' } : {};
    if (await taken(zhou.act(title.record, one.do, { on, ...more }))) title.stages.push({ value: stage, on });
  }
}

const kind = 'innovationCommunity';
async function sums(on: string): Promise<Map<string, number>> {
  const cells = new Map<string, number>();
  for (const region of regions)
    for (const by of await house.house.ledger.sums(
      house.house.kernel.db as never,
      { measure: 'titles', kinds: [kind], regions: [region], from: null, to: on, knownAt: new Date(Date.now() + 60_000) },
      'level',
    ))
      cells.set(`${region} ${by.key}`, Number(by.amount));
  return cells;
}

test('figures and registers of every day follow from what was accepted, whatever the order', async () => {
  const days = [0, 1, 60, 250, 500, 800, 1100, 1300].map((n) => addDays(today, -n));
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 22 }), async (deeds) => {
      const run = ++count;
      const organizations: Organization[] = [];
      const titles: Title[] = [];
      const before = new Map<string, Map<string, number>>();
      for (const on of days) before.set(on, await sums(on));
      for (const at of [0, 1, 2]) {
        const region = regions[at]!;
        const record = await zhou.create('organizations', { name: `历程第${run}轮${at}号机构`, region });
        const of: Organization = { record, seats: [{ value: region, on: '' }], into: null };
        organizations.push(of);
        const start = addDays(today, -1000);
        const made = await zhou.create('recognitions', {
          title: `历程第${run}轮${at}号社区`,
          kind,
          level: 'municipal',
          organization: record.id,
          stage: 'recognised',
          recognisedOn: start,
        });
        const levels = [{ value: 'municipal', on: '' }];
        titles.push({ record: made, of, stages: [{ value: 'recognised', on: start }], levels, places: [], void: false });
      }
      for (const one of deeds) await perform(one, organizations, titles);
      for (const on of days) {
        const expected = new Map(before.get(on));
        for (const title of titles) {
          const cell = cellOn(title, on);
          if (cell) expected.set(`${cell.region} ${cell.level}`, (expected.get(`${cell.region} ${cell.level}`) ?? 0) + 1);
        }
        const none = (cells: Map<string, number>) => Object.fromEntries([...cells].filter(([, n]) => n !== 0).toSorted());
        expect(none(await sums(on))).toEqual(none(expected));
        const listed = await zhou.get<{ items: Acted[] }>('/recognitions', { q: `历程第${run}轮`, asOf: on, state: 'counting' });
        const shown = listed.items.map((one) => `${String(one['title'])} ${String(one['countedIn'])} ${String(one['level'])}`);
        const stand = titles.flatMap((one) => {
          const cell = cellOn(one, on);
          return cell ? [`${String(one.record['title'])} ${cell.region} ${cell.level}`] : [];
        });
        expect(shown.toSorted()).toEqual(stand.toSorted());
        for (const region of regions) {
          const there = await zhou.get<{ items: Acted[] }>('/recognitions', {
            q: `历程第${run}轮`,
            asOf: on,
            state: 'counting',
            region,
          });
          expect(there.items.map((one) => one['countedIn'])).toEqual(there.items.map(() => region));
          expect(there.items).toHaveLength(stand.filter((one) => one.includes(` ${region} `)).length);
        }
      }
    }),
    { numRuns: 12 },
  );
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
}, 300_000);
