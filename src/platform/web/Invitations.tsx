// Invitations as whoever invites sees them: inviting, the link shown once, who has accepted, a new link, revoking. For members and experts alike.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { type Invitation, renewInvitation, revokeInvitation } from '../shared/members.ts';
import { AsWritten } from './AsWritten.tsx';
import { call, request } from './call.ts';
import { FieldForm, type Schema } from './FieldForm.tsx';
import { shownInstant } from './format.ts';
import { useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { EmptyState, ProblemView, Skeleton, Tag } from './Parts.tsx';
import './account.css';

type Made = { invitation: Invitation; token: string; mailed: boolean };
type Props = { path: '/organization/invitations' | '/experts/invitations'; words: 'member' | 'expert'; asked: z.ZodObject };
const tones = { open: 'blue', accepted: 'good', revoked: 'none', expired: 'warn' } as const;

export function Invitations({ path, words, asked }: Props) {
  const t = useWords();
  const list = useQuery({
    queryKey: ['invitations', path],
    queryFn: () => request<{ items: Invitation[] }>('GET', path),
    staleTime: 0,
  });
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [ending, setEnding] = useState<Invitation | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const schema = useMemo(() => z.toJSONSchema(asked, { io: 'input' }) as Schema, [asked]);
  const told = async (one: Made) => {
    setMade(one);
    await list.refetch();
  };
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  const revoke = async (one: Invitation) => {
    setEnding(null);
    await call(revokeInvitation, { params: { id: one.id } }).catch(setRefused);
    await list.refetch();
  };
  const renew = (one: Invitation) =>
    call(renewInvitation, { params: { id: one.id } }).then((anew) => {
      setOpen(true);
      return told(anew);
    }, setRefused);
  const items = list.data?.items ?? [];
  return (
    <section className="card" aria-label={t('members:invitations.title')}>
      <h2>
        {t('members:invitations.title')}
        <span className="spread" />
        <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
          {t(`members:invite.${words}`)}
        </button>
      </h2>
      {refused ? <ProblemView problem={refused} /> : null}
      {list.isPending ? <Skeleton lines={3} /> : null}
      {list.isError ? <ProblemView problem={list.error} again={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? (
        <EmptyState title={t('members:invitations.empty')}>
          <p>{t('members:invitations.emptyWhy')}</p>
        </EmptyState>
      ) : null}
      <ul className="session-list">
        {items.map((one) => (
          <Line key={one.id} one={one} renew={() => void renew(one)} revoke={() => setEnding(one)} />
        ))}
      </ul>
      <Modal open={open} onClose={close} title={t(`members:invite.${words}`)}>
        {made ? (
          <Link made={made} />
        ) : (
          <>
            <p className="note">{t('members:invite.note')}</p>
            <FieldForm
              schema={schema}
              submitWords={t(`members:invite.${words}`)}
              onSubmit={async (body) => told(await request<Made>('POST', path, { body }))}
              onCancel={close}
            />
          </>
        )}
      </Modal>
      <Revoking one={ending} close={() => setEnding(null)} revoke={(one) => void revoke(one)} />
    </section>
  );
}

type RevokingProps = { one: Invitation | null; close: () => void; revoke: (one: Invitation) => void };
function Revoking({ one, close, revoke }: RevokingProps) {
  const t = useWords();
  return (
    <Modal open={one !== null} onClose={close} title={t('members:invitations.revoke')}>
      <p>{t('members:invitations.revokeSure')}</p>
      <div className="form-foot">
        <button type="button" className="button button-danger" onClick={() => one && revoke(one)}>
          {t('members:invitations.revoke')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </Modal>
  );
}

function Line({ one, renew, revoke }: { one: Invitation; renew: () => void; revoke: () => void }) {
  const t = useWords();
  return (
    <li>
      <span>
        <AsWritten>{one.name ?? one.acceptedBy ?? t('members:invitations.forgotten')}</AsWritten>{' '}
        <Tag tone={tones[one.state]}>{t(`members:states.${one.state}`)}</Tag>
        <span className="note">
          {t(`members:roles.${one.role}`)} ·{' '}
          {one.acceptedBy
            ? t('members:invitations.by', { account: one.acceptedBy })
            : t('members:invitations.until', { at: shownInstant(one.until) })}
        </span>
      </span>
      {one.state === 'open' || one.state === 'expired' ? (
        <>
          <button type="button" className="button button-small" onClick={renew}>
            {t('members:invitations.renew')}
          </button>
          <button type="button" className="button button-small" onClick={revoke}>
            {t('members:invitations.revoke')}
          </button>
        </>
      ) : null}
    </li>
  );
}

/** The link, shown this once. */
function Link({ made: { token, mailed } }: { made: Made }) {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/invitation/${token}`;
  return (
    <div className="account-once">
      <b>{t('members:invite.link')}</b>
      <p>
        <code className="secret invitation-link">{link}</code>
      </p>
      <p>{t('members:invite.once')}</p>
      {mailed ? <p>{t('members:invite.mailed')}</p> : null}
      <button
        type="button"
        className="button"
        aria-live="polite"
        onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
      >
        {t(copied ? 'members:invite.copied' : 'members:invite.copy')}
      </button>
    </div>
  );
}
