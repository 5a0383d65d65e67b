// The draft of a return on its way: typed here, kept in this browser at once, saved with the server a moment later, tried again where it cannot be reached.
// No element and no query: what sends and what keeps is given.
import { ProblemError } from '../../../platform/web/problem.ts';
import type { ReturnVerdict } from '../../returnRoutes.ts';
import { type Given, sameGiven, withCell } from './cells.ts';

export type Explanations = Record<string, string>;
export type Typed = { given: Given; explanations: Explanations };
/**
 * `waiting` a moment; `away`: the server was not reached, and is asked again; `moved`: another window saved meanwhile, and the person says which
 * stands; `refused`: it will not be taken as it is.
 */
export type Saving = 'saved' | 'waiting' | 'sending' | 'away' | 'moved' | 'refused';
export type DraftNow = Typed & {
  revision: number;
  savedAt: string | null;
  saving: Saving;
  problem: unknown;
  verdict: ReturnVerdict;
  /** Whether the verdict is of just what is shown. */
  current: boolean;
  undoable: boolean;
};
export type Saved = { revision: number; savedAt: string; verdict: ReturnVerdict };
/** As it is kept in this browser until the server has it; `sent` is what was on its way when it was kept. */
export type Kept = Typed & { revision: number; at: string; sent: Given | null };

export type Ways = {
  send: (body: Typed & { revision: number }, leaving: boolean) => Promise<Saved>;
  keep: (kept: Kept) => void;
  drop: () => void;
  /** Runs something after so many milliseconds, unless it is taken back. */
  later?: (run: () => void, ms: number) => () => void;
};
export type Draft = ReturnType<typeof openDraft>;

