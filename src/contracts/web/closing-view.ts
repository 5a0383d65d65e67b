// Years of the contracts' figures as their pages read them: the record, its list and figures, tones, names of places and types.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { call, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import { type fields, getCheckList, getYearFigures } from '../contractYear.ts';
import { contractTypes } from '../terms.ts';

export type ContractYear = RecordHead & z.output<typeof fields>;
export const yearsApi = '/contract-years';

const tones: Record<string, Tone> = { closed: 'good', proposed: 'warn', revisionProposed: 'warn', revising: 'warn' };
export const toneOfYear = (state: string): Tone => tones[state] ?? 'blue';

export function useContractYear(id: string) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = [yearsApi, id, language, account];
  return {
    key,
    asked: useQuery({
      queryKey: key,
      queryFn: () => request<ContractYear>('GET', `${yearsApi}/${id}`),
      enabled: id !== '' && account !== null,
    }),
  };
}

/** The list as it stands; asked again while the self-check goes on. */
export function useCheckList(one: ContractYear, wanted: boolean) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['contract year list', one.id, one.version, language],
    queryFn: () => call(getCheckList, { params: { id: one.id } }),
    enabled: wanted,
    refetchInterval: ({ state }) =>
      state.data?.lines.some(({ progress }) => progress !== null && progress.done < progress.total) ? 3000 : false,
  });
}

export function useYearFigures(one: ContractYear) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['contract year figures', one.id, one.version, language],
    queryFn: () => call(getYearFigures, { params: { id: one.id } }),
  });
}

/** What a reporting unit and a type are called. */
export function useNames() {
  const t = useWords();
  const regions = useRegions().data?.items;
  const known: readonly string[] = contractTypes;
  return {
    place: (id: string | null) => regions?.find((one) => one.id === id)?.name ?? id ?? '',
    type: (key: string) => (known.includes(key) ? t(`contracts:types.${key}`) : t('contractYears:sheet.noType')),
  };
}

export function useIsBureau(): boolean {
  const roles: Actor['roles'] = useSession()?.roles ?? [];
  return roles.includes('bureauOfficer');
}
