// The frame of a record's page: the way back, its shape while it is asked, why it could not be read, and the record once it is there.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { Back } from './Parts.tsx';

type Props<R> = { asked: UseQueryResult<R>; back: { to: string; words: string }; children: (one: R) => ReactNode };

export function RecordPage<R>({ asked, back, children }: Props<R>) {
  const t = useWords();
  return (
    <div className="page">
      <Back to={back.to}>{back.words}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? children(asked.data) : null}
    </div>
  );
}
