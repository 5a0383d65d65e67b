// Front door of the exchange on the server: keys of programs.
export { type ApiKeys, openApiKeys } from './keys.ts';
export type { ExchangeTables } from './tables.ts';
