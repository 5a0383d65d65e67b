// The service chain as its pages read it: the day asked, the chain and its gaps, addresses of figures, reasons in words. Brings its words.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch, writeSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { behind, type ChainShown, gapLists, getChain, getChainGaps, recruits } from '../../publicChain.ts';
import type { Reason } from '../../serviceChain.ts';
import { useCooperation, useDemandTypes } from '../listing-view.ts';
import { officers } from '../readers.ts';
import { chainWords } from './chain-words.ts';

addWords({ chain: chainWords });

export const useIsOfficer = (): boolean => useSession()?.roles.some((role) => officers.some((one) => one === role)) ?? false;

/** The day of the address; today where it names none. */
const useAsOf = (): { asOf?: string } => {
  const { asOf } = useSearch();
  return asOf ? { asOf } : {};
};

export function useChain() {
  const query = useAsOf();
  const language = useLanguage();
  return useQuery({
    queryKey: ['chain', query.asOf ?? null, language],
    queryFn: () => call(getChain, { query }),
    placeholderData: keepPreviousData,
  });
}

export function useGaps() {
  const query = useAsOf();
  const language = useLanguage();
  return useQuery({
    queryKey: ['chain gaps', query.asOf ?? null, language],
    queryFn: () => call(getChainGaps, { query }),
    enabled: useIsOfficer(),
    placeholderData: keepPreviousData,
  });
}

export const lists = [...behind, ...gapLists, ...recruits.map((one) => `recruit-${one}` as const)] as const;
export type List = (typeof lists)[number];
type Behind = { what: List; industry?: string; link?: string; field?: string; asOf?: string | undefined };
/** The page of what stands behind a figure. */
export const behindOf = (asked: Behind): string => `/market/chain/cell${writeSearch(asked)}`;

type Named = Pick<ChainShown, 'industries' | 'links'>;
export const industryName = (of: Named | undefined, code: string): string =>
  of?.industries.find((one) => one.code === code)?.name ?? code;

/** What tells that something stands there: its mark, and what that says in the reader's language where it is a code of ours. */
export function useBecause(): (of: { by: Reason; value: string } | null) => [mark: string, value: string] | null {
  const t = useWords();
  const types = useDemandTypes();
  const modes = useCooperation();
  const titleIn = (of: readonly { value: string; title: string }[], value: string) =>
    of.find((one) => one.value === value)?.title ?? value;
  return (of) => {
    if (of === null) return null;
    const said: Partial<Record<Reason, (value: string) => string>> = {
      sort: (value) => t(`market:sorts.${value}`),
      demandType: (value) => titleIn(types, value),
      cooperation: (value) => titleIn(modes, value),
      field: (value) => t(`contracts:technologyFields.${value}`),
    };
    return [t(`chain:because.${of.by}`), said[of.by]?.(of.value) ?? of.value];
  };
}
