// Front door of organizations: the register, the duplicate check, names and seats for other modules.
export { creditCodeOf, creditCodesIn } from './creditCodes.ts';
export { openOrganizations, type OrganizationPack, type Organizations } from './service.ts';
export type { Hit, Names } from './duplicates.ts';
export type { OrganizationTables } from './tables.ts';
export { mountOrganizations, type Standing } from './mount.ts';
export { organizationImporter, organizationsCalled } from './importer.ts';
export { mountOrganizationDocuments } from './document.ts';
export { openPremises, type Premises, premisesStanding } from './premises.ts';
export { openSignUps, type SignUps } from './signUps.ts';
export { organizationOfPortal } from './portal.ts';
export { mountSignUps } from './signUpDoors.ts';
export type { PremisesTables, SignUpTables } from './tables.ts';
