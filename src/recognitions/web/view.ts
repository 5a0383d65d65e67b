// Recognitions as their pages read them: shapes, queries, and which registers some list confirms as complete.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { type DefinitionThroughTime, listDefinitions } from '../../indicators/indicator.ts';
import { call, request } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import type { RecordHead } from '../../records/web/index.ts';
import type { fields } from '../recognition.ts';
import { listKinds } from '../routes.ts';

export type Recognition = RecordHead & z.output<typeof fields>;
export type Kinds = Awaited<ReturnType<typeof call<typeof listKinds>>>;
export type Kind = Kinds['kinds'][number];
export const api = '/recognitions';

export function useKinds() {
  const language = useLanguage();
  return useQuery({ queryKey: ['recognitions', 'kinds', language], queryFn: () => call(listKinds) });
}

export function useRecognition(id: string) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = ['recognition', id, language, account];
  return {
    key,
    asked: useQuery({ queryKey: key, queryFn: () => request<Recognition>('GET', `${api}/${id}`), enabled: id !== '' }),
  };
}

/** Name of a reporting unit; null where none is known. */
export function useRegionName(): (id: string | null) => string | null {
  const regions = useRegions().data?.items;
  return (id) => (id === null ? null : (regions?.find((one) => one.id === id)?.name ?? id));
}

export type Definition = DefinitionThroughTime;

/** The indicators of the city with what each counts. They change with the pack alone. */
export function useDefinitions() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['indicators', 'definitions', language],
    queryFn: async () => (await call(listDefinitions)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Measure and conditions of an indicator as defined on a day; null for one that counts no entries. */
export function countingOn(definition: Definition, on: string) {
  const version =
    definition.versions.find((one) => one.from <= on && (one.to === null || on <= one.to)) ?? definition.versions.at(-1);
  return version && 'where' in version.compute ? { ...version.compute, name: version.name } : null;
}

export type Complete = { from: string; to: string | null; list: string };

/** The lists by which the register of a kind is complete on a day: those of any indicator that counts the kind. */
export function completeBy(definitions: readonly Definition[], kind: string, on: string): Complete | null {
  for (const definition of definitions) {
    if (!countingOn(definition, on)?.where.kinds?.includes(kind)) continue;
    const held = definition.coverage.find((one) => one.from <= on && (one.to === null || on <= one.to));
    if (held) return held;
  }
  return null;
}
