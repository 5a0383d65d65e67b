// A new contract: begun with its file or by hand, in the form of `create`. Everything but its title may wait; what is typed is kept until it is sent.
import { useState } from 'react';
import { useWords } from '../../platform/web/i18n.ts';
import { NewRecord } from '../../records/web/index.ts';
import { asAsked, sourcesOf } from './form.ts';
import { type Begun, FromFile, WhatWasRead } from './FromFile.tsx';
import { api } from './view.ts';
import './contracts.css';

export default function NewContractPage() {
  const t = useWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  return (
    <NewRecord
      key={begun?.name ?? ''}
      api={api}
      back={{ to: '/contracts', words: t('contracts:page.back') }}
      title={t('contracts:actions.create')}
      note={t('contracts:form.note')}
      submitWords={t('contracts:form.save')}
      page={(id) => `/contracts/${id}`}
      asked={asAsked}
      sources={sourcesOf([])}
      above={begun ? <WhatWasRead begun={begun} /> : <FromFile onBegun={setBegun} />}
      // Begun with a file it starts from that; by hand from what was typed and never sent.
      {...(begun ? { given: begun.form } : { keep: 'contract' })}
    />
  );
}
