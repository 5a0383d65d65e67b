// The test set's innocents: each looks like a fraud or an error and is none. Whatever is said of one is a false alarm.
import { deal, inMonth, mixed, monthly, type Pattern } from './signals-patterns.ts';

const institute = [{ id: 'o:院所', name: '院所科技有限公司' }];
type Innocent = Omit<Pattern, 'expects'>;

const texts: Innocent[] = [
  {
    name: 'orders under a named framework, the same text',
    given: [deal('A1', { topic: 31, type: 'service', seller: '甲', buyer: '乙', continues: ['frame'] })],
    subject: deal('A1x', {
      topic: 31,
      type: 'service',
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-04-20',
      totalAmount: '450000.00',
      continues: ['frame'],
    }),
  },
  {
    name: 'orders whose texts name the framework agreement',
    given: [deal('A2', { topic: 32, type: 'service', seller: '甲', buyer: '乙', extra: '本合同为双方框架协议项下的订单' })],
    subject: deal('A2x', {
      topic: 32,
      type: 'service',
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-04-20',
      totalAmount: '450000.00',
      extra: '本合同为双方框架协议项下的订单',
    }),
  },
  {
    name: 'yearly renewal of a maintenance service',
    given: [deal('A3', { topic: 33, type: 'service', seller: '甲', buyer: '乙', signedOn: '2025-03-01' })],
    subject: deal('A3x', {
      topic: 33,
      type: 'service',
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-02-10',
      validFrom: '2026-03-01',
      validTo: '2027-02-28',
    }),
  },
  {
    name: 'yearly renewal, no term entered',
    given: [
      deal('A4', {
        topic: 34,
        type: 'service',
        seller: '甲',
        buyer: '乙',
        signedOn: '2025-03-01',
        validFrom: null,
        validTo: null,
      }),
    ],
    subject: deal('A4x', {
      topic: 34,
      type: 'service',
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-03-05',
      validFrom: null,
      validTo: null,
    }),
  },
  {
    name: 'the fourth year of an advice',
    given: [2023, 2024, 2025].map((year) =>
      deal(`A5${year}`, { topic: 35, type: 'consulting', seller: '甲', buyer: '乙', signedOn: `${year}-03-01` }),
    ),
    subject: deal('A5x', { topic: 35, type: 'consulting', seller: '甲', buyer: '乙', signedOn: '2026-03-01' }),
  },
  {
    name: 'two buyers of one non-exclusive licence',
    given: [deal('A6', { topic: 36, type: 'licence', seller: '丙' })],
    subject: deal('A6x', { topic: 36, type: 'licence', seller: '丙', signedOn: '2026-05-01' }),
  },
  {
    name: 'nine buyers of one non-exclusive licence',
    given: Array.from({ length: 8 }, (_, at) => deal(`A7${at}`, { topic: 37, type: 'licence', seller: '丙' })),
    subject: deal('A7x', { topic: 37, type: 'licence', seller: '丙', signedOn: '2026-05-01' }),
  },
  {
    name: 'one testing service for two buyers',
    given: [deal('A8', { topic: 38, type: 'service', seller: '丙' })],
    subject: deal('A8x', { topic: 38, type: 'service', seller: '丙', signedOn: '2026-05-01' }),
  },
  {
    name: 'one kind of advice for two buyers',
    given: [deal('A9', { topic: 39, type: 'consulting', seller: '丙' })],
    subject: deal('A9x', { topic: 39, type: 'consulting', seller: '丙', signedOn: '2026-05-01' }),
  },
  {
    name: 'a buyer asks two sellers for the same service at two prices',
    given: [deal('A10', { topic: 40, type: 'service', buyer: '丁', totalAmount: '300000.00' })],
    subject: deal('A10x', { topic: 40, type: 'service', buyer: '丁', totalAmount: '340000.00' }),
  },
  {
    name: 'the same parties on the same form about something else',
    given: [deal('A11', { topic: 41, seller: '甲', buyer: '乙', form: 6 })],
    subject: deal('A11x', { topic: 42, seller: '甲', buyer: '乙', form: 6, signedOn: '2026-03-25' }),
  },
  {
    name: 'strangers on everybody’s form',
    given: [deal('A12', { topic: 43 })],
    subject: deal('A12x', { topic: 44 }),
  },
  {
    name: 'one technical sentence each on everybody’s form',
    given: [deal('A13', { sentences: mixed(45, 45, 0).slice(0, 1) })],
    subject: deal('A13x', { sentences: mixed(46, 46, 0).slice(0, 1) }),
  },
  {
    name: 'a related topic of the same house for another buyer: half the sentences',
    given: [deal('A14', { topic: 47, seller: '丙', form: 8 })],
    subject: deal('A14x', { sentences: mixed(47, 947, 7), seller: '丙', form: 8, signedOn: '2026-06-01' }),
  },
  {
    name: 'handed in again after it was refused',
    given: [deal('A15', { topic: 48, seller: '甲', buyer: '乙', standing: 'gone' })],
    subject: deal('A15x', { topic: 48, seller: '甲', buyer: '乙', signedOn: '2026-04-01' }),
  },
  {
    name: 'the same contract, handed in again after a supplement',
    given: [deal('A16', { topic: 49, standing: 'open' })],
    subject: deal('A16', { topic: 49, standing: 'open' }),
  },
  {
    name: 'a supplement to a contract that it names',
    given: [deal('A17', { topic: 50, seller: '甲', buyer: '乙' })],
    subject: deal('A17x', {
      topic: 50,
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-05-01',
      totalAmount: '200000.00',
      continues: ['A17'],
    }),
  },
  {
    name: 'several contracts of a university with one firm on the university’s form',
    given: [51, 52, 53, 54].map((topic) =>
      deal(`A18${topic}`, { topic, seller: '大学', buyer: '乙', form: 9, totalAmount: '300000.00' }),
    ),
    subject: deal('A18x', { topic: 55, seller: '大学', buyer: '乙', form: 9, totalAmount: '300000.00' }),
  },
];

