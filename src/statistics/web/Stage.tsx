// How far the figures of a release are settled: its tag, and other releases of the same day that it replaces, corrects, or is replaced by.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import type { ReleaseRef, Stage } from '../release.ts';
import type { Release } from './view.ts';

export function StageTag({ stage }: { stage: Stage | null }) {
  const t = useWords();
  if (stage === null) return <Tag>{t('publishing:stages.none')}</Tag>;
  return <Tag tone={stage === 'final' ? 'good' : 'warn'}>{t(`publishing:stages.${stage}`)}</Tag>;
}

/** The stage with what became of it since: superseded, a correction, corrected. */
export function StageOf({ release: { stage, standing } }: { release: Pick<Release, 'stage' | 'standing'> }) {
  const t = useWords();
  return (
    <span className="head-names">
      <StageTag stage={stage} />
      {standing.corrects.length > 0 ? <Tag tone="blue">{t('publishing:stages.correction')}</Tag> : null}
      {standing.supersededBy === null ? null : <Tag>{t('publishing:stages.superseded')}</Tag>}
      {standing.correctedBy.length > 0 ? <Tag>{t('publishing:stages.corrected')}</Tag> : null}
    </span>
  );
}

const Links = ({ of }: { of: readonly ReleaseRef[] }) =>
  of.map(({ id, number }, at) => (
    <span key={id}>
      {at === 0 ? '' : ' · '}
      <Link to={`/releases/${id}` as string}>{number}</Link>
    </span>
  ));

/** Facts of a release's page: its stage, publication, reason and the others of its day. */
export function useStandingFacts({ stage, publication, period, reason, standing }: Release): [string, ReactNode][] {
  const t = useWords();
  const { supersedes, supersededBy, corrects, correctedBy } = standing;
  const others = [
    ['supersededBy', supersededBy === null ? [] : [supersededBy]],
    ['supersedes', supersedes],
    ['corrects', corrects],
    ['correctedBy', correctedBy],
  ] as const;
  return [
    [
      t('publishing:stage'),
      <span key="stage">
        <StageTag stage={stage} /> {stage === null ? <span className="note">{t('publishing:stages.noneWhy')}</span> : null}
      </span>,
    ],
    [
      t('publishing:publication'),
      publication === null ? undefined : (
        <span key="publication">
          <Link to={'/publications' as string}>{publication.name}</Link> · {period}
        </span>
      ),
    ],
    [
      t('publishing:standing.title'),
      <span key="standing">
        {others.every(([, of]) => of.length === 0) ? t('publishing:standing.none') : null}
        {others.map(([how, of]) =>
          of.length === 0 ? null : (
            <span key={how} className="standing-line">
              {t(`publishing:standing.${how}`)}
              <Links of={of} />
            </span>
          ),
        )}
      </span>,
    ],
    [t('publishing:reason'), reason === null ? undefined : <AsWritten key="reason">{reason}</AsWritten>],
  ];
}
