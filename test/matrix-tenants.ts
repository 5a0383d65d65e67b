// A tenancy of one's own organization and one of another's for the matrix of operations, each asked of a year; and an import of such a list.
import { type Around, idOf, type Made } from './matrix-around.ts';

/** The year that the matrix asks of. */
const year = 2026;

export const tenants = ({ house, places: { organization, another } }: Around): Made => {
  const incubatorOf = (mine: boolean) =>
    house.as({ account: `incubator-${mine}`, roles: ['organizationAdmin'], organization: mine ? organization : another });
  return {
    tenancy: {
      path: '/tenancies',
      sees: { all: ['bureauOfficer'], own: ['districtOfficer', 'organizationAdmin', 'member'] },
      make: async (mine) => {
        const tenancy = await idOf(
          (await incubatorOf(mine)).create('tenancies', { name: `在孵${mine}`, joinedOn: '2025-01-01' }),
        );
        const asked = { tenancy, incubator: mine ? organization : another, year, until: '2999-12-31', asked_at: new Date() };
        const by = { asked_by: tenancy, language: 'en' as const, revision: 0, mail_tries: 0 };
        await house.tables.db
          .insertInto('tenant_asks')
          .values({ id: tenancy, ...asked, ...by })
          .execute();
        return tenancy;
      },
    },
    tenancyImport: {
      path: '/tenancies/imports',
      sees: { all: [], own: [] },
      make: async (mine) => {
        const file = { name: 'a.csv', content: 'name,joinedOn\nx,1\n' };
        return (await (await incubatorOf(mine)).upload<{ id: string }>('/tenancies/imports', file)).id;
      },
    },
  };
};
