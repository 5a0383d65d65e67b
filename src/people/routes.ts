// Operations of people beside those that every record kind has: who read the personal values of a record. Pure.
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { personalReads } from '../records/reads.ts';

export const personalFields = ['name', 'certificateNumber', 'phone'] as const;
export type PersonalField = (typeof personalFields)[number];
export const listPersonalReads = personalReads('/technology-managers', personalFields);
/** 技术经理人登记凭证 as PDF: personal values as the reader may see them. */
export const getStanding = documentRoute('/technology-managers/:id/standing', 'pdf', {
  summary: 'people:routes.standing',
  access: 'signedIn',
  params: recordId,
});
