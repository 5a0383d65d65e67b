// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/tables.ts';
import type { Frozen } from '../release.ts';

type Json<T> = ColumnType<T, T | undefined, T>;
type Source = { verified: boolean; address: string | null; confidence: 'high' | 'medium' | 'low' | null; note: { zh: string; en: string } | null };
export type ReportedFigures = RecordColumns<'reported' | 'voided'> & {
  series: string;
  region: string;
  scope: string | null;
  period: string | null;
  value: string;
  approximate: boolean;
  basis: Json<{ zh: string; en: string } | null>;
  source: Json<Source | null>;
  stated_on: string | null;
};
export type Releases = RecordColumns<'published'> & {
  /** Given by the kernel. */
  number: ColumnType<string | null, undefined, never>;
  title: string;
  as_of: string;
  known_at: Date;
  pack_digest: string;
  pack_version: string;
  figures: Json<Frozen[]>;
};
export type StatisticsTables = { reported_figures: ReportedFigures; releases: Releases };
