// The second factor on one's own account page: turning it on and off, and new recovery codes.
import { type FormEvent, useState } from 'react';
import { type Account, beginFactor, type Enrolment, removeFactor, renewRecoveryCodes } from '../shared/account.ts';
import { call } from './call.ts';
import { Enrol, RecoveryCodes } from './Enrol.tsx';
import { shownInstant } from './format.ts';
import { useWords } from './i18n.ts';
import { CodeLine, PasswordLine } from './Line.tsx';
import { Modal } from './Modal.tsx';
import { ProblemView, Verdict } from './Parts.tsx';
import { queries } from './query.ts';

const renew = () =>
  Promise.all(['account', 'session', 'own-sessions'].map((key) => queries.invalidateQueries({ queryKey: [key] })));

export function FactorSection({ account }: { account: Account }) {
  const t = useWords();
  const { factor } = account;
  return (
    <section className="card">
      <h2>
        {t('accounts:factor.title')}
        <Verdict tone={factor.on ? 'good' : 'none'}>{t(factor.on ? 'accounts:factor.on' : 'accounts:factor.off')}</Verdict>
      </h2>
      {factor.on ? <On account={account} /> : <Off asksPassword={account.password !== null} />}
    </section>
  );
}

function Off({ asksPassword }: { asksPassword: boolean }) {
  const t = useWords();
  const [step, setStep] = useState<'closed' | 'password'>('closed');
  const [begun, setBegun] = useState<Enrolment | null>(null);
  const [password, setPassword] = useState('');
  const asking = useAsking(async () => {
    setBegun(await call(beginFactor, { body: password === '' ? {} : { password } }));
    setPassword('');
  });
  if (begun) return <Enrol begun={begun} onDone={() => void renew()} />;
  const begin = () => (asksPassword ? setStep('password') : void asking.send());
  return (
    <form className="form" onSubmit={(event) => void asking.send(event)}>
      <p className="account-note">{t('accounts:factor.why')}</p>
      {step === 'password' ? (
        <>
          <p>{t('accounts:factor.askPassword')}</p>
          <PasswordLine
            id="factor-password"
            label={t('accounts:password.current')}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            focused
          />
        </>
      ) : null}
      {asking.refused ? <ProblemView problem={asking.refused} /> : null}
      <div className="form-foot">
        {step === 'closed' ? (
          <button type="button" className="button" onClick={begin}>
            {t('accounts:factor.begin')}
          </button>
        ) : (
          <button type="submit" className="button button-primary" disabled={asking.sending}>
            {t('accounts:factor.next')}
          </button>
        )}
      </div>
    </form>
  );
}

function On({ account: { factor } }: { account: Account }) {
  const t = useWords();
  const [open, setOpen] = useState<'remove' | 'renew' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const kept = async () => {
    setCodes(null);
    await renew();
  };
  if (codes) return <RecoveryCodes codes={codes} onKept={() => void kept()} />;
  const act = async (code: string) => {
    if (open === 'renew') setCodes((await call(renewRecoveryCodes, { body: { code } })).recoveryCodes);
    else await call(removeFactor, { body: { code } }).then(renew);
    setOpen(null);
  };
  const title = open === 'renew' ? 'accounts:recovery.renew' : 'accounts:factor.removeTitle';
  return (
    <div className="form">
      <p className="account-note">
        {t('accounts:factor.since', { since: shownInstant(factor.since ?? '').slice(0, 10) })}{' '}
        {factor.required ? t('accounts:factor.required') : null}
      </p>
      <p>{t('accounts:recovery.left', { count: factor.recoveryLeft })}</p>
      <div className="form-foot">
        <button type="button" className="button" onClick={() => setOpen('renew')}>
          {t('accounts:recovery.renew')}
        </button>
        {factor.required ? null : (
          <button type="button" className="button button-red" onClick={() => setOpen('remove')}>
            {t('accounts:factor.remove')}
          </button>
        )}
      </div>
      <Modal open={open !== null} onClose={() => setOpen(null)} title={t(title)}>
        <AskCode remove={open === 'remove'} act={act} close={() => setOpen(null)} />
      </Modal>
    </div>
  );
}

type AskProps = { remove: boolean; act: (code: string) => Promise<void>; close: () => void };
function AskCode({ remove, act, close }: AskProps) {
  const t = useWords();
  const [code, setCode] = useState('');
  const asking = useAsking(() => act(code));
  return (
    <form className="form" onSubmit={(event) => void asking.send(event)}>
      <p>{t(remove ? 'accounts:factor.removeNote' : 'accounts:recovery.renewNote')}</p>
      <CodeLine id="ask-code" value={code} onChange={setCode} recovery />
      {asking.refused ? <ProblemView problem={asking.refused} /> : null}
      <div className="form-foot">
        <button type="submit" className={remove ? 'button button-danger' : 'button button-primary'} disabled={asking.sending}>
          {t(remove ? 'accounts:factor.remove' : 'accounts:recovery.renew')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}

function useAsking(work: () => Promise<void>) {
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    setSending(true);
    setRefused(null);
    await work().catch(setRefused);
    setSending(false);
  };
  return { sending, refused, send };
}
