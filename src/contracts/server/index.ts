// Front door of contracts: the records, the measures that they post, and what a contract may be used for.
export { contractCount, technologyTurnover, turnover } from '../contributes.ts';
export { mountContracts } from './mount.ts';
export { type Contracts, openContracts } from './service.ts';
export type { ContractTables } from './tables.ts';
export { mountBenefits } from './mountBenefits.ts';
// Front door of contracts on the server.
export { mountCheck, openCheck } from './mountCheck.ts';
