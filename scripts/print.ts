// `npm run print` writes the prints that are checked in; `npm run print -- --check` only says which are out of date, and fails.
import { join } from 'node:path';
import { compare, write } from './printing.ts';
import { prints } from './prints.ts';

const top = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const printed = await compare(prints, top);
if (!check) await write(printed, top);
for (const { path, same } of printed) console.log(`${same ? 'as it was' : check ? 'OUT OF DATE' : 'written'}  ${path}`);
console.log(`${printed.length} prints`);
if (check && printed.some(({ same }) => !same)) console.error('Run `npm run print`, look at the difference, and commit it.');
if (check && (printed.length === 0 || printed.some(({ same }) => !same))) process.exitCode = 1;
