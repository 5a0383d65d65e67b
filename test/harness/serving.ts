// The house as `npm start` runs it: src/main.ts as a process of its own. For what only real processes show.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const { config } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  config: { nodeOptions: string };
};

export type Serving = {
  url: string;
  child: ChildProcess;
  /** All that it said on standard error so far. */
  said: () => string;
  /** Ends it by a signal and gives its exit code, null when it was killed. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};
export type Begun = Omit<Serving, 'url'> & { ready: Promise<string | null> };

/** Starts it; `ready` is its address, or null when it ended without one. */
export function begin(settings: Record<string, string>): Begun {
  const env = { ...process.env, NODE_OPTIONS: config.nodeOptions, PORT: '0', LOG_LEVEL: 'error', ...settings };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const gone = once(child, 'close');
  const ready = new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^ready (\S+)$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    void gone.then(() => resolve(null));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    const [code] = await gone;
    return typeof code === 'number' ? code : null;
  };
  return { child, ready, stop, said: () => said };
}

/** Starts it and waits until it answers. */
export async function serve(settings: Record<string, string>): Promise<Serving> {
  const { ready, ...begun } = begin(settings);
  const url = await ready;
  if (url === null) throw new Error(`The house did not start: ${begun.said()}`);
  return { ...begun, url };
}
