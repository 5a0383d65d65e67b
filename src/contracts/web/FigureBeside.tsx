// What stands beside the figures of contracts: the plan's target with its pace, and absorbed technology, which only the province counts.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listIndicators } from '../../indicators/indicator.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { type Display, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import type { Figures } from './figures-view.ts';

type Target = {
  code: string;
  name: string;
  indicator: string;
  value: string;
  pace: { expected: string; actual: string } | null;
  figure: { display: Display };
};
type Plan = { code: string; targets: Target[] };
const counted = ['contract-turnover', 'technology-turnover'];

/** Targets of plans that speak of contracts, at the day. */
async function targetsAt(asOf: string, knownAt: string): Promise<(Target & { plan: string })[]> {
  const { items } = await request<{ items: { code: string; from: string; to: string }[] }>('GET', '/plans');
  const running = items.filter((one) => one.from <= asOf && asOf <= one.to);
  const plans = await Promise.all(running.map((one) => request<Plan>('GET', `/plans/${one.code}`, { query: { asOf, knownAt } })));
  return plans.flatMap((plan) =>
    plan.targets.filter((one) => counted.includes(one.indicator)).map((one) => ({ ...one, plan: plan.code })),
  );
}

const percent = (share: string): string => String(Math.round(Number(share) * 1000) / 10);

export function FigureBeside({ of: { asOf, knownAt } }: { of: Figures }) {
  const t = useWords();
  const language = useLanguage();
  const targets = useQuery({
    queryKey: ['contracts', 'figures', 'targets', asOf, knownAt.slice(0, 13), language],
    queryFn: () => targetsAt(asOf, knownAt),
  });
  const absorbed = useQuery({
    queryKey: ['contracts', 'figures', 'absorbed', asOf, language],
    queryFn: () => call(listIndicators, { query: { code: 'technology-absorbed', asOf } }),
  });
  const figure = absorbed.data?.items[0];
  return (
    <section className="card" aria-label={t('contractFigures:beside')}>
      <h2>{t('contractFigures:beside')}</h2>
      {targets.isPending || absorbed.isPending ? <Skeleton lines={4} /> : null}
      {targets.isError ? <ProblemView problem={targets.error} again={() => void targets.refetch()} /> : null}
      {absorbed.isError ? <ProblemView problem={absorbed.error} again={() => void absorbed.refetch()} /> : null}
      {targets.data?.length === 0 ? <p>{t('contractFigures:noTarget')}</p> : null}
      <FactList
        facts={[
          ...(targets.data ?? []).map((one) => [one.name, <Pace key={one.code} of={one} />] as const),
          ...(figure
            ? [
                [
                  t('contractFigures:absorbed'),
                  figure.value === null ? (
                    <span key="absorbed">
                      {t('contractFigures:noData')}{' '}
                      <span className="note">{t('contractFigures:supplier', { supplier: figure.missing?.supplier ?? '' })}</span>
                    </span>
                  ) : (
                    `${withUnit(figure.value, figure.display)} ${t('contractFigures:through', { day: figure.through ?? figure.asOf })}`
                  ),
                ] as const,
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Pace({ of }: { of: Target }) {
  const t = useWords();
  return (
    <>
      <AsWritten>{withUnit(of.value, of.figure.display)}</AsWritten>
      {of.pace ? (
        <p>{t('contractFigures:reached', { share: percent(of.pace.actual), time: percent(of.pace.expected) })}</p>
      ) : null}
      <Link to={`/indicators/${of.indicator}` as string}>{t('contractFigures:toPlan')}</Link>
    </>
  );
}
