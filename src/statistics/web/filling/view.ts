// Returns as their pages read them: shapes, queries, what a period and a place are called. Not what is done to them.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { textIn } from '../../../platform/shared/words.ts';
import { call } from '../../../platform/web/call.ts';
import { addWords, useLanguage, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import type { FormSaid, ItemSaid } from '../../../forms/routes.ts';
import type { RecordHead } from '../../../records/web/index.ts';
import { getSheet, type ReturnSheet } from '../../returnRoutes.ts';
import { fillingWords } from '../filling-words.ts';
import { type fields, life, type ReturnState } from '../../statisticalReturn.ts';

// Said on these pages alone, and so no part of what every page loads.
addWords({ filling: fillingWords });

export type Return = RecordHead & z.output<typeof fields>;
export const returnsApi = '/returns';

/** The sheet as this reader gets it. Asked anew whenever the page is opened: a draft that was kept aside would be saved over a newer one. */
export function useSheet(one: Return | undefined) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  return useQuery({
    queryKey: ['return-sheet', one?.id, one?.version, language, account],
    queryFn: () => readSheet(one?.id ?? ''),
    enabled: one !== undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

async function readSheet(id: string): Promise<ReturnSheet> {
  const { given, explanations = {}, ...sheet } = await call(getSheet, { params: { id } });
  return { ...sheet, explanations, given: { items: given.items ?? {}, tables: given.tables ?? {} } };
}

const tones: Record<ReturnState, Tone> = {
  open: 'none',
  submitted: 'blue',
  sentBack: 'warn',
  districtAccepted: 'blue',
  accepted: 'good',
  locked: 'good',
  amending: 'warn',
  amended: 'good',
  missing: 'bad',
  voided: 'none',
};
export const isState = (said: string): said is ReturnState => life.states.some((one) => one === said);
export const toneOf = (state: string): Tone => (isState(state) ? tones[state] : 'none');

/** `2026年10月`, `October 2026`; a quarter and a year as they are said. */
export function usePeriodName(): (period: string) => string {
  const t = useWords();
  const language = useLanguage();
  return (period) => {
    const [year = '', part] = period.split('-');
    if (part === undefined) return t('filling:period.year', { year });
    if (part.startsWith('Q')) return t('filling:period.quarter', { year, quarter: part.slice(1) });
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${period}-01T00:00:00Z`));
  };
}

/** What a class of S&T services is called; its code until that is known. */
export function useClassName(): (code: string) => string {
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['classification'],
    queryFn: () => import('../../../organizations/classification.ts'),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return (code) => {
    const name = data?.stMajors.get(code);
    return name ? textIn(name, language) : code;
  };
}

export const itemsIn = (form: FormSaid): readonly ItemSaid[] => form.sections.flatMap(({ items }) => items);

/** What a place is called: `01 Revenue`; of a table its row, from 1, and its column. */
export function usePlaceName(form: FormSaid): (place: string) => string {
  const t = useWords();
  return (place) => {
    const [first = '', row, column] = place.split('.');
    const item = itemsIn(form).find((one) => one.code === first);
    if (item) return `${item.line} ${item.name}`;
    const table = form.rows.find((one) => one.code === first);
    const named = table?.columns.find((one) => one.code === column);
    return [table?.name ?? first, row === undefined ? null : t('forms:try.row', { row: Number(row) + 1 }), named?.name]
      .filter(Boolean)
      .join(' · ');
  };
}

/** A cell as it is read: numbers grouped, an option by its name, the rest as it is. */
export function shownCell(item: ItemSaid, said: string, group: (number: string) => string): string {
  if (item.kind === 'choice') return item.options.find(({ code }) => code === said)?.name ?? said;
  return item.kind === 'number' && /^-?\d+(\.\d+)?$/.test(said) ? group(said) : said;
}
