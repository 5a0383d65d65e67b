// The command line: `npm run touyan -- <command>`. Each command says what it did and ends with an exit code that scripts can rely on.
import { seenAs } from './platform/server/database.ts';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AccountTables } from './platform/server/accounts.ts';
import { stopOnSignals } from './platform/server/embedded-postgres.ts';
import { readEnv, StartError } from './platform/server/env.ts';
import { PackError } from './platform/server/pack.ts';
import { problemOf } from './platform/server/problems.ts';
import { Refusal } from './platform/shared/errors.ts';
import { accountCommand } from './cli-account.ts';
import { checkForm } from './cli-form.ts';
import { provenOutcome } from './market/server/index.ts';
import { checkedPackage, importFile, type KeptHead, verify } from './records/server/index.ts';
import { openRunning, type Running, type RunningOptions } from './running.ts';
import { loader } from './seed-acting.ts';
import { seedCity } from './seed.ts';
import { clearTrial } from './trial.ts';
import { words } from './words.ts';
import { openWords } from './platform/server/words.ts';

const usage = `npm run touyan -- <command>

  migrate                          brings the city's schema up to date
  seed [--random N] [--size N] [--listings N] [--anchor YEAR]
                                   loads the pack of CITY into an empty schema; again: no change. An invented city's market
                                   as large as that of a whole region: --listings 65000
  import <kind> <file> [--commit] [--json]
                                   organizations or recognitions: shows what each row would do; writes with --commit
  verify [--head FILE] [--json]    0 sound, 1 tampered with a line for each row, 2 could not read; also finds a head
                                   that was kept (saved from the page Verify, or /api/seals/head)
  backup <file|folder> [--json]    everything of the city as of this instant, beside a house that goes on
  restore <file> [--into DATA_DIR|postgres://…] [--digest D] [--json]
                                   into an empty database; 0 the same as it was, 1 not the same, 2 refused and nothing done
  account <name> --role ROLE [--display NAME] [--region ID] [--organization ID]
                                   makes an account; the first password is read from standard input and
                                   must be changed at the first sign-in
  account <name> --unlock | --reset-factor | --reset-password
                                   for who cannot sign in and has no administrator to turn to
  trial clear                      drops what demo accounts wrote in a real city (with the copy in which they did)
  archive check <zip>              recomputes each digest of an archived package and its own, without a database:
                                   0 as it was packed, 1 altered, 2 could not read
  form check <file>                a form's file before it is loaded: what is wrong in it, and how its new version differs:
                                   0 it can be loaded, 1 it cannot, 2 could not read
  auction <id> [--json]            the outcome of an auction anew from its events: 0 as recorded, 1 not by the rules
  faults                           makes each fault of the database and of starting, prints what the user reads
  bench <auction|ledger|http|rules|contracts|contracts-load|submissions|import-contracts|reconcile|signals|statistics|matching|graded|market|search|returns|report|crash|documents|backup|load> [--rows N]
                                   prints measurements as tables

CITY chooses the city (changzhou), DATA_DIR its data, DATABASE_URL a server of one's own.`;

const options = {
  commit: { type: 'boolean' },
  json: { type: 'boolean' },
  head: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  random: { type: 'string' },
  size: { type: 'string' },
  listings: { type: 'string' },
  anchor: { type: 'string' },
  rows: { type: 'string' },
  into: { type: 'string' },
  digest: { type: 'string' },
  role: { type: 'string', multiple: true },
  display: { type: 'string' },
  region: { type: 'string' },
  organization: { type: 'string' },
  unlock: { type: 'boolean' },
  'reset-factor': { type: 'boolean' },
  'reset-password': { type: 'boolean' },
} as const;
/** The terminal's own language, for what is said of files and rows; English unless it is Chinese. */
const language = /^zh/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '') ? 'zh-CN' : 'en';
const say = openWords(words);
type Given = { values: ReturnType<typeof parsed>['values']; rest: string[] };
const parsed = (args: string[]) => parseArgs({ args, options, allowPositionals: true });

