// The page that an invitation's link opens: who invites to what, then a new account, or the one that is signed in.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { acceptInvitation, joinByInvitation, readInvitation } from '../shared/members.ts';
import { AsWritten } from './AsWritten.tsx';
import { usePathParam } from './address.ts';
import { call, ProblemError } from './call.ts';
import { FailedPage } from './ErrorPage.tsx';
import { shownInstant } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { Line, PasswordLine } from './Line.tsx';
import { PageHead, ProblemView, Skeleton } from './Parts.tsx';
import { queries } from './query.ts';
import { useSession } from './session.ts';
import './form.css';
import './account.css';

export default function InvitationPage() {
  const t = useWords();
  const language = useLanguage();
  const token = usePathParam('token');
  const session = useSession();
  const [done, setDone] = useState<string | null>(null);
  const asked = useQuery({
    queryKey: ['invitation', token, language],
    queryFn: () => call(readInvitation, { body: { token } }),
    enabled: done === null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (done !== null) return <Done account={done} signedIn={Boolean(session)} />;
  if (asked.isLoadingError) return <FailedPage problem={asked.error} again={() => void asked.refetch()} />;
  const one = asked.data;
  const says = one
    ? one.organization === null
      ? t('members:accept.expert')
      : t('members:accept.member', { organization: one.organization, role: t(`members:roles.${one.role}`) })
    : '';
  return (
    <div className="page account-page">
      <PageHead title={t('members:accept.title')} note={<AsWritten>{says}</AsWritten>} />
      <section className="card">
        {one && session !== undefined ? (
          <>
            <p className="note">{t('members:accept.until', { at: shownInstant(one.until) })}</p>
            {session ? (
              <Join token={token} account={session.account} onDone={setDone} />
            ) : (
              <Make token={token} account={one.account} name={one.name ?? ''} onDone={setDone} />
            )}
          </>
        ) : (
          <Skeleton lines={6} height={320} />
        )}
      </section>
    </div>
  );
}

type PartProps = { token: string; onDone: (account: string) => void };

function Join({ token, account, onDone }: PartProps & { account: string }) {
  const t = useWords();
  const [refused, setRefused] = useState<unknown>(null);
  const join = () =>
    call(joinByInvitation, { body: { token } }).then(async (joined) => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      onDone(joined.account);
    }, setRefused);
  return (
    <>
      {refused ? <ProblemView problem={refused} /> : null}
      <button type="button" className="button button-primary" onClick={() => void join()}>
        {t('members:accept.join', { account })}
      </button>
    </>
  );
}

function Make({ token, account, name, onDone }: PartProps & { account: string | null; name: string }) {
  const t = useWords();
  const [typed, setTyped] = useState({ name, account: account ?? '', password: '', again: '' });
  const [refused, setRefused] = useState<unknown>(null);
  const differs = typed.again !== '' && typed.password !== typed.again;
  const error = (path: string) =>
    refused instanceof ProblemError ? refused.errors.find((one) => one.path === path)?.words : undefined;
  const change = (field: keyof typeof typed) => (value: string) => setTyped({ ...typed, [field]: value });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.password !== typed.again) return;
    setRefused(null);
    const { again: _again, ...rest } = typed;
    await call(acceptInvitation, { body: { token, ...rest } }).then((made) => onDone(made.account), setRefused);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Line id="name" label={t('members:fields.name')} value={typed.name} onChange={change('name')} autoComplete="name" />
      <Line
        id="account"
        label={t('members:fields.newAccount')}
        value={typed.account}
        onChange={change('account')}
        autoComplete="username"
        error={error('account')}
      />
      <PasswordLine
        id="password"
        label={t('shell:signIn.password')}
        help={t('accounts:password.rules')}
        value={typed.password}
        onChange={change('password')}
        autoComplete="new-password"
        error={error('password')}
      />
      <PasswordLine
        id="again"
        label={t('accounts:password.again')}
        value={typed.again}
        onChange={change('again')}
        autoComplete="new-password"
        error={differs ? t('accounts:password.differs') : null}
      />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="submit" className="button button-primary">
          {t('members:accept.new')}
        </button>
        <Link to="/sign-in" search={{ next: `/invitation/${token}` }}>
          {t('members:accept.signIn')}
        </Link>
      </div>
    </form>
  );
}

function Done({ account, signedIn }: { account: string; signedIn: boolean }) {
  const t = useWords();
  return (
    <div className="page account-page">
      <PageHead title={t('members:accept.done')} note={t('members:accept.doneWhy', { account })} />
      <Link className="button button-primary" to={signedIn ? '/' : '/sign-in'}>
        {t(signedIn ? 'members:accept.go' : 'members:accept.toSignIn')}
      </Link>
    </div>
  );
}
