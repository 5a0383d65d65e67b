// The tables that the desk writes: feeds, saved searches, notices with their deliveries, what each person wants, addresses, comments.
import type { ColumnType, Generated } from 'kysely';
import type { AccountTables } from '../../platform/server/accounts.ts';
import type { Language } from '../../platform/shared/actor.ts';
import type { CalendarTables } from '../../records/server/index.ts';
import type { Params } from '../../platform/shared/errors.ts';
import type { ToldRule, Topic } from '../../records/tells.ts';
import type { Channel, How } from '../notices.ts';

type OwnTables = Pick<AccountTables, 'accounts'> &
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
      account: string;
      office: ColumnType<string | null, string | null, never>;
      shared: boolean;
      name: string;
      path: ColumnType<string, string, never>;
      search: ColumnType<string, string, never>;
      tell: boolean;
      looked_to: string | null;
      at: Generated<Date>;
      deleted_at: Date | null;
    };
  };

/** `jsonb` that is written as its text. */
type JsonText<T> = ColumnType<T, string, string>;
type Added<T> = ColumnType<T, T, never>;
type Sending = 'mail' | 'sms';

export type NoticeTables = {
  tellings: {
    id: string;
    cause: string;
    kind: string;
    record: string;
    actor: string | null;
    region: string | null;
    organizations: JsonText<string[]>;
    accounts: JsonText<string[]>;
    rules: JsonText<ToldRule[]>;
    at: Date;
    tries: Generated<number>;
    next_at: Date;
    told_at: Date | null;
  };
  notices: {
    id: string;
    account: string;
    cause: string;
    kind: string;
    record: string;
    topic: Topic;
    words: string;
    params: JsonText<Record<Language, Params>>;
    at: Date;
    shown_at: Date | null;
    read_at: Date | null;
  };
  messages: {
    id: string;
    account: string;
    channel: Sending;
    made_at: Date;
    tries: Generated<number>;
    next_at: Date;
    taken_until: Date | null;
    outcome: 'sent' | 'refused' | 'given-up' | 'no-address' | null;
    ended_at: Date | null;
    said: string | null;
  };
  deliveries: {
    notice: string;
    channel: Sending;
    account: string;
    how: Exclude<How, 'never'>;
    due_at: Date;
    message: string | null;
    left_out: 'read' | 'sent' | null;
  };
  notice_choices: { account: string; topic: string; channel: Channel; how: How };
  notice_times: {
    account: string;
    digest_hour: number;
    weekly_day: number;
    quiet_from: number | null;
    quiet_to: number | null;
    working_days_only: boolean;
  };
  follows: { account: string; record: string; kind: string; since: Date };
  account_contacts: { account: string; channel: Sending; address: string; verified_at: Date; failed_at: Date | null };
  contact_codes: {
    account: string;
    channel: Sending;
    address: string;
    digest: Buffer;
    sent_at: Date;
    expires_at: Date;
    tries: Generated<number>;
  };
  contact_codes_sent: { account: string; at: Date };
};

export type CommentTables = {
  comments: {
    id: string;
    kind: string;
    record: string;
    account: string;
    role: string;
    organization: string | null;
    body: string | null;
    mentions: JsonText<string[]>;
    at: Date;
    edited_at: Date | null;
    withdrawn_at: Date | null;
    key: string | null;
  };
  comment_log: {
    id: Added<string>;
    comment: Added<string>;
    account: Added<string>;
    what: Added<'written' | 'edited' | 'withdrawn' | 'erased'>;
    at: Added<Date>;
  };
};
export type DeskTables = OwnTables & NoticeTables & CommentTables;
