// Seeds of the matrix of operations that technology managers at work make: listings taken on, proposals to their owners.
import { type Around, idOf, type Made } from './matrix-around.ts';

const own = { all: [], own: ['organizationAdmin', 'member'] } as const;
const demand = {
  sort: 'problem',
  title: '经理人受托的需求',
  text: '不少于十个字的技术需求说明。',
  field: '01',
  cooperation: ['03'],
  demandType: '00',
};
const supply = {
  sort: 'service',
  title: '经理人推荐的服务',
  text: '不少于十个字的技术服务说明。',
  field: '01',
  cooperation: ['07'],
};

export const brokering = (around: Around): Made => {
  const { house, places, zhou } = around;
  const { organization, another } = places;
  let count = 0;
  /** A manager of the register who has taken on a listing of an organization. */
  const standing = async (of: string) => {
    const at = ++count;
    const owner = await house.as({ account: `entrusts-${at}`, roles: ['member'], organization: of });
    const manager = await house.as({ account: `manages-${at}`, roles: ['technologyManager'] });
    const said = { name: `经理${at}`, account: `manages-${at}`, certificateLevel: 'junior', issuedOn: '2024-01-01' };
    const { id } = await zhou.create('technology-managers', said);
    const listing = await owner.create('listings', demand);
    await zhou.act(await owner.act(listing, 'submit', { noSecret: true }), 'publish');
    const engagement = await owner.create('engagements', { listing: listing.id, manager: id });
    return { owner, manager, person: id, listing, engagement: await manager.act(engagement, 'accept') };
  };
  const offered = async () => {
    const { id } = await zhou.create('organizations', { name: `推荐方${++count}有限公司`, region: places.other });
    const provider = await house.as({ account: `provides-${count}`, roles: ['member'], organization: id });
    const made = await provider.create('listings', supply);
    await zhou.act(await provider.act(made, 'submit', { noSecret: true }), 'publish');
    return { provider, listing: made };
  };
  const whose = (mine: boolean) => (mine ? organization : another);
  return {
    engagement: {
      path: '/engagements',
      sees: own,
      make: async (mine) => (await standing(whose(mine))).engagement.id,
    },
    carriedDeal: {
      path: '/carried-deals',
      sees: own,
      make: async (mine) => {
        const { owner, person } = await standing(whose(mine));
        const { provider, listing } = await offered();
        const deal = await owner.create('deals', { listing: listing.id, message: '希望合作。' });
        await provider.act(deal, 'admit');
        return idOf(owner.create('carried-deals', { deal: deal.id, manager: person, sees: 'talks' }));
      },
    },
    dealShare: {
      path: '/deal-shares',
      sees: { all: ['bureauOfficer', 'auditAdmin'], own: own.own },
      make: async (mine) => {
        const { manager, person } = await standing(whose(mine));
        const { id: taker } = await zhou.create('organizations', { name: `需求方${++count}有限公司`, region: places.other });
        const said = { title: '别处的成交', amount: '1', concludedOn: '2026-01-01', evidence: '合同登记编号' };
        const shares = [{ manager: person, percent: '100' }];
        return idOf(manager.create('deal-shares', { ...said, provider: whose(mine), taker, shares }));
      },
    },
    proposal: {
      path: '/proposals',
      sees: own,
      make: async (mine) => {
        const { manager, listing } = await standing(whose(mine));
        const { listing: candidate } = await offered();
        const said = { listing: listing.id, candidate: candidate.id, argument: '成熟度和价格都合适。' };
        return idOf(manager.create('proposals', said));
      },
    },
  };
};
