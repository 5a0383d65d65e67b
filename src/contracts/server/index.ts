// Front door of contracts: the records, and the measures that they post.
export { contractCount, technologyTurnover, turnover } from '../contributes.ts';
export { mountContracts } from './mount.ts';
export { type Contracts, openContracts } from './service.ts';
export type { ContractTables } from './tables.ts';
// Front door of contracts.
export { mountBenefits } from './mountBenefits.ts';
