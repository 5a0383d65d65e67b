// Objections to a contract and what their re-checks came to; what experts said of it. Cards of its page, shown where there are any.
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { FactList } from '../../records/web/index.ts';
import type { Contract } from './view.ts';

type One = { one: Contract };
type Objection = Contract['objections'][number];

export function Objections({ one }: One) {
  const t = useWords();
  if (one.objections.length === 0) return null;
  const open = one.objections.some((each) => each.result === null);
  const { days, law, sure } = one.recheckTerm;
  return (
    <section className="card" aria-label={t('contracts:objections.title')}>
      <h2>{t('contracts:objections.title')}</h2>
      <ol className="contract-beside">
        {one.objections.map((each) => (
          <li key={each.number}>
            <Each of={each} />
          </li>
        ))}
      </ol>
      {open ? <p className="note">{t('contracts:objections.stands')}</p> : null}
      {open ? <p className="note">{t('contracts:objections.term', { days, law, sure: t(`contracts:sure.${sure}`) })}</p> : null}
    </section>
  );
}

function Each({ of }: { of: Objection }) {
  const t = useWords();
  const changed = of.result !== null && of.result !== 'upheld' && of.result !== 'withdrawn';
  return (
    <>
      <p className="head-names">
        <Tag tone={of.result === null ? 'warn' : changed ? 'blue' : 'none'}>
          {of.result === null ? t('contracts:objections.open') : t(`contracts:results.${of.result}`)}
        </Tag>
        <b>{t(`contracts:against.${of.against}`)}</b>
        <span>
          {of.from === 'party' ? (
            <AsWritten>{of.organizationName ?? t('contracts:objectionFrom.party')}</AsWritten>
          ) : (
            t(`contracts:objectionFrom.${of.from}`)
          )}
        </span>
        <span className="note">{t('contracts:objections.on', { day: of.on })}</span>
      </p>
      {of.body ? (
        <p>
          <AsWritten>
            {t('contracts:objections.document', {
              body: of.body,
              number: of.documentNumber ?? t('contracts:objections.noNumber'),
              day: of.documentOn ?? '',
            })}
          </AsWritten>
        </p>
      ) : null}
      <p>
        <AsWritten>{of.reason}</AsWritten>
      </p>
      {of.result === null ? (
        <p className="note">
          {of.assignedOn === null
            ? t('contracts:objections.unassigned')
            : t('contracts:objections.assigned', { day: of.assignedOn })}
          {of.dueOn ? ` · ${t('contracts:objections.due', { day: of.dueOn })}` : ''}
        </p>
      ) : (
        <p>
          <span className="note">{t('contracts:objections.decided', { day: of.decidedOn ?? '' })}</span>
          <AsWritten>{of.decision}</AsWritten>
        </p>
      )}
    </>
  );
}

export function Opinions({ one }: One) {
  const t = useWords();
  if (one.expertReviews.length === 0) return null;
  return (
    <section className="card" aria-label={t('contracts:opinion.title')}>
      <h2>{t('contracts:opinion.title')}</h2>
      <ol className="contract-beside">
        {one.expertReviews.map(({ askedOn, reason, opinion }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a review has no id; its place is what it is known by.
          <li key={at}>
            <p className="head-names">
              {opinion ? (
                <Tag tone={opinion.advice === 'refuse' ? 'bad' : 'blue'}>{t(`contracts:advices.${opinion.advice}`)}</Tag>
              ) : (
                <Tag tone="warn">{t('contracts:opinion.waiting')}</Tag>
              )}
              <span className="note">{t('contracts:opinion.asked', { day: askedOn })}</span>
            </p>
            <p>
              <AsWritten>{reason}</AsWritten>
            </p>
            {opinion ? <Said opinion={opinion} /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Said({ opinion }: { opinion: NonNullable<Contract['expertReviews'][number]['opinion']> }) {
  const t = useWords();
  const { votesFor: yes, votesAgainst: no, votesAbstained: none } = opinion;
  return (
    <>
      <p>
        <AsWritten>{opinion.opinion}</AsWritten>
      </p>
      <FactList
        facts={[
          [t('contracts:opinion.body'), opinion.body],
          [t('contracts:opinion.on'), [opinion.on, opinion.documentNumber].filter(Boolean).join(' ')],
          [t('contracts:opinion.voted'), t('contracts:opinion.votes', { yes, no, none })],
          [t('contracts:opinion.experts'), opinion.experts ?? undefined],
          [t('contracts:opinion.attachments'), opinion.attachments.length === 0 ? undefined : String(opinion.attachments.length)],
        ]}
      />
    </>
  );
}
