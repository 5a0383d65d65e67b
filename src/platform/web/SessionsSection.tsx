// Where one is signed in: device in words, since when, from where; and ending what one does not know.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endOtherSessions, endOwnSession, listOwnSessions, type OwnSession } from '../shared/account.ts';
import { call } from './call.ts';
import { shownInstant } from './format.ts';
import { useWords } from './i18n.ts';
import { Modal } from './Modal.tsx';
import { ProblemView, Skeleton, Tag } from './Parts.tsx';

export function SessionsSection({ changeable }: { changeable: boolean }) {
  const t = useWords();
  const asked = useQuery({ queryKey: ['own-sessions'], queryFn: () => call(listOwnSessions), staleTime: 0 });
  const [ending, setEnding] = useState<OwnSession | 'others' | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const items = asked.data?.items ?? [];
  const end = async () => {
    setRefused(null);
    try {
      if (ending === 'others') await call(endOtherSessions);
      else if (ending) await call(endOwnSession, { params: { id: ending.id } });
    } catch (problem) {
      setRefused(problem);
    }
    setEnding(null);
    await asked.refetch();
  };
  return (
    <section className="card">
      <h2>{t('accounts:sessions.title')}</h2>
      <p className="note">{t('accounts:sessions.note')}</p>
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {refused ? <ProblemView problem={refused} /> : null}
      <ul className="session-list">
        {items.map((one) => (
          <li key={one.id}>
            <span>
              {t('accounts:sessions.what', {
                system: t(`accounts:systems.${one.system}`),
                browser: t(`accounts:browsers.${one.browser}`),
              })}{' '}
              {one.present ? <Tag tone="blue">{t('accounts:sessions.present')}</Tag> : null}
              <span className="note">
                {t('accounts:sessions.since')} {shownInstant(one.since)} · {t('accounts:sessions.lastSeen')}{' '}
                {shownInstant(one.lastSeen)} · {t('accounts:sessions.address')} {one.address}
              </span>
            </span>
            {one.present || !changeable ? null : (
              <button type="button" className="button button-small" onClick={() => setEnding(one)}>
                {t('accounts:sessions.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {items.length > 1 && changeable ? (
        <div className="form-foot">
          <button type="button" className="button" onClick={() => setEnding('others')}>
            {t('accounts:sessions.endOthers')}
          </button>
        </div>
      ) : null}
      <Modal
        open={ending !== null}
        onClose={() => setEnding(null)}
        title={t(ending === 'others' ? 'accounts:sessions.endOthersSure' : 'accounts:sessions.endSure')}
      >
        <div className="form-foot">
          <button type="button" className="button button-danger" onClick={() => void end()}>
            {t('accounts:sessions.end')}
          </button>
          <button type="button" className="button" onClick={() => setEnding(null)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
    </section>
  );
}
