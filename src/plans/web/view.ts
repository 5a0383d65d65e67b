// A plan with its figures as the pages ask and read it. Not its shape (progress.ts) nor its verdicts (plan.ts).
import { useQuery } from '@tanstack/react-query';
import { call, request } from '../../platform/web/call.ts';
import { plotted } from '../../platform/web/format.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { getPlan, listPlans, type PlanProgress, type TargetProgress } from '../progress.ts';

export type Status = PlanProgress['status'];

/** Plans of the city, the one to open first. */
export function usePlans() {
  const language = useLanguage();
  return useQuery({ queryKey: ['plans', language], queryFn: () => call(listPlans), staleTime: 300_000 });
}

/** A plan with its figures at the time asked; `everyMs` asks again by itself (the meeting room). */
export function usePlan(
  code: string | undefined,
  time: { asOf?: string; knownAt?: string; functionalAreas?: 'out' },
  everyMs: number | false = false,
) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['plan', code, time, language],
    queryFn: () => call(getPlan, { params: { code: code ?? '' }, query: time }),
    enabled: code !== undefined,
    placeholderData: (before) => before,
    refetchInterval: everyMs,
  });
}

/** The figures that the city last published; undefined where it has published none. */
export function useLatestRelease(): { asOf: string; knownAt: string } | undefined {
  const language = useLanguage();
  const query = { limit: 1 };
  const asked = useQuery({
    queryKey: ['releases', 'latest', language],
    queryFn: () => request<{ items: { asOf: string; knownAt: string }[] }>('GET', '/releases', { query }),
    staleTime: 300_000,
  });
  const latest = asked.data?.items[0];
  return latest && { asOf: latest.asOf, knownAt: latest.knownAt };
}

/** Share of a target that is reached, 0 to 1 and beyond; null without a figure. Only for bars. */
export function shareOf(target: TargetProgress): number | null {
  const at = plotted(target.current, target.figure.display);
  const goal = plotted(target.value, target.figure.display);
  return at === null || goal === null || goal === 0 ? null : at / goal;
}

/** Points behind from which a target counts as badly behind. */
const farBehind = -20;

/** Green, amber, red or grey. A closed plan has only met, not met and unknown. */
export function toneOf(target: TargetProgress, status: Status): Exclude<Tone, 'blue'> {
  if (target.current === null && target.verdict === 'unknown') return 'none';
  if (target.verdict === 'met') return 'good';
  if (status === 'closed') return target.verdict === 'notMet' ? 'bad' : 'none';
  const points = Number(target.pace?.points ?? 0);
  return points >= 0 ? 'good' : points > farBehind ? 'warn' : 'bad';
}

/** The four figures on top: the targets with the largest values in their base units, money first, each in the plan's order. */
export function headlines(targets: readonly TargetProgress[]): TargetProgress[] {
  const rank = (one: TargetProgress) => (one.figure.unit === 'CNY' ? 0 : targets.length) + targets.indexOf(one);
  return targets
    .filter((one) => one.partOf === null)
    .sort((a, b) => Number(b.value) - Number(a.value))
    .slice(0, 4)
    .sort((a, b) => rank(a) - rank(b));
}
