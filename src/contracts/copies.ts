// What is taken away of contracts: the register as a sheet, the text of one as a PDF that bears its reader's name. Routes, pure.
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { contractRecords } from './contract.ts';

/** All contracts that the reader sees and the filters let through, in the columns of the registration form. */
export const getRegister = route({
  method: 'GET',
  path: '/contracts/register',
  summary: 'contractCopies:routes.register',
  access: 'signedIn',
  query: z.strictObject({ ...contractRecords.filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** The text with its reader's name and the moment across each page: a reading like any other, logged and shown to the seller. */
export const getTextPdf = documentRoute('/contracts/:id/text', 'pdf', {
  summary: 'contractCopies:routes.text',
  access: 'signedIn',
  params: recordId,
});
