// Front door of people: the register of technology managers, and the measure that it posts.
export { technologyManagers } from '../contributes.ts';
export { managerCandidates } from './candidates.ts';
export { findManagers, isOwnPhone, managerOf, managersNamed, type NamedManager } from './naming.ts';
export { openTechnologyManagers, type People } from './service.ts';
export { managersStanding, standsFor } from './standing-for.ts';
export type { PeopleTables } from './tables.ts';
export { mountPeopleDocuments } from './document.ts';
