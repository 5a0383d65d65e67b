// A contract as its pages read it: shape, query, tones of states, amounts as shown. Not its forms (form.ts).
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import type { fields } from '../contract.ts';

export type Contract = RecordHead & z.output<typeof fields>;
export const api = '/contracts';

export function useContract(id: string) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = ['contract', id, language, account];
  return {
    key,
    asked: useQuery({
      queryKey: key,
      queryFn: () => request<Contract>('GET', `${api}/${id}`),
      enabled: id !== '' && account !== null,
    }),
  };
}

const tones: Record<string, Tone> = {
  registered: 'good',
  refused: 'bad',
  revoked: 'bad',
  cancelled: 'none',
  withdrawn: 'none',
  lapsed: 'warn',
  sentBack: 'warn',
};
export const toneOf = (state: string): Tone => tones[state] ?? 'blue';

/** Yuan to the fen, grouped. */
export const yuan = (amount: string | null): string | null => (amount === null ? null : exactNumber(amount));
