// The self-check of a contract: text on the left, what the rules say of it on the right, while one types. Keeps nothing; it knows no rule.
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { checkContract, longestText } from '../check.ts';
import '../../platform/web/form.css';
import './check.css';
import { CheckResultView } from './CheckResultView.tsx';
import { MarkedText, type Marked } from './MarkedText.tsx';

/** Milliseconds of rest after which what was typed is asked about. */
const rest = 400;

type Asked = { number: number; title: string; text: string };

export default function CheckPage() {
  const t = useWords();
  const language = useLanguage();
  const { title, text, write, asked } = useTyped();
  const [marked, setMarked] = useState<Marked | null>(null);
  const answer = useQuery({
    queryKey: ['contractCheck', language, asked.number],
    queryFn: ({ signal }) => call(checkContract, { body: { title: asked.title, text: asked.text }, signal }),
    enabled: asked.text.trim() !== '' || asked.title.trim() !== '',
    placeholderData: (before) => before,
    gcTime: 60_000,
  });
  const isEmpty = title.trim() === '' && text.trim() === '';
  const change = (next: { title: string; text: string }) => {
    setMarked(null);
    write(next);
  };
  return (
    <div className="page">
      <PageHead title={t('contractCheck:title')} note={t('contractCheck:note')} />
      <div className="check-columns">
        <section className="card check-text" aria-label={t('contractCheck:field.text')}>
          <label className="field">
            <span className="field-label">{t('contractCheck:field.title')}</span>
            <input
              className="input"
              value={title}
              maxLength={500}
              onChange={(event) => write({ title: event.target.value, text })}
            />
          </label>
          <MarkedText text={text} most={longestText} marked={marked} onText={(next) => change({ title, text: next })} />
          <div className="check-foot">
            <span className="note">
              {t('contractCheck:field.length', { count: text.length })} · {t('contractCheck:field.secret')}
            </span>
            <button
              type="button"
              className="button button-small"
              disabled={isEmpty}
              onClick={() => change({ title: '', text: '' })}
            >
              {t('contractCheck:field.clear')}
            </button>
          </div>
        </section>
        <section className="check-said" aria-label={t('contractCheck:empty.title')} aria-busy={answer.isFetching}>
          {isEmpty ? <Nothing /> : answer.isError ? <Wrong problem={answer.error} again={() => void answer.refetch()} /> : null}
          {!isEmpty && !answer.isError && !answer.data ? <Waiting /> : null}
          {!isEmpty && !answer.isError && answer.data ? (
            <CheckResultView
              result={answer.data}
              stale={answer.isPlaceholderData || asked.text !== text}
              show={(at) => setMarked({ at, number: (marked?.number ?? 0) + 1 })}
            />
          ) : null}
        </section>
      </div>
    </div>
  );
}

function Nothing() {
  const t = useWords();
  return (
    <div className="card">
      <EmptyState title={t('contractCheck:empty.title')}>{t('contractCheck:empty.body')}</EmptyState>
    </div>
  );
}

const Wrong = ({ problem, again }: { problem: unknown; again: () => void }) => (
  <div className="card">
    <ProblemView problem={problem} again={again} />
  </div>
);

const Waiting = () => (
  <div className="card">
    <Skeleton lines={6} height={320} />
  </div>
);

/** What is typed, and what of it is asked about: the last state after a rest. */
function useTyped() {
  const [typed, setTyped] = useState({ title: '', text: '' });
  const [asked, setAsked] = useState<Asked>({ number: 0, title: '', text: '' });
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const write = (next: { title: string; text: string }) => {
    setTyped(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => setAsked((before) => ({ number: before.number + 1, ...next })), rest);
  };
  return { ...typed, write, asked };
}
