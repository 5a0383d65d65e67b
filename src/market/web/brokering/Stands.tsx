// How an engagement stands, said to who reads it: what waits for his own answer is told from what waits for the other side's.
import { useWords } from '../../../platform/web/i18n.ts';
import { Tag } from '../../../platform/web/Parts.tsx';
import { type Engagement, toneOfBrokering } from './brokering-view.ts';

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
