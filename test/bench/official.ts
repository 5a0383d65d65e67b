// `bench import-contracts` and `bench reconcile`: a year of contracts as a spreadsheet into a house as it is started, and the official system's list of that year put beside it. Over HTTP, with the memory of the process.
import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { writeSheet, type Written } from '../../src/platform/server/documents/sheet.ts';
import type { ImportStatus } from '../../src/records/import.ts';
import type { ReadingWhole } from '../../src/contracts/officialRoutes.ts';
import { personAt, type Person } from '../harness/http.ts';
import { memoryOf } from './memory.ts';
import { type OwnHouse, signedIn, withOwner } from './own-house.ts';
import { table } from './report.ts';

type Print = (line: string) => void;
type Row = { number: string; title: string; seller: string; buyer: string; type: string; amount: string; on: string };
const types = ['技术开发', '技术转让', '技术许可', '技术咨询', '技术服务'];

const millisOfDay = 86_400_000;
/** Contracts of organizations of the register, spread over the days of this year: those before are closed. */
async function rowsFor(house: OwnHouse, count: number): Promise<Row[]> {
  const names = await withOwner(house, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select name from organizations where state = 'active' and region is not null order by id limit 2000`,
    );
    return rows.map((one) => one.name);
  });
  const today = Date.now();
  const year = new Date(today).getUTCFullYear();
  const days = Math.max(1, Math.floor((today - Date.UTC(year, 0, 1)) / millisOfDay));
  return Array.from({ length: count }, (_none, at) => ({
    number: `${year}320401${String(at + 1).padStart(6, '0')}`,
    title: `年度合同第${at + 1}号`,
    seller: names[at % names.length] ?? '',
    buyer: names[(at * 7 + 1) % names.length] ?? '',
    type: types[at % types.length] ?? '',
    amount: `${100_000 + ((at * 7919) % 9_000_000)}.${String(at % 100).padStart(2, '0')}`,
    on: new Date(Date.UTC(year, 0, 1) + (at % days) * millisOfDay).toISOString().slice(0, 10),
  }));
}

const columns = [
  ['number', '合同登记编号'],
  ['on', '登记日期'],
  ['title', '项目名称'],
  ['type', '合同类别'],
  ['seller', '卖方名称'],
  ['buyer', '买方名称'],
  ['signed', '合同签订日期'],
  ['amount', '合同成交总额'],
  ['technology', '技术交易额'],
  ['result', '登记状态'],
] as const;
const sheetOf = (rows: readonly Row[]): Promise<Buffer> =>
  buffer(
    writeSheet(
      'list',
      columns.map(([key, title]) => ({ key, title })),
      rows.map((row): Written => ({ ...row, signed: row.on, technology: row.amount, result: '已登记' })),
    ),
  );

/** The largest that the process was while work goes on, asked ten times a second. */
async function watched<T>(house: OwnHouse, work: () => Promise<T>): Promise<{ result: T; seconds: number; peak: number }> {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, memoryOf(house.child.pid ?? 0, house.dataDir)?.appResident ?? 0);
  };
  const timer = setInterval(look, 100);
  const begun = performance.now();
  try {
    const result = await work();
    look();
    return { result, seconds: (performance.now() - begun) / 1000, peak };
  } finally {
    clearInterval(timer);
  }
}

async function officer(house: OwnHouse): Promise<Person> {
  const users = await signedIn(house, 10);
  const user = users.find((one) => one.role === 'bureauOfficer');
  const person = personAt(house.url);
  const [name = '', value = ''] = (user?.cookie ?? '').split('=');
  person.cookies.set(name, value);
  return person;
}

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 200));
async function until(person: Person, id: string, state: ImportStatus['state']): Promise<ImportStatus> {
  for (;;) {
    const status = await person.get<ImportStatus>(`/contracts/imports/${id}`);
    if (status.state === state) return status;
    if (status.state === 'failed') throw new Error(status.problem ?? 'the import failed');
    await pause();
  }
}

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);

async function imported(print: Print, house: OwnHouse, person: Person, rows: readonly Row[]): Promise<void> {
  const content = await sheetOf(rows);
  const { peak: atRest } = await watched(house, async () => undefined);
  const judging = await watched(house, async () => {
    const { id } = await person.upload<{ id: string }>('/contracts/imports', { name: 'year.xlsx', content });
    return until(person, id, 'judged');
  });
  const { id, rows: counts, fingerprint } = judging.result;
  const writing = await watched(house, async () => {
    await person.post(`/contracts/imports/${id}/commit`, { fingerprint });
    return until(person, id, 'written');
  });
  table(
    print,
    ['import of contracts', 'rows', 'taken', 'refused', 'seconds', 'peak memory of the process, MiB'],
    [
      ['before', '', '', '', '', megabytes(atRest)],
      ['read and judged', rows.length, counts.create, counts.refuse, judging.seconds.toFixed(1), megabytes(judging.peak)],
      [
        'written',
        rows.length,
        writing.result.done,
        writing.result.rows.refuse,
        writing.seconds.toFixed(1),
        megabytes(writing.peak),
      ],
      [
        'both',
        rows.length,
        writing.result.done,
        writing.result.rows.refuse,
        (judging.seconds + writing.seconds).toFixed(1),
        megabytes(Math.max(judging.peak, writing.peak)),
      ],
    ],
  );
}

export async function benchImportContracts(print: Print, house: OwnHouse, count: number): Promise<void> {
  await imported(print, house, await officer(house), await rowsFor(house, count));
}

/** The list lacks one in fifty, has one in fifty more, and one in a hundred of another amount: all of it must be found. */
export async function benchReconcile(print: Print, house: OwnHouse, count: number): Promise<void> {
  const person = await officer(house);
  const rows = await rowsFor(house, count);
  await imported(print, house, person, rows);
  const list = rows.flatMap((row, at) =>
    at % 50 === 7 ? [] : [at % 100 === 3 ? { ...row, amount: `${row.amount}`.replace(/^\d/, '9') } : row],
  );
  const more = rows
    .filter((_row, at) => at % 50 === 9)
    .map((row) => ({ ...row, number: `${row.number.slice(0, 8)}99${row.number.slice(10)}`, title: `${row.title}（只在那边）` }));
  const changed = list.filter((row) => rows[Number(row.number.slice(10)) - 1]?.amount !== row.amount).length;
  const content = await sheetOf([...list, ...more]);
  const comparing = await watched(house, () =>
    person.upload<{ id: string }>('/contracts/official/readings', { name: 'list.xlsx', content }),
  );
  const { outcomes } = await person.get<ReadingWhole>(`/contracts/official/readings/${comparing.result.id}`);
  const found = (outcome: string): number => outcomes.find((one) => one.outcome === outcome)?.count ?? 0;
  const days = rows.map((row) => row.on).sort();
  const others = await withOwner(house, async (client) => {
    const { rows: counts } = await client.query<{ count: number }>(
      `select count(*)::int as count from contracts where registered_on between $1 and $2 and state in ('registered', 'cancelled')
        and title not like '年度合同第%'`,
      [days[0], days.at(-1)],
    );
    return counts[0]?.count ?? 0;
  });
  print(
    `Read, compared and kept ${list.length + more.length} rows in ${comparing.seconds.toFixed(1)} s; peak memory of the process ${megabytes(comparing.peak)} MiB.`,
  );
  print('');
  table(
    print,
    ['result', 'made so', 'found'],
    [
      ['equal', list.length - changed, found('equal')],
      ['different in amount', changed, found('differs')],
      ['there and not here', more.length, found('thereOnly')],
      ['here and not there', rows.length - list.length + others, found('hereOnly')],
    ],
  );
}
