// Indicators by their names and codes, for the command palette.
import { listIndicators } from '../../indicators/indicator.ts';
import { call } from '../../platform/web/call.ts';
import { languageNow } from '../../platform/web/i18n.ts';
import type { Hit } from '../../platform/web/pages.ts';
import { queries } from '../../platform/web/query.ts';

const shown = 6;

export async function searchIndicators(words: string): Promise<Hit[]> {
  const { items } = await queries.fetchQuery({
    queryKey: ['indicators', 'now', languageNow()],
    queryFn: () => call(listIndicators),
    staleTime: 300_000,
  });
  const typed = words.toLowerCase();
  return items
    .filter((one) => one.name.toLowerCase().includes(typed) || one.code.includes(typed))
    .slice(0, shown)
    .map(({ code, name }) => ({ title: name, words: 'plans:chain.indicator', to: `/indicators/${code}` }));
}