type First = { revision: number; savedAt: string | null; given: Given; explanations: Explanations; verdict: ReturnVerdict };
const mostUndone = 100;
/** Milliseconds between the last letter and its saving, and before the first new attempt and the last. */
const [pause, retry, longestRetry] = [800, 2000, 30_000];
const byClock = (run: () => void, ms: number): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export function openDraft(first: First, { send, keep, drop, later: after = byClock }: Ways) {
  let now: DraftNow = { ...first, saving: 'saved', problem: null, current: true, undoable: false };
  const watchers = new Set<() => void>();
  let before: Given[] = [];
  /** The cell that was typed in last: what is typed there goes on is undone as one. */
  let last: string | null = null;
  let takeBack = () => {};
  let attempts = 0;
  let sending: { of: DraftNow; ended: Promise<void> } | null = null;
  let closed = false;

  const tell = (changes: Partial<DraftNow>) => {
    now = { ...now, ...changes };
    for (const watcher of watchers) watcher();
  };
  const keepNow = () =>
    keep({
      given: now.given,
      explanations: now.explanations,
      revision: now.revision,
      at: new Date().toISOString(),
      sent: sending?.of.given ?? null,
    });
  const later = (ms: number) => {
    takeBack();
    takeBack = after(() => void save(), ms);
  };
  /** Something was typed: kept here at once, sent a moment later, unless a question stands open. */
  const changed = (changes: Partial<Typed>) => {
    const held = now.saving === 'moved';
    tell({ ...changes, current: false, saving: held ? 'moved' : sending ? 'sending' : 'waiting', undoable: before.length > 0 });
    keepNow();
    if (!held && sending === null) later(pause);
  };
  const put = (given: Given, place: string | null) => {
    if (given === now.given) return;
    if (place === null || place !== last) before = [...before.slice(1 - mostUndone), now.given];
    last = place;
    changed({ given });
  };

  async function save(leaving = false): Promise<void> {
    takeBack();
    if (now.saving === 'saved' || now.saving === 'moved') return;
    if (sending !== null && !leaving) return sending.ended;
    const of = now;
    const sent = send(
      { given: of.given, explanations: of.explanations, revision: of.revision + (sending === null ? 0 : 1) },
      leaving,
    ).then(
      (answer) => arrived(of, answer),
      (problem: unknown) => failed(problem),
    );
    sending = { of, ended: sent };
    tell({ saving: 'sending', problem: null });
    return sent;
  }
  function arrived(of: DraftNow, { revision, savedAt, verdict }: Saved) {
    sending = null;
    attempts = 0;
    const whole = now.given === of.given && now.explanations === of.explanations;
    tell({ revision, savedAt, verdict, current: now.given === of.given, saving: whole ? 'saved' : 'waiting', problem: null });
    if (whole) return drop();
    keepNow();
    if (!closed) later(pause);
  }
  function failed(problem: unknown) {
    sending = null;
    const status = problem instanceof ProblemError ? problem.status : 500;
    const code = problem instanceof ProblemError ? problem.code : '';
    const saving = code === 'return.draftMoved' ? 'moved' : status === 0 || status === 429 || status >= 500 ? 'away' : 'refused';
    tell({ saving, problem });
    keepNow();
    if (saving === 'away' && !closed) later(Math.min(longestRetry, retry * 2 ** attempts++));
  }

  return {
    now: () => now,
    watch: (watcher: () => void) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    type: (place: string, text: string) => put(withCell(now.given, place, text), place),
    put: (given: Given) => put(given, null),
    undo: () => {
      const given = before.at(-1);
      if (given === undefined) return;
      before = before.slice(0, -1);
      last = null;
      changed({ given });
    },
    explain: (key: string, text: string) => {
      const stands = now.current;
      changed({ explanations: { ...now.explanations, [key]: text } });
      // The figures are those that were judged.
      tell({ current: stands });
    },
    /** Saves what is not saved, and ends when it is, or is not to be. `begin`: also a sheet in which nothing was typed. */
    flush: async (begin = false) => {
      if (begin && now.saving === 'saved' && now.revision === 0) tell({ saving: 'waiting' });
      while (now.saving === 'waiting' || now.saving === 'sending' || now.saving === 'away') {
        await save();
        if (now.saving === 'away') return;
      }
    },
    /** The page is left: the last that can be done, past anything that is on its way. */
    leave: () => {
      if (now.saving === 'saved' || now.saving === 'moved' || now.saving === 'refused') return;
      keepNow();
      void save(true);
    },
    /** Asked again at once: the net is back. */
    again: () => {
      if (now.saving === 'away' || now.saving === 'refused') void save();
    },
    /** What another window saved is let go of: this sheet stands, on top of that revision. */
    overwrite: (revision: number) => {
      tell({ revision, saving: 'waiting' });
      return save();
    },
    /** Another sheet in the place of this: what the server has. */
    replace: (sheet: First) => {
      takeBack();
      before = [];
      last = null;
      drop();
      tell({ ...sheet, saving: 'saved', problem: null, current: true, undoable: false });
    },
    /** What was kept here and never saved is let go of. */
    forget: drop,
    /** What was kept here and never saved goes on where it stopped. */
    restore: (kept: Typed) => changed({ given: kept.given, explanations: kept.explanations }),
    open: () => {
      closed = false;
    },
    close: () => {
      closed = true;
      takeBack();
    },
  };
}

/**
 * What becomes of a sheet that was kept here: `none` where the server has it, or has nothing to do with it; `goesOn` where nothing else was saved
 * since; `apart` where somebody has to say which stands.
 */
export function fateOf(
  kept: Kept | null,
  server: { revision: number; given: Given; explanations: Explanations },
): 'none' | 'goesOn' | 'apart' {
  if (kept === null) return 'none';
  const explained = JSON.stringify(kept.explanations) === JSON.stringify(server.explanations);
  if (explained && sameGiven(kept.given, server.given)) return 'none';
  if (kept.revision === server.revision) return 'goesOn';
  return kept.sent !== null && sameGiven(kept.sent, server.given) ? 'goesOn' : 'apart';
}
