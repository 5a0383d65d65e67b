// Asks each operation that hands out a document, for the test of the printed API.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'get', path: string, at?: Record<string, string>) => Promise<{ status: number }>;
type Records = Readonly<
  Record<'organizations' | 'recognitions' | 'reported-figures' | 'releases' | 'technology-managers', string>
>;

/** `sealNow` first: a document carries its proof. */
export async function askDocuments(ask: Ask, who: Person, record: Records, sealNow: () => Promise<unknown>): Promise<void> {
  // A report is of a whole year; of one of which little is known it is written in a moment.
  const { id: year } = await who.create('releases', { title: '全年', asOf: '2020-12-31' });
  await sealNow();
  await ask(who, 'get', '/releases/{id}/tables.xlsx', { id: year });
  await ask(who, 'get', '/recognitions/{id}/certificate.pdf', { id: record.recognitions });
  await ask(who, 'get', '/organizations/{id}/extract.pdf', { id: record.organizations });
  await ask(who, 'get', '/technology-managers/{id}/standing.pdf', { id: record['technology-managers'] });
  await ask(who, 'get', '/reported-figures/{id}/slip.pdf', { id: record['reported-figures'] });
  for (const format of ['pdf', 'docx']) {
    await ask(who, 'get', `/releases/{id}/bulletin.${format}`, { id: record.releases });
    await ask(who, 'get', `/releases/{id}/flash.${format}`, { id: record.releases });
    await ask(who, 'get', `/releases/{id}/brief.${format}`, { id: record.releases, every: 'month' });
    await ask(who, 'get', `/releases/{id}/report.${format}`, { id: year });
    const plans = await who.get<{ items: { code: string }[] }>('/plans');
    for (const { code } of plans.items) await ask(who, 'get', `/plans/{code}/report.${format}`, { code });
  }
}
