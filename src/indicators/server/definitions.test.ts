// The catalogue of definitions over HTTP: all at once, each as by itself, in the reader's language.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { DefinitionThroughTime, Figure } from '../indicator.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.close());

test.each(['zh-CN', 'en'])('in %s one call gives every definition, as each is given alone', async (language) => {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await house.visitor().send('GET', path, { headers: { 'accept-language': language } });
    return (await answer.json()) as T;
  };
  const { items } = await read<{ items: DefinitionThroughTime[] }>('/indicator-definitions');
  const figures = (await read<{ items: Figure[] }>('/indicators')).items;
  expect(items.map((one) => one.code)).toEqual(figures.map((one) => one.code));
  expect(items.map((one) => one.versions.at(-1)?.name)).toEqual(figures.map((one) => one.name));
  for (const one of items) expect(await read(`/indicators/${one.code}`)).toEqual(one);
});
