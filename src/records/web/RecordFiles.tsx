// The files of a record, and its way into the archive, for those who see them; a visitor sees nothing of either. Loaded with the session.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { getStanding } from '../attachment.ts';
import type { Guard, Opening } from './files.ts';

const Attachments = lazy(() => import('./Attachments.tsx'));
/** Files that a page shows from doors of its own. */
export const FilesShown = lazy(() => import('./FilesShown.tsx'));
const ArchiveCard = lazy(() => import('./ArchiveCard.tsx'));

export type RecordFilesProps = {
  kind: string;
  record: string;
  version: number;
  guard?: Guard;
  /** Of a kind that shows files to others than those who see the record. */
  opening?: Opening;
};

export function RecordFiles({ kind, record, version, guard, opening }: RecordFilesProps) {
  const t = useWords();
  const session = useSession();
  const asked = useQuery({
    queryKey: ['files-of', kind, record, version, session?.account ?? null],
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
      {standing.sees ? (
        <Attachments {...{ kind, record, standing }} {...(guard && { guard })} {...(opening && { opening })} />
      ) : null}
      {standing.archives ? <ArchiveCard kind={kind} record={record} version={version} standing={standing} /> : null}
    </Suspense>
  );
}
