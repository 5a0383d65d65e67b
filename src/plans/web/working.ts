// What the pages of targets at work ask: shares on a day, allocations, drafts; who may see them. Not what is done to them.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';

import { call } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import { type fields as allocationFields, officers } from '../allocation.ts';
import type { fields as draftFields } from '../planDraft.ts';
import { getAllocationChoices, getShares } from '../share.ts';
export { useRecord } from '../../records/web/index.ts';

export type Allocation = RecordHead & z.output<typeof allocationFields>;
export type PlanDraft = RecordHead & z.output<typeof draftFields>;
export const allocationsApi = '/allocations';
export const draftsApi = '/plan-drafts';

/** Whether the reader is an officer who sees shares at all; undefined while that is asked. */
export function useOfficer(): boolean | undefined {
  const session = useSession();
  if (session === undefined) return undefined;
  return session?.roles.some((role) => officers.some((one) => one === role)) ?? false;
}
export const useBureau = (): boolean => useSession()?.roles.includes('bureauOfficer') ?? false;

type Asked = { asOf?: string; knownAt?: string; functionalAreas?: 'out'; target?: string; place?: string };
/** Shares of a plan at the time asked; asked by officers alone. */
export function useShares(code: string | undefined, asked: Asked) {
  const language = useLanguage();
  const officer = useOfficer();
  return useQuery({
    queryKey: ['shares', code, asked, language],
    queryFn: () => call(getShares, { params: { code: code ?? '' }, query: asked }),
    enabled: code !== undefined && officer === true,
    placeholderData: (before) => before,
  });
}

/** Targets, years and departments that an allocation of a plan can name. */
export function useChoices(plan: string | undefined) {
  const language = useLanguage();
  const officer = useOfficer();
  return useQuery({
    queryKey: ['allocation-choices', plan, language],
    queryFn: () => call(getAllocationChoices, { params: { code: plan ?? '' } }),
    enabled: plan !== undefined && officer === true,
    staleTime: 300_000,
  });
}
