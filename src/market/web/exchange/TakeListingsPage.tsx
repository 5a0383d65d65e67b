// A file of listings from another system: checked row by row first, entered as drafts once its reader says so.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { address, request } from '../../../platform/web/call.ts';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, ProblemView, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { Back, DropZone } from '../../../records/web/index.ts';
import { exportSheet, mostTaken, takeListings } from '../../exchangeListing.ts';
import { marketExchangeWords } from './exchange-words.ts';

addWords({ marketExchange: marketExchangeWords });

type Answer = z.output<typeof takeListings.response>;
const send = (file: File, query: Record<string, string>) => {
  const body = new FormData();
  body.append('file', file);
  return request<Answer>('POST', takeListings.path, { query, body });
};

export default function TakeListingsPage() {
  const t = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const take = async (given: File, query: Record<string, string>) => {
    setFile(given);
    setProblem(null);
    setBusy(true);
    await send(given, query).then((said) => {
      setAnswer(said);
      if (said.written) void queries.invalidateQueries();
    }, setProblem);
    setBusy(false);
  };
  const again = () => {
    setFile(null);
    setAnswer(null);
    setProblem(null);
  };
  return (
    <div className="page">
      <Back to="/listings">{t('market:list.title')}</Back>
      <PageHead title={t('marketExchange:take.title')} note={t('marketExchange:take.note', { most: mostTaken })} />
      <section className="card" aria-label={t('marketExchange:take.title')}>
        {problem === null ? null : <ProblemView problem={problem} />}
        {busy ? (
          <div className="progress" aria-live="polite">
            <b>{t('marketExchange:take.sending', { file: file?.name ?? '' })}</b>
            <progress aria-label={t('marketExchange:take.sending', { file: file?.name ?? '' })} max={100} />
          </div>
        ) : answer !== null && file !== null ? (
          <Judged answer={answer} onWrite={() => void take(file, { write: 'yes' })} onAgain={again} />
        ) : (
          <DropZone
            accept=".xlsx,.json,.csv"
            title={t('marketExchange:take.drop')}
            button={t('marketExchange:take.choose')}
            onFiles={([given]) => {
              if (given) void take(given, {});
            }}
          >
            <a href={address(exportSheet.path, { side: 'demand', order: 'newest' })} download>
              {t('marketExchange:take.template')}
            </a>
          </DropZone>
        )}
      </section>
    </div>
  );
}

const tones = { new: 'good', known: 'none', refused: 'bad' } as const;
function Judged({ answer, onWrite, onAgain }: { answer: Answer; onWrite: () => void; onAgain: () => void }) {
  const t = useWords();
  const { counts, rows, written } = answer;
  const { new: fresh = 0, known = 0, refused = 0 } = counts;
  return (
    <div className="stack">
      <p aria-live="polite">
        {written
          ? t('marketExchange:take.written', { count: fresh })
          : t('marketExchange:take.counts', { fresh, known, refused })}
      </p>
      <p className="market-file-links">
        {!written && fresh > 0 ? (
          <button type="button" className="button button-primary" onClick={onWrite}>
            {t('marketExchange:take.write', { count: fresh })}
          </button>
        ) : null}
        {written ? (
          <Link className="button button-primary" to={'/listings?state=draft' as string}>
            {t('marketExchange:take.toList')}
          </Link>
        ) : null}
        <button type="button" className="button" onClick={onAgain}>
          {t('marketExchange:take.another')}
        </button>
      </p>
      <table className="table table-list">
        <thead>
          <tr>
            <th scope="col">{t('marketExchange:take.row')}</th>
            <th scope="col">{t('marketExchange:columns.name')}</th>
            <th scope="col">{t('marketExchange:columns.publisher')}</th>
            <th scope="col">{t('marketExchange:take.verdict')}</th>
            <th scope="col">{t('marketExchange:take.what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td data-title={t('marketExchange:take.row')}>{row.row}</td>
              <td data-title={t('marketExchange:columns.name')}>
                {row.listing === null ? (
                  <AsWritten>{row.name}</AsWritten>
                ) : (
                  <Link to={`/listings/${row.listing}` as string}>
                    <AsWritten>{row.name}</AsWritten>
                  </Link>
                )}
              </td>
              <td data-title={t('marketExchange:columns.publisher')}>
                <AsWritten>{row.publisher ?? ''}</AsWritten>
              </td>
              <td data-title={t('marketExchange:take.verdict')}>
                <Tag tone={tones[row.verdict]}>{t(`marketExchange:verdicts.${row.verdict}`)}</Tag>
              </td>
              <td data-title={t('marketExchange:take.what')}>
                {row.errors.map(({ column, words }) => (
                  <span key={`${column} ${words}`} className="market-flaw">
                    {column === '' ? null : <b>{t(`marketExchange:columns.${column}`)} </b>}
                    <AsWritten>{words}</AsWritten>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
