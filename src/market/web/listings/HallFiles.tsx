// Files of a listing that this reader is shown, in the hall and in a deal. Which they are the server says; where there are none nothing is said.
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { FilesShown } from '../../../records/web/index.ts';
import { listFilesShown } from '../../listingFiles.ts';

/** `version`: of what decides what he is shown, beside who he is. */
type Props = { listing: string; title: string; version?: number };

export function HallFiles({ listing, title, version = 0 }: Props) {
  const t = useWords();
  const account = useSession()?.account ?? null;
  const asked = useQuery({
    queryKey: ['market files', listing, version, account],
    queryFn: () => call(listFilesShown, { params: { id: listing } }),
    retry: false,
  });
  const files = asked.data?.items ?? [];
  if (files.length === 0) return null;
  const admitted = new Set(files.flatMap(({ id, audience }) => (audience === 'admitted' ? [id] : [])));
  return (
    <Suspense>
      <FilesShown
        title={title}
        files={files}
        at={(id) => `/market/listings/${listing}/files/${id}`}
        said={(id) => (admitted.has(id) ? t('market:files.forAdmitted') : null)}
      />
    </Suspense>
  );
}
