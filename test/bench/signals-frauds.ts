// The test set's frauds and errors: each is found by the signal that it names, or it is counted as missed.
import type { Pattern } from './signals-patterns.ts';
import { deal, inMonth, mixed, monthly } from './signals-patterns.ts';

const same: Pattern[] = [
  {
    name: 'registered again a month later, other day and number',
    expects: 'sameText.again',
    given: [deal('a1', { topic: 1, seller: '甲', buyer: '乙' })],
    subject: deal('a1x', { topic: 1, seller: '甲', buyer: '乙', signedOn: '2026-04-12' }),
  },
  {
    name: 'registered again with another amount and a sentence in seven rewritten',
    expects: 'sameText.again',
    given: [deal('a2', { topic: 2, seller: '甲', buyer: '乙' })],
    subject: deal('a2x', {
      sentences: mixed(2, 902, 2),
      seller: '甲',
      buyer: '乙',
      signedOn: '2026-05-02',
      totalAmount: '980000.00',
    }),
  },
  {
    name: 'registered again on another form',
    expects: 'sameText.again',
    given: [deal('a3', { topic: 3, seller: '甲', buyer: '乙' })],
    subject: deal('a3x', { topic: 3, form: 11, seller: '甲', buyer: '乙', signedOn: '2026-03-28' }),
  },
  {
    name: 'a service registered again inside its own term',
    expects: 'sameText.again',
    given: [deal('a4', { topic: 4, type: 'service', seller: '甲', buyer: '乙', signedOn: '2026-01-05' })],
    subject: deal('a4x', { topic: 4, type: 'service', seller: '甲', buyer: '乙', signedOn: '2026-06-05' }),
  },
  {
    name: 'an order under a framework handed in twice: the same day, the same amount',
    expects: 'sameText.again',
    given: [deal('a5', { topic: 5, type: 'service', seller: '甲', buyer: '乙', continues: ['frame'] })],
    subject: deal('a5x', { topic: 5, type: 'service', seller: '甲', buyer: '乙', continues: ['frame'] }),
  },
  {
    name: 'one development sold to a second buyer',
    expects: 'sameText.soldTwice',
    given: [deal('a6', { topic: 6, seller: '丙' })],
    subject: deal('a6x', { topic: 6, seller: '丙', signedOn: '2026-07-01' }),
  },
  {
    name: 'one development sold to a second buyer, some sentences rewritten, on a form of the house',
    expects: 'sameText.soldTwice',
    given: [deal('a7', { topic: 7, seller: '丙' })],
    subject: deal('a7x', { sentences: mixed(7, 907, 2), form: 14, seller: '丙', signedOn: '2026-08-01' }),
  },
  {
    name: 'a patent transferred to two buyers',
    expects: 'sameText.soldTwice',
    given: [deal('a8', { topic: 8, type: 'transfer', seller: '丙' })],
    subject: deal('a8x', { topic: 8, type: 'transfer', seller: '丙', signedOn: '2026-09-01' }),
  },
  {
    name: 'an exclusive licence given to two',
    expects: 'sameText.soldTwice',
    given: [deal('a9', { topic: 9, type: 'licence', seller: '丙', extra: '许可方式为独占许可' })],
    subject: deal('a9x', { topic: 9, type: 'licence', seller: '丙', signedOn: '2026-09-01', extra: '许可方式为独占许可' }),
  },
  {
    name: 'one development registered by two sellers',
    expects: 'sameText.otherSeller',
    given: [deal('a10', { topic: 10, buyer: '丁' })],
    subject: deal('a10x', { topic: 10, buyer: '丁', signedOn: '2026-03-20' }),
  },
  {
    name: 'one service registered by two sellers, over the same amount',
    expects: 'sameText.otherSeller',
    given: [deal('a11', { topic: 11, type: 'service', buyer: '丁' })],
    subject: deal('a11x', { topic: 11, type: 'service', buyer: '丁', signedOn: '2026-03-20' }),
  },
  {
    name: 'a development copied by strangers, all names changed',
    expects: 'sameText.strangers',
    given: [deal('a12', { topic: 12 })],
    subject: deal('a12x', { topic: 12, signedOn: '2026-10-20', totalAmount: '2600000.00' }),
  },
  {
    name: 'a development copied by strangers on a form of their own',
    expects: 'sameText.strangers',
    given: [deal('a13', { topic: 13 })],
    subject: deal('a13x', { topic: 13, form: 23, signedOn: '2026-10-20', totalAmount: '660000.00' }),
  },
];

