// The reader's calendar feed: made, renewed, ended. Its address is shown once.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { endFeed, getFeed, renewFeed } from '../deadline.ts';
import '../../platform/web/form.css';

export function Feed() {
  const t = useWords();
  const session = useSession();
  return (
    <section className="card" aria-label={t('desk:feed.title')}>
      <h2>{t('desk:feed.title')}</h2>
      <p className="note">{t('desk:feed.what')}</p>
      {session ? <Own /> : null}
      {session === null ? (
        <p>
          <Link to={'/sign-in' as string} search={{ next: '/calendar' }}>
            {t('desk:feed.signIn')}
          </Link>
        </p>
      ) : null}
    </section>
  );
}

function Own() {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({ queryKey: ['feed'], queryFn: () => call(getFeed) });
  const [address, setAddress] = useState<string | null>(null);
  const [sure, setSure] = useState<'renew' | 'end' | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const doing = async (work: () => Promise<string | null>) => {
    setSure(null);
    setProblem(null);
    try {
      setAddress(await work());
      await asked.refetch();
    } catch (fault) {
      setProblem(fault);
    }
  };
  const renew = () => doing(async () => `${location.origin}${(await call(renewFeed, { body: { language } })).path}`);
  const end = () =>
    doing(async () => {
      await call(endFeed);
      return null;
    });
  const feed = asked.data?.feed;
  return (
    <div className="feed">
      {asked.isPending ? <Skeleton lines={2} height={60} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {address ? <Address address={address} /> : null}
      {feed ? (
        <p className="note">
          {t('desk:feed.since', { at: shownInstant(feed.createdAt) })} ·{' '}
          {feed.readAt ? t('desk:feed.read', { at: shownInstant(feed.readAt) }) : t('desk:feed.unread')}
        </p>
      ) : null}
      {problem === null ? null : <ProblemView problem={problem} />}
      {asked.isSuccess ? (
        <div className="feed-buttons">
          <button type="button" className="button" onClick={() => (feed ? setSure('renew') : void renew())}>
            {t(feed ? 'desk:feed.renew' : 'desk:feed.make')}
          </button>
          {feed ? (
            <button type="button" className="button button-red" onClick={() => setSure('end')}>
              {t('desk:feed.end')}
            </button>
          ) : null}
        </div>
      ) : null}
      <Modal open={sure !== null} onClose={() => setSure(null)} title={t(sure === 'end' ? 'desk:feed.end' : 'desk:feed.renew')}>
        <p>{t(sure === 'end' ? 'desk:feed.confirmEnd' : 'desk:feed.confirmRenew')}</p>
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={() => void (sure === 'end' ? end() : renew())}>
            {t(sure === 'end' ? 'desk:feed.end' : 'desk:feed.renew')}
          </button>
          <button type="button" className="button" onClick={() => setSure(null)}>
            {t('shell:cancel')}
          </button>
        </div>
      </Modal>
    </div>
  );
}

function Address({ address }: { address: string }) {
  const t = useWords();
  return (
    <div className="field">
      <label className="field-label" htmlFor="feed-address">
        {t('desk:feed.once')}
      </label>
      <input id="feed-address" className="input" readOnly value={address} onFocus={(event) => event.target.select()} />
    </div>
  );
}
