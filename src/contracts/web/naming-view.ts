// Technology managers named on contracts as their pages read them: the record, its query, its colours.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import type { Offer } from '../../records/record.ts';
import { type Page, type RecordHead, useRecord, withControls } from '../../records/web/index.ts';
import type { fields } from '../managerNaming.ts';

export type Naming = RecordHead & z.output<typeof fields>;
export const namingsApi = '/manager-namings';

export const useNaming = (id: string) => useRecord<Naming>(namingsApi, id, { signedIn: true });

/** Those of one contract that the reader sees. */
export function useNamingsOf(contract: string, enabled: boolean) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = ['managerNamings of', contract, language, account];
  return {
    key,
    asked: useQuery({
      queryKey: key,
      queryFn: () => request<Page<Naming>>('GET', namingsApi, { query: { contract, limit: 50 } }),
      enabled,
    }),
  };
}

const tones: Record<string, Tone> = { confirmed: 'good', declined: 'bad', withdrawn: 'none' };
export const toneOfNaming = (state: string): Tone => tones[state] ?? 'warn';

/** An offered action as its form asks it. */
export const namingAsked = (offer: Offer): Offer => withControls(offer, { controls: { reason: { control: 'textarea' } } });
