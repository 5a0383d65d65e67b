// Which figures count a recognition, and from which day: its entries, by the same rule as the ledger's, put to each indicator.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useHealth } from '../../platform/web/session.ts';
import { counted } from './counted.ts';
import { type Kinds, type Recognition, useDefinitions } from './view.ts';

export function Figures({ one, kinds }: { one: Recognition; kinds: Kinds }) {
  const t = useWords();
  const asked = useDefinitions();
  const today = useHealth()?.today;
  const figures = asked.data && today ? counted(one, kinds, asked.data, today) : [];
  const stage = kinds.stages.find((each) => each.code === one.stage);
  return (
    <section className="card" aria-label={t('recognitions:page.figures')}>
      <h2>{t('recognitions:page.figures')}</h2>
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && figures.length === 0 ? (
        <EmptyState title={t('recognitions:page.figuresNone')}>
          {stage && !stage.counts ? t('recognitions:page.figuresNoneWhy', { stage: stage.name }) : null}
        </EmptyState>
      ) : null}
      <ul className="counted">
        {figures.map((figure) => (
          <li key={figure.code}>
            <Link to={`/indicators/${figure.code}` as string}>{figure.name}</Link>
            <span>
              <Tag tone={figure.stands ? 'good' : 'none'}>
                {t(figure.stands ? 'recognitions:page.counts' : 'recognitions:page.countedOnce')}
              </Tag>{' '}
              <span className="note">
                {figure.flow
                  ? t('recognitions:page.inYear', { year: figure.from.slice(0, 4) })
                  : t('recognitions:page.since', { day: figure.from })}
                {figure.to ? ` ${t('recognitions:page.until', { day: figure.to })}` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
