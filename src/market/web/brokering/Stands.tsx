// How what stands between managers and organizations stands: its tone; an engagement's state said to who reads it: what waits for his own answer is told from what waits for the other side's.
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag, type Tone } from '../../../platform/web/Parts.tsx';
import type { Engagement } from './brokering-view.ts';

const tones: Record<string, Tone> = {
  proposed: 'warn',
  stated: 'warn',
  asked: 'warn',
  admitted: 'warn',
  standing: 'good',
  accepted: 'good',
  carrying: 'good',
  completed: 'good',
  confirmed: 'good',
  declined: 'bad',
  disputed: 'bad',
};
export const toneOfBrokering = (state: string): Tone => tones[state] ?? 'none';

type Standing = Pick<Engagement, 'state' | 'mine' | 'proposedBy'>;
export function useStands(): (one: Standing) => string {
  const t = useWords();
  return ({ state, mine, proposedBy }) =>
    t(state === 'proposed' && mine !== proposedBy ? 'engagements:yours' : `engagements:states.${state}`);
}

export function StandsTag({ one }: { one: Standing }) {
  const stands = useStands();
  return <Tag tone={toneOfBrokering(one.state)}>{stands(one)}</Tag>;
}
