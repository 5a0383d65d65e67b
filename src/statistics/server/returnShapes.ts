// A return as it stands in its table, and what the platform fills of it. Types only.
import type { QueryExecutorProvider, Selectable } from 'kysely';
import type { Given } from '../../forms/answers.ts';
import type { CheckedForm } from '../../forms/server/index.ts';
import type { Fact } from '../fact.ts';
import type { StatisticalReturns } from './tables.ts';

export type ReturnRow = Selectable<StatisticalReturns>;
/** Facts of the platform that fill items of a form, by item. */
export type FillingOf = (
  form: CheckedForm,
  of: { organization: string; from: string; to: string },
  on: QueryExecutorProvider,
) => Promise<Filling>;
export type Filling = { items: Record<string, Fact>; tables: Record<string, Given['tables'][string]> };
