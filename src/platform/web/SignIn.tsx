// Signing in: account, password, and the second factor when the server asks for it; demo accounts with one click where there are any.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { AsWritten } from './AsWritten.tsx';
import { useSearch } from './address.ts';
import { request } from './call.ts';
import { hasWords, useWords } from './i18n.ts';
import { CodeLine, Line, PasswordLine } from './Line.tsx';
import { landingOf, recordKind } from './pages.ts';
import { PageHead, ProblemView, Tag } from './Parts.tsx';
import { ProblemError } from './problem.ts';
import type { DemoAccount } from '../shared/session.ts';
import { OtherWays, PortalProblem } from './OtherWays.tsx';
import { useRegions } from './regions.ts';
import { signIn, useDemoAccounts } from './session.ts';
import './form.css';
import './account.css';

export default function SignIn() {
  const t = useWords();
  const trying = useSigningIn();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void trying.submit({ account: account.trim(), password, ...(trying.wantsCode ? { code: code.trim() } : {}) });
  };
  const pick = (one: DemoAccount) => {
    setAccount(one.account);
    setPassword(one.password);
    void trying.submit({ account: one.account, password: one.password });
  };
  return (
    <div className="page sign-in">
      <section className="card">
        <PageHead title={t('shell:signIn.title')} note={t('shell:signIn.note')} />
        <PortalProblem />
        <form className="form" onSubmit={onSubmit}>
          {trying.wantsCode ? (
            <>
              <p>
                <b>{account}</b>{' '}
                <button type="button" className="button-text" onClick={trying.startOver}>
                  {t('shell:signIn.other')}
                </button>
              </p>
              <CodeLine value={code} onChange={setCode} recovery focused />
            </>
          ) : (
            <>
              <Line
                id="account"
                label={t('shell:signIn.account')}
                value={account}
                onChange={setAccount}
                autoComplete="username"
              />
              <PasswordLine
                id="password"
                label={t('shell:signIn.password')}
                value={password}
                onChange={setPassword}
                autoComplete="current-password"
              />
            </>
          )}
          {trying.refused ? <ProblemView problem={trying.refused} /> : null}
          <div className="form-foot">
            <button type="submit" className="button button-primary" disabled={trying.sending}>
              {t(trying.sending ? 'shell:form.sending' : 'shell:signIn.title')}
            </button>
          </div>
        </form>
        <OtherWays />
      </section>
      <DemoAccounts pick={pick} busy={trying.sending} />
    </div>
  );
}

/** Sends what was typed; then to the page that was wanted, or asks for the second factor. */
function useSigningIn() {
  const navigate = useNavigate();
  const { next } = useSearch();
  const [wantsCode, setWantsCode] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const submit = async (given: { account: string; password: string; code?: string }) => {
    setSending(true);
    setRefused(null);
    try {
      const { needs, roles } = await signIn(given);
      if (needs) return await navigate({ to: '/account/first' as string, search: next ? { next } : {} });
      // Only a path of this house: never a foreign address.
      await navigate({ to: next?.startsWith('/') && !next.startsWith('//') ? next : landingOf(roles) });
    } catch (problem) {
      if (problem instanceof ProblemError && problem.code === 'session.codeRequired' && !wantsCode) setWantsCode(true);
      else setRefused(problem);
    } finally {
      setSending(false);
    }
  };
  const startOver = () => {
    setWantsCode(false);
    setRefused(null);
  };
  return { wantsCode, sending, refused, submit, startOver };
}

/** The account's name, and whose it is: its organization or its district, by name. */
function Whose({ one }: { one: DemoAccount }) {
  const regions = useRegions().data?.items;
  const api = recordKind('organization')?.api;
  const organization = useQuery({
    queryKey: ['organization', 'name', one.organization],
    queryFn: () => request<{ name: string }>('GET', `${api}/${one.organization}`),
    enabled: api !== undefined && one.organization !== undefined,
  }).data?.name;
  const region = regions?.find((each) => each.id === one.region)?.name;
  return (
    <>
      {one.account}
      {region ? ` · ${region}` : null}
      {organization ? (
        <>
          {' · '}
          <AsWritten>{organization}</AsWritten>
        </>
      ) : null}
    </>
  );
}

function DemoAccounts({ pick, busy }: { pick: (one: DemoAccount) => void; busy: boolean }) {
  const t = useWords();
  const accounts = useDemoAccounts();
  if (!accounts || accounts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('shell:signIn.demo')}</h2>
      <p className="note">{t('shell:signIn.demoNote')}</p>
      <ul className="demo-list">
        {accounts.map((one) => (
          <li key={one.account}>
            <button type="button" disabled={busy} onClick={() => pick(one)}>
              <span>
                <b>{one.name}</b>
                <span className="note">
                  <Whose one={one} />
                </span>
              </span>
              <Tag tone="blue">{hasWords(`shell:roles.${one.role}`) ? t(`shell:roles.${one.role}`) : one.role}</Tag>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
