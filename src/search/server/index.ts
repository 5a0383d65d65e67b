// Front door of the search on the server.
export { mountSearch } from './mount.ts';
export { openSearch, type Search } from './service.ts';
export type { Source } from './ports.ts';
