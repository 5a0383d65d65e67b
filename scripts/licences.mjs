// Licences of what runs, from the lock file or the package itself, against those that go with Apache-2.0. Plain JavaScript: read by npm run audit and by a test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Permissive ones, and those that bind their own files alone (MPL, OFL), which we ship unchanged. */
const fine = [
  'MIT',
  'MIT-0',
  'MIT/X11',
  'ISC',
  '0BSD',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'PostgreSQL',
  'MPL-2.0',
  'OFL-1.1',
];

/** Packages that say their licence in a file alone: what was read there. */
const readInFile = { 'png-js': 'MIT' };
/** Packages that tell none anywhere. `buffers` comes with exceljs (unzipper, binary), in a part that reads streams and that we do not use. */
const toldNowhere = ['buffers'];

/** Whether an expression such as `(MIT OR GPL-3.0-or-later)` leaves a choice that goes with ours. */
export function isFine(expression) {
  const said = expression.replaceAll(/[()]/g, ' ');
  return said.split(/\sOR\s/).some((choice) => choice.split(/\sAND\s/).every((one) => fine.includes(one.trim())));
}

const licenceIn = (folder) => {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '));
};

/** Counts by licence; what is refused; what neither the lock file nor an installed package tells. */
export function licencesOf(top) {
  const { packages } = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8'));
  const found = { counts: {}, refused: [], unknown: [] };
  for (const [path, one] of Object.entries(packages)) {
    if (path === '' || one.dev) continue;
    const name = path.replace(/^.*node_modules\//, '');
    const licence = one.license ?? licenceIn(join(top, path)) ?? readInFile[name];
    if (licence === undefined && (toldNowhere.includes(name) || !existsSync(join(top, path)))) found.unknown.push(name);
    else if (licence === undefined || !isFine(licence)) found.refused.push({ name, licence: licence ?? 'none' });
    else found.counts[licence] = (found.counts[licence] ?? 0) + 1;
  }
  return found;
}
