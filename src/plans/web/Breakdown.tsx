// The chosen target by district: on the map and as bars that are a table. The map comes with the chart library, after the figures.
import { lazy, Suspense } from 'react';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { evenly, plotted } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import type { TargetProgress } from '../progress.ts';

const RegionMap = lazy(() => import('../../platform/web/RegionMap.tsx').then((one) => ({ default: one.RegionMap })));

export function Breakdown({ target }: { target: TargetProgress }) {
  const t = useWords();
  const { display } = target.figure;
  const title = t('plans:regions.title', { name: target.name });
  const known = target.regions.some((one) => one.value !== null);
  return (
    <section className="card breakdown" aria-label={title}>
      <h2>
        {title} <small>{display.unit}</small>
        <span className="spread" />
        {known ? <AreasSwitch /> : null}
      </h2>
      <Suspense fallback={<Skeleton lines={6} height={300} />}>
        <RegionMap key={target.code} title={title} values={target.regions} display={display} />
      </Suspense>
      {known ? (
        <RegionBars target={target} title={title} />
      ) : (
        <p className="breakdown-none">
          <b>{t('plans:regions.none')}</b>
          {target.figure.missing ? t('shell:missing', target.figure.missing) : t('plans:regions.noneWhy')}
        </p>
      )}
      {target.figure.opened ? <p className="note">{target.figure.opened.words}</p> : null}
    </section>
  );
}

/** Whether a district's figure holds the functional areas inside it; kept in the URL, obeyed by the whole page. */
export function AreasSwitch() {
  const t = useWords();
  const { functionalAreas } = useSearch();
  const change = useChangeSearch();
  const regions = useRegions().data?.items ?? [];
  if (!regions.some((one) => one.kind === 'functionalArea')) return null;
  const included = functionalAreas !== 'out';
  return (
    <button
      type="button"
      className="pill"
      aria-pressed={included}
      onClick={() => change({ functionalAreas: included ? 'out' : undefined })}
    >
      {t(included ? 'plans:indicator.areas.in' : 'plans:indicator.areas.out')} {included ? '✓' : ''}
    </button>
  );
}

function RegionBars({ target, title }: { target: TargetProgress; title: string }) {
  const t = useWords();
  const language = useLanguage();
  const { display } = target.figure;
  const rows = [...target.regions].sort((a, b) => Number(b.value ?? -1) - Number(a.value ?? -1));
  const number = evenly(
    rows.map((one) => one.value),
    display,
    language,
  );
  const top = Math.max(...rows.map((one) => plotted(one.value, display) ?? 0), 0.0001);
  return (
    <table className="bars">
      <caption className="sr-only">{title}</caption>
      <tbody>
        {rows.map((one) => (
          <tr key={one.region}>
            <th scope="row">{one.name || t('plans:regions.unassigned')}</th>
            <td className="bars-bar" aria-hidden="true">
              <i style={{ width: `${(100 * Math.max(0, plotted(one.value, display) ?? 0)) / top}%` }} />
            </td>
            <td className="num">{one.value === null ? t('shell:noData') : number(one.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
