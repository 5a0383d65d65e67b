// A copy of the cities in which the example city's list of a register is missing: then what was reported answers, as in a city that keeps none.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function citiesWithout(register: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'touyan-uncovered-'));
  cpSync('cities', folder, { recursive: true });
  const file = join(folder, 'example', 'coverage.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as { register: string }[];
  writeFileSync(file, JSON.stringify(all.filter((one) => one.register !== register)));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
