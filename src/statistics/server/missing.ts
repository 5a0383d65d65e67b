// What is asked of a series and not there: periods that have ended without a value at a place. Reads only.
import { type Kysely, sql } from 'kysely';
import { type ReportingRule, periodsEnded } from '../reporting.ts';
import type { StatisticsTables } from './tables.ts';

export type Missing = { rule: ReportingRule; region: string; period: string };

/** How many periods back a value is asked for: what nobody supplied for longer is a gap, and no task of the day. */
const back = { month: 3, year: 1 } as const;

/** `regionsOf` says at which places a rule asks. */
export async function missingOf(
  db: Kysely<StatisticsTables>,
  of: { rules: readonly ReportingRule[]; today: string; regionsOf: (rule: ReportingRule) => readonly string[] },
): Promise<Missing[]> {
  const asked = of.rules.flatMap((rule) =>
    periodsEnded(rule.every, of.today, back[rule.every]).flatMap((period) =>
      of.regionsOf(rule).map((region) => ({ rule, region, period })),
    ),
  );
  if (asked.length === 0) return [];
  const series = [...new Set(asked.map((one) => one.rule.series))];
  const periods = [...new Set(asked.map((one) => one.period))];
  const { rows } = await sql<{ series: string; region: string; period: string }>`
    select series, region, period from reported_figures
    where series = any(${series}::text[]) and period = any(${periods}::text[]) and scope is null and state <> 'voided'`.execute(
    db,
  );
  const held = new Set(rows.map((row) => `${row.series} ${row.region} ${row.period}`));
  return asked.filter(({ rule, region, period }) => !held.has(`${rule.series} ${region} ${period}`));
}
