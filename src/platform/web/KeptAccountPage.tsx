// One account of somebody else: its facts, and what the administrator at the page may do with it, each with a reason.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type AccountAction, getKeptAccount, grantable, type KeptAccount } from '../shared/accounts.ts';
import type { Role } from '../shared/actor.ts';
import { AsWritten } from './AsWritten.tsx';
import { administrators, FirstPassword, stateTones } from './AccountsPage.tsx';
import { usePathParam } from './address.ts';
import { call, request } from './call.ts';
import { shownInstant } from './format.ts';
import { useLanguage, useWords } from './i18n.ts';
import { Line } from './Line.tsx';
import { Modal } from './Modal.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Verdict } from './Parts.tsx';
import { queries } from './query.ts';
import { useRegions } from './regions.ts';
import './form.css';
import './account.css';

export default function KeptAccountPage() {
  const t = useWords();
  const id = usePathParam('id');
  return (
    <OnlyFor roles={administrators} title={t('accounts:list.title')}>
      {(session) => <One id={id} own={session.account} />}
    </OnlyFor>
  );
}

function One({ id, own }: { id: string; own: string }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['accounts', id, language], queryFn: () => call(getKeptAccount, { params: { id } }) });
  const account = asked.data;
  return (
    <div className="page account-page">
      <PageHead
        title={account ? account.account : t('accounts:list.title')}
        note={<Link to={'/accounts' as string}>{t('accounts:one.back')}</Link>}
      />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={8} height={320} /> : null}
      {account ? (
        <>
          <Facts account={account} />
          <Actions account={account} own={own === account.account} />
        </>
      ) : null}
    </div>
  );
}

function Facts({ account }: { account: KeptAccount }) {
  const t = useWords();
  const region = useRegions().data?.items.find((one) => one.id === account.region)?.name;
  const fact = (name: string, value: React.ReactNode) => <FactLine title={t(`accounts:fields.${name}`)} value={value} />;
  const said = account.roles.map((role) => t(`shell:roles.${role}`)).join(t('shell:only.and'));
  return (
    <section className="card">
      <dl className="account-facts">
        {fact('name', <AsWritten>{account.name}</AsWritten>)}
        {fact('duty', t(`accounts:duties.${account.duty}`))}
        {fact('roles', said || t('accounts:list.noRoles'))}
        {region ? fact('region', region) : null}
        {fact('state', <Verdict tone={stateTones[account.state]}>{t(`accounts:states.${account.state}`)}</Verdict>)}
        {fact('password', t(account.initial ? 'accounts:one.initial' : 'accounts:one.ownPassword'))}
        {fact('factor', t(account.factor ? 'accounts:factor.on' : 'accounts:factor.off'))}
        {fact('lastSignIn', account.lastSignIn ? shownInstant(account.lastSignIn) : t('accounts:list.never'))}
        {fact('createdAt', shownInstant(account.createdAt))}
      </dl>
    </section>
  );
}

const FactLine = ({ title, value }: { title: string; value: React.ReactNode }) => (
  <>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </>
);

const paths: Record<AccountAction, string> = {
  disable: 'disable',
  enable: 'enable',
  grant: 'roles',
  resetPassword: 'reset-password',
  resetFactor: 'reset-factor',
  unlock: 'unlock',
};
const red: readonly AccountAction[] = ['disable', 'resetPassword', 'resetFactor'];

function Actions({ account, own }: { account: KeptAccount; own: boolean }) {
  const t = useWords();
  const [action, setAction] = useState<AccountAction | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const why = own ? 'accounts:one.self' : account.demo ? 'accounts:one.demoNote' : 'accounts:one.nothing';
  const act = async (of: AccountAction, body: object) => {
    const after = await request<{ password?: string }>('POST', `/accounts/${account.id}/${paths[of]}`, { body });
    setPassword(after.password ?? null);
    setAction(null);
    await queries.invalidateQueries({ queryKey: ['accounts'] });
  };
  return (
    <section className="card">
      {password ? <FirstPassword password={password} /> : null}
      {account.actions.length === 0 ? <p className="note">{t(why)}</p> : null}
      <div className="actions">
        {account.actions.map((one) => (
          <button
            key={one}
            type="button"
            className={red.includes(one) ? 'button button-red' : 'button'}
            onClick={() => setAction(one)}
          >
            {t(`accounts:actions.${one}`)}
          </button>
        ))}
      </div>
      <Modal open={action !== null} onClose={() => setAction(null)} title={action ? t(`accounts:actions.${action}`) : ''}>
        {action ? <Ask key={action} {...{ account, action, act }} close={() => setAction(null)} /> : null}
      </Modal>
    </section>
  );
}

type AskProps = {
  account: KeptAccount;
  action: AccountAction;
  act: (of: AccountAction, body: object) => Promise<void>;
  close: () => void;
};

function Ask({ account, action, act, close }: AskProps) {
  const t = useWords();
  const [reason, setReason] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(account.roles.filter((one) => grantable.some((each) => each === one)));
  const [region, setRegion] = useState(account.region ?? '');
  const [refused, setRefused] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setRefused(null);
    const place = roles.includes('districtOfficer') && region ? region : null;
    await act(action, action === 'grant' ? { roles, region: place, reason } : { reason }).catch(setRefused);
    setSending(false);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p>{t(`accounts:effects.${action}`)}</p>
      {action === 'grant' ? <Grant {...{ account, roles, setRoles, region, setRegion }} /> : null}
      <Line id="reason" label={t('accounts:fields.reason')} value={reason} onChange={setReason} maxLength={500} />
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button
          type="submit"
          className={red.includes(action) ? 'button button-danger' : 'button button-primary'}
          disabled={sending}
        >
          {t(sending ? 'shell:form.sending' : `accounts:actions.${action}`)}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </form>
  );
}

type GrantProps = {
  account: KeptAccount;
  roles: readonly Role[];
  setRoles: (roles: readonly Role[]) => void;
  region: string;
  setRegion: (region: string) => void;
};

const dutyOfRole: Partial<Record<Role, KeptAccount['duty']>> = {
  systemAdmin: 'system',
  securityAdmin: 'security',
  auditAdmin: 'audit',
};

function Grant({ account, roles, setRoles, region, setRegion }: GrantProps) {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const offered = grantable.filter((role) => (dutyOfRole[role] ?? 'business') === account.duty);
  const toggle = (role: Role) => setRoles(roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role]);
  return (
    <>
      <fieldset className="field field-group">
        <legend className="field-label">{t('accounts:fields.roles')}</legend>
        <div className="role-choice">
          {offered.map((role) => (
            <label key={role}>
              <input type="checkbox" checked={roles.includes(role)} onChange={() => toggle(role)} /> {t(`shell:roles.${role}`)}
            </label>
          ))}
        </div>
        <p className="note">{t('accounts:one.grantNote')}</p>
      </fieldset>
      {roles.includes('districtOfficer') ? (
        <div className="field">
          <label className="field-label" htmlFor="region">
            {t('accounts:fields.region')}
          </label>
          <select id="region" className="input" required value={region} onChange={(event) => setRegion(event.target.value)}>
            <option value="">{t('shell:form.choose')}</option>
            {regions
              .filter((one) => one.kind !== 'city')
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
          </select>
        </div>
      ) : null}
    </>
  );
}
