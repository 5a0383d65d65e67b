// Who is there where a technology is sold: seller, buyer and somebody else with their people, a registrar, the bureau. Of contracts' tests.
import type { TestHouse } from './house.ts';
import { freshCode } from './codes.ts';

type Who = 'seller' | 'buyer' | 'other';
/** `places` are reporting units of the invented city; `names` keep apart what tests of one house make. */
export async function openSale(
  house: TestHouse,
  names: Record<Who, string> = { seller: '云川青禾无人机有限公司', buyer: '云川农服集团有限公司', other: '云川他人有限公司' },
) {
  const bureau = await house.as('bureauOfficer');
  const places = { seller: 'YC-CH', buyer: 'YC-WY', other: 'YC-CH' };
  const made = async (who: Who) =>
    (await bureau.create('organizations', { name: names[who], region: places[who], creditCode: freshCode() })).id;
  const organizations = { seller: await made('seller'), buyer: await made('buyer'), other: await made('other') };
  return {
    bureau,
    organizations,
    today: String((await bureau.get('/health'))['today']),
    seller: await house.as({ account: 'shen', roles: ['organizationAdmin'], organization: organizations.seller }),
    buyer: await house.as({ account: 'mai', roles: ['member'], organization: organizations.buyer }),
    stranger: await house.as({ account: 'tuo', roles: ['member'], organization: organizations.other }),
    registrar: await house.as({ account: 'deng', roles: ['registrar'] }),
  };
}
