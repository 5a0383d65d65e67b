// The figure in two sentences, ready to be pasted into a message or a report.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { getAnswer } from '../answer.ts';
import { useAsked } from './asked.ts';

export function Answer({ code }: { code: string }) {
  const t = useWords();
  const language = useLanguage();
  const query = useAsked();
  const asked = useQuery({
    queryKey: ['answer', code, query, language],
    queryFn: () => call(getAnswer, { params: { code }, query }),
    placeholderData: (before) => before,
  });
  const [copied, setCopied] = useState('');
  const text = asked.data?.text ?? '';
  return (
    <section className="card answer-card" aria-label={t('plans:answer.title')} aria-busy={asked.isFetching}>
      <div className="answer-head">
        <h2>{t('plans:answer.title')}</h2>
        <button
          type="button"
          className="button button-small"
          disabled={text === ''}
          onClick={() => void copyText(text).then(() => setCopied(text))}
        >
          {t(copied !== '' && copied === text ? 'plans:answer.copied' : 'plans:answer.copy')}
        </button>
      </div>
      {asked.isPending ? <Skeleton lines={2} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <p className={asked.isPlaceholderData ? 'row-stale' : undefined}>
          <AsWritten>{text}</AsWritten>
        </p>
      ) : null}
      <output className="sr-only">{copied !== '' && copied === text ? t('plans:answer.copied') : ''}</output>
    </section>
  );
}

/** Into the clipboard; where the browser has none for this address (plain http), by way of a selection. */
async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
