// The shares of one target on the pages of the plan and of the indicator, for officers: asked when the rest of the page stands.
import { useSearch } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useTimeAsked } from '../../platform/web/TimeControl.tsx';
import { SharesTable } from './SharesTable.tsx';
import { useOfficer, useShares } from './working.ts';
import './shares.css';

type Props = { plan: string; target: string; name: string };

export function SharesSection({ plan, target, name }: Props) {
  const t = useWords();
  const officer = useOfficer();
  const { functionalAreas } = useSearch();
  const got = useShares(plan, {
    ...useTimeAsked(),
    target,
    ...(functionalAreas === 'out' ? { functionalAreas: 'out' as const } : {}),
  });
  if (officer !== true) return null;
  const shares = got.data?.items.find((one) => one.target === target);
  const title = t('plans:shares.sectionOf', { name });
  return (
    <section className="card shares-section" aria-label={title}>
      <h2>{title}</h2>
      {got.isError ? <ProblemView problem={got.error} again={() => void got.refetch()} /> : null}
      {got.isPending ? <Skeleton lines={8} height={320} /> : null}
      {shares ? <SharesTable shares={shares} /> : null}
    </section>
  );
}
