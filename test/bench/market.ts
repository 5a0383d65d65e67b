// Measures the market of an example city that runs, over HTTP with sessions and rights: lists of matches, search, typing ahead, the hall, the service chain.
import { personAt, type Person } from '../harness/http.ts';
import { quantile, shown, spreadOf, table, timed } from './report.ts';

type Row = { id: string; title: string };
const password = 'Touyan-demo-1';
/** Demands that are asked for; past days of the chain, each drawn once. */
const [most, pastDays] = [300, ['2026-06-30', '2026-03-31', '2025-12-31']];

async function demands(who: Person): Promise<Row[]> {
  const all: Row[] = [];
  let after: string | null = null;
  do {
    const query: Record<string, string> = { side: 'demand', limit: '100', ...(after === null ? {} : { after }) };
    const page: { items: Row[]; next: string | null } = await who.get('/market/listings', query);
    all.push(...page.items);
    after = page.next;
  } while (after !== null && all.length < most);
  return all.slice(0, most);
}
/** Until the index of the search is built: what is asked before tells how far it is. */
async function built(who: Person): Promise<void> {
  while ((await who.get<{ building: object | null }>('/search', { q: '检测' })).building !== null)
    await new Promise((on) => setTimeout(on, 1000));
}

/** An act on a listing that the chain shows: its owner is asked whether it still holds. */
async function happen(who: Person, listing: string): Promise<void> {
  await who.act({ id: listing, kind: 'listing' }, 'askOwner');
}
async function afterEvents(bureau: Person, visitor: Person, listings: readonly Row[]): Promise<number[]> {
  const taken: number[] = [];
  for (const { id } of listings.slice(0, 20)) {
    await happen(bureau, id);
    taken.push(...(await timed(1, 0, () => visitor.get('/market/chain'))));
  }
  return taken;
}

export async function benchMarket(to: (line: string) => void, port: number): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  const [bureau, visitor] = [personAt(url), personAt(url)];
  await bureau.post('/session', { account: 'bureau', password });
  const asked = await demands(bureau);
  const words = asked.flatMap(({ title }) => [title.slice(0, 4), title.slice(0, 8), title]).slice(0, most);
  const each = (who: Person, path: string, queries: readonly string[]): Promise<number[]> =>
    timed(queries.length, 5, (run) => who.get(path, { q: queries[Math.max(0, run)] ?? '' }));
  const [first = { id: '' }] = asked;
  await bureau.get(`/listings/${first.id}/matches`);
  await built(bureau);
  const lists = await timed(asked.length, 5, (run) => bureau.get(`/listings/${(asked[Math.max(0, run)] ?? first).id}/matches`));
  const measured: [string, number[]][] = [
    ['lists of matches of a demand', lists],
    ['search, bureau', await each(bureau, '/search', words)],
    ['search, visitor', await each(visitor, '/search', words)],
    [
      'typing ahead',
      await each(
        visitor,
        '/search/suggestions',
        words.map((one) => one.slice(0, 3)),
      ),
    ],
    ['hall, newest', await timed(50, 3, () => visitor.get('/market/listings', { limit: '50', count: 'yes' }))],
    ['hall, by words', await each(visitor, '/market/listings', words.slice(0, 100))],
    ['chain, today', await timed(10, 1, () => visitor.get('/market/chain'))],
    ['chain, today, after something happened', await afterEvents(bureau, visitor, asked)],
  ];
  for (const asOf of pastDays)
    measured.push([`chain, ${asOf}, drawn`, await timed(1, 0, () => visitor.get('/market/chain', { asOf }))]);
  to(`${asked.length} demands asked, one after another, milliseconds.`);
  to('');
  const rows = measured.map(([name, values]) => {
    const { runs, p50, p95, most: longest } = spreadOf(values);
    return [name, String(runs), shown(p50), shown(p95), shown(longest)];
  });
  table(to, ['what', 'runs', 'median', 'p95', 'longest'], rows);
  to(
    `Lists of matches under 300 ms: ${shown(
      quantile(
        lists.toSorted((a, b) => a - b),
        0.95,
      ),
    )}.`,
  );
}
