// What reports need of the city, and of the plan that stands above this module. Types only.
import type { Kysely } from 'kysely';
import type { Text } from '../../../platform/shared/words.ts';
import type { Indicators } from '../../../indicators/server/index.ts';
import type { Ledger, LedgerTables } from '../../../ledger/server/index.ts';
import type { Region } from '../../../organizations/region.ts';
import type { Breakdown } from '../../reportQuery.ts';
import type { ReportKind, ReportTemplate } from '../../reportTemplate.ts';

export type Verdict = 'met' | 'notMet' | 'unknown';
/** A target of the plan that holds on a day, with the verdict of its own module. */
export type ReportTarget = {
  code: string;
  indicator: string;
  name: Text;
  /** `at least`, `about`: as the plan says it. */
  comparator: string;
  value: string;
  /** Day of its figure: the release's, the target's own at the latest. */
  asOf: string;
  partOf: boolean;
  /** Days of the figures of each year, where each year counts by itself. */
  years: readonly string[];
  judge: (value: string | null, years: readonly (string | null)[]) => Verdict;
};
export type ReportPlan = { name: Text; targets: readonly ReportTarget[] };

export type ReportPorts = {
  city: Text;
  timeZone: string;
  root: string;
  regions: readonly Region[];
  indicators: Indicators;
  ledger: Ledger;
  db: Kysely<LedgerTables>;
  templates: ReadonlyMap<ReportKind, ReportTemplate>;
  /** The plan that holds on a day, as it was known at an instant. */
  plan: (asOf: string, knownAt: string) => Promise<ReportPlan | null>;
  /** What a kind, level or type is called; null: by its code. */
  partName: (by: Exclude<Breakdown, 'region'>, code: string, on: string) => Text | null;
};
