// `npm run audit`: known weaknesses of what runs (npm audit, where its service can be reached), licences, and with `--sbom FILE` a list of all parts (CycloneDX).
// Ends with 0 sound, 1 something found, 3 weaknesses could not be asked for; licences are looked at in any case.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './run.mjs';
import { licencesOf } from './licences.mjs';

const npm = (...args) =>
  spawnSync('npm', args, { cwd: top, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' });

function weaknesses() {
  const { stdout } = npm('audit', '--json', '--omit=dev');
  let told;
  try {
    told = JSON.parse(stdout);
  } catch {
    told = {};
  }
  const counts = told.metadata?.vulnerabilities;
  if (!counts) {
    console.log(
      `Weaknesses: could not be asked for (${told.error?.code ?? told.message ?? 'no answer'}): run this where the package registry answers audits.`,
    );
    return 3;
  }
  for (const [name, one] of Object.entries(told.vulnerabilities ?? {}))
    if (['high', 'critical'].includes(one.severity)) console.log(`${one.severity}: ${name} ${one.range}`);
  console.log(`Weaknesses: ${counts.critical} critical, ${counts.high} high, ${counts.moderate} moderate, ${counts.low} low.`);
  return counts.critical + counts.high > 0 ? 1 : 0;
}

function licences() {
  const { counts, refused, unknown } = licencesOf(top);
  for (const one of refused) console.log(`Licence of ${one.name}: ${one.licence} is not on the list (scripts/licences.mjs).`);
  for (const name of unknown) console.log(`Licence of ${name}: not told.`);
  console.log(
    `Licences: ${Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}.`,
  );
  return refused.length > 0 ? 1 : 0;
}

function parts(file) {
  const { stdout, status } = npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev');
  if (status !== 0) return 1;
  const bom = JSON.parse(stdout);
  bom.metadata.component.name = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).name;
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`);
  console.log(`Parts: ${bom.components.length} written to ${file}.`);
  return 0;
}

const at = process.argv.indexOf('--sbom');
const results = [licences(), ...(at > 0 ? [parts(process.argv[at + 1])] : []), weaknesses()];
process.exitCode = results.includes(1) ? 1 : Math.max(...results);
