// The plan at work as its pages read it: shapes, queries, who reads. Not what is done to its records.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { daysBetween } from '../../platform/shared/dates.ts';
import { call, type Query, request } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth, useSession } from '../../platform/web/session.ts';
import type { Page, RecordHead } from '../../records/web/index.ts';
import { getPlanAtWork, getTaskAtWork } from '../atWork.ts';
import type { fields as orderFields } from '../followUpOrder.ts';
import type { fields as milestoneFields } from '../milestone.ts';
import type { fields as taskFields } from '../planTask.ts';
import type { fields as caseFields } from '../typicalCase.ts';
import type { fields as reportFields } from '../workReport.ts';
import { officers } from './officers.ts';
export { useRecord } from '../../records/web/index.ts';

export type PlanTask = RecordHead & z.output<typeof taskFields>;
export type Milestone = RecordHead & z.output<typeof milestoneFields>;
export type Order = RecordHead & z.output<typeof orderFields>;
export type Report = RecordHead & z.output<typeof reportFields>;
export type TypicalCase = RecordHead & z.output<typeof caseFields>;
export const tasksApi = '/plan-tasks';
export const milestonesApi = '/milestones';
export const ordersApi = '/follow-up-orders';
export const reportsApi = '/work-reports';
export const casesApi = '/typical-cases';

/** Whether the reader is one of those who read the plan at work; undefined while not known. */
export function useIsOfficer(): boolean | undefined {
  const session = useSession();
  return session === undefined ? undefined : (session?.roles.some((one) => officers.some((role) => role === one)) ?? false);
}
export function useIsBureau(): boolean {
  return useSession()?.roles.includes('bureauOfficer') ?? false;
}

/** How far the tasks of a plan are, for everybody. */
export function usePlanAtWork(code: string | undefined, wanted = true) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['plan at work', code, language],
    queryFn: () => call(getPlanAtWork, { params: { code: code ?? '' } }),
    enabled: wanted && code !== undefined,
  });
}
export function useTaskAtWork(code: string, number: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['task at work', code, number, language],
    queryFn: () => call(getTaskAtWork, { params: { code, number: Number(number) } }),
    enabled: code !== '' && number !== '',
  });
}

const rowsAtOnce = 200;
/** More are not read at once: nobody reads a page of so many rows. */
const mostRows = 1000;
/** All records that the query lets through, up to a limit; `whole` tells whether that is all. */
export function useAll<R>(api: string, query: Query, wanted = true) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  return useQuery({
    queryKey: [api, 'all', query, language, account],
    queryFn: async () => {
      const rows: R[] = [];
      let after: string | undefined;
      do {
        const page = await request<Page<R>>('GET', api, { query: { ...query, limit: rowsAtOnce, after } });
        rows.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined && rows.length < mostRows);
      return { rows, whole: after === undefined };
    },
    enabled: wanted && account !== null,
    placeholderData: (before) => before,
  });
}

/** Name of a reporting unit; its code where the city knows none of that name. */
export function useRegionName(): (id: string) => string {
  const regions = useRegions().data?.items;
  return (id) => regions?.find((one) => one.id === id)?.name ?? id;
}

/** A text in the reader's language, and whether it is Chinese although the page is English. */
export function useBilingual(): (of: { zh: string; en: string | null }) => { text: string; chineseOnly: boolean } {
  const language = useLanguage();
  return ({ zh, en }) =>
    language === 'en' && en === null
      ? { text: zh, chineseOnly: true }
      : { text: language === 'en' ? (en ?? zh) : zh, chineseOnly: false };
}

/** What the days to a day come to: late, today, left. */
export function useDaysLeft(): (due: string) => { words: string; late: boolean } {
  const t = useWords();
  const today = useHealth()?.today;
  return (due) => {
    if (today === undefined) return { words: '', late: false };
    const left = daysBetween(today, due);
    if (left === 0) return { words: t('atWork:board.dueToday'), late: false };
    return left < 0
      ? { words: t('atWork:board.late', { count: -left }), late: true }
      : { words: t('atWork:board.left', { count: left }), late: false };
  };
}

const tones: Record<string, Tone> = {
  accepted: 'good',
  closedOff: 'good',
  published: 'good',
  answered: 'blue',
  reported: 'blue',
  sent: 'blue',
  checking: 'blue',
  closing: 'blue',
  inProgress: 'blue',
  selected: 'good',
  sentBack: 'warn',
  returned: 'warn',
};
/** Colour of a state; the word stands beside it. */
export const toneOfState = (state: string): Tone => tones[state] ?? 'none';
