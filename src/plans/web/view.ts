// A plan with its figures as the pages ask and read it. Not its shape (progress.ts) nor its verdicts (plan.ts).
import { useQuery } from '@tanstack/react-query';
import type { Language } from '../../platform/shared/actor.ts';
import { call, request } from '../../platform/web/call.ts';
import { plotted, shownNumber, withUnit } from '../../platform/web/format.ts';
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

/** Whether nothing can change any more: the plan or the target's own day is over. */
export const isOver = (target: TargetProgress, status: Status): boolean => status === 'closed' || target.figure.asOf >= target.by;

/** Green, amber, red or grey. What is over has only met, not met and unknown; what goes on is told by where it is going, else by its pace. */
export function toneOf(target: TargetProgress, status: Status): Exclude<Tone, 'blue'> {
  if (target.current === null && target.verdict === 'unknown') return 'none';
  if (target.verdict === 'met') return 'good';
  if (isOver(target, status)) return target.verdict === 'notMet' ? 'bad' : 'none';
  if (target.everyYear && target.verdict === 'notMet') return 'bad';
  const { forecast, pace } = target;
  if (pace === null) return 'none';
  const points = forecast ? (-100 * Number(forecast.short ?? 0)) / Number(target.value) : Number(pace.points);
  return points >= 0 ? 'good' : points > farBehind ? 'warn' : 'bad';
}

type Said = { words: string; params: Record<string, string> };

/** What a target's verdict says in few words: how it ended, where it is going, what it still needs, or its pace. */
export function saidOf(target: TargetProgress, status: Status, language: Language): Said {
  const { verdict, forecast, need, pace, figure } = target;
  const over = isOver(target, status);
  if (verdict === 'met') return { words: status === 'closed' ? 'plans:verdict.met' : 'plans:pace.done', params: {} };
  if (over || target.current === null || pace === null)
    return { words: over && verdict === 'notMet' ? 'plans:verdict.notMet' : 'plans:verdict.unknown', params: {} };
  if (target.everyYear && verdict === 'notMet') return { words: 'plans:pace.lost', params: {} };
  // The chip stands beside the figure and its unit: English, being longer, leaves the unit to them.
  const amount = (value: string) => ({
    amount: language === 'en' ? shownNumber(value, figure.display, language) : withUnit(value, figure.display, language),
  });
  if (forecast?.reachedIn) return monthOf(forecast.reachedIn, figure.asOf, language);
  if (forecast?.short) return { words: 'plans:forecast.short', params: amount(forecast.short) };
  if (need === null && target.everyYear) return { words: 'plans:pace.year', params: {} };
  return need !== null && Number(pace.points) < 0 ? { words: 'plans:pace.need', params: amount(need) } : paceSaid(pace, language);
}

function monthOf(said: string, asOf: string, language: Language): Said {
  const [year = ''] = said.split('-');
  const style = { month: 'short', timeZone: 'UTC' } as const;
  const month = new Intl.DateTimeFormat(language, style).format(new Date(`${said}-01T00:00:00Z`));
  return { words: asOf.startsWith(year) ? 'plans:forecast.inMonth' : 'plans:forecast.inYear', params: { year, month } };
}

/** How far ahead of or behind the time gone. */
export function paceSaid(pace: { points: string }, language: Language): Said {
  const points = Number(pace.points);
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: Math.abs(points) < 1 ? 1 : 0 }).format(Math.abs(points));
  return {
    words: points > 0 ? 'plans:pace.ahead' : points < 0 ? 'plans:pace.behind' : 'plans:pace.on',
    params: { points: shown },
  };
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
