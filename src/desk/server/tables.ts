// The tables that the desk writes, and the accounts that it reads.
import type { ColumnType, Generated } from 'kysely';
import type { AccountTables } from '../../platform/server/accounts.ts';
import type { Language } from '../../platform/shared/actor.ts';
import type { CalendarTables } from '../../records/server/index.ts';

export type DeskTables = Pick<AccountTables, 'accounts'> &
  CalendarTables & {
    calendar_feeds: {
      account: string;
      digest: Buffer;
      language: Language;
      created_at: Generated<Date>;
      read_at: Date | null;
    };
    saved_searches: {
      id: string;
      account: ColumnType<string, string, never>;
      office: ColumnType<string | null, string | null, never>;
      shared: boolean;
      name: string;
      path: ColumnType<string, string, never>;
      search: ColumnType<string, string, never>;
      tell: boolean;
      at: Generated<Date>;
      deleted_at: Date | null;
    };
  };