/** Clauses that only one group uses: two thirds of its texts. */
const group = mixed(990, 990, 0);
const onGroupForm = (id: string, topic: number, over = {}) =>
  deal(id, { topic, sentences: [...mixed(topic, topic, 0).slice(0, 6), ...group], seller: '课题组', ...over });
/** Clauses that few strangers use: seven eighths of their texts. */
const onAssociationForm = (id: string, topic: number) =>
  deal(id, { topic, sentences: [...mixed(topic, topic, 0).slice(0, 2), ...mixed(991, 991, 0)] });
const houses: Innocent[] = [
  {
    name: 'a group’s second contract on a form that is the group’s alone',
    given: [onGroupForm('A19', 91)],
    subject: onGroupForm('A19x', 92, { signedOn: '2026-05-01' }),
  },
  {
    name: 'a group’s seventh contract on a form that is the group’s alone, for the same firm',
    given: [91, 92, 93, 94, 95, 96].map((topic) => onGroupForm(`A20${topic}`, topic, { buyer: '乙', totalAmount: '200000.00' })),
    subject: onGroupForm('A20x', 97, { buyer: '乙', totalAmount: '200000.00' }),
  },
  {
    name: 'the seventh on a long form of an association, with two sentences of its own',
    given: [81, 82, 83, 84, 85, 86].map((topic) => onAssociationForm(`A21${topic}`, topic)),
    subject: onAssociationForm('A21x', 87),
  },
];

