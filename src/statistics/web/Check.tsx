// Computes the figures of a release again and says whether they are the same; what differs, value by value.
import { useMutation } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { exactNumber, shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Verdict } from '../../platform/web/Parts.tsx';
import { textIn } from '../../platform/shared/words.ts';
import { checkRelease } from '../release.ts';
import { type Release, useRegionName } from './view.ts';

type Checked = Awaited<ReturnType<typeof call<typeof checkRelease>>>;

export function Check({ release }: { release: Release }) {
  const t = useWords();
  const asked = useMutation({
    mutationFn: async () => {
      const started = performance.now();
      const answer = await call(checkRelease, { params: { id: release.id } });
      return { answer, took: (performance.now() - started) / 1000, at: new Date().toISOString() };
    },
  });
  return (
    <section className="card check" aria-label={t('statistics:check.title')}>
      <h2>{t('statistics:check.title')}</h2>
      <p>{t('statistics:check.note')}</p>
      <button type="button" className="button button-primary" disabled={asked.isPending} onClick={() => asked.mutate()}>
        {t(asked.isPending ? 'statistics:check.running' : asked.data ? 'statistics:check.again' : 'statistics:check.run')}
      </button>
      <output className="check-said">
        {asked.data ? (
          <>
            <span className="check-verdict">
              <Verdict tone={asked.data.answer.same ? 'good' : 'bad'}>
                {asked.data.answer.same
                  ? t('statistics:release.same')
                  : t('statistics:release.differs', { count: asked.data.answer.differs.length })}
              </Verdict>
            </span>
            <span className="note">
              {t('statistics:check.took', {
                count: asked.data.answer.figures,
                seconds: asked.data.took.toFixed(1),
                at: shownInstant(asked.data.at),
              })}
            </span>
            {asked.data.answer.samePack ? null : <span>{t('statistics:release.otherPack')}</span>}
          </>
        ) : null}
      </output>
      {asked.isError ? <ProblemView problem={asked.error} again={() => asked.mutate()} /> : null}
      {asked.data && asked.data.answer.differs.length > 0 ? <Differences answer={asked.data.answer} release={release} /> : null}
    </section>
  );
}

function Differences({ answer, release }: { answer: Checked; release: Release }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const name = (code: string) => {
    const of = release.figures?.find((one) => one.code === code)?.name;
    return of ? textIn(of, language) : code;
  };
  const said = (value: string | null) => (value === null ? t('shell:noData') : exactNumber(value));
  return (
    <ul className="differences">
      {answer.differs.map((one) => (
        <li key={`${one.code} ${one.region ?? ''}`}>
          <b>{name(one.code)}</b> {one.region === null ? '' : region(one.region)}{' '}
          <span>{t('statistics:check.wasIs', { was: said(one.was), is: said(one.is) })}</span>
        </li>
      ))}
    </ul>
  );
}
