// The text of a contract, read when it is asked for, for that is logged; beside it what every rule says of it; for its seller who has read it.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { checkContract } from '../check.ts';
import { getText, listTextReads } from '../routes.ts';
import { CheckResultView } from './CheckResultView.tsx';
import type { z } from 'zod';
import type { Contract } from './view.ts';
import './check.css';
import { contractCopyWords } from './copies-words.ts';
import { contractReadWords } from './reads-words.ts';
import { readingWords } from './reading-words.ts';

addWords({ contractCopies: contractCopyWords, contractReads: contractReadWords, contractReading: readingWords });

type Read = z.output<typeof listTextReads.response>['items'][number];

export function ContractText({ one }: { one: Contract }) {
  const t = useWords();
  const session = useSession();
  const { id } = one;
  // Each reading is logged: it is read when somebody says so, and not again because something else was done.
  const asked = useMutation({ mutationFn: () => call(getText, { params: { id } }) });
  const reads = session?.roles.includes('registrar') || one.parties.some((each) => each.organization === session?.organization);
  const own = session?.organization === one.seller;
  if (!reads) return null;
  if (!one.hasText) return own ? <FileReads id={id} /> : null;
  return (
    <section className="card" aria-label={t('contracts:text')}>
      <h2>{t('contracts:text')}</h2>
      {asked.isIdle ? (
        <>
          <p className="note">{t('contracts:page.textNote')}</p>
          <button type="button" className="button" onClick={() => asked.mutate()}>
            {t('contracts:page.readText')}
          </button>
        </>
      ) : null}
      {asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => asked.mutate()} /> : null}
      {asked.data ? <Checked one={one} text={asked.data.text} /> : null}
      <div className="contract-copy">
        <DocumentButtons path={`/contracts/${id}/text`} name={t('contractCopies:text')} />
        <p className="note">{t('contractCopies:textNote')}</p>
      </div>
      {own ? <TextReads id={id} /> : null}
    </section>
  );
}

/** The text with the sentence that a rule rests on marked, and the rules. */
function Checked({ one, text }: { one: Contract; text: string }) {
  const language = useLanguage();
  const [at, setAt] = useState<readonly [number, number] | null>(null);
  const { title, type, amount, signedOn, validFrom, validTo } = one;
  const fields = { ...(type ? { type } : {}), totalAmount: amount, signedOn, validFrom, validTo };
  const asked = useQuery({
    queryKey: ['contract-check', one.id, one.version, language],
    queryFn: () => call(checkContract, { body: { title, text, fields } }),
    staleTime: 300_000,
  });
  return (
    <div className="contract-checked">
      <pre className="contract-text">
        <AsWritten>{text.slice(0, at?.[0])}</AsWritten>
        {at === null ? null : (
          <>
            <mark ref={(mark) => mark?.scrollIntoView({ block: 'center' })}>
              <AsWritten>{text.slice(at[0], at[1])}</AsWritten>
            </mark>
            <AsWritten>{text.slice(at[1])}</AsWritten>
          </>
        )}
      </pre>
      <div>
        {asked.isPending ? <Skeleton lines={6} /> : null}
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {asked.data ? <CheckResultView result={asked.data} stale={false} show={setAt} /> : null}
      </div>
    </div>
  );
}

const useReads = (id: string) =>
  useQuery({ queryKey: ['contract-text-reads', id], queryFn: () => call(listTextReads, { params: { id } }) });

/** Where there is no text its files may have been read all the same. */
function FileReads({ id }: { id: string }) {
  const t = useWords();
  const asked = useReads(id);
  if (!asked.data || asked.data.items.length === 0) return null;
  return (
    <section className="card" aria-label={t('contractReads:title')}>
      <TextReads id={id} />
    </section>
  );
}

function TextReads({ id }: { id: string }) {
  const t = useWords();
  const asked = useReads(id);
  const what = ({ file, taken }: Read) =>
    file === null
      ? t('contractReads:text')
      : t(taken ? 'contractReads:file.taken' : 'contractReads:file.looked', {
          file: file.name ?? t('contractReads:file.erased'),
        });
  const items = asked.data?.items ?? [];
  return (
    <details>
      <summary>{t('contracts:page.textReads', { count: items.length })}</summary>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      <ul className="contract-statements">
        {items.map((each) => (
          <li key={each.id}>
            <time dateTime={each.at}>{shownInstant(each.at)}</time> <AsWritten>{each.name}</AsWritten> {what(each)}
          </li>
        ))}
      </ul>
    </details>
  );
}
