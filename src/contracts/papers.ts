// Documents of contracts as HTTP operations: slip, notices, registration form, copy card. Pure; not what stands in them (server/papers.ts).
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';

const ofRecord = { access: 'signedIn', params: recordId } as const;
/** 登记信息核验单: what the register holds of a contract, with its proof inside. Not the certificate of the system of record. */
export const getSlip = documentRoute('/contracts/:id/slip', 'pdf', { summary: 'contractPapers:routes.slip', ...ofRecord });
/** 补正通知书. */
export const getSupplementNotice = documentRoute('/contracts/:id/supplement-notice', 'docx', {
  summary: 'contractPapers:routes.supplement',
  ...ofRecord,
});
/** 不予登记通知书. */
export const getRefusalNotice = documentRoute('/contracts/:id/refusal-notice', 'docx', {
  summary: 'contractPapers:routes.refusal',
  ...ofRecord,
});
/** 技术合同登记表, as far as the record knows its fields. */
export const getRegistrationForm = documentRoute('/contracts/:id/registration-form', 'docx', {
  summary: 'contractPapers:routes.form',
  ...ofRecord,
});

export const cardSections = ['contract', 'seller', 'buyer', 'kind', 'money', 'more'] as const;
/** How sure it is that a code is the one that the official form takes: confirmed by a standard or a guide to the form, or the usual one only. */
export const sureness = ['confirmed', 'recalled'] as const;
export const cardLine = z.object({
  section: z.enum(cardSections),
  /** Field of the record. */
  path: z.string(),
  title: z.string(),
  /** What to type or to choose in the form, which is in Chinese; null where the record has nothing. */
  typed: z.string().nullable(),
  code: z.string().nullable(),
  /** The same as its reader calls it. */
  shown: z.string().nullable(),
  sure: z.enum(sureness),
});
export type CardLine = z.output<typeof cardLine>;
/** Copy card: the fields in the order of the official form, for who types them into the system of record. */
export const getCopyCard = route({
  method: 'GET',
  path: '/contracts/:id/copy-card',
  summary: 'contractPapers:routes.copyCard',
  access: 'signedIn',
  params: recordId,
  response: z.object({
    id: z.uuid(),
    /** Version of the record that it was written from. */
    version: z.number().int(),
    state: z.string(),
    items: z.array(cardLine),
    /** Paths without which a registrar would send it back. */
    missing: z.array(z.string()),
  }),
});

/** A slip or a list is of what was registered, and of nothing else. */
export const notRegistered = refusal('contract.notRegistered', 409, 'contractPapers:refusals.notRegistered');
/** A list vouches for what stands on the day it is made. */
export const noLongerRegistered = refusal('contract.noLongerRegistered', 409, 'contractPapers:refusals.noLongerRegistered');
export const notSentBack = refusal('contract.notSentBack', 409, 'contractPapers:refusals.notSentBack');
export const notRefused = refusal('contract.notRefused', 409, 'contractPapers:refusals.notRefused');
