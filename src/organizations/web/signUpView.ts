// An application as the pages of officers read it. Not what is done to it.
import type { z } from 'zod';
import type { RecordHead } from '../../records/web/index.ts';
import type { fields } from '../signUp.ts';

export type SignUp = RecordHead & z.output<typeof fields>;
export const signUpsApi = '/sign-ups';
export const stateTones = {
  submitted: 'blue',
  sentBack: 'warn',
  confirmed: 'good',
  refused: 'bad',
  withdrawn: 'none',
  lapsed: 'none',
} as const;
export const toneOf = (state: string) => stateTones[state as keyof typeof stateTones] ?? 'none';
