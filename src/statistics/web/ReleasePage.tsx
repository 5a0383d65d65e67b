// One release: number, day, frozen instant, definitions; its figures with those of each region; the check; history and proof.
import { Link } from '@tanstack/react-router';
import { documentFormats } from '../../platform/shared/document.ts';
import { useState } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import { usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead } from '../../platform/web/Parts.tsx';
import { FactList, History, RecordPage } from '../../records/web/index.ts';
import { Check } from './Check.tsx';
import { publishingWords } from './publishing-words.ts';
import { ReleaseFigures } from './ReleaseFigures.tsx';
import { Revisions } from './Revisions.tsx';
import { StageOf, useStandingFacts } from './Stage.tsx';
import { ReportsOf } from './ReportsOf.tsx';
import { type Release, releasesApi, useRecord } from './view.ts';
import { flashWords } from './flash-words.ts';
import './statistics.css';
import './publishing.css';

addWords({ flash: flashWords, publishing: publishingWords });

export default function ReleasePage() {
  const t = useWords();
  const { asked } = useRecord<Release>(releasesApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/releases', words: t('statistics:release.back') }}>
      {(one) => <Shown release={one} />}
    </RecordPage>
  );
}

function Shown({ release }: { release: Release }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={release.title}
        note={
          <span className="head-names">
            <b>{release.number}</b>
            <span>{t('statistics:release.of', { day: release.asOf })}</span>
            <StageOf release={release} />
          </span>
        }
        aside={
          <span className="head-names">
            <DocumentButtons
              path={`${releasesApi}/${release.id}/bulletin`}
              name={t('statistics:paper.bulletin')}
              formats={documentFormats}
            />
            <Link className="button button-small" to={'/open-data' as string} search={{ release: release.number }}>
              {t('statistics:sections.open')}
            </Link>
          </span>
        }
      />
      <div className="two">
        <section className="card" aria-label={t('statistics:release.facts')}>
          <h2>{t('statistics:release.facts')}</h2>
          <FactList
            facts={[
              [t('statistics:release.number'), release.number],
              [t('statistics:release.asOf'), release.asOf],
              ...useStandingFacts(release),
              [
                t('statistics:release.knownAt'),
                <span key="knownAt">
                  <time dateTime={release.knownAt}>{shownInstant(release.knownAt)}</time>{' '}
                  <span className="note">{t('statistics:release.knownAtNote')}</span>
                </span>,
              ],
              [t('statistics:release.pack'), t('statistics:release.version', { version: release.packVersion })],
              [t('statistics:release.digest'), <code key="digest">{release.packDigest}</code>],
              [t('statistics:release.anchor'), release.anchor === null ? undefined : String(release.anchor)],
            ]}
          />
        </section>
        <Check release={release} />
      </div>
      <ReportsOf release={release} />
      <FlashOf release={release} />
      <ReleaseFigures release={release} />
      <Revisions release={release} />
      <History api={releasesApi} id={release.id} words="releases" title={t('statistics:figure.history')} />
    </>
  );
}

/** One figure by district on one page: choose it, take it away. */
function FlashOf({ release }: { release: Release }) {
  const t = useWords();
  const language = useLanguage();
  const figures = (release.figures ?? []).filter(({ regions }) => regions.some(({ value }) => value !== null));
  const [chosen, setChosen] = useState(figures[0]?.code ?? '');
  if (figures.length === 0) return null;
  return (
    <section className="card release-flash" aria-label={t('flash:name')}>
      <label>
        {t('flash:choose')}
        <select className="input" value={chosen} onChange={({ target }) => setChosen(target.value)}>
          {figures.map(({ code, name }) => (
            <option key={code} value={code}>
              {textIn(name, language)}
            </option>
          ))}
        </select>
      </label>
      <DocumentButtons
        path={`${releasesApi}/${release.id}/flash`}
        name={t('flash:name')}
        formats={documentFormats}
        query={{ indicator: chosen }}
      />
    </section>
  );
}
