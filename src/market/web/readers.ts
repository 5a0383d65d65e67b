// Who reads records of listings: an organization's people its own, officers those in their charge. For pages and navigation.
export const listingReaders = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
