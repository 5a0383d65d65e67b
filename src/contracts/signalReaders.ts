// Who is told of signals at all; never the parties of a contract, who would learn what to avoid. Alone, so that the navigation loads no forms.
export const signalReaders = ['registrar', 'bureauOfficer', 'auditAdmin'] as const;
/** An organization's people read how their own hangs together with others: no signal is told by it. */
export const relationReaders = [...signalReaders, 'organizationAdmin', 'member'] as const;
