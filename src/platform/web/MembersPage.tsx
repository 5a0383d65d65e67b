// Members of one's organization: for its administrator who they are, their roles, invitations; for a member the way out.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { changeRole, endMember, leave, listMembers, type Member, newMember } from '../shared/members.ts';
import { AsWritten } from './AsWritten.tsx';
import { call } from './call.ts';
import { useWords } from './i18n.ts';
import { Invitations } from './Invitations.tsx';
import { Modal } from './Modal.tsx';
import { OnlyFor } from './OnlyFor.tsx';
import { PageHead, ProblemView, Skeleton, Tag } from './Parts.tsx';
import { queries } from './query.ts';
import './account.css';

type Action = Member['actions'][number];

export default function MembersPage() {
  const t = useWords();
  return (
    <OnlyFor roles={['organizationAdmin', 'member']} title={t('members:title')}>
      {({ roles }) => (
        <div className="page account-page">
          <PageHead title={t('members:title')} note={t('members:note')} />
          {roles.includes('organizationAdmin') ? (
            <>
              <Members />
              <Invitations path="/organization/invitations" words="member" asked={newMember} />
            </>
          ) : null}
          <Leaving administers={roles.includes('organizationAdmin')} />
        </div>
      )}
    </OnlyFor>
  );
}

const useMembers = (enabled = true) =>
  useQuery({ queryKey: ['members'], queryFn: () => call(listMembers), staleTime: 0, enabled });

function Members() {
  const t = useWords();
  const asked = useMembers();
  const [asking, setAsking] = useState<{ one: Member; action: Action } | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const all = (asked.data?.items ?? []) as Member[];
  const [present, past] = [all.filter((one) => one.until === null), all.filter((one) => one.until !== null)];
  const act = async ({ one, action }: { one: Member; action: Action }) => {
    setAsking(null);
    setRefused(null);
    const params = { id: one.id };
    const role = action === 'makeAdministrator' ? 'organizationAdmin' : 'member';
    await (action === 'end' ? call(endMember, { params }) : call(changeRole, { params, body: { role } })).catch(setRefused);
    await asked.refetch();
  };
  return (
    <section className="card" aria-label={t('members:list.present')}>
      <h2>{t('members:list.present')}</h2>
      {refused ? <ProblemView problem={refused} /> : null}
      {asked.isPending ? <Skeleton lines={4} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      <ul className="session-list">
        {present.map((one) => (
          <li key={one.id}>
            <Who one={one} when={t('members:list.since', { day: one.since })} />
            {one.own
              ? null
              : one.actions.map((action) => (
                  <button key={action} type="button" className="button button-small" onClick={() => setAsking({ one, action })}>
                    {t(`members:actions.${action}`)}
                  </button>
                ))}
          </li>
        ))}
      </ul>
      {present.filter((one) => one.role === 'organizationAdmin').length === 1 ? (
        <div className="last-administrator">
          <p className="note">{t('members:list.last')}</p>
          <Link className="button button-small" to={'/sign-up' as string}>
            {t('members:list.letter')}
          </Link>
        </div>
      ) : null}
      {past.length > 0 ? (
        <details>
          <summary>{t('members:list.past')}</summary>
          <ul className="session-list">
            {past.map((one) => (
              <li key={one.id}>
                <Who one={one} when={t('members:list.between', { since: one.since, until: one.until ?? '' })} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <Modal open={asking !== null} onClose={() => setAsking(null)} title={asking ? t(`members:actions.${asking.action}`) : ''}>
        {asking ? (
          <>
            <p>
              <AsWritten>{t(`members:sure.${asking.action}`, { name: asking.one.name })}</AsWritten>
            </p>
            <div className="form-foot">
              <button
                type="button"
                className={asking.action === 'end' ? 'button button-danger' : 'button button-primary'}
                onClick={() => void act(asking)}
              >
                {t(`members:actions.${asking.action}`)}
              </button>
              <button type="button" className="button" onClick={() => setAsking(null)}>
                {t('shell:cancel')}
              </button>
            </div>
          </>
        ) : null}
      </Modal>
    </section>
  );
}

function Who({ one, when }: { one: Member; when: string }) {
  const t = useWords();
  return (
    <span>
      <AsWritten>{one.name}</AsWritten>{' '}
      <Tag tone={one.role === 'organizationAdmin' ? 'blue' : 'none'}>{t(`members:roles.${one.role}`)}</Tag>{' '}
      {one.own ? <Tag>{t('members:list.own')}</Tag> : null}
      <span className="note">
        {one.account} · {when}
      </span>
    </span>
  );
}

/** The last administrator cannot leave, and is told so above. */
function Leaving({ administers }: { administers: boolean }) {
  const t = useWords();
  const members = useMembers(administers);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const go = async () => {
    setAsking(false);
    await call(leave).then(() => queries.invalidateQueries(), setRefused);
  };
  if (administers && !members.data?.items.some((one) => one.own && one.actions.includes('end'))) return null;
  return (
    <section className="card" aria-label={t('members:actions.leave')}>
      {refused ? <ProblemView problem={refused} /> : null}
      <button type="button" className="button button-red" onClick={() => setAsking(true)}>
        {t('members:actions.leave')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('members:actions.leave')}>
        <p>{t('members:sure.leave')}</p>
        <div className="form-foot">
          <button type="button" className="button button-danger" onClick={() => void go()}>
            {t('members:actions.leave')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
    </section>
  );
}
