// Where the QR code of a certified list leads: by number and check code whether it still holds, and what it says, to be compared with the paper.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { ProblemError } from '../../platform/web/problem.ts';
import { FactList } from '../../records/web/index.ts';
import { codeShape, getStanding, numberShape } from '../certifiedList.ts';
import { useFallen } from './CertifiedListPage.tsx';
import { ListedContracts } from './ListedContracts.tsx';
import './contracts.css';

export default function CheckListPage() {
  const t = useWords();
  const { number = '', code = '' } = useSearch();
  const shaped = numberShape.safeParse(number).success && codeShape.safeParse(code).success;
  const asked = useQuery({
    queryKey: ['list-standing', number, code],
    queryFn: () => call(getStanding, { params: { number }, query: { code } }),
    enabled: shaped,
    staleTime: 0,
    retry: false,
  });
  const unknown = (number !== '' && !shaped) || (asked.error instanceof ProblemError && asked.error.status === 404);
  return (
    <div className="page">
      <PageHead title={t('certifiedLists:checkTitle')} note={t('certifiedLists:checkNote')} />
      <section className="card" aria-label={t('certifiedLists:checkTitle')}>
        <Asking key={`${number} ${code}`} number={number} code={code} />
        {unknown ? (
          <div className="problem" role="alert">
            <strong>{t('certifiedLists:checkNone')}</strong>
          </div>
        ) : null}
      </section>
      {shaped && asked.isPending ? <Skeleton lines={8} height={320} /> : null}
      {asked.isError && !unknown ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Standing of={asked.data} /> : null}
    </div>
  );
}

function Asking({ number, code }: { number: string; code: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const [typed, setTyped] = useState({ number, code });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ number: typed.number.trim().toUpperCase(), code: typed.code.trim().toUpperCase() });
  };
  const field = (name: 'number' | 'code', placeholder: string) => (
    <label className="filter">
      <span>{t(`certifiedLists:${name}`)}</span>
      <input
        className="input"
        value={typed[name]}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </label>
  );
  return (
    <form className="list-bar" onSubmit={submit}>
      {field('number', 'QD2026-000001')}
      {field('code', '0A1B-2C3D-4E5F-6071')}
      <button type="submit" className="button button-primary" disabled={typed.number.trim() === '' || typed.code.trim() === ''}>
        {t('certifiedLists:checkSubmit')}
      </button>
    </form>
  );
}

type Said = Awaited<ReturnType<typeof ask>>;
const ask = (number: string, code: string) => call(getStanding, { params: { number }, query: { code } });

function Standing({ of }: { of: Said }) {
  const t = useWords();
  const fallen = useFallen()(of);
  const valid = of.state === 'valid';
  return (
    <section className="card" aria-label={of.number}>
      <h2>
        <code>{of.number}</code>
      </h2>
      <p>
        <Verdict tone={valid ? 'good' : 'bad'}>
          {t(valid ? 'certifiedLists:checkValid' : `certifiedLists:states.${of.state}`)}
        </Verdict>{' '}
        <AsWritten>{valid ? t('certifiedLists:checkStands') : (fallen ?? t('certifiedLists:checkWithdrawn'))}</AsWritten>
      </p>
      <FactList
        facts={[
          [t('certifiedLists:purpose'), of.purpose],
          [t('certifiedLists:madeOn'), of.madeOn],
          [t('certifiedLists:count'), String(of.count)],
        ]}
      />
      <p className="note">{t('certifiedLists:checkCompare')}</p>
      <ListedContracts items={of.items} amount={of.amount} technologyAmount={of.technologyAmount} />
    </section>
  );
}
