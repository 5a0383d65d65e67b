// An organization as its pages read it: shapes, queries, names of codes. Not what is done to one.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../platform/web/call.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import type { fields } from '../organization.ts';

export type Organization = RecordHead & z.output<typeof fields>;
export const api = '/organizations';
export const organizationKey = (id: string, language: string, account: string | null) => ['organization', id, language, account];

export function useOrganization(id: string) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = organizationKey(id, language, account);
  return {
    key,
    asked: useQuery({ queryKey: key, queryFn: () => request<Organization>('GET', `${api}/${id}`), enabled: id !== '' }),
  };
}

/** Name of a reporting unit; null where none is known. */
export function useRegionName(): (id: string | null) => string | null {
  const regions = useRegions().data?.items;
  return (id) => (id === null ? null : (regions?.find((one) => one.id === id)?.name ?? id));
}

/** Name of what a source calls an organization; the code itself where the words have none. */
export function useKindName(): (code: string | null) => string | null {
  const t = useWords();
  return (code) => (code !== null && hasWords(`organizations:kinds.${code}`) ? t(`organizations:kinds.${code}`) : code);
}

/** Industries and S&T-service classes: a large table, loaded when a page wants it. */
export const useClassification = () =>
  useQuery({
    queryKey: ['classification'],
    queryFn: () => import('../classification.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  }).data;
