// A new contract: begun with its file, with an earlier contract, or by hand, in the form of `create`. Everything but its title may wait; what is typed is kept until it is sent.
import { useState } from 'react';
import { useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { useTermSources } from './asking.tsx';
import { asAsked, copyOf } from './form.ts';
import { type Begun, FromFile, WhatWasRead } from './FromFile.tsx';
import { api, useContract } from './view.ts';
import './contracts.css';

export default function NewContractPage() {
  const t = useWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  const from = useSearch()['from'] ?? '';
  const { asked } = useContract(from);
  const earlier = from === '' ? undefined : asked.data;
  const sources = useTermSources(earlier);
  return (
    <NewRecord
      key={begun?.name ?? earlier?.id ?? ''}
      api={api}
      back={{ to: '/contracts', words: t('contracts:page.back') }}
      title={t('contracts:actions.create')}
      note={t('contracts:form.note')}
      submitWords={t('contracts:form.save')}
      page={(id) => `/contracts/${id}`}
      asked={asAsked}
      sources={sources}
      ready={from === '' || !asked.isPending}
      above={
        begun ? (
          <WhatWasRead begun={begun} />
        ) : earlier ? (
          <p className="note">
            <AsWritten>{t('contracts:form.copied', { title: earlier.title })}</AsWritten>
          </p>
        ) : (
          <>
            {from !== '' && asked.isLoadingError ? <p className="note">{t('contracts:form.copyFailed')}</p> : null}
            <FromFile onBegun={setBegun} />
          </>
        )
      }
      // Kept in each way of beginning: with a file from that file on, by an earlier contract under its own name.
      keep={earlier && !begun ? `contract.${earlier.id}` : 'contract'}
      {...(begun ? { given: begun.form, anew: true } : earlier ? { given: copyOf(earlier) } : {})}
    />
  );
}
