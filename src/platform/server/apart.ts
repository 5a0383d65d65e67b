// Makes something of people's files in threads of their own: a hostile file holds up nobody's page, and takes no more time and memory than it is given.
import { Worker } from 'node:worker_threads';
import type { FieldError, Params, WordsKey } from '../shared/errors.ts';
import { Refusal } from '../shared/errors.ts';
import { codeOf } from './database.ts';

/** `module` exports `apart`, which takes a file and gives what can be sent between threads. */
export type ApartFile = { name: string; content: Buffer /** What else the module has to know. */; with?: Told };
type Told = Readonly<Record<string, string>>;
export type ApartTask = { id: number; module: string; name: string; content: ArrayBuffer; with: Told };
type Refused = { code: string; status: number; words: WordsKey; params: Params; errors: FieldError[] };
export type ApartAnswer = { id: number } & ({ made: unknown } | { refused: Refused } | { fault: string });
/** What is said when it takes too long or too much memory, and when too many wait. */
type Why = { slow: () => Refusal; busy: () => Refusal };
type Making = { module: URL; file: ApartFile; why: Why; longest?: number | undefined };

/** Two, so that one hostile file does not hold up everybody else's. */
const mostThreads = 2;
/** With so many waiting, the last would wait minutes. */
const mostWaiting = 20;
/** The reading itself gives up after 15 s between two pages; what does not come to an end within one page is ended from here. */
const longestMs = 20_000;
/** The libraries and the tables of characters are given back when nobody hands anything in. */
const idleMs = 120_000;
/** Heap of one thread: five million characters and what pdf.js makes of a page fit in it. */
const limits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
/** What a thread holds beside its heap, unpacked bytes above all, is not limited by it: it is looked at so often, and ended beyond so much. */
const lookMs = 100;
const mostBeside = 400 * 1024 * 1024;

type Waiting = { task: ApartTask; longest: number; why: Why; done: (made: unknown) => void; failed: (why: Error) => void };
type Clock = NodeJS.Timeout | undefined;
type Thread = { worker: Worker; now: Waiting | null; clock: Clock; look: Clock; idle: Clock };
const threads = new Set<Thread>();
const waiting: Waiting[] = [];
let count = 0;

/** What the module's `apart` makes of the file. Refuses as that does, and when it takes too long, too much memory, or too many wait. */
export function madeApart({ module, file, why, longest = longestMs }: Making): Promise<unknown> {
  if (waiting.length >= mostWaiting) throw why.busy();
  const content = Uint8Array.from(file.content).buffer;
  return new Promise((done, failed) => {
    const task = { id: ++count, module: module.href, name: file.name, content, with: file.with ?? {} };
    waiting.push({ task, longest, why, done, failed });
    begin();
  });
}

/** Ends the threads at once, for a test that is over; what waits is refused. */
export async function stopApart(): Promise<void> {
  for (const { failed, why } of waiting.splice(0)) failed(why.busy());
  await Promise.all([...threads].map((one) => end(one, one.now?.why.busy() ?? null)));
}

function begin(): void {
  const first = waiting[0];
  if (!first) return;
  const thread = [...threads].find((one) => one.now === null) ?? (threads.size < mostThreads ? open() : null);
  if (thread === null) return;
  waiting.shift();
  clearTimeout(thread.idle);
  thread.now = first;
  thread.worker.ref();
  thread.clock = setTimeout(() => void end(thread, first.why.slow()), first.longest).unref();
  thread.look = setInterval(() => void look(thread), lookMs).unref();
  thread.worker.postMessage(first.task, [first.task.content]);
}

/** Asked of the thread though it is busy. One that has ended meanwhile has nothing to say. */
async function look(thread: Thread): Promise<void> {
  const held = await thread.worker.getHeapStatistics().catch(() => null);
  if (held && thread.now && held.external_memory > mostBeside) await end(thread, thread.now.why.slow());
}

function open(): Thread {
  const worker = new Worker(new URL('./apart-thread.ts', import.meta.url), { resourceLimits: limits });
  const thread: Thread = { worker, now: null, clock: undefined, look: undefined, idle: undefined };
  worker.on('message', (answer: ApartAnswer) => settle(thread, answer));
  worker.on('error', (error) => void end(thread, faultOf(error, thread.now?.why)));
  worker.on('exit', (code) => void end(thread, new Error(`the thread that reads files ended with ${code}`)));
  threads.add(thread);
  return thread;
}

/** Out of memory is a file that is too large for us; anything else is a fault of ours. */
function faultOf(error: unknown, why: Why | undefined): Error {
  if (why && codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') return why.slow();
  return error instanceof Error ? error : new Error(String(error));
}

function settle(thread: Thread, answer: ApartAnswer): void {
  const { now } = thread;
  if (now?.task.id !== answer.id) return;
  clearTimeout(thread.clock);
  clearInterval(thread.look);
  thread.now = null;
  // Idle, it keeps no process alive.
  thread.worker.unref();
  thread.idle = setTimeout(() => void end(thread, null), idleMs).unref();
  if ('made' in answer) now.done(answer.made);
  else if ('fault' in answer) now.failed(new Error(answer.fault));
  else {
    const { code, status, words, params, errors } = answer.refused;
    now.failed(new Refusal(code, status, words, params, errors));
  }
  begin();
}

/** The file in hand is given up, with its thread; the others go on in another one. */
async function end(thread: Thread, why: Error | null): Promise<void> {
  if (!threads.delete(thread)) return;
  clearTimeout(thread.clock);
  clearInterval(thread.look);
  clearTimeout(thread.idle);
  if (why) thread.now?.failed(why);
  thread.now = null;
  begin();
  await thread.worker.terminate();
}
