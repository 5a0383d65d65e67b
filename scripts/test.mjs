// `npm test`: the checks, what the browser tests need, the pages, then every test. `--server` runs them on DATABASE_URL;
// without it they run on a database of their own, whatever DATABASE_URL says. Other arguments go to Vitest.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, giveUp, node24, run, tool, top } from './run.mjs';

const onServer = process.argv.includes('--server');
const args = process.argv.slice(2).filter((argument) => argument !== '--server' && argument !== '--');
const node = node24();

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 24) return run(node, process.argv.slice(1));
  if (onServer && !process.env.DATABASE_URL)
    giveUp(
      'npm run test:server needs DATABASE_URL, a PostgreSQL (15 or newer) whose schemas it may create and drop: postgres://…',
    );
  if (!onServer) delete process.env.DATABASE_URL;
  if ((await run(node, ['scripts/check.mjs'])) !== 0) return 1;
  await bringChromium();
  if (!(await buildWeb())) return 1;
  return run(node, [join(top, 'node_modules/vitest/vitest.mjs'), 'run', ...args]);
}

/** Brings a Chromium and fonts for Chinese: Debian's packages where they may be installed, else Playwright's own download. */
async function bringChromium() {
  const { findChromium, hasChineseFonts } = await import('../test/harness/chromium.ts');
  if (findChromium() && hasChineseFonts()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing what the browser tests need: chromium, fonts-noto-cjk …');
    const apt = 'apt-get -qq -o DPkg::Lock::Timeout=120';
    const install = `${apt} update && ${apt} install -y --no-install-recommends chromium fonts-noto-cjk`;
    await run('sh', ['-c', `${install} >/dev/null`], { DEBIAN_FRONTEND: 'noninteractive' });
  }
  if (!findChromium()) await run(tool('playwright-core'), ['install', 'chromium']);
  if (!findChromium())
    giveUp('The browser tests need Chromium or Chrome: install one, or say where it is with CHROMIUM=/path/to/it.');
  if (!hasChineseFonts())
    giveUp('The browser tests need a font for Chinese: install one, such as Noto Sans CJK (Debian: fonts-noto-cjk).');
}

process.exitCode = await main();
