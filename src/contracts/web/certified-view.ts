// Certified lists as their pages read them: the record, its colours, who has to do with them.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import type { fields } from '../certifiedList.ts';

export type CertifiedList = RecordHead & z.output<typeof fields>;
export const listsApi = '/certified-lists';
export const listReaders = ['member', 'organizationAdmin', 'registrar', 'bureauOfficer', 'auditAdmin'] as const;

const tones: Record<string, Tone> = { valid: 'good', invalid: 'bad', withdrawn: 'none' };
export const toneOf = (state: string): Tone => tones[state] ?? 'none';

export function useCertifiedList(id: string) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = [listsApi, id, language, account];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => request<CertifiedList>('GET', `${listsApi}/${id}`),
    enabled: id !== '' && account !== null,
  });
  return { key, asked };
}
