// Puts the rules to the real tree: `node test/architecture/run.ts`. Exits 1 when one is broken or read no file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge, type Allowed } from './rule.ts';
import { rules } from './rules.ts';
import { readTree } from './tree.ts';

const top = join(import.meta.dirname, '../..');
const allowed: Allowed[] = JSON.parse(readFileSync(join(top, 'test/architecture/allowed.json'), 'utf8'));
const sources = readTree(top);
const verdicts = judge(rules, sources, allowed);

for (const { rule, read, refused } of verdicts) {
  console.log(`${refused.length === 0 ? 'kept  ' : 'BROKEN'} ${rule.padEnd(26)} ${String(read).padStart(5)} files read`);
  for (const message of refused) console.log(`       ${message}`);
}
const stray = allowed.filter(
  ({ rule, path, reason }) => !rules.some((one) => one.name === rule && one.excusable) || !path || !reason,
);
for (const { rule, path } of stray) console.log(`allowed.json: '${rule}' of ${path} cannot be excused, or lacks a reason`);
console.log(`${verdicts.length} rules over ${sources.length} files`);
process.exitCode = stray.length > 0 || verdicts.some(({ refused }) => refused.length > 0) ? 1 : 0;
