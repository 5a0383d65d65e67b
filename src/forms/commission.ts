// On whose word a form is collected: a statutory form by its approval, an administrative one by what its figures are for. Pure; what is asked: form.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { formCode } from './form.ts';

/**
 * 法定统计报表 carries at its head 表号, 制定机关, 批准或备案机关, 批准或备案文号 and 有效期至 (Statistics Law, articles on survey projects; without them
 * nobody need answer); an 行政 form says instead what its figures will be used for.
 */
export const standing = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('statutory'),
    /** 表号. */
    number: z.string().min(1).max(40),
    issuedBy: text,
    approval: z.strictObject({ how: z.enum(['approved', 'filed']), by: text, number: z.string().min(1).max(80) }),
    validUntil: day,
  }),
  z.strictObject({ kind: z.literal('administrative'), use: text }),
]);
export type Standing = z.infer<typeof standing>;

export const commission = z.strictObject({
  form: formCode,
  standing,
  /** First day of periods that are collected here; null: nobody has ordered it yet. */
  from: day.nullable(),
  /** Last day on which a return is due, after the end of the period. */
  due: z.strictObject({ days: z.number().int().min(1).max(366), working: z.boolean() }),
});
export type Commission = z.infer<typeof commission>;

/** `notOrdered`: nobody has ordered it; `lapsed`: its approval has ended, so it closes by itself. */
export type CommissionStanding = 'open' | 'notOrdered' | 'lapsed';
export const standingOn = ({ from, standing: of }: Commission, on: string): CommissionStanding =>
  of.kind === 'statutory' && on > of.validUntil ? 'lapsed' : from === null ? 'notOrdered' : 'open';
