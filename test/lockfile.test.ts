// The lock file names the packages of every platform: npm writes those of its own alone when it adds a package, and `npm ci` elsewhere then lacks them.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = { optionalDependencies?: Record<string, string> };
const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Whether a package is found from a place in the tree, as Node looks for it. */
function found(name: string, from: string): boolean {
  if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
  return from !== '' && found(name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

test('npm ci finds the packages of every platform', () => {
  const optional = Object.entries(packages).flatMap(([from, one]) =>
    Object.keys(one.optionalDependencies ?? {}).map((name) => ({ from, name })),
  );
  expect(optional.length).toBeGreaterThan(50);
  expect(optional.filter(({ from, name }) => !found(name, from))).toEqual([]);
});
