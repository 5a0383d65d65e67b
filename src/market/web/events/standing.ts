// How an event stands today, in words: whether one can still register, whether it is on, held or cancelled; how many come. Brings its words.
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import { useHealth } from '../../../platform/web/session.ts';
import { standingOf } from '../../matchEvent.ts';
import { eventPageWords } from './event-page-words.ts';
import { eventWords } from './event-words.ts';

addWords({ events: { ...eventWords, ...eventPageWords } });

const tones = {
  draft: 'warn',
  registration: 'good',
  full: 'warn',
  registrationOver: 'blue',
  on: 'good',
  over: 'none',
  cancelled: 'bad',
  voided: 'bad',
} as const satisfies Record<ReturnType<typeof standingOf>, Tone>;

type Of = Parameters<typeof standingOf>[0];
export function useStanding(): (one: Of) => { said: string; tone: Tone; over: boolean } {
  const t = useWords();
  const today = useHealth()?.today ?? '';
  return (one) => {
    const standing = standingOf(one, today);
    return { said: t(`events:standings.${standing}`), tone: tones[standing], over: standing === 'over' };
  };
}

/** How many have a place, of how many there are, and who waits. */
export function usePlaces(): (one: Pick<Of, 'admitted' | 'capacity'> & { waiting: number }) => string {
  const t = useWords();
  return ({ admitted, capacity, waiting }) =>
    t(capacity === null ? 'events:places.unlimited' : waiting > 0 ? 'events:places.waiting' : 'events:places.limited', {
      admitted,
      capacity: capacity ?? 0,
      waiting,
    });
}
