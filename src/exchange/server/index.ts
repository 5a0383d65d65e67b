// Front door of the exchange on the server: keys of programs, and webhooks.
export { type ApiKeys, openApiKeys } from './keys.ts';
export type { Reach } from './address.ts';
export type { WebhookPorts } from './deliver.ts';
export { openWebhooks, type Webhooks } from './webhooks.ts';
export type { ExchangeTables } from './tables.ts';
