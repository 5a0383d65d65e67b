// Accounts of others, for the system and the security administrator: a list with search and states, and a new one with its first password.
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { accountStates, type KeptAccount, listAccounts, makeAccount, newAccount } from '../shared/accounts.ts';
import { roles } from '../shared/actor.ts';
import { call, request } from './call.ts';
import { type Column, DataTable, type Filter, type PageOf } from './DataTable.tsx';
import { FieldForm, type Schema } from './FieldForm.tsx';
import { shownInstant } from './format.ts';
import { useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { EmptyState, PageHead, Tag, Verdict } from './Parts.tsx';
import { queries } from './query.ts';
import { useRegions } from './regions.ts';
import './account.css';

export const administrators = ['systemAdmin', 'securityAdmin'] as const;
export const stateTones = { active: 'good', disabled: 'none', locked: 'warn' } as const;

export default function AccountsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={administrators} title={t('accounts:list.title')}>
      {({ roles: held }) => <Accounts makes={held.includes('systemAdmin')} />}
    </OnlyFor>
  );
}

function Accounts({ makes }: { makes: boolean }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const columns = useColumns();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'q', title: t('accounts:list.search') },
    {
      kind: 'select',
      key: 'role',
      title: t('accounts:fields.roles'),
      options: roles.map((role) => ({ value: role, title: t(`shell:roles.${role}`) })),
    },
    {
      kind: 'select',
      key: 'state',
      title: t('accounts:fields.state'),
      options: accountStates.map((one) => ({ value: one, title: t(`accounts:states.${one}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('accounts:list.title')}
        note={t('accounts:list.note')}
        aside={
          makes ? (
            <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
              {t('accounts:list.new')}
            </button>
          ) : null
        }
      />
      <div className="card">
        <DataTable<KeptAccount>
          name="accounts"
          caption={t('accounts:list.title')}
          list={(query) => request<PageOf<KeptAccount>>('GET', listAccounts.path, { query })}
          columns={columns}
          filters={filters}
          open={(row) => `/accounts/${row.id}`}
          empty={<EmptyState title={t('accounts:list.empty')} />}
        />
      </div>
      <Modal open={open} onClose={() => setOpen(false)} title={t('accounts:list.new')}>
        <Make close={() => setOpen(false)} />
      </Modal>
    </div>
  );
}

function useColumns(): readonly Column<KeptAccount>[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const rolesOf = (row: KeptAccount) => row.roles.map((role) => t(`shell:roles.${role}`));
  const place = (row: KeptAccount) => regions.find((one) => one.id === row.region)?.name ?? '';
  return [
    {
      key: 'account',
      title: t('accounts:fields.account'),
      cell: (row) => <Link to={`/accounts/${row.id}` as string}>{row.account}</Link>,
      text: (row) => row.account,
    },
    { key: 'name', title: t('accounts:fields.name'), cell: (row) => row.name, text: (row) => row.name },
    {
      key: 'roles',
      title: t('accounts:fields.roles'),
      cell: (row) => (
        <span className="tags">
          {rolesOf(row).map((one) => (
            <Tag key={one}>{one}</Tag>
          ))}
          {row.roles.length === 0 ? <span className="note">{t('accounts:list.noRoles')}</span> : null}
        </span>
      ),
      text: (row) => rolesOf(row).join(' '),
    },
    { key: 'region', title: t('accounts:fields.region'), cell: place, text: place },
    {
      key: 'state',
      title: t('accounts:fields.state'),
      cell: (row) => <Verdict tone={stateTones[row.state]}>{t(`accounts:states.${row.state}`)}</Verdict>,
      text: (row) => t(`accounts:states.${row.state}`),
    },
    {
      key: 'factor',
      title: t('accounts:fields.factor'),
      cell: (row) => t(row.factor ? 'accounts:factor.on' : 'accounts:factor.off'),
      text: (row) => t(row.factor ? 'accounts:factor.on' : 'accounts:factor.off'),
    },
    {
      key: 'lastSignIn',
      title: t('accounts:fields.lastSignIn'),
      cell: (row) => (row.lastSignIn ? shownInstant(row.lastSignIn) : t('accounts:list.never')),
      text: (row) => row.lastSignIn ?? '',
    },
  ];
}

function Make({ close }: { close: () => void }) {
  const t = useWords();
  const [made, setMade] = useState<{ account: KeptAccount; password: string } | null>(null);
  const schema = useMemo(() => z.toJSONSchema(newAccount, { io: 'input' }) as Schema, []);
  const send = async (body: Record<string, unknown>) => {
    setMade(await call(makeAccount, { body: newAccount.parse(body) }));
    await queries.invalidateQueries({ queryKey: ['accounts'] });
  };
  if (!made) return <FieldForm schema={schema} submitWords={t('accounts:list.new')} onSubmit={send} onCancel={close} />;
  return (
    <>
      <p>
        {t('accounts:one.made')}: <b>{made.account.account}</b>{' '}
        <Link to={`/accounts/${made.account.id}` as string}>{t('accounts:one.toOne')}</Link>
      </p>
      <FirstPassword password={made.password} />
    </>
  );
}

/** A password for the first sign-in, shown this once. */
export function FirstPassword({ password }: { password: string }) {
  const t = useWords();
  return (
    <output className="account-once">
      <b>{t('accounts:one.password')}</b>
      <span>
        <code className="secret">{password}</code>
      </span>
      <span>{t('accounts:one.passwordOnce')}</span>
    </output>
  );
}
