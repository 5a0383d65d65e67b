// Measures how long a contract is attended to, and reports it: a hidden page and two minutes without a key or a move do not count.
import { useEffect, useRef } from 'react';
import { call } from '../../../platform/web/call.ts';
import { longestReport, noteWork } from '../../desk.ts';

const idleMs = 120_000;
/** Between two looks at the clock; a longer gap was a machine asleep, and counts no more than this. */
const tickMs = 1000;
const reportAfterMs = 120_000;
const signs = ['keydown', 'pointermove', 'pointerdown', 'wheel', 'touchstart'] as const;

/** `id` is the contract that is open now; gives what is to be called before it is decided. */
export function useWorkingTime(id: string | null): () => Promise<void> {
  const held = useRef({ id, worked: 0 });
  const report = useRef(async () => {});
  useEffect(() => {
    report.current = async () => {
      const { id: of, worked } = held.current;
      const seconds = Math.min(longestReport, Math.round(worked / 1000));
      if (of === null || seconds < 1) return;
      held.current.worked = 0;
      // Time that could not be told is lost: nobody is kept from working for it.
      await call(noteWork, { params: { id: of }, body: { seconds }, keepalive: true }).catch(() => undefined);
    };
    let last = Date.now();
    let touched = Date.now();
    const touch = () => {
      touched = Date.now();
    };
    const look = () => {
      const at = Date.now();
      if (document.visibilityState === 'visible' && at - touched < idleMs) held.current.worked += Math.min(at - last, tickMs * 2);
      last = at;
      if (held.current.worked >= reportAfterMs) void report.current();
    };
    const leave = () => {
      if (document.visibilityState === 'hidden') void report.current();
    };
    for (const one of signs) addEventListener(one, touch, { passive: true });
    document.addEventListener('visibilitychange', leave);
    const timer = setInterval(look, tickMs);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', leave);
      for (const one of signs) removeEventListener(one, touch);
      void report.current();
    };
  }, []);
  useEffect(() => {
    if (held.current.id === id) return;
    void report.current();
    held.current = { id, worked: 0 };
  }, [id]);
  return () => report.current();
}
