// An application of an organization (机构入驻申请): for its first administrator, or for another one in the place of those it has lost. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

/** `join`: its first administrator. `replaceAdministrator`: another one, because nobody of it can sign in any more. */
export const purposes = ['join', 'replaceAdministrator'] as const;
export type Purpose = (typeof purposes)[number];

/** Working days within which a district confirms; days of the calendar after which one that was sent back lapses, and a first password may no longer be chosen. */
export const workingDaysToConfirm = 2;
export const daysToComplete = 30;
export const daysToTake = 30;
/** Days after its end after which nothing of the person is kept any more. */
export const daysKept = 180;

const regionId = z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/);
const reason = z.string().trim().min(1).max(500).meta({ title: 'signUps:reason', control: 'textarea' });
const accountName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u)
  .meta({ title: 'signUps:account' });

/** What the letter says of the administrator-to-be. */
const administrator = {
  administrator: line(50, 2).meta({ title: 'signUps:administrator' }),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{7,20}$/)
    .meta({ title: 'signUps:phone' }),
  email: z.email().max(200).nullable().meta({ title: 'signUps:email' }),
  account: accountName,
};
/** The secret of an upload goes with its number: whoever has only the one cannot take it. */
const letter = z.strictObject({ upload: z.uuid(), secret: z.string().min(20).max(100) });

/** What an applicant fills in. `name` and `region` are asked of one that the register does not know. */
export const SignUpForm = z.strictObject({
  purpose: z.enum(purposes).default('join').meta({ title: 'signUps:purpose' }),
  creditCode: z.string().trim().min(1).max(40).meta({ title: 'organizations:creditCode' }),
  name: line(200, 2).nullable().default(null).meta({ title: 'organizations:name' }),
  region: regionId.nullable().default(null).meta({ title: 'organizations:region' }),
  ...administrator,
  email: administrator.email.default(null),
});
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What was sent back is completed: what is named changes; a new letter where one is given. */
export const Completion = z
  .strictObject({ ...administrator })
  .partial()
  .extend({ letter: letter.optional() });

export const life = lifecycle('signUp', {
  states: ['submitted', 'sentBack', 'confirmed', 'refused', 'withdrawn', 'lapsed'],
  parties: ['districtInCharge'],
  actions: {
    /** By whoever holds the letter: an organization without an account comes through the public page. */
    create: { from: 'nothing', to: 'submitted', by: 'visitor', input: SignUpForm.extend({ letter, keyDigest: digest }) },
    complete: { from: 'sentBack', to: 'submitted', by: 'visitor', input: Completion },
    withdraw: { from: ['submitted', 'sentBack'], to: 'withdrawn', by: 'visitor' },
    /** The letter was seen and is right: organization, account and membership in one act. */
    confirm: { from: 'submitted', to: 'confirmed', by: ['bureauOfficer', 'districtInCharge'] },
    sendBack: {
      from: 'submitted',
      to: 'sentBack',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({ reason: reason.meta({ title: 'signUps:defects', control: 'textarea' }) }),
    },
    refuse: {
      from: ['submitted', 'sentBack'],
      to: 'refused',
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({ reason }),
    },
    /** The confirmed administrator chooses the first password, once, by the key that came with the application. */
    take: { from: 'confirmed', to: 'same', by: 'visitor' },
    lapse: { from: 'sentBack', to: 'lapsed', by: 'clock' },
    /** Personal values and the letter go for good; every seal stays valid. */
    erase: {
      from: ['confirmed', 'refused', 'withdrawn', 'lapsed'],
      to: 'same',
      by: ['bureauOfficer', 'securityAdmin', 'clock'],
      input: z.strictObject({ reason }),
    },
  },
});

export const fields = z.object({
  number: z.string().nullable(),
  purpose: z.enum(purposes),
  creditCode: z.string(),
  /** Of the register; null for one that it does not know yet. */
  organization: z.string().nullable(),
  name: z.string(),
  region: z.string().nullable(),
  /** Names and numbers of the person: as they are for who is in charge, else masked; null once erased. */
  administrator: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  account: z.string().nullable(),
  masked: z.boolean(),
  /** The code that stands on the letter when it was made for these very values. */
  letterCode: z.string(),
  letterType: z.string().nullable(),
  letterSize: z.number().int().nullable(),
  submittedOn: day,
  returned: z.string().nullable(),
  decidedOn: day.nullable(),
  /** Administrators that the organization has today; null where the reader is not in charge. */
  administrators: z.number().int().nullable(),
  /** How many administrators ended with the confirmation. */
  replaced: z.number().int(),
  taken: z.boolean(),
});

export const signUpKind = recordKind({
  life,
  path: '/sign-ups',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    region: z.string().max(40).optional(),
    state: z.enum(life.states).optional(),
    purpose: z.enum(purposes).optional(),
  },
  readers: 'signedIn',
});

/** The same whether the organization has administrators or not. */
export const open = refusal('signUp.open', 409, 'signUps:refusals.open');
export const hasAdministrator = refusal('signUp.hasAdministrator', 409, 'signUps:refusals.hasAdministrator');
export const moved = refusal('signUp.moved', 409, 'signUps:refusals.moved');
export const ambiguous = refusal('signUp.ambiguous', 409, 'signUps:refusals.ambiguous');
export const letterUsed = refusal('signUp.letterUsed', 422, 'signUps:refusals.letterUsed');
export const letterTooLarge = refusal('signUp.letterTooLarge', 413, 'signUps:refusals.letterTooLarge');
export const letterType = refusal('signUp.letterType', 415, 'signUps:refusals.letterType');
export const tooManyLetters = refusal('signUp.tooManyLetters', 429, 'signUps:refusals.tooManyLetters');
export const alreadyTaken = refusal('signUp.alreadyTaken', 409, 'signUps:refusals.alreadyTaken');
export const takeTooLate = refusal('signUp.takeTooLate', 409, 'signUps:refusals.takeTooLate');
