// Who has to do with contracts at all: the gate of their pages.
export const contractReaders = [
  'member',
  'organizationAdmin',
  'registrar',
  'bureauOfficer',
  'districtOfficer',
  'auditAdmin',
] as const;
/** Who asks for a registration, and who is asked: members of organizations. */
export const requestReaders = ['member', 'organizationAdmin'] as const;
