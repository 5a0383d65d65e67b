// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { Source } from '../../organizations/organization.ts';
import type { StageCode } from '../kind.ts';
import type { Statement } from '../recognition.ts';

type Json<T> = ColumnType<T, T | undefined, T>;
export type Recognitions = RecordColumns<StageCode> & {
  organization: string | null;
  title: string;
  title_key: string;
  kind: string;
  level: string | null;
  region: string | null;
  issuer: string | null;
  document_number: string | null;
  recognised_on: string | null;
  removed_on: string | null;
  source: Json<Source | null>;
  statements: Json<Statement[]>;
};
export type RecognitionTables = { recognitions: Recognitions };
