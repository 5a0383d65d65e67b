// Front door of contracts: the records, the measures that they post, the self-check, what a contract may be used for.
export { contractCount, technicalIncome, technologyTurnover, turnover } from '../contributes.ts';
export { mountContracts } from './mount.ts';
export { type Contracts, openContracts } from './service.ts';
export { openRegistries, type Registries } from './registries.ts';
export { drawDue } from './spot-draws.ts';
export type { ContractTables } from './tables.ts';
export { mountBenefits } from './mountBenefits.ts';
export { mountCheck, openCheck } from './mountCheck.ts';
export { mountContractPapers } from './papers.ts';
