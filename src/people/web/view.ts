// A technology manager as its pages read it: shape, query, what it is called. Not what makes one count (standing.ts).
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { listIndicators } from '../../indicators/indicator.ts';
import type { Role } from '../../platform/shared/actor.ts';
import { call } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import { type RecordHead, useRecord } from '../../records/web/index.ts';
import { maskName } from '../../platform/shared/mask.ts';
import type { fields } from '../technologyManager.ts';

export type Person = RecordHead & z.output<typeof fields>;
export const api = '/technology-managers';
/** The public figure that counts technology managers. */
export const indicator = 'technology-managers';

export const usePerson = (id: string) => useRecord<Person>(api, id, { signedIn: true });

/** The public figure: how many count today, its basis, and who would supply it while there is none. */
export function useCounted() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['indicator', indicator, {}, language],
    queryFn: () => call(listIndicators, { query: { code: indicator } }),
    select: (page) => page.items[0] ?? null,
  });
}

/** What a record is called where nobody may be named: as its events call it. */
export const codeOf = (id: string): string => `TM-${id.slice(-6).toUpperCase()}`;
/** Masked for a list; null once erased. */
export const maskedName = (one: Person): string | null => (one.name === null || one.masked ? one.name : maskName(one.name));

/** Whether the reader holds one of these roles. */
export function useHasRole(...roles: Role[]): boolean {
  const held = useSession()?.roles;
  return held?.some((one) => roles.includes(one)) ?? false;
}
