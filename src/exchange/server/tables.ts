// Tables of the exchange. Types only.
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { life as keyLife, Scope } from '../apiKey.ts';

export type ApiKeys = RecordColumns<StateOf<typeof keyLife>> & {
  organization: string | null;
  name: string;
  scopes: Scope[];
  expires_on: string;
  per_minute: number;
  hint: string | null;
  reason: string | null;
};
export type ApiKeyTokens = { key: string; digest: Buffer; used_on: string | null };

export type ExchangeTables = { api_keys: ApiKeys; api_key_tokens: ApiKeyTokens };
