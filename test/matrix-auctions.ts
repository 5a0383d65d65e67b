// Seeds of the matrix of operations of auctions: a lot of one's own organization or of another, and who applied to bid in one.
import { operatorCode } from './harness/bidding.ts';
import type { Acted, Person } from './harness/http.ts';
import type { Around, Made } from './matrix-around.ts';

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

export const auctions = ({ house, places: { organization, another, other }, zhou }: Around): Made => {
  const as = (account: string, of: string) => house.as({ account, roles: ['organizationAdmin'], organization: of });
  const lotOf = async (owner: Person, more: object): Promise<Acted> => {
    const said = { sort: 'patent', title: '矩阵专利', text: '十个字以上的专利说明。', field: '01', cooperation: ['01'] };
    const listing = await owner.act(await owner.create('listings', said), 'submit', { noSecret: true });
    await zhou.act(listing, 'publish');
    return owner.create('auctions', { listing: listing.id, ...more });
  };
  let operator: Promise<Person> | null = null;
  const operating = () =>
    (operator ??= zhou
      .create('organizations', { name: '矩阵拍卖有限公司', region: other, creditCode: operatorCode })
      .then(({ id }) => as('auctioneer', id)));
  return {
    auction: {
      path: '/auctions',
      sees: { all: ['bureauOfficer'], own: ['districtOfficer', 'organizationAdmin', 'member'] },
      make: async (mine) => (await lotOf(await as(`sells-${mine}`, mine ? organization : another), {})).id,
    },
    auctionBidder: {
      path: '/auction-bidders',
      sees: { all: [], own: ['organizationAdmin', 'member'] },
      make: async (mine) => {
        const auctioneer = await operating();
        const { id: third } = await zhou.create('organizations', { name: `矩阵供方${mine}有限公司`, region: other });
        const terms = { startPrice: '1', step: '1', opensAt: later(-1), closesAt: later(600), extendMinutes: 1 };
        const lot = await lotOf(await as(`offers-${mine}`, third), { way: 'auction', ...terms });
        await auctioneer.act(await auctioneer.get<Acted>(`/auctions/${lot.id}`), 'announce');
        const bidder = await as(`bids-${mine}`, mine ? organization : another);
        return (await bidder.create('auction-bidders', { auction: lot.id })).id;
      },
    },
  };
};
