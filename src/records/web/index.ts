// Front door of the pages that all record kinds share: checking a proof, importing a file, the parts of a record's page.
import type { PageRoute, WebModule } from '../../platform/web/pages.ts';
import { addImportTarget, type ImportTarget } from './importing.ts';

export { Back, FactList, History, NotVerified, SourceLine } from './Parts.tsx';
export { putBesideHistory } from './beside.ts';
export { addStanding, type StandingProps } from './standing.ts';
export type { Guard, Opening } from './files.ts';
export { FilesShown, RecordFiles } from './RecordFiles.tsx';
export { RecordActions } from './RecordActions.tsx';
export { RecordPage } from './RecordPage.tsx';
export { Withheld } from './Withheld.tsx';
export { useCreates, WaysIn } from './WaysIn.tsx';
export { NewRecord } from './NewRecord.tsx';
export { withControls } from './offered.ts';
export { DropZone } from './DropZone.tsx';
export { acted, type Page, type RecordHead, useOffers, useRecord } from './asking.ts';
export { SendFile } from './SendFile.tsx';

/** The page that imports into a kind, for the module that owns the kind. */
export function importPage(target: ImportTarget): PageRoute {
  addImportTarget(target);
  return { path: `${target.path}/import`, load: () => import('./ImportPage.tsx') };
}

export const records: WebModule = {
  pages: [
    {
      path: '/verify',
      load: () => import('./VerifyPage.tsx'),
      navigation: { words: 'pages:verify.nav', order: 90, menu: 'records' },
    },
    {
      path: '/archives',
      load: () => import('./ArchivesPage.tsx'),
      navigation: {
        words: 'archives:nav',
        order: 85,
        menu: 'records',
        for: ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'],
      },
    },
    { path: '/account/my-data', load: () => import('./MyDataPage.tsx') },
    { path: '/audit', load: () => import('./AuditPage.tsx'), navigation: { words: 'audit:nav', order: 88, for: ['auditAdmin'] } },
    {
      path: '/erasure-requests',
      load: () => import('./ErasuresPage.tsx'),
      navigation: { words: 'erasures:nav', order: 92, for: ['securityAdmin'] },
    },
    { path: '/verify/$kind/$id', load: () => import('./VerifyRecordPage.tsx') },
    { path: '/archives/$id', load: () => import('./ArchivePage.tsx') },
  ],
  kinds: [
    { kind: 'archive', api: '/archives', words: 'archives:one', page: (id) => `/archives/${id}` },
    { kind: 'erasureRequest', api: '/erasure-requests', words: 'erasures:one', page: (id) => `/erasure-requests?id=${id}` },
  ],
};
