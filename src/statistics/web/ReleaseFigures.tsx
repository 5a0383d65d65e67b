// The figures of a release as they were published, with those of each region beside; each leads to the same figure at that day, as then known.
import { Link } from '@tanstack/react-router';
import { textIn } from '../../platform/shared/words.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { displayIn } from '../../indicators/indicator.ts';
import { saveCsv } from '../../platform/web/download.ts';
import { evenly } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState } from '../../platform/web/Parts.tsx';
import '../../platform/web/table.css';
import { type FrozenFigure, type Release, useRegionName } from './view.ts';

export function ReleaseFigures({ release }: { release: Release }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const search = useSearch();
  const change = useChangeSearch();
  const valued = search['shown'] !== 'all';
  const all = release.figures ?? [];
  const figures = valued ? all.filter((one) => one.value !== null || one.regions.some((part) => part.value !== null)) : all;
  const regions = [...new Set(all.flatMap((one) => one.regions.map((part) => part.region)))];
  const head = [t('statistics:release.figure'), t('statistics:unit'), t('statistics:release.city'), ...regions.map(region)];
  const save = () =>
    saveCsv(
      `${release.number} ${release.title}`,
      head,
      figures.map((one) => [
        textIn(one.name, language),
        one.unit,
        one.value,
        ...regions.map((id) => one.regions.find((part) => part.region === id)?.value ?? null),
      ]),
    );
  return (
    <section className="card" aria-label={t('statistics:release.figures')}>
      <h2>
        {t('statistics:release.figures')}{' '}
        <small>{t('statistics:release.figuresNote', { shown: figures.length, all: all.length })}</small>
        <span className="spread" />
        <label className="only-valued">
          <input type="checkbox" checked={valued} onChange={() => change({ shown: valued ? 'all' : undefined })} />{' '}
          {t('statistics:release.onlyValued')}
        </label>
        <button type="button" className="button-text" onClick={save}>
          CSV
        </button>
      </h2>
      {figures.length === 0 ? <EmptyState title={t('statistics:release.noFigures')} /> : null}
      {figures.length > 0 ? (
        // A wide table scrolls within its card; it must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="wide-table" tabIndex={0} aria-label={t('statistics:release.byRegion')}>
          <table className="table table-list">
            <caption className="sr-only">{t('statistics:release.figures')}</caption>
            <thead>
              <tr>
                <th scope="col">{head[0]}</th>
                <th scope="col" className="num">
                  {head[2]}
                </th>
                {regions.map((id) => (
                  <th key={id} scope="col" className="num">
                    {region(id)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.map((one) => (
                <Line key={one.code} one={one} release={release} regions={regions} city={head[2] ?? ''} />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </section>
  );
}

type LineProps = { one: FrozenFigure; release: Release; regions: readonly string[]; city: string };

function Line({ one, release, regions, city }: LineProps) {
  const t = useWords();
  const language = useLanguage();
  const name = textIn(one.name, language);
  const display = displayIn(one.display, language);
  const { unit } = display;
  const regionName = useRegionName();
  const shown = evenly([one.value, ...one.regions.map((part) => part.value)], display, language);
  /** The same question put to the indicator today: its answer is settled, so it is the same. */
  const asked = (region?: string) => ({ asOf: release.asOf, knownAt: release.knownAt, ...(region ? { region } : {}) });
  const cell = (value: string | null, region?: string) =>
    value === null ? (
      <span className="figure-none figure-none-line">{t('shell:noData')}</span>
    ) : (
      <Link
        className="figure"
        to={`/indicators/${one.code}` as string}
        search={asked(region)}
        aria-label={`${name} ${region ? regionName(region) : ''} ${shown(value)} ${unit}`}
      >
        {shown(value)}
      </Link>
    );
  return (
    <tr>
      <td>
        <span>
          {name} <small>{unit}</small>
          {one.source ? <small className="figure-source">{t(`statistics:release.sources.${one.source}`)}</small> : null}
        </span>
      </td>
      <td className="num" data-title={city}>
        {cell(one.value)}
      </td>
      {one.regions.length === 0 && regions.length > 0 ? (
        <td colSpan={regions.length} className="note no-regions">
          {t('statistics:release.noRegions')}
        </td>
      ) : (
        regions.map((id) => (
          <td key={id} className="num" data-title={regionName(id)}>
            {cell(one.regions.find((part) => part.region === id)?.value ?? null, id)}
          </td>
        ))
      )}
    </tr>
  );
}
