// Saves what is typed a moment after it was, one save at a time, the newest last. Knows no page; what is kept stays the server's.
import { ProblemError } from '../../platform/web/problem.ts';

/** `said` is what the server answered to the last save; `why` the last refusal, null once a save went through. */
export type Kept<A> = { state: 'still' | 'saving' | 'saved' | 'unsaved'; said: A | null; why: unknown };

const pause = 700;

export type Sending = { version: number /** The tab is being put away: it is sent to its end. */; leaving: boolean };
/**
 * Begins at a version, which each save counts on. `send` saves what it is given and answers; `told` is called whenever something changed. A save that did not arrive is tried again with the
 * next change; one that was refused for good (another window was first) is not.
 */
export function openKeeping<T, A extends { version: number }>(
  begin: number,
  send: (typed: T, how: Sending) => Promise<A>,
  told: (kept: Kept<A>) => void,
) {
  let version = begin;
  let leaving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { typed: T } | null = null;
  let under: Promise<void> | null = null;
  let ended = false;
  const run = async (): Promise<void> => {
    while (waiting !== null && !ended) {
      const { typed } = waiting;
      waiting = null;
      told({ state: 'saving', said: null, why: null });
      try {
        const said = await send(typed, { version, leaving });
        version = said.version;
        told({ state: 'saved', said, why: null });
      } catch (why) {
        // Another window was first: what stands here is no longer what is kept there.
        ended = why instanceof ProblemError && (why.status === 409 || why.status === 410 || why.status === 404);
        waiting ??= { typed };
        told({ state: 'unsaved', said: null, why });
        return;
      }
    }
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    under = (under ?? Promise.resolve()).then(run);
    await under;
  };
  return {
    change(typed: T): void {
      waiting = { typed };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pause);
    },
    /** Saves at once what waits, and comes back when it is saved or was refused. */
    flush,
    async leave(): Promise<void> {
      leaving = true;
      await flush();
      leaving = false;
    },
    version: (): number => version,
    /** It was kept otherwise: by handing in, or as it was read anew. */
    goOn(from: number): void {
      version = from;
    },
    /** Nothing waits to be saved. */
    isStill: (): boolean => waiting === null,
  };
}
