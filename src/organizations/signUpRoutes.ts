// Operations of the public page of signing up: looking a code up, the letter, handing in, following by number and key. Pure; the record's own are in signUp.ts.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { documentTypes } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { personalReads } from '../records/reads.ts';
import { Completion, life, purposes, SignUpForm } from './signUp.ts';

export const personalFields = ['administrator', 'phone', 'email', 'account', 'letter'] as const;
export const listSignUpReads = personalReads('/sign-ups', personalFields);

/** A scanned letter is a few hundred kilobytes: nobody needs more. */
export const mostOfLetter = 5 * 1024 * 1024;
export const letterTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export const letterEndings = ['pdf', 'png', 'jpg', 'jpeg'] as const;

export const lookUp = route({
  method: 'POST',
  path: '/sign-ups/look-up',
  summary: 'signUps:routes.lookUp',
  access: 'public',
  body: z.strictObject({
    creditCode: z.string().trim().min(1).max(40),
    name: z.string().trim().min(2).max(200).nullable().default(null),
  }),
  response: z.object({
    creditCode: z.string(),
    /** What the public register says; null where it knows neither code nor name. */
    organization: z.object({ name: z.string(), region: z.string().nullable() }).nullable(),
  }),
});
export const printLetter = route({
  method: 'POST',
  path: '/sign-ups/letter.pdf',
  summary: 'signUps:routes.letter',
  access: 'public',
  body: SignUpForm,
  response: z.any(),
  file: documentTypes.pdf,
});
export const putLetter = route({
  method: 'POST',
  path: '/sign-ups/letters',
  summary: 'signUps:routes.putLetter',
  access: 'public',
  upload: true,
  status: 201,
  response: z.object({ upload: z.string(), secret: z.string(), name: z.string(), size: z.number().int(), type: z.string() }),
});

const applied = z.object({ id: z.string(), number: z.string(), key: z.string() });
export const apply = route({
  method: 'POST',
  path: '/sign-ups/apply',
  summary: 'signUps:routes.apply',
  access: 'public',
  status: 201,
  body: SignUpForm.extend({ letter: z.strictObject({ upload: z.uuid(), secret: z.string().min(20).max(100) }) }),
  response: applied,
});

const params = z.object({ id: z.uuid() });
const key = z.string().min(20).max(100);
/** What whoever holds the key is told: nothing of the organization but what was handed in. */
export const receipt = z.object({
  number: z.string(),
  state: z.enum(life.states),
  purpose: z.enum(purposes),
  creditCode: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  administrator: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  account: z.string().nullable(),
  letterCode: z.string(),
  submittedOn: day,
  /** Last day of the two working days; null where the calendar of the year is not published, or nothing is waited for. */
  dueOn: day.nullable(),
  /** What is to be mended, or why it was refused. */
  said: z.string().nullable(),
  /** Until when it can be completed, or the first password be chosen. */
  until: day.nullable(),
  taken: z.boolean(),
  at: instant,
});
export type Receipt = z.infer<typeof receipt>;
export const readReceipt = route({
  method: 'POST',
  path: '/sign-ups/:id/receipt',
  summary: 'signUps:routes.receipt',
  access: 'public',
  params,
  body: z.strictObject({ key }),
  response: receipt,
});
export const completeSignUp = route({
  method: 'POST',
  path: '/sign-ups/:id/complete',
  summary: 'signUps:routes.complete',
  access: 'public',
  params,
  body: Completion.extend({ key }),
  response: receipt,
});
export const withdrawSignUp = route({
  method: 'POST',
  path: '/sign-ups/:id/withdraw',
  summary: 'signUps:routes.withdraw',
  access: 'public',
  params,
  body: z.strictObject({ key }),
  response: receipt,
});
export const takeAccount = route({
  method: 'POST',
  path: '/sign-ups/:id/first-password',
  summary: 'signUps:routes.take',
  access: 'public',
  params,
  body: z.strictObject({ key, password: z.string().min(1).max(200) }),
  response: z.object({ account: z.string() }),
});

/** The scanned letter, for who is in charge; each reading is logged. */
export const getLetter = route({
  method: 'GET',
  path: '/sign-ups/:id/letter',
  summary: 'signUps:routes.getLetter',
  access: 'signedIn',
  params,
  response: z.any(),
  /** A PDF or a picture, as it was handed in. */
  file: '*/*',
});
