// What the matrix of operations is tried on: of each kind a record of one's own organization or district, one of another's, and who sees them.
import { paperPdf } from './harness/papers.ts';
import { reckonedWithSignal, noteOf } from './signal-seeds.ts';
import { type Around, business, idOf, type Made, officers, type Sees } from './matrix-around.ts';
import { beside } from './matrix-beside.ts';
import { exchange } from './matrix-exchange.ts';
import { market } from './matrix-market.ts';
import { tenants } from './matrix-tenants.ts';

export type Seed = Sees & { path: string; mine: string; others: string };

const everybody: Sees = { all: 'everybody', own: [] };
const text = { zh: '测试', en: null };

/** `zhou` is of the bureau, `lin` of the one district, `wang` of the other. */
export async function seedMatrix(around: Around): Promise<Seed[]> {
  const made = {
    ...registers(around),
    ...relation(around),
    ...registry(around),
    ...returns(around),
    ...market(around),
    ...exchange(around),
    ...lists(around),
    ...requests(around),
    ...naming(around),
    ...signalNote(around),
    ...contractYear(around),
    ...atWork(around),
    ...tenants(around),
    ...beside(around),
  };
  const seeds: Seed[] = [];
  for (const { path, sees, make } of Object.values(made))
    seeds.push({ path, ...sees, mine: await make(true), others: await make(false) });
  return seeds;
}

function relation({ places: { region, other, organization, another }, zhou }: Around): Made {
  return {
    organizationRelation: {
      path: '/organization-relations',
      sees: { all: ['bureauOfficer', 'registrar', 'auditAdmin'], own: ['organizationAdmin', 'member'] },
      make: async (mine) => {
        const { id } = await zhou.create('organizations', { name: `关联${mine}方有限公司`, region: mine ? region : other });
        const said = { how: 'representative', evidence: '公示系统查询' };
        return idOf(zhou.create('organization-relations', { first: mine ? organization : another, second: id, ...said }));
      },
    },
  };
}

function registers({ house, places, zhou }: Around): Made {
  const { region, other, organization, another } = places;
  const at = (mine: boolean) => (mine ? region : other);
  const whose = (mine: boolean) => (mine ? organization : another);
  let count = 0;
  const title = (mine: boolean) =>
    idOf(
      zhou.create('recognitions', { title: `称号${++count}号`, kind: 'incubator', region: at(mine), organization: whose(mine) }),
    );
  const attached = async (mine: boolean) => {
    const upload = await zhou.upload<{ id: string }>('/files', { name: 'a.pdf', content: paperPdf(`${mine}`) });
    return idOf(zhou.create('attachments', { recordKind: 'recognition', record: await title(mine), upload: upload.id }));
  };
  const holder = { certificateLevel: 'junior', issuedOn: '2024-01-01' };
  const manager = async (mine: boolean) => {
    const made = await zhou.create('technology-managers', { ...holder, name: mine ? '甲一' : '乙一' });
    await zhou.act(made, 'affiliate', { organization: whose(mine), on: '2025-01-01' });
    return made.id;
  };
  const figure = (mine: boolean) => ({ series: house.house.parts.series[0]!, region: at(mine), period: '1951-01', value: '1' });
  const kept: Sees = { all: ['bureauOfficer', 'registrar', 'auditAdmin'], own: ['districtOfficer'] };
  return {
    organization: { path: '/organizations', sees: everybody, make: async (mine) => whose(mine) },
    recognition: { path: '/recognitions', sees: everybody, make: title },
    reportedFigure: {
      path: '/reported-figures',
      sees: everybody,
      make: (mine) => idOf(zhou.create('reported-figures', figure(mine))),
    },
    release: {
      path: '/releases',
      sees: everybody,
      make: (mine) => idOf(zhou.create('releases', { title: `公报${mine}`, asOf: '2025-12-31' })),
    },
    calendarYear: {
      path: '/calendar-years',
      sees: everybody,
      make: (mine) => idOf(zhou.create('calendar-years', calendarOf(mine ? 2031 : 2032))),
    },
    technologyManager: {
      path: '/technology-managers',
      sees: { all: ['bureauOfficer', 'securityAdmin'], own: ['districtOfficer', 'organizationAdmin'] },
      make: manager,
    },
    contract: {
      path: '/contracts',
      sees: { ...kept, own: business.own },
      make: async (mine) => {
        const seller = await house.as({ account: `seller-${mine}`, roles: ['organizationAdmin'], organization: whose(mine) });
        const said = { title: '矩阵合同', type: 'service', amount: '1', signedOn: '2025-01-01', text: '文本', noSecrets: true };
        return idOf(seller.act(await seller.create('contracts', said), 'submit'));
      },
    },
    attachment: { path: '/attachments', sees: { ...kept, own: business.own }, make: attached },
    archive: {
      path: '/archives',
      sees: kept,
      make: async (mine) => {
        const record = await title(mine);
        await house.sealNow();
        return idOf(zhou.create('archives', { recordKind: 'recognition', record }));
      },
    },
    aboveScaleListing: {
      path: '/above-scale-listings',
      sees: business,
      make: (mine) =>
        idOf(
          zhou.create('above-scale-listings', {
            name: `上规${mine}`,
            organization: whose(mine),
            region: at(mine),
            listedOn: '2025-01-01',
          }),
        ),
    },
    yearlyRevenue: {
      path: '/yearly-revenues',
      sees: business,
      make: (mine) => idOf(zhou.create('yearly-revenues', { organization: whose(mine), year: 2024, revenue: '1' })),
    },
  };
}