const deals: Innocent[] = [
  {
    name: 'two on a like topic, together below the limit',
    given: [deal('B1', { seller: '戊', buyer: '己', title: '智能产线控制系统开发（一期）', totalAmount: '2000000.00' })],
    subject: deal('B1x', { seller: '戊', buyer: '己', title: '智能产线控制系统开发（二期）', totalAmount: '2200000.00' }),
  },
  {
    name: 'two large ones on topics that have nothing in common',
    given: [deal('B2', { seller: '戊', buyer: '己', title: '污泥厌氧发酵菌株筛选', totalAmount: '4800000.00' })],
    subject: deal('B2x', { seller: '戊', buyer: '己', title: '激光熔覆涂层性能评价', totalAmount: '4600000.00' }),
  },
  {
    name: 'phases half a year apart',
    given: [deal('B3', { seller: '戊', buyer: '己', title: '储能电站能量管理软件研发第一期', totalAmount: '4500000.00' })],
    subject: deal('B3x', {
      seller: '戊',
      buyer: '己',
      title: '储能电站能量管理软件研发第二期',
      totalAmount: '4500000.00',
      signedOn: '2026-10-10',
    }),
  },
  {
    name: 'a second phase beside a first one that was a large contract itself',
    given: [deal('B4', { seller: '戊', buyer: '己', title: '储能电站能量管理软件研发第一期', totalAmount: '7500000.00' })],
    subject: deal('B4x', {
      seller: '戊',
      buyer: '己',
      title: '储能电站能量管理软件研发第二期',
      totalAmount: '4500000.00',
      signedOn: '2026-04-10',
    }),
  },
  {
    name: 'six small tests of one kind in a month',
    given: Array.from({ length: 5 }, (_, at) =>
      deal(`B5${at}`, {
        type: 'service',
        seller: '戊',
        buyer: '己',
        title: `整车排放检测技术服务第${at}批`,
        totalAmount: '900000.00',
      }),
    ),
    subject: deal('B5x', {
      type: 'service',
      seller: '戊',
      buyer: '己',
      title: '整车排放检测技术服务第五批',
      totalAmount: '900000.00',
      signedOn: '2026-04-02',
    }),
  },
  {
    name: 'orders just below the limit under a framework that they name',
    given: [
      deal('B6', {
        type: 'service',
        seller: '戊',
        buyer: '己',
        title: '管网检测服务A包',
        totalAmount: '4800000.00',
        continues: ['frame'],
      }),
    ],
    subject: deal('B6x', {
      type: 'service',
      seller: '戊',
      buyer: '己',
      title: '管网检测服务B包',
      totalAmount: '4800000.00',
      continues: ['frame'],
    }),
  },
  {
    name: 'a development and the training that goes with it',
    given: [deal('B7', { seller: '戊', buyer: '己', title: '视觉检测平台开发', totalAmount: '4800000.00' })],
    subject: deal('B7x', { type: 'service', seller: '戊', buyer: '己', title: '视觉检测平台培训', totalAmount: '400000.00' }),
  },
  {
    name: 'both sell to each other, of quite another size',
    given: [deal('C1', { seller: '庚', buyer: '辛', totalAmount: '3000000.00' })],
    subject: deal('C1x', { type: 'service', seller: '辛', buyer: '庚', totalAmount: '400000.00' }),
  },
  {
    name: 'both sell to each other, three years apart',
    given: [deal('C2', { seller: '庚', buyer: '辛', signedOn: '2023-03-10' })],
    subject: deal('C2x', { seller: '辛', buyer: '庚' }),
  },
  {
    name: 'a cross licence',
    given: [deal('C3', { type: 'licence', seller: '庚', buyer: '辛' })],
    subject: deal('C3x', { type: 'licence', seller: '辛', buyer: '庚' }),
  },
  {
    name: 'neighbours test for each other for little',
    given: [deal('C4', { type: 'service', seller: '庚', buyer: '辛', totalAmount: '30000.00' })],
    subject: deal('C4x', { type: 'service', seller: '辛', buyer: '庚', totalAmount: '32000.00' }),
  },
  {
    name: 'a tenth of the shares',
    subject: deal('D1', { seller: '壬', buyer: '癸' }),
    relations: [{ how: 'ownership', share: '10.00', organizations: ['o:壬', 'o:癸'] }],
  },
  {
    name: 'a group that declares that it deals with itself',
    subject: deal('D2', { type: 'service', seller: '壬', buyer: '癸', declaredRelated: true }),
    relations: [
      { how: 'ownership', share: '100.00', organizations: ['o:壬', 'o:癸'] },
      { how: 'representative', share: null, organizations: ['o:壬', 'o:癸'] },
    ],
  },
];

const results: Innocent[] = [
  {
    name: 'a follow-up development that builds on a third of the earlier one',
    given: [deal('F1', { topic: 61, seller: '寅', signedOn: '2024-01-10', validTo: '2025-01-09' })],
    subject: deal('F1x', { sentences: mixed(62, 61, 5), seller: '寅' }),
  },
  {
    name: 'developed first, licensed afterwards',
    given: [deal('F2', { topic: 63, seller: '寅', signedOn: '2024-01-10', validTo: '2025-01-09' })],
    subject: deal('F2x', { topic: 63, type: 'licence', seller: '寅' }),
  },
  { name: 'builds on a mature product', subject: deal('F3', { extra: '乙方在其成熟产品基础上研究开发新一代控制方法' }) },
  { name: 'says that nobody has it yet', subject: deal('F4', { extra: '双方确认上述技术在国内尚未有单位已研制成功' }) },
  { name: 'says what holds once it is there', subject: deal('F5', { extra: '乙方已完成开发后应当在十日内通知甲方验收' }) },
];

