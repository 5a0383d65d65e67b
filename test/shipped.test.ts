// What is shipped: the image holds what its file copies and runs from that alone, needs no package of development, and its parts are free to use. The image itself is built elsewhere.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { cloneDatabase } from './harness/database.ts';

const top = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'touyan-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const textOf = (path: string): string => readFileSync(join(top, path), 'utf8');

/** Sources and target of each COPY of the last stage, those of the first stage apart. */
function copied(): { sources: string[]; target: string; built: boolean }[] {
  const stages = textOf('Dockerfile').split(/^FROM /m);
  return [...(stages.at(-1) ?? '').matchAll(/^COPY (--from=build )?(.+)$/gm)].map(([, built, said = '']) => {
    const parts = said.split(' ');
    return { sources: parts.slice(0, -1), target: parts.at(-1) ?? '', built: built !== undefined };
  });
}

test('every path that the image copies is there, and .dockerignore lets it in', () => {
  const ignored = textOf('.dockerignore');
  for (const [, said = ''] of textOf('Dockerfile').matchAll(/^COPY (?!--from)(.+)$/gm))
    for (const source of said.split(' ').slice(0, -1)) {
      expect([source, existsSync(join(top, source))]).toEqual([source, true]);
      expect(ignored).toContain(`\n!${source}\n`);
    }
  const compose = textOf('compose.yaml');
  for (const [, name] of compose.matchAll(/^ {6}([A-Z_]+):/gm))
    expect([
      'POSTGRES_USER',
      'POSTGRES_DB',
      'POSTGRES_PASSWORD_FILE',
      'POSTGRES_INITDB_ARGS',
      'DATABASE_PASSWORD_FILE',
      'CITY',
      'DATABASE_URL',
      'TOUYAN_DEMO',
      'TRUST_PROXY',
    ]).toContain(name);
});

test('from what the image copies alone the house starts, answers, and ends at SIGTERM', async () => {
  for (const { sources, target, built } of copied())
    for (const source of sources.filter(() => !built))
      cpSync(join(top, source), join(folder, target, target.endsWith('./') ? source : ''), {
        recursive: true,
        filter: (path) => !/\.test\.tsx?$/.test(path),
      });
  symlinkSync(join(top, 'node_modules'), join(folder, 'node_modules'), 'dir');
  mkdirSync(join(folder, 'data'));
  const database = await cloneDatabase();
  writeFileSync(join(folder, 'password'), 'kept-in-a-file\n');
  const env = {
    ...process.env,
    CITY: 'changzhou',
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  };
  const said = spawnSync('sh', ['docker/with-secrets.sh', 'sh', '-c', 'echo "$PGPASSWORD"'], {
    cwd: folder,
    env: { ...env, DATABASE_PASSWORD_FILE: join(folder, 'password') },
  });
  expect(said.stdout.toString()).toBe('kept-in-a-file\n');
  const child = spawn('sh', ['docker/with-secrets.sh', process.execPath, 'src/main.ts'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'close');
  try {
    let [out, err] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        const ready = /^ready (\S+)$/m.exec(out)?.[1];
        if (ready) resolve(ready);
      });
      void gone.then(() => reject(new Error(err)));
    });
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await gone)[0]).toBe(0);
  } finally {
    child.kill('SIGKILL');
    await gone;
    await database.drop();
  }
}, 300_000);

test('the image runs the house with the options that npm gives it', () => {
  const { config } = JSON.parse(textOf('package.json')) as { config: { nodeOptions: string } };
  expect(textOf('Dockerfile')).toContain(`ENV NODE_OPTIONS="${config.nodeOptions}"`);
});

test('what runs imports no package of development', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
  const files = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.endsWith('fixtures.ts'),
  );
  const missing = files.flatMap((path) => {
    const imports = [
      ...textOf(`src/${path}`).matchAll(/^(?:import|export)\s(?!type)[^'"]*?from '([^'.][^']*)'|\bimport\('([^'.][^']*)'\)/gm),
    ];
    const packages = imports
      .map(([, one, other]) => one ?? other ?? '')
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    return packages
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name) && !(name in dependencies))
      .map((name) => `${path}: ${name}`);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test('the licence of every part goes with ours', async () => {
  const { isFine, licencesOf } = (await import(join(top, 'scripts/licences.mjs'))) as {
    isFine: (said: string) => boolean;
    licencesOf: (top: string) => { counts: Record<string, number>; refused: unknown[] };
  };
  expect(
    ['MIT', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'GPL-3.0', '(MIT AND GPL-2.0)', 'SSPL-1.0', ''].map(isFine),
  ).toEqual([true, true, true, false, false, false, false]);
  const { counts, refused } = licencesOf(top);
  expect(refused).toEqual([]);
  expect(counts['MIT']).toBeGreaterThan(100);
});