const group = mixed(990, 990, 0);
const onGroupForm = (id: string, topic: number, over = {}) =>
  deal(id, { topic, sentences: [...mixed(topic, topic, 0).slice(0, 6), ...group], seller: '课题组', ...over });
const houses: Pattern[] = [
  {
    name: 'a group on a form of its own sells one of its six developments again',
    expects: 'sameText.soldTwice',
    given: [91, 92, 93, 94, 95, 96].map((topic) => onGroupForm(`a14${topic}`, topic)),
    subject: onGroupForm('a14x', 93, { signedOn: '2026-08-01' }),
  },
  {
    name: 'one development sold to a fourth buyer under a fourth title',
    expects: 'sameText.soldTwice',
    given: [1, 2, 3].map((at) => deal(`a15${at}`, { sentences: mixed(16, 16, 0), seller: '丙' })),
    subject: deal('a15x', { sentences: mixed(16, 16, 0), seller: '丙', signedOn: '2026-08-01' }),
  },
];

const split: Pattern[] = [
  {
    name: 'two halves of 4.9 million in a week',
    expects: 'split.totalAmount',
    given: [deal('b1', { seller: '戊', buyer: '己', title: '智能产线控制系统开发（一期）', totalAmount: '4900000.00' })],
    subject: deal('b1x', {
      seller: '戊',
      buyer: '己',
      title: '智能产线控制系统开发（二期）',
      totalAmount: '4800000.00',
      signedOn: '2026-03-15',
    }),
  },
  {
    name: 'three lots, one just below the limit',
    expects: 'split.totalAmount',
    given: [
      deal('b2', { seller: '戊', buyer: '己', title: '储能电站能量管理软件研发第一标段', totalAmount: '4200000.00' }),
      deal('b2b', {
        seller: '戊',
        buyer: '己',
        title: '储能电站能量管理软件研发第二标段',
        totalAmount: '1500000.00',
        signedOn: '2026-03-30',
      }),
    ],
    subject: deal('b2x', {
      seller: '戊',
      buyer: '己',
      title: '储能电站能量管理软件研发第三标段',
      totalAmount: '900000.00',
      signedOn: '2026-04-08',
    }),
  },
  {
    name: 'two services of one day at 4,999,000',
    expects: 'split.totalAmount',
    given: [
      deal('b3', { type: 'service', seller: '戊', buyer: '己', title: '园区管网漏损检测技术服务A包', totalAmount: '4999000.00' }),
    ],
    subject: deal('b3x', {
      type: 'service',
      seller: '戊',
      buyer: '己',
      title: '园区管网漏损检测技术服务B包',
      totalAmount: '4999000.00',
    }),
  },
  {
    name: 'above the limit by contract amount, each below it by technology amount',
    expects: 'split.technologyAmount',
    given: [
      deal('b4', {
        seller: '戊',
        buyer: '己',
        title: '氢燃料电池测试平台开发上',
        totalAmount: '5600000.00',
        technologyAmount: '4700000.00',
      }),
    ],
    subject: deal('b4x', {
      seller: '戊',
      buyer: '己',
      title: '氢燃料电池测试平台开发下',
      totalAmount: '5900000.00',
      technologyAmount: '4600000.00',
      signedOn: '2026-04-10',
    }),
  },
];

