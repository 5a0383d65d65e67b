// Growth: who stayed, came, went and moved adds up to the plain change, wherever and whoever they are; the comparable one is of those who stayed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../platform/shared/money.ts';
import { contributionsTo, growthOf, movers, growthWithheld, tellsOfOne, type Telling } from './growth.ts';

const telling = fc.record({
  organization: fc.constantFrom(...'abcdefgh'),
  region: fc.constantFrom('A', 'B', 'C'),
  amount: fc.integer({ min: 1, max: 900 }).map(String),
});
const tellings = fc.array(telling, { maxLength: 20 });
const total = (all: readonly Telling[], inside: (region: string) => boolean) =>
  Number(sum(all.filter(({ region }) => inside(region)).map(({ amount }) => amount)));

test('what moved a place adds up to its figures; districts add up to the city; contributions to the change', () => {
  fc.assert(
    fc.property(tellings, tellings, (before, now) => {
      for (const place of ['A', 'B', 'C', null]) {
        const inside = (region: string) => place === null || region === place;
        const { moved, ...all } = growthOf(before, now, inside);
        expect([Number(all.before), Number(all.now)]).toEqual([total(before, inside), total(now, inside)]);
        expect(Number(sum(movers.map((one) => moved[one].now)))).toBe(Number(all.now));
        expect([Number(moved.came.before), Number(moved.went.now)]).toEqual([0, 0]);
        const changes = contributionsTo(before, now, inside, 99).map(({ change }) => change);
        expect(Number(sum(changes))).toBe(Number(all.now) - Number(all.before));
        // Within the whole nobody moves in or out.
        const between = place === null ? [moved.movedIn, moved.movedOut] : [];
        expect(between.map(({ respondents }) => respondents)).toEqual(between.map(() => 0));
      }
    }),
    { numRuns: 200 },
  );
});

test('a district that others move to grows plainly, and by its own alone on a comparable basis', () => {
  const before: Telling[] = [
    { organization: 'a', region: 'A', amount: '100' },
    { organization: 'b', region: 'B', amount: '300' },
    { organization: 'c', region: 'A', amount: '50' },
  ];
  const now: Telling[] = [
    { organization: 'a', region: 'A', amount: '110' },
    { organization: 'b', region: 'A', amount: '330' },
    { organization: 'd', region: 'A', amount: '20' },
  ];
  expect(growthOf(before, now, (region) => region === 'A')).toMatchObject({
    plain: '2.0667',
    comparable: '0.1000',
    moved: {
      stayed: { respondents: 1 },
      movedIn: { respondents: 1, now: '330' },
      came: { respondents: 1, now: '20' },
      went: { respondents: 1, before: '50' },
    },
  });
  expect(growthOf(before, now, (region) => region === 'B')).toMatchObject({ now: '0', moved: { movedOut: { before: '300' } } });
});

test('a comparable growth is withheld where a group of movers is of few, or nearly all of one: with it their sum would be told', () => {
  const three = (names: string, amounts: readonly number[]): Telling[] =>
    [...names].map((organization, at) => ({ organization, region: 'A', amount: String(amounts[at]) }));
  const everywhere = () => true;
  const [stayed, grown] = [three('abc', [100, 90, 80]), three('abc', [110, 95, 80])];
  expect(tellsOfOne(stayed, grown, everywhere)).toBe(false);
  // Two that came are the sum now less the comparable growth of the sum before.
  expect(tellsOfOne(stayed, [...grown, ...three('de', [10, 12])], everywhere)).toBe(true);
  expect(tellsOfOne(stayed, [...grown, ...three('def', [10, 12, 9])], everywhere)).toBe(false);
  expect(tellsOfOne(stayed, [...grown, ...three('def', [900, 12, 9])], everywhere)).toBe(true);
  expect(tellsOfOne([...stayed, ...three('g', [5])], grown, everywhere)).toBe(true);
  expect(tellsOfOne(stayed, grown, (region) => region === 'B')).toBe(false);
  // Who came and who moved in are told by one sum.
  const inA = (region: string) => region === 'A';
  const [elsewhere, here] = [[{ organization: 'd', region: 'B', amount: '10' }], three('def', [10, 12, 9])];
  expect(tellsOfOne([...stayed, ...elsewhere], [...grown, ...here], inA)).toBe(false);
});

test('the whole is withheld where the parts that are leave one respondent to subtract', () => {
  const told = (region: string, names: string): Telling[] =>
    [...names].map((organization) => ({ organization: `${region}${organization}`, region, amount: '10' }));
  const parts = ['A', 'B', 'C'].map((id) => ({ id, inside: (region: string) => region === id }));
  const withheld = (before: Telling[], now: Telling[]) => [...growthWithheld(before, now, { whole: 'all', parts })].sort();
  const [a, b, c] = [told('A', 'abcd'), told('B', 'abcd'), told('C', 'ab')];
  expect(withheld([...a, ...b], [...a, ...b])).toEqual([]);
  expect(withheld([...a, ...b, ...c], [...a, ...b, ...c])).toEqual(['C', 'all']);
  // Two that are withheld hide each other: together they are five.
  const three = [...a, ...told('B', 'abc').slice(0, 2), ...told('C', 'ab')];
  expect(withheld(three, three)).toEqual(['B', 'C']);
});
