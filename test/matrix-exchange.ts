// Seeds of the matrix of operations that the exchange makes: keys of programs and webhooks, an organization's own.
import { type Around, idOf, type Made, type Sees } from './matrix-around.ts';

const holders: Sees = { all: ['bureauOfficer'], own: ['organizationAdmin'] };

export const exchange = ({ house, places: { organization, another } }: Around): Made => {
  const administrator = (mine: boolean) =>
    house.as({ account: `holds-${mine}`, roles: ['organizationAdmin'], organization: mine ? organization : another });
  return {
    apiKey: {
      path: '/api-keys',
      sees: holders,
      make: async (mine) => {
        const said = { name: '矩阵系统', scopes: ['market'], expiresOn: house.house.kernel.dayOf(new Date()) };
        return idOf((await administrator(mine)).create('api-keys', said));
      },
    },
    webhook: {
      path: '/webhooks',
      sees: holders,
      make: async (mine) => {
        const said = { name: '矩阵系统', url: 'https://hooks.example.org/a', events: ['listing.published'] };
        return idOf((await administrator(mine)).create('webhooks', said));
      },
    },
  };
};
