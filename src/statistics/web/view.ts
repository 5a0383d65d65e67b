// Reported figures and releases as their pages read them: shapes, queries, a value in words. Not what is done to them.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { listIndicators } from '../../indicators/indicator.ts';
import type { Language } from '../../platform/shared/actor.ts';
import { call, type Query, request } from '../../platform/web/call.ts';
import { type Display, shownNumber, withUnit } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { useRegions } from '../../platform/web/regions.ts';
import type { Page, RecordHead } from '../../records/web/index.ts';
import type { fields as releaseFields, FrozenFigure } from '../release.ts';
import type { fields } from '../reportedFigure.ts';
export { useRecord } from '../../records/web/index.ts';

export type Reported = RecordHead & z.output<typeof fields>;
export type Release = RecordHead & z.output<typeof releaseFields>;
export type { FrozenFigure };
export const figuresApi = '/reported-figures';
export const releasesApi = '/releases';

const rowsAtOnce = 200;
/** More are not read at once: a page of so many rows is not read by anybody. */
const mostRows = 2000;

/** All values that the query lets through, up to a limit; `whole` tells whether that is all. */
export function useReported(query: Query) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['reported-figures', 'all', query, language],
    queryFn: async () => {
      const rows: Reported[] = [];
      let after: string | undefined;
      do {
        const page = await request<Page<Reported>>('GET', figuresApi, { query: { ...query, limit: rowsAtOnce, after } });
        rows.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined && rows.length < mostRows);
      return { rows, whole: after === undefined };
    },
    placeholderData: (before) => before,
  });
}

/** The indicators of the city in their order, with today's figures: to link to, and to say who would supply what is missing. */
export function useIndicators() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['indicators', 'now', language],
    queryFn: () => call(listIndicators),
    select: (page) => page.items,
    staleTime: 300_000,
  });
}

/** Name of a reporting unit; its code where the city knows none of that name. */
export function useRegionName(): (id: string) => string {
  const regions = useRegions().data?.items;
  return (id) => regions?.find((one) => one.id === id)?.name ?? id;
}

/** Hundreds of millions where a sum of money is large, in English billions: for values whose series has no display unit of its own. */
export function displayOf(unit: string, value: string, t: ReturnType<typeof useWords>, language: Language): Display {
  const large = unit === 'CNY' && Math.abs(Number(value)) >= 1e8;
  return large
    ? { unit: t('statistics:units.large'), factor: language === 'en' ? '1e9' : '1e8' }
    : { unit: t(`shell:units.${unit}`), factor: '1', one: t(`shell:units.${unit}`, { count: 1 }) };
}

type Valued = Pick<Reported, 'value' | 'display' | 'approximate' | 'qualifier'>;
/** A value in its display unit, with what the source says of it: "more than 3,500"; the unit behind it, unless `bare`. */
export function useShownValue(): (of: Valued, bare?: boolean) => string {
  const t = useWords();
  const language = useLanguage();
  return ({ value, display, approximate, qualifier }, bare = false) => {
    const shown = bare ? shownNumber(value, display, language) : withUnit(value, display, language);
    if (qualifier !== null) return t(`statistics:said.${qualifier}`, { value: shown });
    return approximate ? t('statistics:said.about', { value: shown }) : shown;
  };
}

/** What a period is called: its year, month or day, or that the source gives none. */
export function usePeriod(): (period: string | null) => string {
  const t = useWords();
  return (period) => period ?? t('statistics:undated');
}
