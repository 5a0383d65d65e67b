// Who reads records of listings: an organization's people its own, officers those in their charge. For pages and navigation.
export const listingReaders = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
export const officers = ['bureauOfficer', 'districtOfficer'] as const;
/** The two sides of a deal; officers read of it in the list alone. */
export const dealReaders = ['organizationAdmin', 'member'] as const;
/** Records of listings, also by a technology manager who takes care of them. */
export const careReaders = [...listingReaders, 'technologyManager'] as const;
/** What stands between a technology manager and the organizations that he works for. */
export const brokeringReaders = ['organizationAdmin', 'member', 'technologyManager'] as const;
export const shareReaders = [...brokeringReaders, 'bureauOfficer', 'auditAdmin'] as const;
/** Who reads lots on sale: their owners and the operator, officers in charge. */
export const auctionReaders = listingReaders;
