// Experts asked about a contract, and what they said: recorded before anybody decides on it. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';

export const advices = ['register', 'change', 'refuse'] as const;
const votes = (field: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(99)
    .meta({ title: `contracts:opinion.${field}` });

const said = {
  body: line(200).meta({ title: 'contracts:opinion.body' }),
  documentNumber: line(100).nullable().default(null).meta({ title: 'contracts:opinion.documentNumber' }),
  on: day.meta({ title: 'contracts:opinion.on' }),
  advice: z.enum(advices).meta({ title: 'contracts:opinion.advice' }),
  votesFor: votes('votesFor'),
  votesAgainst: votes('votesAgainst').default(0),
  votesAbstained: votes('votesAbstained').default(0),
  opinion: z.string().trim().min(1).max(4000).meta({ title: 'contracts:opinion.opinion' }),
  /** Files of the contract that the opinion consists of. */
  attachments: z.array(z.uuid()).max(20).default([]).meta({ title: 'contracts:opinion.attachments' }),
};
export const OpinionInput = z.strictObject({
  ...said,
  /** Who spoke. Personal: kept apart, and read by the registrars in charge alone. */
  experts: line(500).nullable().default(null).meta({ title: 'contracts:opinion.experts' }),
});
export type Opinion = z.output<z.ZodObject<typeof said>>;
/** Asked, and answered once there is an opinion. */
export type ExpertReview = { askedOn: string; reason: string; opinion: Opinion | null };
export const shownReview = z.strictObject({
  askedOn: day,
  reason: z.string(),
  opinion: z
    .strictObject({
      ...said,
      documentNumber: z.string().nullable(),
      attachments: z.array(z.string()),
      votesAgainst: z.number(),
      votesAbstained: z.number(),
      experts: z.string().nullable(),
    })
    .nullable(),
});

/** Where the names of the experts of a review are kept. */
export const expertsField = (at: number): string => `experts${at}`;

/** Experts were asked and have not answered. */
export const opinionFirst = refusal('contract.opinionFirst', 409, 'contracts:refusals.opinionFirst');
