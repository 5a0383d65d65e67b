// What the registrar's desk asks of the server: the queue, which contracts are clean, a text once, its check. And its URL.
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import { queries } from '../../../platform/web/query.ts';
import { useSession } from '../../../platform/web/session.ts';
import { checkContract } from '../../check.ts';
import { checkInputOf } from '../../compare.ts';
import { getCleanness, getQueue, type Queued, queueFlags, queueStates } from '../../desk.ts';
import { getText } from '../../routes.ts';
import { contractTypes } from '../../terms.ts';
import type { Contract } from '../view.ts';

/** Values of the address; what cannot be one asks for everything. */
export function useAsked() {
  const { q, type, flag, state } = useSearch();
  return {
    q: q?.trim().slice(0, 100) || undefined,
    type: contractTypes.find((one) => one === type),
    flag: queueFlags.find((one) => one === flag),
    state: queueStates.find((one) => one === state),
  };
}

export function useQueue() {
  const asked = useAsked();
  const account = useSession()?.account ?? null;
  return useQuery({
    queryKey: ['contract-desk', 'queue', asked, account],
    queryFn: () => call(getQueue, { query: asked }),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
    enabled: account !== null,
  });
}

/** So many are judged in one request: small enough that progress is seen. */
const judgedAtOnce = 100;
/** Those of the queue that are clean, as far as they are judged; what is being reckoned is asked for again. */
export function useCleanness(items: readonly Queued[]) {
  const account = useSession()?.account ?? null;
  const parts = Array.from({ length: Math.ceil(items.length / judgedAtOnce) }, (_none, at) =>
    items.slice(at * judgedAtOnce, (at + 1) * judgedAtOnce),
  );
  return useQueries({
    queries: parts.map((some) => ({
      queryKey: ['contract-clean', some.map(({ id, version }) => `${id} ${version}`).join(), account],
      queryFn: () => call(getCleanness, { body: { ids: some.map(({ id }) => id) } }),
      enabled: account !== null,
      placeholderData: (before: ResponseOf<typeof getCleanness> | undefined) => before,
      staleTime: 300_000,
      refetchInterval: ({ state }: { state: { data?: ResponseOf<typeof getCleanness> | undefined } }) =>
        state.data?.items.some(({ why }) => why.includes('reckoning')) ? 4000 : false,
    })),
    combine: judgedOf,
  });
}
type Judging = readonly { isPending: boolean; data: ResponseOf<typeof getCleanness> | undefined }[];
const judgedOf = (asked: Judging) => ({
  isPending: asked.some((one) => one.isPending),
  of: new Map(asked.flatMap(({ data }) => data?.items ?? []).map((one) => [one.id, one])),
});

/** What has stood for a moment: who only goes by has not opened it. */
export function useStill<T>(value: T, ms: number): T | null {
  const [still, setStill] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return still === value ? still : null;
}

/** The text, read once: each reading is logged, and nothing that is done elsewhere reads it anew. */
export function useText(one: Contract | undefined, isOpen: boolean) {
  const account = useSession()?.account ?? null;
  return useQuery({
    queryKey: ['contract-text', one?.id ?? '', one?.textDigest ?? '', account],
    queryFn: () => call(getText, { params: { id: one?.id ?? '' } }),
    enabled: isOpen && one !== undefined && one.hasText && account !== null,
    staleTime: 'static',
    gcTime: 1_800_000,
    retry: false,
  });
}

export function useCheck(one: Contract | undefined, text: string | undefined) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['contract-check', one?.id ?? '', one?.version ?? 0, language],
    queryFn: () =>
      one && text !== undefined ? call(checkContract, { body: checkInputOf(one, text) }) : Promise.reject(new Error()),
    enabled: one !== undefined && text !== undefined,
    staleTime: 300_000,
  });
}

/** After a decision: the record as answered, the queue and the counts of the desk anew; texts stay as they were read. */
export function decidedOne(key: readonly unknown[], after: Contract): void {
  queries.setQueryData(key, after);
  for (const of of ['contract-desk', 'desk', 'events', 'contracts']) void queries.invalidateQueries({ queryKey: [of] });
}

/** `6 min 40 s`. */
export function useDuration(): (seconds: number) => string {
  const t = useWords();
  return (seconds) =>
    seconds < 60
      ? t('contractDesk:time.seconds', { seconds })
      : t('contractDesk:time.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
