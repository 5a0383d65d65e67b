// One's own account: password, second factor with its recovery codes, where one is signed in, and language.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, getAccount, setLanguage } from '../shared/account.ts';
import { AsWritten } from './AsWritten.tsx';
import { call } from './call.ts';
import { FactorSection } from './FactorSection.tsx';
import { shownInstant } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton } from './Parts.tsx';
import { queries } from './query.ts';
import { SessionsSection } from './SessionsSection.tsx';
import { SetPassword } from './SetPassword.tsx';
import './form.css';
import './account.css';

export default function AccountPage() {
  const t = useWords();
  return <OnlyFor title={t('accounts:own.title')}>{() => <Own />}</OnlyFor>;
}

function Own() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['account', language], queryFn: () => call(getAccount) });
  return (
    <div className="page account-page">
      <PageHead title={t('accounts:own.title')} note={t('accounts:own.note')} />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.data ? <Sections account={asked.data} /> : null}
    </div>
  );
}

function Sections({ account }: { account: Account }) {
  const t = useWords();
  return (
    <>
      <section className="card">
        <dl className="account-facts">
          <dt>{t('accounts:fields.account')}</dt>
          <dd>{account.account}</dd>
          <dt>{t('accounts:fields.name')}</dt>
          <dd>
            <AsWritten>{account.name}</AsWritten>
          </dd>
          <dt>{t('accounts:fields.roles')}</dt>
          <dd>{account.roles.map((role) => t(`shell:roles.${role}`)).join(t('shell:only.and')) || t('accounts:list.noRoles')}</dd>
        </dl>
        {account.demo ? <p className="note">{t('accounts:own.demo')}</p> : null}
      </section>
      {account.demo ? null : (
        <>
          <PasswordSection account={account} />
          <FactorSection account={account} />
        </>
      )}
      <SessionsSection changeable={!account.demo} />
      {account.demo ? null : <LanguageSection account={account} />}
    </>
  );
}

function PasswordSection({ account: { account, password } }: { account: Account }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const onDone = async () => {
    setOpen(false);
    setDone(true);
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['account'] }),
      queries.invalidateQueries({ queryKey: ['session'] }),
      queries.invalidateQueries({ queryKey: ['own-sessions'] }),
    ]);
  };
  if (password === null)
    return (
      <section className="card">
        <h2>{t('accounts:password.title')}</h2>
        <p className="account-note">{t('accounts:password.none')}</p>
      </section>
    );
  const days = { changed: shownInstant(password.changedAt).slice(0, 10), until: shownInstant(password.until).slice(0, 10) };
  return (
    <section className="card">
      <h2>
        {t('accounts:password.title')} <small>{t('accounts:password.until', days)}</small>
      </h2>
      {done ? <output className="note">{t('accounts:password.changed')}</output> : null}
      {open ? (
        <SetPassword account={account} onDone={onDone} />
      ) : (
        <div className="form-foot">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('accounts:password.change')}
          </button>
        </div>
      )}
    </section>
  );
}

function LanguageSection({ account }: { account: Account }) {
  const t = useWords();
  const [refused, setRefused] = useState<unknown>(null);
  const [saved, setSaved] = useState(false);
  const choose = async (said: string) => {
    setRefused(null);
    try {
      const after = await call(setLanguage, { body: { language: said === 'en' ? 'en' : 'zh-CN' } });
      queries.setQueriesData({ queryKey: ['account'] }, after);
      setSaved(true);
    } catch (problem) {
      setRefused(problem);
    }
  };
  return (
    <section className="card">
      <h2>{t('accounts:own.language')}</h2>
      <div className="form">
        <div className="field">
          <label className="field-label" htmlFor="language">
            {t('accounts:own.language')}
          </label>
          <select
            id="language"
            className="input"
            value={account.language}
            aria-describedby="language-help"
            onChange={(event) => void choose(event.target.value)}
          >
            <option value="zh-CN">{t('accounts:own.chinese')}</option>
            <option value="en">{t('accounts:own.english')}</option>
          </select>
          <p id="language-help" className="note">
            {t('accounts:own.languageNote')} <output>{saved ? t('accounts:own.saved') : ''}</output>
          </p>
        </div>
        {refused ? <ProblemView problem={refused} /> : null}
      </div>
    </section>
  );
}