const returns = ({ places: { organization, another }, zhou }: Around): Made => ({
  statisticalReturn: {
    path: '/returns',
    sees: business,
    make: (mine) => {
      const asked = { form: 'institution-month', period: '2025-01' };
      return idOf(zhou.create('returns', { ...asked, organization: mine ? organization : another }));
    },
  },
});

/** In preparation: it is told to those who prepare it, and contracts go on as without registries. */
const registry = ({ places, zhou }: Around): Made => ({
  registry: {
    path: '/registries',
    sees: { all: ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'], own: [] },
    make: (mine) => {
      const territory = [mine ? places.region : places.other];
      return idOf(zhou.create('registries', { name: `登记处${mine}`, code: mine ? 'MA' : 'MB', territory }));
    },
  },
});

const lists = ({ house, places }: Around): Made => ({
  certifiedList: {
    path: '/certified-lists',
    sees: { all: ['auditAdmin'], own: ['organizationAdmin', 'member'] },
    make: async (mine) => {
      const who = {
        account: `holder-${mine}`,
        roles: ['organizationAdmin'],
        organization: mine ? places.organization : places.another,
      } as const;
      const [seller, registrar] = [await house.as(who), await house.as({ account: 'lister', roles: ['registrar'] })];
      const said = { title: '清单合同', type: 'service', amount: '1', signedOn: '2025-01-01' };
      const contract = await seller.act(await seller.create('contracts', said), 'submit');
      await registrar.act(await registrar.act(contract, 'accept'), 'register');
      return idOf(seller.create('certified-lists', { contracts: [contract.id], purpose: '矩阵' }));
    },
  },
});

/** Of one's own organization, and of two others. */
const requests = ({ house, places: { organization, another, other }, zhou }: Around): Made => ({
  registrationRequest: {
    path: '/registration-requests',
    sees: { all: [], own: ['organizationAdmin', 'member'] },
    make: async (mine) => {
      const seller = mine ? another : (await zhou.create('organizations', { name: '矩阵三号机构', region: other })).id;
      const buyer = await house.as({ account: `buyer-${mine}`, roles: ['member'], organization: mine ? organization : another });
      const said = { seller, title: '矩阵合同', use: 'other', neededOn: '2999-12-31' };
      return idOf(buyer.create('registration-requests', said));
    },
  },
});

/** Of a contract of one's own organization, which named somebody. */
const naming = ({ house, places, zhou }: Around): Made => ({
  managerNaming: {
    path: '/manager-namings',
    sees: { all: ['bureauOfficer', 'auditAdmin'], own: ['organizationAdmin', 'member'] },
    make: async (mine) => {
      const organization = mine ? places.organization : places.another;
      const seller = await house.as({ account: `names-${mine}`, roles: ['organizationAdmin'], organization });
      const said = { title: '列名合同', type: 'service', amount: '1', signedOn: '2025-01-01' };
      const contract = await seller.act(await seller.create('contracts', said), 'submit');
      const holder = { name: mine ? '甲二' : '乙二', certificateLevel: 'junior', issuedOn: '2024-01-01' };
      const manager = await zhou.create('technology-managers', holder);
      return idOf(seller.create('manager-namings', { contract: contract.id, manager: manager.id }));
    },
  },
});

/** Of a contract that it says of whom it belongs to; its parties never see it. */
const signalNote = ({ house, places }: Around): Made => ({
  signalNote: {
    path: '/signal-notes',
    sees: { all: ['bureauOfficer', 'registrar', 'auditAdmin'], own: [] },
    make: async (mine) => {
      const organization = mine ? places.organization : places.another;
      const seller = await house.as({ account: `signal-${mine}`, roles: ['organizationAdmin'], organization });
      const registrar = await house.as({ account: `notes-${mine}`, roles: ['registrar'] });
      return idOf(registrar.create('signal-notes', noteOf(await reckonedWithSignal(house, seller))));
    },
  },
});

const contractYear = ({ zhou }: Around): Made => ({
  contractYear: {
    path: '/contract-years',
    sees: { all: ['bureauOfficer', 'districtOfficer', 'registrar', 'auditAdmin'], own: [] },
    make: (mine) => idOf(zhou.create('contract-years', { year: mine ? 2001 : 2002 })),
  },
});

const calendarOf = (year: number) => ({
  year,
  daysOff: ['01-01', '05-01', '10-01', '10-02'].map((one) => `${year}-${one}`),
  workingDays: [],
  document: { title: '放假安排' },
});

function atWork({ house, places: { region, other }, zhou, lin, wang }: Around): Made {
  const plan = house.house.parts.plans[0]!.code;
  const at = (mine: boolean) => (mine ? region : other);
  const task = (mine: boolean) => idOf(zhou.create('plan-tasks', { plan, task: mine ? 1 : 2, regions: [at(mine)] }));
  let tasks: Record<'true' | 'false', string> | undefined;
  const taskOf = async (mine: boolean) => (tasks ??= { true: await task(true), false: await task(false) })[`${mine}`];
  const report = async (mine: boolean, send: boolean) => {
    const writer = mine ? lin : wang;
    const made = await writer.create('work-reports', { type: 'proposal', period: '2026-05', title: '测试', body: '测试' });
    return send ? writer.act(made, 'send') : made;
  };
  const caseOf = async (mine: boolean) => {
    const { id } = await zhou.act(await report(mine, true), 'selectAsCase');
    return idOf(zhou.create('typical-cases', { report: id, title: text, summary: text, body: text }));
  };
  const milestone = async (mine: boolean) => ({
    planTask: await taskOf(mine),
    what: text,
    dueOn: '2030-01-01',
    region: at(mine),
  });
  const order = (mine: boolean) => ({ plan, task: 1, region: at(mine), title: '测试', asked: '测试', dueOn: '2030-01-01' });
  const draft: Sees = { all: ['bureauOfficer', 'auditAdmin'], own: [] };
  return {
    planTask: { path: '/plan-tasks', sees: officers, make: taskOf },
    milestone: {
      path: '/milestones',
      sees: officers,
      make: async (mine) => idOf(zhou.create('milestones', await milestone(mine))),
    },
    followUpOrder: {
      path: '/follow-up-orders',
      sees: officers,
      make: (mine) => idOf(zhou.create('follow-up-orders', order(mine))),
    },
    workReport: { path: '/work-reports', sees: officers, make: (mine) => idOf(report(mine, true)) },
    typicalCase: { path: '/typical-cases', sees: officers, make: caseOf },
    allocation: {
      path: '/allocations',
      sees: draft,
      make: (mine) =>
        idOf(zhou.create('allocations', { plan, target: 'clusters', year: 2026, parts: [{ place: at(mine), amount: '5' }] })),
    },
    planDraft: {
      path: '/plan-drafts',
      sees: draft,
      make: (mine) =>
        idOf(zhou.create('plan-drafts', { predecessor: plan, code: `next-${mine}`, name: { zh: '下一个', en: 'Next' } })),
    },
    gapFollowUp: {
      path: '/gap-follow-ups',
      sees: { all: ['bureauOfficer'], own: ['districtOfficer'] },
      make: (mine) =>
        idOf(
          zhou.create('gap-follow-ups', {
            plan,
            target: 'revenue',
            region: at(mine),
            subject: { kind: 'region', id: at(mine) },
            outcome: 'done',
          }),
        ),
    },
  };
}
