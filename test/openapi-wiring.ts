// Documents of the plan at work, asked as printed: slip, reply, extract, in each format. Called by openapi.test.ts once the records are there.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'get', path: string, at?: Record<string, string>) => Promise<{ status: number }>;

const papers = [
  ['/follow-up-orders', 'slip'],
  ['/work-reports', 'reply'],
  ['/allocations', 'extract'],
] as const;

/** Of each kind one that has such a document. */
export async function askPlanPapers(ask: Ask, zhou: Person, sealNow: () => Promise<unknown>): Promise<void> {
  await sealNow();
  for (const [path, paper] of papers) {
    const { items } = await zhou.get<{ items: { id: string; state: string }[] }>(path, { limit: 50 });
    const one = items.find(({ state }) => ['answered', 'selected', 'decided'].includes(state)) ?? items[0];
    for (const format of ['pdf', 'docx']) await ask(zhou, 'get', `${path}/{id}/${paper}.${format}`, { id: one?.id ?? '' });
  }
}
