// Who has to do with contracts at all: the gate of their pages.
export const contractReaders = [
  'member',
  'organizationAdmin',
  'registrar',
  'bureauOfficer',
  'districtOfficer',
  'auditAdmin',
] as const;
