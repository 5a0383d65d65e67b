// Where a mail's link leads: opens what the notice is about, and marks it as read. Shown only where there is nothing to open.
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../../platform/web/Parts.tsx';
import { getNotice } from '../../notices.ts';
import { markRead, pageOf, useNoticesKey } from './asking.ts';
import { SignedIn } from './SignedIn.tsx';

export default function OpenPage() {
  return (
    <SignedIn>
      <Opening />
    </SignedIn>
  );
}

function Opening() {
  const t = useWords();
  const id = usePathParam('id');
  const asked = useQuery({
    // Not under `notices`: marking asks those anew and waits for them, and would wait for itself.
    queryKey: ['notice', ...useNoticesKey(id)],
    queryFn: async () => {
      const one = await call(getNotice, { params: { id } });
      if (!one.read) await markRead({ ids: [id] });
      return one;
    },
  });
  const page = asked.data ? pageOf(asked.data) : null;
  if (page) return <Navigate to={page.to as string} search={page.search} replace />;
  return (
    <div className="page">
      <PageHead title={asked.data ? t('notices:title') : t('notices:opening')} />
      {asked.isPending ? <Skeleton lines={4} /> : null}
      {asked.isError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <EmptyState title={t('notices:noPage')}>
          <AsWritten>{asked.data.words}</AsWritten>
        </EmptyState>
      ) : null}
    </div>
  );
}
