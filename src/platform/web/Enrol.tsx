// Setting up a second factor: the code to scan with its key in letters, the first code of the authenticator, and the recovery codes, shown once.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { beginFactor, confirmFactor, type Enrolment } from '../shared/account.ts';
import { call } from './call.ts';
import { saveFile } from './download.ts';
import { useWords } from './i18n.ts';
import { CodeLine } from './Line.tsx';
import { ProblemView, Skeleton } from './Parts.tsx';

type Props = { begun?: Enrolment; onDone: () => void };

/** `begun` where the password was asked before; without it the server begins by itself, for who must. */
export function Enrol({ begun, onDone }: Props) {
  const asked = useQuery({
    queryKey: ['enrolment'],
    queryFn: () => call(beginFactor, { body: {} }),
    enabled: begun === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const [codes, setCodes] = useState<string[] | null>(null);
  const held = begun ?? asked.data;
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  return held ? <Confirm enrolment={held} onCodes={setCodes} /> : <Skeleton lines={6} height={260} />;
}

function Confirm({ enrolment, onCodes }: { enrolment: Enrolment; onCodes: (codes: string[]) => void }) {
  const t = useWords();
  const [code, setCode] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setRefused(null);
    try {
      onCodes((await call(confirmFactor, { body: { code } })).recoveryCodes);
    } catch (problem) {
      setRefused(problem);
      setCode('');
    } finally {
      setSending(false);
    }
  };
  return (
    <form className="form enrol-form" onSubmit={(event) => void submit(event)}>
      <div className="enrol">
        <img className="enrol-qr" alt={t('accounts:factor.qr')} src={`data:image/svg+xml,${encodeURIComponent(enrolment.qr)}`} />
        <div className="enrol-text">
          <p>1. {t('accounts:factor.step1')}</p>
          <p className="account-note">{t('accounts:factor.step1Text')}</p>
          <code className="secret">{enrolment.secret}</code>
          <p>2. {t('accounts:factor.step2')}</p>
          <CodeLine id="first-code" value={code} onChange={setCode} />
          {refused ? <ProblemView problem={refused} /> : null}
          <div className="form-foot">
            <button type="submit" className="button button-primary" disabled={sending}>
              {t(sending ? 'shell:form.sending' : 'accounts:factor.confirm')}
            </button>
          </div>
        </div>
      </div>
    </form>
  );
}

/** Ten codes, this once: to be written down or saved before going on. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useWords();
  const save = () => saveFile('touyan-recovery-codes.txt', new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  return (
    <section className="account-once" aria-labelledby="recovery-title">
      <h3 id="recovery-title">{t('accounts:recovery.title')}</h3>
      <p>
        {t('accounts:recovery.why')} <b>{t('accounts:recovery.once')}</b>
      </p>
      <ol className="recovery">
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      <div className="form-foot">
        <button type="button" className="button button-primary" onClick={onKept}>
          {t('accounts:recovery.kept')}
        </button>
        <button type="button" className="button" onClick={save}>
          {t('accounts:recovery.save')}
        </button>
      </div>
    </section>
  );
}
