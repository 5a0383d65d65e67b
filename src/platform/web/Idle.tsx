// Ends a session that nobody is at: asked a minute before, with time to stay. What the page asks by itself keeps nobody signed in; what a person does, does.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { getSession } from '../shared/session.ts';
import { call, ProblemError } from './call.ts';
import { useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { queries } from './query.ts';
import { signOut } from './session.ts';

/** Seconds for which it is asked; the server notes a visit once a minute, so the page ends a minute before it. */
const warning = 60;
const grain = 60;
/** Somebody who writes for long without sending is kept signed in by a question every so often. */
const askEvery = 240_000;
/** Shared by all pages of this browser: who is at one of them is at none of the others, and still there. */
const shared = 'touyan.active';

function lastActive(): number {
  try {
    return Number(localStorage.getItem(shared)) || 0;
  } catch {
    return 0;
  }
}
function markActive(at: number): void {
  try {
    localStorage.setItem(shared, String(at));
  } catch {
    // Counted on this page alone.
  }
}

export default function Idle({ seconds }: { seconds: number }) {
  const t = useWords();
  const navigate = useNavigate();
  const [left, setLeft] = useState<number | null>(null);
  const seen = useRef({ active: 0, asked: 0, warned: false });
  const stay = () => {
    const now = Date.now();
    seen.current = { active: now, asked: now, warned: false };
    markActive(now);
    setLeft(null);
    keep();
  };
  const leave = async () => {
    setLeft(null);
    // The page goes first: what it shows is not asked again for nobody.
    await navigate({ to: '/sign-in', search: { next: location.pathname } });
    await signOut().catch(() => queries.setQueryData(['session'], null));
  };
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const begun = Date.now();
    seen.current = { active: begun, asked: begun, warned: false };
    markActive(begun);
    const onActive = () => {
      // While it is asked only the answer counts.
      if (seen.current.warned || Date.now() - seen.current.active < 1000) return;
      seen.current.active = Date.now();
      markActive(seen.current.active);
    };
    const look = () => {
      const now = Date.now();
      const active = Math.max(seen.current.active, lastActive());
      const ends = seconds - grain - Math.floor((now - active) / 1000);
      seen.current.warned = ends <= warning;
      setLeft(ends <= warning ? Math.max(0, ends) : null);
      if (ends <= 0) {
        clearInterval(every);
        void latest.current();
      } else if (active > seen.current.asked && now - seen.current.asked >= askEvery) {
        seen.current.asked = now;
        keep();
      }
    };
    const every = setInterval(look, 1000);
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) addEventListener(sign, onActive, { passive: true });
    return () => {
      clearInterval(every);
      for (const sign of signs) removeEventListener(sign, onActive);
    };
  }, [seconds]);
  return (
    <Modal open={left !== null} onClose={stay} title={t('accounts:idle.title')}>
      <div className="form">
        <p role="timer">{t('accounts:idle.note', { seconds: left ?? 0 })}</p>
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={stay}>
            {t('accounts:idle.stay')}
          </button>
          <button type="button" className="button" onClick={() => void leave()}>
            {t('accounts:idle.leave')}
          </button>
        </div>
      </div>
    </Modal>
  );
}

/** A question that shows the server that somebody is there. */
function keep(): void {
  call(getSession).catch((problem: unknown) => {
    if (problem instanceof ProblemError && problem.status === 401) queries.setQueryData(['session'], null);
  });
}
