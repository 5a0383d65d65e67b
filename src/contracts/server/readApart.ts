// Reads contracts' files in threads of their own: a hostile file holds up nobody's page, and takes no more time and memory than it is given.
import { Worker } from 'node:worker_threads';
import type { FieldError, Params, WordsKey } from '../../platform/shared/errors.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { codeOf } from '../../platform/server/database.ts';
import { readingBusy, readingSlow } from '../readingFile.ts';
import type { FileText } from './textOf.ts';

export type ReadTask = { id: number; name: string; content: ArrayBuffer };
type Refused = { code: string; status: number; words: WordsKey; params: Params; errors: FieldError[] };
export type ReadAnswer = { id: number } & ({ read: FileText } | { refused: Refused } | { fault: string });

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

type Waiting = { task: ReadTask; done: (read: FileText) => void; failed: (why: Error) => void };
type Thread = { worker: Worker; now: Waiting | null; clock: NodeJS.Timeout | undefined; idle: NodeJS.Timeout | undefined };
const threads = new Set<Thread>();
const waiting: Waiting[] = [];
let count = 0;

/** The text of a file, as `textOf` reads it. Refuses as that does, and when it takes too long, too much memory, or too many wait. */
export function textApart(file: { name: string; content: Buffer }, longest = longestMs): Promise<FileText> {
  if (waiting.length >= mostWaiting) throw readingBusy();
  const content = Uint8Array.from(file.content).buffer;
  return new Promise((done, failed) => {
    waiting.push({ task: { id: ++count, name: file.name, content }, done, failed });
    begin(longest);
  });
}

/** Ends the threads at once, for a test that is over; what waits is refused. */
export async function stopReading(): Promise<void> {
  for (const { failed } of waiting.splice(0)) failed(readingBusy());
  await Promise.all([...threads].map((one) => end(one, readingBusy())));
}

function begin(longest: number): void {
  const first = waiting[0];
  if (!first) return;
  const thread = [...threads].find((one) => one.now === null) ?? (threads.size < mostThreads ? open() : null);
  if (thread === null) return;
  waiting.shift();
  clearTimeout(thread.idle);
  thread.now = first;
  thread.worker.ref();
  thread.clock = setTimeout(() => void end(thread, readingSlow()), longest).unref();
  thread.worker.postMessage(first.task, [first.task.content]);
}

function open(): Thread {
  const worker = new Worker(new URL('./readThread.ts', import.meta.url), { resourceLimits: limits });
  const thread: Thread = { worker, now: null, clock: undefined, idle: undefined };
  worker.on('message', (answer: ReadAnswer) => settle(thread, answer));
  worker.on('error', (error) => void end(thread, faultOf(error)));
  worker.on('exit', (code) => void end(thread, new Error(`the thread that reads files ended with ${code}`)));
  threads.add(thread);
  return thread;
}

/** Out of memory is a file that is too large for us; anything else is a fault of ours. */
function faultOf(error: unknown): Error {
  if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') return readingSlow();
  return error instanceof Error ? error : new Error(String(error));
}

function settle(thread: Thread, answer: ReadAnswer): void {
  const { now } = thread;
  if (now?.task.id !== answer.id) return;
  clearTimeout(thread.clock);
  thread.now = null;
  // Idle, it keeps no process alive.
  thread.worker.unref();
  thread.idle = setTimeout(() => void end(thread, readingBusy()), idleMs).unref();
  if ('read' in answer) now.done(answer.read);
  else if ('fault' in answer) now.failed(new Error(answer.fault));
  else {
    const { code, status, words, params, errors } = answer.refused;
    now.failed(new Refusal(code, status, words, params, errors));
  }
  begin(longestMs);
}

/** The file in hand is given up, with its thread; the others go on in another one. */
async function end(thread: Thread, why: Error): Promise<void> {
  if (!threads.delete(thread)) return;
  clearTimeout(thread.clock);
  clearTimeout(thread.idle);
  thread.now?.failed(why);
  thread.now = null;
  begin(longestMs);
  await thread.worker.terminate();
}
