// Who sees shares, for the cockpit: the roles alone, so that the visitor's first page loads no more. They are those of allocation.ts.
export const officers = ['bureauOfficer', 'districtOfficer', 'auditAdmin'] as const;
