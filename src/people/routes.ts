// Operations of people beside those that every record kind has: who read the personal values of a record. Pure.
import { personalReads } from '../records/reads.ts';

export const personalFields = ['name', 'certificateNumber', 'phone'] as const;
export type PersonalField = (typeof personalFields)[number];
export const listPersonalReads = personalReads('/technology-managers', personalFields);
