// Front door of records: opening the kernel and kinds, sealing, proofs, verify. `act` itself is reached only through an opened kind.
export {
  type City,
  type EventMade,
  type Kernel,
  loadInvented,
  now,
  openKernel,
  type Row,
  tellThrough,
  transact,
} from './kernel.ts';
export { type Acted, openKind, type Opened } from './open.ts';
export type { Condition, Context, KindServer, Papers, Sight, WaitOf, Withheld } from './kind.ts';
export { type AccountNames, accountNames, nameOf } from './accountNames.ts';
export { listSheet } from './listSheet.ts';
export { totalOf } from './total.ts';
export { seenAsSql } from './sight.ts';
export { papersByPlace, papersOfBureau } from './papers.ts';
export { type CalendarYears, calendarYearsOn, type KnownYear, openCalendarYears, workingDaysOn } from './calendar.ts';
export { mountKind, mountSeals } from './mount.ts';
export { growBoughs } from './boughs.ts';
export { proofOf, sealHeadOf } from './proof.ts';
export { seal, settledBefore } from './seal.ts';
export { earlier, forgetRepeats, remember } from './repeats.ts';
export { drainRecalculations, queueRecalculation } from './recalculate.ts';
export { type Finding, type KeptHead, type Verified, verify } from './verify.ts';
export { mountAudit } from './audit.ts';
export { type HoldsOfPersons, openErasures } from './erasures.ts';
export type { CalendarTables, ErasureTables, ImportTables, KernelTables, Kept, RecordColumns } from './tables.ts';
export { passPreviews, previewsOf } from './previews.ts';
export { importFile, type Imports, openImports } from './imports.ts';
export { logReads, mountReads } from './reads.ts';
export { demoLooksOnly } from '../record.ts';
export { type Archivable, type ArchiveTables, openArchives } from './archives.ts';
export { checked as checkedPackage } from './package.ts';
export { type OpenFile, openShownFiles, type ShownFiles } from './shownFiles.ts';
export { type Attachable, type AttachmentTables, confine, type OnRead, openAttachments } from './attachments.ts';
export {
  bannerOf,
  checkCodeOf,
  made,
  mountDocument,
  ownAddress,
  type Paper,
  type Papering,
  sealedOf,
} from './documents.ts';
export { type Changes, openChanges } from './changes.ts';
