// How people come to act for organizations: what the platform's members, invitations and portal are told of the register. Part of the composition root.
import type { AccountTables } from './platform/server/accounts.ts';
import { withinAs } from './platform/server/database.ts';
import type { Joining } from './platform/server/identity.ts';
import { organizationOfPortal, type OrganizationTables } from './organizations/server/index.ts';
import { transact } from './records/server/index.ts';
import type { Modules, Opening } from './app-modules.ts';

export const joiningOf = ({ kernel, organizations }: Modules, { pack, sending, oidc = null }: Opening): Joining => ({
  organizations: {
    oneWith: organizations.oneWith,
    name: async (id) => (await organizations.names([id])).get(id) ?? null,
  },
  mailer: sending?.mailer ?? null,
  publicUrl: sending?.publicUrl ?? null,
  city: pack.city.name,
  oidc,
  portal: {
    enter: (says, work) =>
      transact(kernel.db, async (tx) =>
        work(withinAs<AccountTables>(tx), await organizationOfPortal(organizations, withinAs<OrganizationTables>(tx), says)),
      ),
  },
});
