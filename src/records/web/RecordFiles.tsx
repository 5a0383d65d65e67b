// The files of a record, and its way into the archive, for those who see them; a visitor sees nothing of either. Loaded with the session.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { getStanding } from '../attachment.ts';
import type { Guard } from './files.ts';

const Attachments = lazy(() => import('./Attachments.tsx'));
const ArchiveCard = lazy(() => import('./ArchiveCard.tsx'));

export type RecordFilesProps = { kind: string; record: string; version: number; guard?: Guard };

export function RecordFiles({ kind, record, version, guard }: RecordFilesProps) {
  const t = useWords();
  const session = useSession();
  const asked = useQuery({
    queryKey: ['files-of', kind, record, session?.account ?? null],
    queryFn: () => call(getStanding, { params: { recordKind: kind, record } }),
    enabled: Boolean(session),
  });
  const standing = asked.data;
  if (!session || !standing) return null;
  return (
    <Suspense
      fallback={
        <section className="card" aria-label={t('attachments:title')}>
          <Skeleton lines={3} height={120} />
        </section>
      }
    >
      {standing.sees ? <Attachments kind={kind} record={record} standing={standing} {...(guard ? { guard } : {})} /> : null}
      {standing.archives ? <ArchiveCard kind={kind} record={record} version={version} standing={standing} /> : null}
    </Suspense>
  );
}
