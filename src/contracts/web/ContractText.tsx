// The text of a contract, read when it is asked for, for that is logged; and for its seller who has read it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { getText, listTextReads } from '../routes.ts';
import type { Contract } from './view.ts';

export function ContractText({ one }: { one: Contract }) {
  const t = useWords();
  const session = useSession();
  const [wanted, setWanted] = useState(false);
  const { id, textDigest } = one;
  const asked = useQuery({
    queryKey: ['contract-text', id, textDigest],
    queryFn: () => call(getText, { params: { id } }),
    enabled: wanted,
  });
  const reads = session?.roles.includes('registrar') || one.parties.some((each) => each.organization === session?.organization);
  if (!one.hasText || !reads) return null;
  return (
    <section className="card" aria-label={t('contracts:text')}>
      <h2>{t('contracts:text')}</h2>
      {wanted ? null : (
        <>
          <p className="note">{t('contracts:page.textNote')}</p>
          <button type="button" className="button" onClick={() => setWanted(true)}>
            {t('contracts:page.readText')}
          </button>
        </>
      )}
      {wanted && asked.isPending ? <Skeleton lines={6} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <pre className="contract-text">
          <AsWritten>{asked.data.text}</AsWritten>
        </pre>
      ) : null}
      {session?.organization === one.seller ? <TextReads id={id} /> : null}
    </section>
  );
}

function TextReads({ id }: { id: string }) {
  const t = useWords();
  const asked = useQuery({ queryKey: ['contract-text-reads', id], queryFn: () => call(listTextReads, { params: { id } }) });
  const items = asked.data?.items ?? [];
  return (
    <details>
      <summary>{t('contracts:page.textReads', { count: items.length })}</summary>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      <ul className="contract-statements">
        {items.map((each) => (
          <li key={each.id}>
            <time dateTime={each.at}>{shownInstant(each.at)}</time> <AsWritten>{each.name}</AsWritten>
          </li>
        ))}
      </ul>
    </details>
  );
}
