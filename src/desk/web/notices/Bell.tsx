// The bell in the header: how many notices are unread. What they say is loaded when it is opened.
import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { Skeleton } from '../../../platform/web/Parts.tsx';
import { useUnread } from './asking.ts';
import './notices.css';

const Panel = lazy(() => import('./Panel.tsx'));

export default function Bell() {
  const t = useWords();
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button
        type="button"
        className="button-plain bell"
        aria-label={unread > 0 ? t('notices:bellUnread', { unread }) : t('notices:bell')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
          <path d="M10 2.5a5 5 0 0 0-5 5c0 5-2 6-2 6.500h14c0-.5-2-1.500-2-6.500a5 5 0 0 0-5-5z" strokeLinejoin="round" />
          <path d="M8 16.500a2 2 0 0 0 4 0" strokeLinecap="round" />
        </svg>
        {unread > 0 ? (
          <span className="bell-count" aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </button>
      <Modal open={open} onClose={close} title={t('notices:title')} side="right">
        <Suspense fallback={<Skeleton lines={6} />}>
          <Panel close={close} />
        </Suspense>
      </Modal>
    </>
  );
}
