// A question to an indicator, filled in and checked, and its answer: types only.
import type { Kysely } from 'kysely';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import type { Coverage, IndicatorDefinition } from '../indicator.ts';
import type { Hides, Reader, RegionTree } from './ports.ts';

export type Asking = {
  asOf: string;
  knownAt: Date;
  settled: boolean;
  /** Before which instant answers are settled, and the city's day of the question. */
  settledBefore: Date;
  today: string;
  /** Who is answered; null: the house itself, for what it works with and keeps. */
  reader: Reader | null;
  /** Which parts are not told, of a figure that is not open to the day (`ports.openTo`). */
  hiding: ((asOf: string) => Promise<Hides>) | null;
  /** Of a question about now: which entries there were, in short. Until there are others its answers are the same, too. */
  entries: { now: Date; are: string } | null;
  region: string;
  functionalAreas: 'in' | 'out';
  inside: readonly string[];
  by: 'region' | 'kind' | 'level' | 'type' | null;
};
export type Part = { key: string; value: string | null };
export type Answer = {
  value: string | null;
  source: 'register' | 'reported' | 'sum' | 'formula' | null;
  coverage: { from: string; to: string | null } | null;
  /** Last day that a reported value speaks of, on or before the day asked; null for what a register answers. */
  through: string | null;
  /** Whether a source gave the value as an estimate, or as more or about so much. */
  approximate: boolean;
  known: number;
  parts: Part[] | null;
  /** There is one, and it would tell of a single party. */
  withheld?: true;
};
export type Parts = {
  db: Kysely<LedgerTables>;
  ledger: Ledger;
  regions: RegionTree;
  coverages: readonly Coverage[];
  definitionOf: (code: string, on: string) => IndicatorDefinition;
};