const between: Pattern[] = [
  {
    name: 'there and back within two months, the same amount',
    expects: 'roundTrip.between',
    given: [deal('c1', { seller: '庚', buyer: '辛' })],
    subject: deal('c1x', { seller: '辛', buyer: '庚', signedOn: '2026-05-01' }),
  },
  {
    name: 'there as development and back as service, a tenth less, half a year later',
    expects: 'roundTrip.between',
    given: [deal('c2', { seller: '庚', buyer: '辛', totalAmount: '3000000.00' })],
    subject: deal('c2x', { type: 'service', seller: '辛', buyer: '庚', signedOn: '2026-09-10', totalAmount: '2700000.00' }),
  },
  {
    name: 'back first, then there, two of them',
    expects: 'roundTrip.between',
    given: [
      deal('c3', { type: 'consulting', seller: '庚', buyer: '辛', totalAmount: '800000.00' }),
      deal('c3b', { type: 'consulting', seller: '庚', buyer: '辛', totalAmount: '790000.00', signedOn: '2026-04-01' }),
    ],
    subject: deal('c3x', { type: 'consulting', seller: '辛', buyer: '庚', signedOn: '2026-02-01', totalAmount: '810000.00' }),
  },
  {
    name: 'one legal representative on both sides',
    expects: 'relatedParties.representative',
    subject: deal('d1', { seller: '壬', buyer: '癸' }),
    relations: [{ how: 'representative', share: null, organizations: ['o:壬', 'o:癸'] }],
  },
  {
    name: 'the seller holds half of the buyer, undeclared',
    expects: 'relatedParties.ownership',
    subject: deal('d2', { seller: '壬', buyer: '癸' }),
    relations: [{ how: 'ownership', share: '51.00', organizations: ['o:壬', 'o:癸'] }],
  },
  {
    name: 'a transfer to the mother, declared: the relief falls away all the same',
    expects: 'relatedParties.wholly',
    subject: deal('d3', { type: 'transfer', seller: '壬', buyer: '癸', declaredRelated: true }),
    relations: [{ how: 'ownership', share: '100.00', organizations: ['o:壬', 'o:癸'] }],
  },
  {
    name: 'the seller stands in the black list',
    expects: 'blackListed.seller',
    subject: deal('e1', { seller: '子' }),
    listings: [{ organization: 'o:子', record: { kind: 'listing', id: 'l1' }, since: '2025-11-01' }],
  },
  {
    name: 'the buyer stands in the black list',
    expects: 'blackListed.buyer',
    subject: deal('e2', { buyer: '丑' }),
    listings: [{ organization: 'o:丑', record: { kind: 'listing', id: 'l2' }, since: '2025-11-01' }],
  },
];

const results: Pattern[] = [
  {
    name: 'licensed last year, developed this year',
    expects: 'resultAsDevelopment.earlier',
    given: [deal('f1', { topic: 21, type: 'licence', seller: '寅', signedOn: '2025-02-01' })],
    subject: deal('f1x', { topic: 21, seller: '寅' }),
  },
  {
    name: 'bought as a transfer and sold on as development, a little rewritten',
    expects: 'resultAsDevelopment.earlier',
    given: [deal('f2', { topic: 22, type: 'transfer', seller: '卯', buyer: '寅', signedOn: '2025-06-01' })],
    subject: deal('f2x', { sentences: mixed(22, 922, 3), seller: '寅' }),
  },
  {
    name: 'developed and ended, then developed again for another within a longer text',
    expects: 'resultAsDevelopment.earlier',
    given: [deal('f3', { topic: 23, seller: '寅', signedOn: '2024-01-10', validTo: '2025-01-09' })],
    subject: deal('f3x', { sentences: [...mixed(23, 923, 2), ...mixed(924, 925, 2)], seller: '寅' }),
  },
  {
    name: 'the text says that it has been developed',
    expects: 'resultAsDevelopment.said',
    subject: deal('f4', { extra: '乙方将已开发完成的上述软件交付甲方使用' }),
  },
  {
    name: 'the text says that it is in series production',
    expects: 'resultAsDevelopment.said',
    subject: deal('f5', { extra: '标的为乙方已批量生产的检测装置，由甲方安装使用' }),
  },
  {
    name: 'the text says that it is a mature product',
    expects: 'resultAsDevelopment.said',
    subject: deal('f6', { extra: '乙方提供其成熟产品并负责部署；甲方支付研究开发经费' }),
  },
];

