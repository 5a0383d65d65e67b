// What each source says of a figure, in order of priority, and a mark where two are more than 1 % apart. Not their computing.
import type { Figure } from '../../indicators/indicator.ts';
import { shownNumber, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Verdict } from '../../platform/web/Parts.tsx';

type Said = NonNullable<Figure['sources']>[number];

export function Sources({ figure }: { figure: Figure }) {
  const t = useWords();
  const { sources = [], display } = figure;
  if (sources.length < 2) return null;
  return (
    <section className="card sources-card" aria-label={t('plans:sources.title')}>
      <h2>
        {t('plans:sources.title')} <small>{t('plans:sources.note')}</small>
      </h2>
      <table className="table table-list">
        <caption className="sr-only">{t('plans:sources.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plans:sources.source')}</th>
            <th scope="col" className="num">
              {t('plans:sources.value')}
            </th>
            <th scope="col">{t('plans:sources.asOf')}</th>
            <th scope="col">{t('plans:sources.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((one, at) => (
            <tr key={one.series ?? 'register'}>
              <th scope="row">
                {at + 1}. {one.name}
              </th>
              <td className="num" data-title={t('plans:sources.value')}>
                {one.value === null ? t('plans:sources.silent') : withUnit(one.value, display)}
              </td>
              <td data-title={t('plans:sources.asOf')}>{one.asOf ?? '–'}</td>
              <td data-title={t('plans:sources.difference')}>
                <Difference said={one} display={display} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Difference({ said, display }: { said: Said; display: Figure['display'] }) {
  const t = useWords();
  const language = useLanguage();
  if (said.leads) return <Verdict tone="good">{t('plans:sources.leads')}</Verdict>;
  if (said.against === null || said.difference === null) return <span className="note">–</span>;
  if (!said.apart) return <span className="note">{t('plans:sources.same')}</span>;
  const params = { percent: said.difference, value: shownNumber(said.against, display, language) };
  return <Verdict tone="warn">{t('plans:sources.apart', params)}</Verdict>;
}

/** Beside a figure on the cockpit: another source says otherwise. */
export function SourcesMark({ figure }: { figure: Pick<Figure, 'sources' | 'display'> }) {
  const t = useWords();
  const apart = (figure.sources ?? []).filter((one) => one.apart && one.value !== null);
  const [first] = apart;
  if (!first) return null;
  const said = t('plans:sources.mark', {
    name: first.name,
    value: withUnit(first.value ?? '', figure.display),
    percent: first.difference ?? '',
  });
  return (
    <span className="sources-mark" title={said}>
      <span aria-hidden="true">≠</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
