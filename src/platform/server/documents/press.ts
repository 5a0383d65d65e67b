// Makes documents in a thread of their own, so that a report of a hundred pages holds up nobody's page. One at a time; the thread goes when idle.
import { Worker } from 'node:worker_threads';
import type { DocumentFormat } from '../../shared/document.ts';
import { pressBusy, pressSlow } from '../../shared/document.ts';
import { codeOf } from '../database.ts';
import type { Document } from './document.ts';
import type { Made } from './pdf.ts';

export type { Made } from './pdf.ts';
export type Task = { id: number; document: Document; format: DocumentFormat };
export type Answer = { id: number; made: Made } | { id: number; fault: string };

/** With so many waiting, the last would wait a minute. */
const mostWaiting = 50;
/** Nothing that a person asks for takes this long: something is wrong with it, and the others wait. */
const longestMs = 60_000;
/** The typefaces and what pdfmake made of them, about 100 MB, are given back when nobody prints. */
const idleMs = 120_000;

/** A document that needs more is given up: it would take the memory of the whole house. */
const mostMemoryMb = 400;

type Waiting = { task: Task; done: (made: Made) => void; failed: (why: Error) => void };
let worker: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let clock: NodeJS.Timeout | undefined;
let count = 0;
const waiting: Waiting[] = [];

/** The document in a format. Refuses when too many wait, or when it takes too long; anything else thrown is a fault. */
export function printed(document: Document, format: DocumentFormat): Promise<Made> {
  if (waiting.length >= mostWaiting) throw pressBusy();
  return new Promise((done, failed) => {
    waiting.push({ task: { id: ++count, document, format }, done, failed });
    if (waiting.length === 1) begin();
  });
}

/** Ends the thread at once, for a house that stops; what waits is refused. */
export async function stopPress(): Promise<void> {
  const was = worker;
  worker = null;
  clearTimeout(clock);
  clearTimeout(idle);
  for (const { failed } of waiting.splice(0)) failed(pressBusy());
  await was?.terminate();
}

function begin(): void {
  const first = waiting[0];
  if (!first) {
    // Idle, it keeps no process alive.
    worker?.unref();
    idle = setTimeout(() => void stopPress(), idleMs).unref();
    return;
  }
  clearTimeout(idle);
  const to = worker ?? open();
  to.ref();
  clock = setTimeout(() => give(pressSlow()), longestMs).unref();
  to.postMessage(first.task);
}

function open(): Worker {
  const opened = new Worker(new URL('./press-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  opened.on('message', (answer: Answer) => settle(answer));
  opened.on('error', (error) => opened === worker && give(faultOf(error)));
  opened.on('exit', (code) => opened === worker && give(new Error(`the thread that makes documents ended with ${code}`)));
  worker = opened;
  return opened;
}

/** Out of memory is a document that is too large; anything else is a fault of ours. */
function faultOf(error: unknown): Error {
  if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') return pressSlow();
  return error instanceof Error ? error : new Error(String(error));
}

function settle(answer: Answer): void {
  const first = waiting[0];
  if (first?.task.id !== answer.id) return;
  clearTimeout(clock);
  waiting.shift();
  if ('made' in answer) first.done(answer.made);
  else first.failed(new Error(answer.fault));
  begin();
}

/** The one under way is given up, with its thread; the others go on in a new one. */
function give(why: Error): void {
  clearTimeout(clock);
  const was = worker;
  worker = null;
  void was?.terminate();
  waiting.shift()?.failed(why);
  begin();
}