const amounts: Pattern[] = [
  {
    name: 'entered ten times too high',
    expects: 'amountSlip.text',
    subject: deal('g1', { totalAmount: '12000000.00', price: '本合同总金额为人民币1,200,000.00元' }),
  },
  {
    name: 'ten thousand yuan entered as yuan',
    expects: 'amountSlip.text',
    subject: deal('g2', { totalAmount: '360.00', price: '合同总价为360万元整，分两次支付' }),
  },
  {
    name: 'entered a thousand times too low, the text in full-width digits',
    expects: 'amountSlip.text',
    subject: deal('g3', { totalAmount: '2985.00', price: '研究开发经费和报酬总额为２，９８５，０００元' }),
  },
  {
    name: 'entered a tenth of what capital letters alone say',
    expects: 'amountSlip.text',
    subject: deal('g4', { totalAmount: '305000.00', price: '合同价款为人民币叁佰零伍万元整' }),
  },
  {
    name: 'figures and capital letters ten times apart',
    expects: 'amountSlip.capitals',
    subject: deal('g5', { totalAmount: '500000.00', price: '合同金额为¥500,000.00元（大写：人民币伍佰万元整）' }),
  },
  {
    name: 'figures in ten thousand yuan, capital letters in yuan',
    expects: 'amountSlip.capitals',
    subject: deal('g6', { totalAmount: '860000.00', price: '合同总额86万元（大写：捌拾陆元整）' }),
  },
  {
    name: 'instalments come to a tenth',
    expects: 'amountSlip.schedule',
    subject: deal('g7', { totalAmount: '4500000.00', schedule: ['150000.00', '200000.00', '100000.00'] }),
  },
  {
    name: 'instalments in ten thousand yuan',
    expects: 'amountSlip.schedule',
    subject: deal('g8', { totalAmount: '1200000.00', schedule: ['60.00', '60.00'] }),
  },
  {
    name: 'technology amount in ten thousand yuan',
    expects: 'amountSlip.technology',
    subject: deal('g9', { technologyAmount: '120.00' }),
  },
  {
    name: 'a seller of contracts around a million sells for 110 yuan, no text',
    expects: 'amountSlip.history',
    given: monthly('辰', 8, '2025-06-05', { totalAmount: '1100000.00' }),
    subject: { ...deal('g10', { seller: '辰', totalAmount: '110.00' }), text: null },
  },
  {
    name: 'a seller of contracts of some hundred thousand sells for three hundred million, no text',
    expects: 'amountSlip.history',
    given: [
      ...monthly('巳', 5, '2025-06-05', { totalAmount: '260000.00' }),
      ...inMonth('巳', 4, '2026-01', { totalAmount: '420000.00', type: 'service' }),
    ],
    subject: { ...deal('g11', { seller: '巳', totalAmount: '300000000.00' }), text: null },
  },
];

const dates: Pattern[] = [
  {
    name: 'signed after it had ended',
    expects: 'outsideValidity.signedAfter',
    subject: deal('h1', { validFrom: '2025-01-01', validTo: '2025-12-31' }),
  },
  {
    name: 'handed in half a year after it had ended',
    expects: 'outsideValidity.submittedAfter',
    subject: deal('h2', { signedOn: '2025-01-10', validTo: '2025-10-01', submittedOn: '2026-04-01' }),
  },
  {
    name: 'valid for five months when it was signed',
    expects: 'outsideValidity.validBefore',
    subject: deal('h3', { validFrom: '2025-10-01', validTo: '2026-12-31' }),
  },
  {
    name: 'one a month all year, fourteen in December',
    expects: 'yearEndBurst.december',
    given: [...monthly('午', 11, '2026-01-05'), ...inMonth('午', 13, '2026-12')],
    subject: deal('i1', { seller: '午', signedOn: '2026-12-01', submittedOn: '2026-12-29' }),
  },
  {
    name: 'three last December, twelve in this one',
    expects: 'yearEndBurst.december',
    given: [...monthly('未', 10, '2026-01-05'), ...inMonth('未', 3, '2025-12'), ...inMonth('未', 11, '2026-12')],
    subject: deal('i2', { seller: '未', signedOn: '2026-12-01', submittedOn: '2026-12-30' }),
  },
];

export const frauds: Pattern[] = [...same, ...houses, ...split, ...between, ...results, ...amounts, ...dates];
