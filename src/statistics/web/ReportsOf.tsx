// What may be taken from a release beside its bulletin: the monitoring brief, the development report, and the sheets behind them. Says why one is not there.
import { useState } from 'react';
import { documentFormats } from '../../platform/shared/document.ts';
import { endOfMonth } from '../../platform/shared/dates.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { type Span, spans } from '../routes.ts';
import { reportWords } from './report-words.ts';
import { type Release, releasesApi } from './view.ts';

addWords({ monitoring: reportWords });

/** The spans that end with a day, the longest last. */
const spansOf = (day: string): Span[] =>
  day !== endOfMonth(day) ? [] : spans.filter((one) => one === 'month' || Number(day.slice(5, 7)) % 3 === 0);

export function ReportsOf({ release }: { release: Release }) {
  const t = useWords();
  const path = `${releasesApi}/${release.id}`;
  return (
    <section className="card release-reports" aria-label={t('monitoring:title')}>
      <h2>{t('monitoring:title')}</h2>
      <p className="note">{t('monitoring:lead')}</p>
      <ul>
        <Brief path={path} day={release.asOf} />
        <li>
          <Told name={t('monitoring:report.name')} what={t('monitoring:report.what')} />
          {release.asOf.endsWith('-12-31') ? (
            <span className="report-buttons">
              <DocumentButtons path={`${path}/report`} name={t('monitoring:report.name')} formats={documentFormats} />
            </span>
          ) : (
            <p className="note">{t('monitoring:report.none')}</p>
          )}
        </li>
        <li>
          <Told name={t('monitoring:tables.name')} what={t('monitoring:tables.what')} />
          <span className="report-buttons">
            <DocumentButtons path={`${path}/tables`} name={t('monitoring:tables.name')} formats={['xlsx']} />
          </span>
        </li>
      </ul>
    </section>
  );
}

function Brief({ path, day }: { path: string; day: string }) {
  const t = useWords();
  const possible = spansOf(day);
  const [every, setEvery] = useState<Span | undefined>(possible.at(-1));
  return (
    <li>
      <Told name={t('monitoring:brief.name')} what={t('monitoring:brief.what')} />
      {every === undefined ? (
        <p className="note">{t('monitoring:brief.none')}</p>
      ) : (
        <span className="report-buttons">
          {possible.length > 1 ? (
            <select
              className="input"
              aria-label={t('monitoring:brief.every')}
              value={every}
              onChange={({ target }) => setEvery(spans.find((one) => one === target.value))}
            >
              {possible.map((one) => (
                <option key={one} value={one}>
                  {t(`monitoring:brief.${one}`)}
                </option>
              ))}
            </select>
          ) : null}
          <DocumentButtons path={`${path}/brief`} name={t('monitoring:brief.name')} formats={documentFormats} query={{ every }} />
        </span>
      )}
    </li>
  );
}

const Told = ({ name, what }: { name: string; what: string }) => (
  <div>
    <b>{name}</b>
    <p className="note">{what}</p>
  </div>
);
