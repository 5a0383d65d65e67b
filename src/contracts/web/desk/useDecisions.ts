// Decides one contract: what takes effect a few seconds later can be undone until then; everything else is sent at once. One key for one decision.
import { useEffect, useRef, useState } from 'react';
import { newKey, request } from '../../../platform/web/call.ts';
import { ProblemError } from '../../../platform/web/problem.ts';
import { api, type Contract } from '../view.ts';

/** Accepting and reviewing have no way back in a contract's life: they are held back, so that a slip of the finger can be undone. */
export const heldActions = ['accept', 'review'] as const;
export const holdMs = 5000;

type Held = { one: Contract; action: string; key: string };
export type Told = { done: boolean; title: string; action: string; problem: unknown };
type Deciding = {
  /** Called with the record as answered. */
  onDone: (after: Contract) => void;
  /** Called where somebody else was quicker. */
  onStale: (id: string) => void;
  before: () => Promise<void>;
};

export function useDecisions({ onDone, onStale, before }: Deciding) {
  const [held, setHeld] = useState<Held | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const waiting = useRef<Held | null>(null);
  const hold = (next: Held | null) => {
    waiting.current = next;
    setHeld(next);
  };
  const send = ({ one, action, key }: Held, body: Record<string, unknown> = {}, keepalive = false) =>
    request<Contract>('POST', `${api}/${one.id}/${action}`, { body, ifMatch: one.version, idempotencyKey: key, keepalive });
  const decide = async (one: Contract, action: string, body: Record<string, unknown> = {}): Promise<Contract> => {
    await before();
    try {
      const after = { ...one, ...(await send({ one, action, key: newKey() }, body)) };
      setTold({ done: true, title: one.title, action, problem: null });
      onDone(after);
      return after;
    } catch (problem) {
      if (problem instanceof ProblemError && (problem.status === 412 || problem.status === 409)) onStale(one.id);
      throw problem;
    }
  };
  /** What is held back takes effect now. Gives the record, or null where nothing was held or it was refused. */
  const flush = async (): Promise<Contract | null> => {
    const due = waiting.current;
    if (due === null) return null;
    hold(null);
    try {
      return await decide(due.one, due.action, due.action === 'review' ? { note: null } : {});
    } catch (problem) {
      setTold({ done: false, title: due.one.title, action: due.action, problem });
      return null;
    }
  };
  const latest = useRef({ flush, send });
  useEffect(() => {
    latest.current = { flush, send };
  });
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => void latest.current.flush(), holdMs);
    return () => clearTimeout(timer);
  }, [held]);
  useEffect(() => {
    /** The page is left: what was held is sent to its end. */
    const leave = () => {
      const due = waiting.current;
      if (due === null) return;
      waiting.current = null;
      void latest.current.send(due, due.action === 'review' ? { note: null } : {}, true).catch(() => undefined);
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return {
    held,
    told,
    forget: () => setTold(null),
    decide,
    flush,
    /** Begins a decision that can be undone for a moment. */
    begin: async (one: Contract, action: string) => {
      await flush();
      setTold(null);
      hold({ one, action, key: newKey() });
    },
    undo: (): Contract | null => {
      const undone = waiting.current;
      hold(null);
      return undone?.one ?? null;
    },
  };
}
