// The way from the plan's page to its progress report, at the day and instant that the page shows.
import { documentFormats } from '../../platform/shared/document.ts';
import { useSearch } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import type { PlanProgress } from '../progress.ts';

export function PlanReport({ plan }: { plan: PlanProgress }) {
  const t = useWords();
  const { functionalAreas, knownAt } = useSearch();
  const query = {
    asOf: plan.asOf,
    knownAt,
    ...(functionalAreas === 'out' ? { functionalAreas } : {}),
  };
  return (
    <section className="card plan-report" aria-label={t('plans:report.button')}>
      <h2>
        {t('plans:report.button')} <small>{t('plans:report.about')}</small>
      </h2>
      <div className="head-names">
        <DocumentButtons
          path={`/plans/${plan.code}/report`}
          name={t('plans:report.button')}
          formats={documentFormats}
          query={query}
        />
      </div>
    </section>
  );
}
