// What is no record of a lifecycle, but somebody's, for the matrix of operations: imports, sessions, searches, comments, notices, accounts.
import type { TestHouse } from './harness/house.ts';
import { type Around, idOf, type Made, officers, type Sees } from './matrix-around.ts';
import { signUpMade } from './permissions-sign-up.ts';

/** Nobody else learns that it is there. */
export function beside({ house, places: { region, other }, zhou, lin, wang }: Around): Made {
  const nobody: Sees = { all: [], own: [] };
  const signUp = (mine: boolean) => signUpMade(() => ({ house, region: mine ? region : other, zhou })).signUp();
  const importInto = (path: string, content: string): Made => ({
    [path]: {
      path: `/${path}/imports`,
      sees: { all: ['bureauOfficer'], own: ['districtOfficer'] },
      make: async (mine) => (await (mine ? lin : wang).upload<{ id: string }>(`/${path}/imports`, { name: 'a.csv', content })).id,
    },
  });
  const orderOf = (mine: boolean) => ({
    plan: house.house.parts.plans[0]!.code,
    task: 3,
    region: mine ? region : other,
    title: '测试',
    asked: '测试',
    dueOn: '2030-01-01',
  });
  const order = (mine: boolean) => idOf(zhou.create('follow-up-orders', orderOf(mine)));
  return {
    ...importInto('organizations', 'name,creditCode\n导入一号,\n'),
    ...importInto('recognitions', 'title,kind\n导入一号,incubator\n'),
    ...importInto('above-scale-listings', 'name,region,listedOn\nx,,1\n'),
    ...importInto('yearly-revenues', 'name,year,revenue\nx,1,1\n'),
    officialReading: {
      path: '/contracts/official/readings',
      sees: { all: ['bureauOfficer'], own: [] },
      make: async (mine) => {
        const registrar = await house.as({ account: `reads-${mine}`, roles: ['registrar'] });
        const file = { name: 'a.csv', content: '项目名称,登记日期\n甲,2025-01-01\n' };
        return (await registrar.upload<{ id: string }>('/contracts/official/readings', file)).id;
      },
    },
    contractImport: {
      path: '/contracts/imports',
      sees: { all: ['bureauOfficer'], own: [] },
      make: async (mine) => {
        const registrar = await house.as({ account: `imports-${mine}`, roles: ['registrar'] });
        const file = { name: 'a.csv', content: 'title,registeredOn\nx,1\n' };
        return (await registrar.upload<{ id: string }>('/contracts/imports', file)).id;
      },
    },
    signUp: {
      path: '/sign-ups',
      sees: { all: ['bureauOfficer', 'auditAdmin', 'securityAdmin'], own: ['districtOfficer'] },
      make: (mine) => idOf(signUp(mine)),
    },
    erasureRequest: {
      path: '/erasure-requests',
      sees: { all: ['securityAdmin', 'auditAdmin'], own: [] },
      make: async (mine) => {
        const one = await house.as({ account: `other-erased-${mine}`, roles: ['expert'] });
        return idOf(one.create('erasure-requests', {}));
      },
    },
    session: {
      path: '/account/sessions',
      sees: nobody,
      make: async (mine) => {
        const one = await house.as({ account: `other-session-${mine}`, roles: ['bureauOfficer'] });
        const { items } = await one.get<{ items: { id: string }[] }>('/account/sessions');
        return items[0]!.id;
      },
    },
    search: {
      path: '/saved-searches',
      sees: nobody,
      make: async (mine) => {
        const search = { name: `测试${mine}`, path: '/organizations', search: '' };
        const one = await house.as({ account: 'other-searcher', roles: ['bureauOfficer'] });
        return (await one.post<{ id: string }>('/saved-searches', search)).id;
      },
    },
    comment: {
      path: '/comments',
      sees: { all: ['bureauOfficer'], own: ['districtOfficer'] },
      make: async (mine) => {
        const said = { record: await order(mine), audience: 'officers', body: '测试' };
        const one = await house.as({ account: 'other-commenter', roles: ['bureauOfficer'] });
        return (await one.post<{ id: string }>('/comments', said)).id;
      },
    },
    notice: {
      path: '/notices',
      sees: nobody,
      make: async (mine) => {
        const writer = await house.as({ account: 'other-commenter', roles: ['bureauOfficer'] });
        const reader = await house.as({ account: 'other-reader', roles: ['bureauOfficer'] });
        const id = await accountOf(house, 'other-reader');
        await writer.post('/comments', { record: await order(mine), audience: 'officers', body: '请看', mentions: [id] });
        await house.house.tell();
        return (await reader.get<{ items: { id: string }[] }>('/notices')).items[0]!.id;
      },
    },
    follow: { path: '/follows', sees: officers, make: order },
    account: {
      path: '/accounts',
      sees: { all: ['systemAdmin', 'securityAdmin', 'auditAdmin'], own: [] },
      make: async (mine) => {
        await house.as({ account: `other-account-${mine}`, roles: ['expert'] });
        return accountOf(house, `other-account-${mine}`);
      },
    },
  };
}

const accountOf = async ({ database }: TestHouse, name: string): Promise<string> =>
  (await database.db.selectFrom('accounts').select('id').where('account', '=', name).executeTakeFirstOrThrow()).id;
