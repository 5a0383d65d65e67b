// Measures the checks of returns: errors caught and false alarms in invented cities, by sort and seed; what judging one large return and a year of them takes.
import { readFileSync } from 'node:fs';
import { readAnswers } from '../../src/forms/answers.ts';
import { form } from '../../src/forms/form.ts';
import { noPast } from '../../src/forms/past.ts';
import { openChecks } from '../../src/forms/server/checks.ts';
import { errorSorts } from '../../src/seed-returns-errors.ts';
import { shown, spreadOf, table } from './report.ts';
import { monthly, type Trial, tryReturns } from './statistics-trial.ts';

/** Thresholds were chosen by reasoning and looked at on these (and on 12, 15 to 18 and 102); the others were tried when they stood. */
const lookedAt = [1, 101, 11, 13, 14];
const fresh = [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32];
const wanted = { caught: 55, alarms: 0.05 };

type Print = (line: string) => void;

export function benchStatistics(print: Print, institutions: number): void {
  print(
    `${institutions} institutions, 36 months, 60 planted errors a city; who is told of an error puts it right before the next month.`,
  );
  print('A false alarm is a return without an error of its own of which anything is said.');
  print('');
  const tried = [...lookedAt, ...fresh].map((seed) => ({ seed, trial: tryReturns(seed, institutions) }));
  table(
    print,
    ['seed', 'returns', 'errors caught', 'false alarms', 'share'],
    tried.map(({ seed, trial }) => [
      `${seed}${lookedAt.includes(seed) ? ', looked at' : ''}`,
      trial.judged.length.toLocaleString('en'),
      `${trial.caught.length} of ${trial.errors.length}`,
      trial.alarmed.length.toLocaleString('en'),
      percent(trial.alarmed.length / cleanOf(trial)),
    ]),
  );
  const unseen = tried.filter(({ seed }) => !lookedAt.includes(seed)).map(({ trial }) => trial);
  print(verdict(unseen));
  print('');
  bySort(print, unseen);
  byCheck(print, unseen);
  times(print, tried[0]?.trial);
}

const cleanOf = ({ judged }: Trial): number => judged.filter(({ error }) => error === undefined).length;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const mean = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0) / numbers.length;

function verdict(trials: readonly Trial[]): string {
  const caught = trials.map((one) => one.caught.length);
  const alarms = trials.map((one) => one.alarmed.length / cleanOf(one));
  const reached = trials.filter((_, at) => (caught[at] ?? 0) >= wanted.caught && (alarms[at] ?? 1) < wanted.alarms).length;
  return `On the ${trials.length} seeds not looked at before: caught ${mean(caught).toFixed(1)} of 60 on average (${Math.min(...caught)} to ${Math.max(...caught)}), false alarms ${percent(mean(alarms))} (${percent(Math.min(...alarms))} to ${percent(Math.max(...alarms))}); at least ${wanted.caught} and below ${percent(wanted.alarms)} on ${reached} of ${trials.length}.`;
}

function bySort(print: Print, trials: readonly Trial[]): void {
  const rows = Object.keys(errorSorts).map((sort) => {
    const planted = trials.flatMap(({ errors }) => errors.filter((one) => one.sort === sort));
    const caught = trials.flatMap((one) => one.caught.filter((each) => each.sort === sort));
    return [sort, planted.length, caught.length, percent(caught.length / planted.length)];
  });
  table(print, ['sort of error, on those seeds', 'planted', 'caught', 'share'], rows);
}

function byCheck(print: Print, trials: readonly Trial[]): void {
  const said = new Map<string, number>();
  for (const { alarmed } of trials)
    for (const { findings } of alarmed)
      for (const check of new Set(findings.map((one) => one.check))) said.set(check, (said.get(check) ?? 0) + 1);
  const clean = trials.reduce((total, one) => total + cleanOf(one), 0);
  const rows = [...said]
    .toSorted(([, a], [, b]) => b - a)
    .map(([check, count]) => [check, count, `${((count / clean) * 100).toFixed(2)} %`]);
  table(print, ['false alarms by check', 'returns', 'share of clean ones'], rows);
}

const rounds = 15;
function times(print: Print, trial: Trial | undefined): void {
  const year = (trial?.judged ?? []).filter(({ one }) => one.year === 2025).slice(0, 8400);
  const withHistory = year.filter(({ past }) => (past.history ?? []).length >= 24).length;
  const large = largeReturn();
  const of = (what: string, work: () => unknown): (string | number)[] => {
    const [taken, worked]: [number[], number[]] = [[], []];
    for (let round = -2; round < rounds; round += 1) {
      const [begun, before] = [performance.now(), process.cpuUsage()];
      work();
      if (round < 0) continue;
      const { user, system } = process.cpuUsage(before);
      taken.push(performance.now() - begun);
      worked.push((user + system) / 1000);
    }
    const { p50, least, most } = spreadOf(taken);
    return [what, shown(p50), shown(least), shown(most), shown(spreadOf(worked).p50)];
  };
  table(
    print,
    [`milliseconds, ${rounds} rounds`, 'median', 'fastest', 'slowest', 'of the processor, median'],
    [
      of('all checks on a return with a table of 2,000 rows', large),
      of(
        `all checks on ${year.length.toLocaleString('en')} monthly returns, ${withHistory.toLocaleString('en')} of them with two years before`,
        () => year.map(({ answers, past }) => monthly.judge(answers, past)),
      ),
    ],
  );
}

/** An incubator of 2,000 tenants, with its last two years beside. */
function largeReturn(): () => unknown {
  const file = new URL('../../law/forms/incubator-year.json', import.meta.url);
  const [version] = form.parse(JSON.parse(readFileSync(file, 'utf8'))).versions;
  if (version === undefined) throw new Error('the form has no version');
  const checked = openChecks(version);
  const numbers = version.sections.flatMap(({ items }) => items.map(({ code }) => [code, '2000'] as const));
  const rowOf = (at: number) =>
    Object.fromEntries(
      (version.tables[0]?.columns ?? []).map((one) => [
        one.code,
        one.kind === 'number' ? String(at + 1) : one.kind === 'day' ? '2025-03-01' : `云川${at}`,
      ]),
    );
  const tables = { [version.tables[0]?.code ?? '']: Array.from({ length: 2000 }, (_, at) => rowOf(at)) };
  const { answers, faults } = readAnswers(version, { items: Object.fromEntries(numbers), tables });
  if (faults.length > 0) throw new Error(`the large return cannot be read: ${JSON.stringify(faults.slice(0, 3))}`);
  const past = { ...noPast, before: answers, lastYear: answers, place: { at: 1, of: 1 }, history: [answers, answers] };
  return () => checked.judge(answers, past);
}
