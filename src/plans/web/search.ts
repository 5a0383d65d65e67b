// What the plan has for the command palette: indicators, tasks, published cases; for officers milestones, orders and reports too.
import { listIndicators } from '../../indicators/indicator.ts';
import { getSession } from '../../platform/shared/session.ts';
import { call, request } from '../../platform/web/call.ts';
import { languageNow } from '../../platform/web/i18n.ts';
import type { Hit } from '../../platform/web/pages.ts';
import { queries } from '../../platform/web/query.ts';
import { getPlanAtWork } from '../atWork.ts';
import { listPlans } from '../progress.ts';
import { listCases } from '../typicalCase.ts';

const shown = 6;
const staleTime = 300_000;

async function searchIndicators(words: string): Promise<Hit[]> {
  const { items } = await queries.fetchQuery({
    queryKey: ['indicators', 'now', languageNow()],
    queryFn: () => call(listIndicators),
    staleTime,
  });
  const typed = words.toLowerCase();
  return items
    .filter((one) => one.name.toLowerCase().includes(typed) || one.code.includes(typed))
    .slice(0, shown)
    .map(({ code, name }) => ({ title: name, words: 'plans:chain.indicator', to: `/indicators/${code}` }));
}

async function searchTasks(words: string): Promise<Hit[]> {
  const plans = await queries.fetchQuery({ queryKey: ['plans', languageNow()], queryFn: () => call(listPlans), staleTime });
  const code = plans.items[0]?.code;
  if (code === undefined) return [];
  const { items } = await queries.fetchQuery({
    queryKey: ['plan at work', code, languageNow()],
    queryFn: () => call(getPlanAtWork, { params: { code } }),
    staleTime,
  });
  return items
    .filter((one) => `${one.number} ${one.title}`.toLowerCase().includes(words.toLowerCase()))
    .slice(0, shown)
    .map((one) => ({ title: `${one.number} ${one.title}`, words: 'planTasks:task', to: `/plans/${code}/tasks/${one.number}` }));
}

const inLanguage = (of: { zh: string; en: string | null }): string => (languageNow() === 'en' ? (of.en ?? of.zh) : of.zh);

async function searchCases(words: string): Promise<Hit[]> {
  const { items } = await call(listCases, { query: { q: words.slice(0, 50), limit: shown } });
  return items.map((one) => ({
    title: inLanguage(one.title),
    words: 'cases:one',
    note: one.publishedOn,
    to: `/cases/${one.id}`,
  }));
}

const readers = ['bureauOfficer', 'districtOfficer', 'auditAdmin'];
type Found = { id: string; title?: string; what?: { zh: string; en: string | null }; number?: string | null };

/** What only officers read: nobody else asks for it. */
async function searchRecords(words: string): Promise<Hit[]> {
  const session = queries.getQueryData<{ roles: string[] } | null>(['session']) ?? (await call(getSession).catch(() => null));
  if (!session?.roles.some((one) => readers.includes(one))) return [];
  const ask = async (api: string, page: string, said: Hit['words']): Promise<Hit[]> => {
    const { items } = await request<{ items: Found[] }>('GET', api, { query: { q: words.slice(0, 50), limit: 3 } });
    return items.map((one) => ({
      title: one.title ?? (one.what ? inLanguage(one.what) : ''),
      words: said,
      note: one.number ?? null,
      to: `${page}/${one.id}`,
    }));
  };
  const found = await Promise.all([
    ask('/milestones', '/milestones', 'milestones:one'),
    ask('/follow-up-orders', '/orders', 'orders:one'),
    ask('/work-reports', '/work-reports', 'workReports:one'),
  ]);
  return found.flat();
}

/** A search that fails leaves the others, unless all do. */
export async function searchPlans(words: string): Promise<Hit[]> {
  const found = await Promise.allSettled(
    [searchIndicators, searchTasks, searchCases, searchRecords].map((search) => search(words)),
  );
  const failed = found.find((one) => one.status === 'rejected');
  if (failed && found.every((one) => one.status === 'rejected')) throw failed.reason;
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}
