// What a contract may be used for, for whoever has one or drafts one: a short form beside what the rules say. The address holds the form; the server keeps nothing.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { shownDay } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { askBenefits, type BenefitFacts, type BenefitsAnswer } from '../benefits.ts';
import { AskSeller } from './AskSeller.tsx';
import { RecordClaim } from './RecordClaim.tsx';
import { BenefitLines } from './BenefitLines.tsx';
import { BenefitsGiven } from './BenefitsGiven.tsx';
import { answerId, BenefitsForm } from './BenefitsForm.tsx';
import { factsIn } from './benefitsState.ts';
import { benefitsWords } from './benefits-words.ts';
import './benefits.css';

addWords({ benefits: benefitsWords });

export default function BenefitsPage() {
  const t = useWords();
  const facts = factsIn(useSearch());
  const asked = useQuery({
    queryKey: ['contracts', 'benefits', facts],
    queryFn: ({ signal }) => call(askBenefits, { body: facts, signal }),
    placeholderData: keepPreviousData,
    enabled: facts.type !== undefined,
  });
  const answer = facts.type === undefined ? undefined : asked.data;
  return (
    <div className="page benefits">
      <PageHead
        title={t('benefits:title')}
        note={t('benefits:note')}
        aside={
          answer ? (
            <button type="button" className="button head-buttons" onClick={() => window.print()}>
              {t('benefits:print')}
            </button>
          ) : null
        }
      />
      <p className="benefits-notice">
        <strong>{t('benefits:noAdvice')}</strong> {t('benefits:notSame')}
      </p>
      <div className="benefits-columns">
        <BenefitsForm answer={answer} problem={asked.error} />
        <div id={answerId} className="stack benefits-answer" aria-busy={asked.isFetching}>
          {facts.type === undefined ? (
            <div className="card">
              <EmptyState title={t('benefits:empty.title')}>{t('benefits:empty.note')}</EmptyState>
            </div>
          ) : asked.isError ? (
            <ProblemView problem={asked.error} again={() => void asked.refetch()} />
          ) : answer === undefined ? (
            <Skeleton lines={8} height={420} />
          ) : (
            <Answer answer={answer} facts={facts} />
          )}
        </div>
      </div>
    </div>
  );
}

function Answer({ answer, facts }: { answer: BenefitsAnswer; facts: BenefitFacts }) {
  const t = useWords();
  const language = useLanguage();
  const contract = useSearch()['contract'] ?? null;
  return (
    <>
      <BenefitsGiven />
      {answer.beforeSigning.length > 0 ? (
        <section className="card benefits-early">
          <h2>{t('benefits:beforeSigning')}</h2>
          <ul>
            {answer.beforeSigning.map(({ line, text }) => (
              <li key={`${line} ${text}`}>{text}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <BenefitLines lines={answer.lines} />
      <AskSeller facts={facts} />
      <RecordClaim contract={contract} />
      <p className="note">
        {t('benefits:rulesOf', { on: shownDay(answer.on, language, 'long') })} {answer.notice}
      </p>
    </>
  );
}
