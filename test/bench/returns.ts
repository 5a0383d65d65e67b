// `bench returns`: seven hundred respondents hand in within a minute, a hundred of them at the same moment; yearly figures by district for any day as known at any instant, each added up from its returns.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, endOfMonth } from '../../src/platform/shared/dates.ts';
import { sum } from '../../src/platform/shared/money.ts';
import { tell, type Visit, visit } from './load-users.ts';
import { admitted, type OwnHouse, type User, withOwner } from './own-house.ts';
import { quantile, shown, spreadOf, table } from './report.ts';

type Print = (line: string) => void;
type Person = User & { agent: Agent };
type Of = { url: string; visits: Visit[] };
const form = 'institution-month';
/** Within how many seconds all but the last hand in, and how many do at one moment. */
const [lasting, together] = [60, 100];
const questions = 200;

const withAgent = (one: User): Person => ({ ...one, agent: new Agent({ keepAlive: true, maxSockets: 2 }) });

async function askedFigures(print: Print, house: OwnHouse): Promise<void> {
  const of: Of = { url: house.url, visits: [] };
  const [officer] = (await admitted(house, 1, () => 'bureauOfficer', 'true', 'bench-figures')).map(withAgent);
  if (!officer) throw new Error('nobody signed in');
  const times: number[] = [];
  for (let n = 0; n < questions; n++) {
    // Another day and another instant each time: nothing of it is in a memo.
    const asOf = endOfMonth(addDays(`${new Date().getUTCFullYear() - 2}-01-15`, Math.floor(Math.random() * 1000)));
    const knownAt = new Date(Date.now() - Math.random() * 9e10 - 1000).toISOString();
    const begun = performance.now();
    await visit(of, officer, 'a year by district, as of, as known', [
      { path: `/indicators?code=institution-revenue&by=region&asOf=${asOf}&knownAt=${knownAt}` },
    ]);
    times.push(performance.now() - begun);
  }
  const { p50, p95, most } = spreadOf(times);
  print(
    `Yearly revenue by district, ${questions} questions of a bureau officer one after the other, each another day and instant: median ${shown(p50)} ms, p95 ${shown(p95)} ms, longest ${shown(most)} ms (below 100 ms is wanted).`,
  );
  print(await addedUp(of, officer));
  print('');
  officer.agent.destroy();
}

/** A figure is the sum of the entries behind it, page by page. */
async function addedUp(of: Of, officer: Person): Promise<string> {
  const asOf = `${new Date().getUTCFullYear() - 1}-06-30`;
  const path = `/indicators/institution-revenue/entries?asOf=${asOf}&limit=200`;
  const amounts: string[] = [];
  let [whole, after, pages]: [string, string | null, number] = ['', null, 0];
  do {
    const [text = '{}'] = await visit(of, officer, 'entries behind it', [
      { path: after === null ? path : `${path}&after=${after}` },
    ]);
    const page = JSON.parse(text) as { items: { amount: string }[]; sum: string; next: string | null };
    amounts.push(...page.items.map(({ amount }) => amount));
    [whole, after, pages] = [page.sum, page.next, pages + 1];
  } while (after !== null);
  const added = sum(amounts);
  return `The figure of ${asOf} opens to ${amounts.length.toLocaleString('en')} entries on ${pages} pages, which come to ${added}: ${Number(added) === Number(whole) ? 'the figure' : `not the figure, ${whole}`}.`;
}

/** Opens what was accepted last again, so that all have something to hand in. */
const reopened = (house: OwnHouse): Promise<Map<string, string>> =>
  withOwner(house, async (client) => {
    const { rows } = await client.query<{ id: string; organization: string }>(
      `update statistical_returns set state = 'open', accepted_on = null, submitted_on = null where form = $1 and answers is not null
       and period_to = (select max(period_to) from statistical_returns where form = $1) and state in ('submitted', 'districtAccepted', 'accepted')
       returning id, organization`,
      [form],
    );
    return new Map(rows.map(({ id, organization }) => [organization, id]));
  });

type Sheet = { given: object; verdict: { findings: { key: string }[] } };
async function prepares(of: Of, person: Person, id: string): Promise<number | null> {
  const [text = '{}'] = await visit(of, person, 'the sheet', [{ path: `/returns/${id}/sheet` }]);
  const { given, verdict } = JSON.parse(text) as Sheet;
  const explanations = Object.fromEntries(verdict.findings.map(({ key }) => [key, '业务季节性波动，已与财务核对']));
  const [saved = '{}'] = await visit(of, person, 'a draft is saved', [
    { method: 'PUT', path: `/returns/${id}/draft`, body: { ...given, explanations, revision: 0 } },
  ]);
  return (JSON.parse(saved) as { revision?: number }).revision ?? null;
}
const handsIn = (of: Of, person: Person, id: string, draft: number | null, called: string) =>
  visit(of, person, called, [{ method: 'POST', path: `/returns/${id}/submit`, body: { draft } }]);

async function handingIn(print: Print, house: OwnHouse, count: number): Promise<void> {
  const of: Of = { url: house.url, visits: [] };
  const open = await reopened(house);
  const ids = [...open.keys()].slice(0, count);
  const among = `id = any('{${ids.join(',')}}')`;
  const people = (await admitted(house, ids.length, () => 'member', among, 'bench-respondent')).map(withAgent);
  const [many, last] = [people.slice(together), people.slice(0, together)];
  await Promise.all(
    many.map(async (one, at) => {
      await sleep((at * lasting * 1000) / many.length);
      const id = open.get(one.organization) ?? '';
      await handsIn(of, one, id, await prepares(of, one, id), 'handed in');
    }),
  );
  const ready: (number | null)[] = [];
  for (const one of last) ready.push(await prepares(of, one, open.get(one.organization) ?? ''));
  await Promise.all(
    last.map((one, at) => handsIn(of, one, open.get(one.organization) ?? '', ready[at] ?? null, 'handed in, a hundred at once')),
  );
  for (const { agent } of people) agent.destroy();
  print(
    `${many.length} respondents within ${lasting} s, then ${last.length} at the same moment, each with the sheet, a draft and handing in:`,
  );
  print('');
  tell(print, of.visits);
  const came = await withOwner(house, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from statistical_returns where id = any($1::uuid[]) and state = 'submitted'`,
      [people.map((one) => open.get(one.organization))],
    );
    return rows[0]?.count ?? 0;
  });
  const times = of.visits.filter(({ operation }) => operation.startsWith('handed in')).map(({ ms }) => ms);
  table(
    print,
    ['returns', 'figure'],
    [
      ['begun', people.length],
      ['handed in', came],
      [
        'p95 of handing in, ms (below 500 is wanted)',
        shown(
          quantile(
            times.toSorted((a, b) => a - b),
            0.95,
          ),
        ),
      ],
    ],
  );
}

/** Prints what figures and handing in take. */
export async function benchReturns(print: Print, house: OwnHouse, respondents: number): Promise<void> {
  await askedFigures(print, house);
  await handingIn(print, house, respondents);
}