async function withHouse<T>(work: (running: Running) => Promise<T>, extra: Partial<RunningOptions> = {}): Promise<T> {
  // Broken off at the terminal, a command leaves no server behind that it had started.
  const begun = (breakOff: () => Promise<void>) => stopOnSignals(breakOff, 'command');
  const running = await openRunning(readEnv(), { as: 'command', begun, ...extra });
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

const wholeNumber = (said: string | undefined, name: string): number | undefined => {
  if (said === undefined) return undefined;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  throw new StartError('usage', `--${name} takes a whole number, but is "${said}".`);
};

const anchorIn = (values: Given['values']): Partial<RunningOptions> => {
  const anchor = wholeNumber(values.anchor, 'anchor');
  return anchor === undefined ? {} : { anchor };
};

/** A head of the chain that was kept outside. Throws on what is none: `verify` ends with 2. */
function readHead(file: string): KeptHead {
  const said = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeptHead>;
  const { algorithm, city, batch, chain } = said;
  if (typeof algorithm !== 'string' || typeof city !== 'string' || typeof batch !== 'number' || typeof chain !== 'string')
    throw new StartError('usage', `${file} is no head of a chain.`);
  return { algorithm, city, batch, chain };
}

const commands: Record<string, (given: Given) => Promise<number>> = {
  migrate: () =>
    withHouse(async () => {
      console.log('The schema is up to date.');
      return 0;
    }),

  seed: ({ values }) =>
    withHouse(async ({ house, db, pack }) => {
      const random = wholeNumber(values.random, 'random');
      const size = wholeNumber(values.size, 'size');
      const listings = wholeNumber(values.listings, 'listings');
      const seeded = await seedCity(house, db, {
        log: console.log,
        ...(random === undefined ? {} : { random }),
        ...(size === undefined ? {} : { size }),
        ...(listings === undefined ? {} : { listings }),
      });
      if (!seeded) console.log(`${pack.city.code} is not empty: nothing was changed.`);
      return 0;
    }, anchorIn(values)),

  import: ({ values, rest: [kind, file] }) =>
    withHouse(async ({ house }) => {
      if (!kind || !file) throw new StartError('usage', 'import needs a kind and a file: import organizations list.xlsx');
      const imports = Object.hasOwn(house.imports, kind) ? house.imports[kind as keyof typeof house.imports] : undefined;
      if (!imports) throw new StartError('usage', `${kind} cannot be imported; one of ${Object.keys(house.imports).join(', ')}.`);
      const { answer, lines } = await importFile(imports, file, {
        commit: values.commit ?? false,
        actor: { ...loader, language },
      });
      if (values.json) console.log(JSON.stringify(answer, null, 2));
      else for (const line of lines) console.log(line);
      return 0;
    }),

  verify: async ({ values }) => {
    try {
      return await withHouse(async ({ house }) => {
        const found = await verify(house.kernel, values.head === undefined ? null : readHead(values.head));
        if (values.json) console.log(JSON.stringify(found));
        else {
          for (const one of found.findings) console.log(`${one.table} ${one.row}: ${one.what}: ${one.detail}`);
          console.log(
            `${found.events} events in ${found.batches} sealed batches, ${found.records} records: ${found.findings.length === 0 ? 'sound' : `${found.findings.length} rows are not as sealed`}.`,
          );
        }
        return found.findings.length === 0 ? 0 : 1;
      });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return 2;
    }
  },

  archive: async ({ values, rest: [what, file] }) => {
    if (what !== 'check' || !file) throw new StartError('usage', 'archive needs a file: archive check package.zip');
    const { sound, files, ...of } = await checkedPackage(readFileSync(file));
    if (values.json) console.log(JSON.stringify({ ...of, sound, files }));
    else {
      for (const one of files) if (one.found !== 'sound') console.log(`${one.file}: ${one.found}`);
      console.log(
        `${files.length} files, ${sound ? 'all as listed' : 'not as listed'}. ${of.algorithm} of the package: ${of.digest}`,
      );
    }
    return sound ? 0 : 1;
  },

  form: ({ rest: [what, file] }) => {
    if (what !== 'check' || !file) throw new StartError('usage', 'form needs a file: form check form.json');
    const { faults, lines } = checkForm(readEnv().city, file, say, language);
    for (const line of faults.length > 0 ? faults : lines) console.log(line);
    return Promise.resolve(faults.length > 0 ? 1 : 0);
  },

  account: ({ values, rest: [account] }) =>
    withHouse(async ({ db, crypto }) => {
      console.log(await accountCommand({ db: seenAs<AccountTables>(db), crypto }, account, values, readPassword));
      return 0;
    }),

  trial: ({ rest: [what] }) => {
    if (what !== 'clear') throw new StartError('usage', 'trial takes one word: trial clear');
    return withHouse(async (running) => {
      console.log((await clearTrial(running)) ? 'The trial data were removed.' : 'There were no trial data.');
      return 0;
    });
  },
  backup: ({ values, rest: [place] }) => backupCommand(place, values),
  restore: ({ values, rest: [file] }) => restoreCommand(file, values),

  auction: ({ values, rest: [id] }) => {
    if (!id || !/^[0-9a-f-]{36}$/.test(id)) throw new StartError('usage', 'auction needs the id of one: auction 0199…');
    return withHouse(async ({ house }) => {
      const { rounds, lines, ...of } = await provenOutcome(house.kernel.db, id);
      if (values.json) console.log(JSON.stringify({ ...of, rounds, lines }));
      else {
        for (const fault of of.faults) console.log(fault);
        const won = of.winner === null ? 'no winner' : `bidder ${of.paddle} (${of.winner}) wins with ${of.price}`;
        console.log(`${lines.length} bids in ${rounds.length} rounds of terms; ${won}.`);
      }
      return of.faults.length === 0 ? 0 : 1;
    });
  },
  faults: () => script('../test/faults/print.ts', []),
  bench: ({ values, rest }) =>
    script('../test/bench/index.ts', [
      ...rest,
      ...(values.rows === undefined ? [] : ['--rows', String(wholeNumber(values.rows, 'rows'))]),
    ]),
};

/** Runs one of the scripts beside the sources, which only a checkout has. */
function script(path: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(path, import.meta.url)), ...args], { stdio: 'inherit' });
  return new Promise((done) => child.on('exit', (code) => done(code ?? 2)));
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return readFileSync(0, 'utf8').trim();
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await terminal.question('Password: ');
  terminal.close();
  return typed;
}

async function run(): Promise<number> {
  const { values, positionals } = parsed(process.argv.slice(2));
  const [name = '', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const help = values.help || name === 'help';
  if (!command || help) {
    (help ? console.log : console.error)(usage);
    return help ? 0 : 2;
  }
  try {
    return await command({ values, rest });
  } catch (error) {
    // Scripts read what is wrong in the same shape as over HTTP.
    if (!values.json || !(error instanceof Refusal)) throw error;
    console.log(JSON.stringify(problemOf(error, say, language, ''), null, 2));
    return 2;
  }
}

/** What whoever sits at the terminal reads of an error. */
function told(error: unknown): string {
  if (error instanceof StartError || error instanceof PackError) return error.message;
  if (error instanceof Refusal) {
    const { detail, errors } = problemOf(error, say, language, '');
    return [detail, ...errors.map((one) => `  ${one.path}: ${one.words}`)].join('\n');
  }
  return error instanceof TypeError && 'code' in error ? error.message : String(error instanceof Error ? error.stack : error);
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(told(error));
    process.exitCode = 2;
  },
);
