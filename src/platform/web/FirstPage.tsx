// What stands between a new session and its work: a password of one's own, then a second factor where the role asks for one.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '../shared/session.ts';
import { useSearch } from './address.ts';
import { Enrol } from './Enrol.tsx';
import { useWords } from './i18n.ts';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead } from './Parts.tsx';
import { queries } from './query.ts';
import { SetPassword } from './SetPassword.tsx';
import './form.css';
import './account.css';

export default function FirstPage() {
  const t = useWords();
  return <OnlyFor title={t('accounts:own.title')}>{(session) => <First session={session} />}</OnlyFor>;
}

function First({ session }: { session: Session }) {
  const t = useWords();
  const navigate = useNavigate();
  const search = useSearch();
  // As it was when the page opened: on the way to the next page the address is that page's already.
  const [next] = useState(search['next'] ?? '');
  // The step is kept while its last words are read: recovery codes are shown when nothing is owed any more.
  const [step, setStep] = useState(session.needs);
  const renew = async () => {
    await queries.invalidateQueries({ queryKey: ['session'] });
    setStep(queries.getQueryData<Session>(['session'])?.needs ?? null);
  };
  const done = step === null;
  useEffect(() => {
    if (done) void navigate({ to: next.startsWith('/') && !next.startsWith('//') ? next : '/', replace: true });
  }, [done, next, navigate]);
  const which = step === 'newPassword' ? 'password' : 'factor';
  return (
    <div className="page account-page">
      <PageHead title={t(`accounts:first.${which}`)} note={t(`accounts:first.${which}Note`)} />
      <section className="card">
        {step === 'newPassword' ? <SetPassword account={session.account} onDone={renew} /> : null}
        {step === 'secondFactor' ? <Enrol onDone={() => void renew()} /> : null}
      </section>
    </div>
  );
}
