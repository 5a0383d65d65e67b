// Seeds of the matrix of operations that the market and what stands near it make: premises, listings, venues, fairs, declined matches, deals.
import { visits } from './matrix-visits.ts';
import { auctions } from './matrix-auctions.ts';
import { type Around, business, idOf, type Made } from './matrix-around.ts';
import { brokering } from './matrix-brokering.ts';
import { synonyms } from './matrix-synonyms.ts';
import { events } from './matrix-events.ts';

/** Of each kind of the market, by the name of the kind. */
export const market = (around: Around): Made => ({
  ...premises(around),
  ...listings(around),
  ...venues(around),
  ...fairs(around),
  ...declinedMatch(around),
  ...deals(around),
  ...brokering(around),
  ...events(around),
  ...visits(around),
  ...auctions(around),
  ...synonyms(around),
});

const premises = ({ places: { region, other, organization, another }, zhou }: Around): Made => ({
  premises: {
    path: '/premises',
    sees: business,
    make: (mine) => {
      const place = { organization: mine ? organization : another, region: mine ? region : other, openedOn: '2025-01-01' };
      const run = { use: 'incubation', tenure: 'owned', area: '100' };
      return idOf(zhou.create('premises', { ...place, ...run, name: `场地${mine}`, address: `某路${mine}号` }));
    },
  },
});

const listings = ({ places: { organization, another }, zhou }: Around): Made => ({
  listing: {
    path: '/listings',
    sees: business,
    make: (mine) => {
      const said = { sort: 'service', title: `服务${mine}`, text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };
      return idOf(zhou.create('listings', { ...said, organization: mine ? organization : another }));
    },
  },
});

const venues = ({ places: { organization, another }, zhou }: Around): Made => ({
  venue: {
    path: '/venues',
    sees: business,
    make: (mine) => {
      const said = { kind: 'workstation', name: `工作站${mine}`, address: '某路一号' };
      return idOf(zhou.create('venues', { ...said, organization: mine ? organization : another }));
    },
  },
});

const fairSaid = { name: '矩阵展洽会', from: '2025-05-18', to: '2025-05-19', place: '会展中心', organizer: '科技局' };

const fairs = ({ places: { organization, another }, zhou }: Around): Made => ({
  fair: {
    path: '/fairs',
    sees: { all: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'], own: [] },
    make: () => idOf(zhou.create('fairs', fairSaid)),
  },
  fairProject: {
    path: '/fair-projects',
    sees: business,
    make: async (mine) => {
      const fair = await idOf(zhou.create('fairs', fairSaid));
      const said = { fair, title: `项目${mine}`, first: '甲方', second: '乙方', stage: 'signed' };
      return idOf(zhou.create('fair-projects', { ...said, firstOrganization: mine ? organization : another }));
    },
  },
});

const declinedMatch = ({ house, places: { organization, another }, zhou }: Around): Made => ({
  declinedMatch: {
    path: '/declined-matches',
    sees: business,
    make: async (mine) => {
      const owner = await house.as({
        account: `declines-${mine}`,
        roles: ['organizationAdmin'],
        organization: mine ? organization : another,
      });
      const said = { sort: 'service', title: `匹配${mine}`, text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };
      const listing = await idOf(owner.create('listings', said));
      const { id: candidate } = await zhou.create('organizations', { name: `匹配${mine}方有限公司` });
      return idOf(owner.create('declined-matches', { listing, kind: 'organization', candidate, why: 'other' }));
    },
  },
});

/** Interest of one's own organization, or of another, in a listing of a third. */
const deals = ({ house, places: { organization, another, other }, zhou }: Around): Made => ({
  deal: {
    path: '/deals',
    sees: { all: [], own: ['organizationAdmin', 'member'] },
    make: async (mine) => {
      const { id: third } = await zhou.create('organizations', { name: `供方${mine}有限公司`, region: other });
      const said = { sort: 'service', title: '供方的服务', text: '十个字以上的服务说明。', field: '01', cooperation: ['07'] };
      const as = (account: string, of: string) =>
        house.as({ account: `${account}-${mine}`, roles: ['member'], organization: of });
      const provider = await as('lists', third);
      const listing = await provider.create('listings', said);
      await zhou.act(await provider.act(listing, 'submit', { noSecret: true }), 'publish');
      const asker = await as('asks-deal', mine ? organization : another);
      return idOf(asker.create('deals', { listing: listing.id, message: '希望合作。' }));
    },
  },
});