const amounts: Innocent[] = [
  {
    name: 'a first instalment of a tenth',
    subject: deal('G1', {
      totalAmount: '3000000.00',
      price: '合同总金额为3000000元，首付款300000元，其余在验收后支付',
      schedule: ['300000.00', '2700000.00'],
    }),
  },
  {
    name: 'the text in ten thousand yuan, rightly entered',
    subject: deal('G2', { totalAmount: '3605000.00', price: '合同总价为360.5万元' }),
  },
  {
    name: 'figures and capital letters agree',
    subject: deal('G3', { totalAmount: '3050600.00', price: '合同金额为¥3,050,600.00元（大写：人民币叁佰零伍万零陆佰元整）' }),
  },
  {
    name: 'a penalty of a thousandth a day stands in the text',
    subject: deal('G4', { totalAmount: '1200000.00', price: '本合同总价为120万元；逾期每日支付1200元的违约金' }),
  },
  {
    name: 'a budget ten times as large is mentioned',
    subject: deal('G5', { totalAmount: '1200000.00', price: '本项目总投资12000000元，其中本合同总金额1200000元' }),
  },
  { name: 'a tenth of the amount is technology', subject: deal('G6', { technologyAmount: '120000.00' }) },
  {
    name: 'ten times the largest that the seller had',
    given: monthly('辰辰', 8, '2025-06-05', { totalAmount: '500000.00' }),
    subject: deal('G7', { seller: '辰辰', totalAmount: '5100000.00' }),
  },
  {
    name: 'a first small contract of a seller of large ones',
    given: monthly('巳巳', 8, '2025-06-05', { totalAmount: '2000000.00' }),
    subject: deal('G8', { seller: '巳巳', totalAmount: '80000.00' }),
  },
];

const dates: Innocent[] = [
  { name: 'signed two weeks after work began', subject: deal('H1', { validFrom: '2026-02-24' }) },
  {
    name: 'handed in on its last day',
    subject: deal('H2', { signedOn: '2026-01-10', validTo: '2026-04-01', submittedOn: '2026-04-01' }),
  },
  { name: 'no end of validity', subject: deal('H3', { validTo: null, submittedOn: '2027-05-01' }) },
  {
    name: 'a university with forty in each December',
    given: [...monthly('理工', 22, '2025-01-05'), ...inMonth('理工', 36, '2025-12'), ...inMonth('理工', 39, '2026-12')],
    subject: deal('I1', { seller: '理工', signedOn: '2026-12-01', submittedOn: '2026-12-30' }),
  },
  {
    name: 'a busy institute: three times its months, as everybody',
    given: [
      ...[0, 1, 2].flatMap((of) => monthly(`院所${of}`, 11, '2026-01-10', { sellers: institute })),
      ...inMonth('院所', 9, '2026-12', { sellers: institute }),
    ],
    subject: deal('I2', { sellers: institute, signedOn: '2026-12-01', submittedOn: '2026-12-30' }),
  },
  {
    name: 'five in December after one in each month',
    given: [...monthly('申', 11, '2026-01-05'), ...inMonth('申', 4, '2026-12')],
    subject: deal('I3', { seller: '申', signedOn: '2026-12-01', submittedOn: '2026-12-30' }),
  },
  {
    name: 'a newcomer of October with ten in December',
    given: [...monthly('酉', 2, '2026-10-05'), ...inMonth('酉', 9, '2026-12')],
    subject: deal('I4', { seller: '酉', signedOn: '2026-12-01', submittedOn: '2026-12-30' }),
  },
  {
    name: 'a seller from elsewhere, whose other months are elsewhere',
    given: [
      ...monthly('戌', 11, '2026-01-05', { sellerInside: false }),
      ...inMonth('戌', 13, '2026-12', { sellerInside: false }),
    ],
    subject: deal('I5', { seller: '戌', signedOn: '2026-12-01', submittedOn: '2026-12-30', sellerInside: false }),
  },
  { name: 'a seller from elsewhere, otherwise in order', subject: deal('I6', { sellerInside: false }) },
];

export const innocents: Pattern[] = [...texts, ...houses, ...deals, ...results, ...amounts, ...dates].map((one) => ({
  ...one,
  expects: null,
}));
