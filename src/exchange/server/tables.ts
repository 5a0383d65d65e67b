// Tables of the exchange. Types only.
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { life as keyLife, Scope } from '../apiKey.ts';
import type { Delivery, life as hookLife, subjects, WebhookEvent } from '../webhook.ts';

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

export type Webhooks = RecordColumns<StateOf<typeof hookLife>> & {
  organization: string | null;
  name: string;
  url: string;
  events: WebhookEvent[];
  about: (typeof subjects)[number];
  reason: string | null;
};
export type WebhookSecrets = { webhook: string; secret: Buffer };
export type WebhookOutbox = {
  id: string;
  type: WebhookEvent;
  kind: string;
  record: string;
  action: string;
  record_state: string;
  at: Date;
};
export type WebhookDeliveries = {
  id: string;
  webhook: string;
  message: string;
  type: string;
  body: string;
  standing: Delivery['state'];
  tries: number;
  made_at: Date;
  next_at: Date;
  ended_at: Date | null;
  said: string | null;
};

export type ExchangeTables = {
  api_keys: ApiKeys;
  api_key_tokens: ApiKeyTokens;
  webhooks: Webhooks;
  webhook_secrets: WebhookSecrets;
  webhook_outbox: WebhookOutbox;
  webhook_deliveries: WebhookDeliveries;
};
