// By what a figure of a manager's record narrows the list behind it, and the way back to all of it.
import { Narrowed, useNarrowing } from '../../../platform/web/Narrowed.tsx';
import { useWords } from '../../../platform/web/i18n.ts';

const keys = ['manager', 'counts', 'disputed', 'dueBy'] as const;
export const useNarrowed = () => useNarrowing(keys);

export function NarrowedTo() {
  const t = useWords();
  const narrowed = useNarrowed();
  const said = keys.flatMap((key) => (narrowed[key] === undefined ? [] : [t(`dealShares:narrowed.${key}`)]));
  return <Narrowed said={said} keys={keys} />;
}
