// Words of signals: what each says of a contract, filled with its parameters. A signal asks to look, it does not accuse; it names no person.
import { defineWords } from '../../platform/shared/words.ts';

export const signalsWords = defineWords({
  title: ['提示', 'Signals'],
  none: ['未发现提示。', 'No signals.'],
  hint: [
    '提示仅供核查参考，不是结论；卖方在辖区以外的合同转交其登记机构，不作提示。',
    'A signal asks for a look and decides nothing. A seller outside the territory is passed on to his registry and is no signal.',
  ],
  'codes.sameText': ['合同文本重复', 'Same text registered twice'],
  'codes.split': ['疑似拆分合同', 'One deal split into several'],
  'codes.roundTrip': ['双向往来交易', 'Round trip between the parties'],
  'codes.relatedParties': ['当事人关联', 'Related parties'],
  'codes.blackListed': ['当事人列入黑名单', 'Party in the black list'],
  'codes.resultAsDevelopment': ['现有成果作为开发', 'Existing result sold as development'],
  'codes.amountSlip': ['金额可能错位', 'Amount may be out by a unit'],
  'codes.outsideValidity': ['日期与有效期不符', 'Outside its validity'],
  'codes.yearEndBurst': ['年末集中登记', 'Burst at the end of the year'],

  'sameText.again': [
    '同一卖方与买方的 {{count}} 份合同文本与本合同相同或高度相似（最高 {{share}}%，已剔除当事人名称、数字、日期和通用条款），且不是续签。',
    'Contracts of the same seller and buyer with the same or nearly the same text: {{count}} (up to {{share}} %, names, numbers, days and form clauses left out). None is a renewal.',
  ],
  'sameText.soldTwice': [
    '同一卖方向其他买方出售的 {{count}} 份合同文本与本合同高度相似（最高 {{share}}%），而此类标的只能归一个买方。',
    'Contracts of the same seller with other buyers, of nearly the same text: {{count}} (up to {{share}} %). What is sold here can only be one buyer’s.',
  ],
  'sameText.otherSeller': [
    '同一买方与其他卖方的 {{count}} 份合同文本与本合同高度相似（最高 {{share}}%），可能由多方重复登记。',
    'Contracts of the same buyer with other sellers, of nearly the same text: {{count}} (up to {{share}} %). The deal may be registered by more than one seller.',
  ],
  'sameText.strangers': [
    '其他当事人之间的 {{count}} 份合同技术内容与本合同高度相似（最高 {{share}}%）。',
    'Contracts between other parties with nearly the same technical content: {{count}} (up to {{share}} %).',
  ],
  'split.totalAmount': [
    '相同当事人在 {{days}} 天内签订 {{count}} 份主题相近的合同，各自低于 {{limit}} 元，成交额合计 {{sum}} 元，达到大额合同界限。',
    'The same parties signed {{count}} contracts on a like topic within {{days}} days, each below {{limit}} yuan; together their contract amounts are {{sum}} yuan, that of a large contract.',
  ],
  'split.technologyAmount': [
    '相同当事人在 {{days}} 天内签订 {{count}} 份主题相近的合同，各自低于 {{limit}} 元，技术交易额合计 {{sum}} 元，达到大额合同界限。',
    'The same parties signed {{count}} contracts on a like topic within {{days}} days, each below {{limit}} yuan; together their technology amounts are {{sum}} yuan, that of a large contract.',
  ],
  'roundTrip.between': [
    '买卖双方互为卖方：本合同 {{there}} 元，相隔 {{days}} 天的反向合同 {{back}} 元，金额相近（共 {{count}} 份）。',
    'Seller and buyer also deal the other way round: this contract is {{there}} yuan, one {{days}} days apart is {{back}} yuan back ({{count}} in all).',
  ],
  'relatedParties.representative': ['卖方与买方的法定代表人为同一人。', 'Seller and buyer have the same legal representative.'],
  'relatedParties.ownership': [
    '卖方与买方之间直接或间接持股 {{share}}%，合同未声明关联交易。',
    'One of seller and buyer holds {{share}} % of the other, directly or indirectly; the contract does not declare it.',
  ],
  'relatedParties.wholly': [
    '转让或许可的双方之间直接或间接持股 {{share}}%：全资关联方之间的技术转让所得不适用所得税减免，请核对。',
    'One party to this transfer or licence holds {{share}} % of the other, directly or indirectly: income from a transfer between wholly owned parties has no relief from income tax. Please check.',
  ],
  'blackListed.seller': ['卖方自 {{since}} 起列入黑名单。', 'The seller has been in the black list since {{since}}.'],
  'blackListed.buyer': ['买方自 {{since}} 起列入黑名单。', 'The buyer has been in the black list since {{since}}.'],
  'resultAsDevelopment.earlier': [
    '作为技术开发提交，但卖方此前已登记的 {{count}} 份合同中已有相同技术内容（最高 {{share}}%），签订本合同时成果已经存在。',
    'Handed in as development, but earlier registered contracts of the seller hold the same technology: {{count}} (up to {{share}} %). The result was there when this was signed.',
  ],
  'resultAsDevelopment.said': [
    '作为技术开发提交，但文本第 {{at}} 字起称成果已经存在：“{{phrase}}”。',
    'Handed in as development, but the text says from its character {{at}} on that the result is there already: “{{phrase}}”.',
  ],
  'amountSlip.text': [
    '填写的成交额 {{entered}} 元与文本中的总金额 {{said}} 元恰好相差 {{times}} 倍。',
    'The contract amount entered, {{entered}} yuan, and the total in the text, {{said}} yuan, are exactly {{times}} times apart.',
  ],
  'amountSlip.capitals': [
    '文本中小写金额 {{entered}} 元与大写金额 {{said}} 元恰好相差 {{times}} 倍。',
    'In the text the amount in figures, {{entered}} yuan, and in capital letters, {{said}} yuan, are exactly {{times}} times apart.',
  ],
  'amountSlip.schedule': [
    '填写的成交额 {{entered}} 元与分期付款合计 {{said}} 元恰好相差 {{times}} 倍。',
    'The contract amount entered, {{entered}} yuan, and the sum of the instalments, {{said}} yuan, are exactly {{times}} times apart.',
  ],
  'amountSlip.technology': [
    '技术交易额 {{entered}} 元与成交额 {{said}} 元恰好相差 {{times}} 倍，可能用错单位。',
    'The technology amount, {{entered}} yuan, and the contract amount, {{said}} yuan, are exactly {{times}} times apart: perhaps a wrong unit.',
  ],
  'amountSlip.history': [
    '成交额 {{entered}} 元远在卖方以往 {{count}} 份合同的范围（{{least}} 至 {{most}} 元）之外，移动 {{times}} 倍后则在其中。',
    'The contract amount of {{entered}} yuan lies far outside the seller’s {{count}} contracts so far ({{least}} to {{most}} yuan), and among them after a shift by {{times}}.',
  ],
  'outsideValidity.signedAfter': [
    '签订日期 {{signedOn}} 晚于合同有效期截止日 {{validTo}}。',
    'Signed on {{signedOn}}, after the contract had ended on {{validTo}}.',
  ],
  'outsideValidity.submittedAfter': [
    '提交日期 {{submittedOn}} 晚于合同有效期截止日 {{validTo}}（晚 {{days}} 天）。',
    'Handed in on {{submittedOn}}, {{days}} days after the contract had ended on {{validTo}}.',
  ],
  'outsideValidity.validBefore': [
    '有效期自 {{validFrom}} 起，早于签订日期 {{signedOn}} {{days}} 天。',
    'Valid from {{validFrom}}, {{days}} days before it was signed on {{signedOn}}.',
  ],
  'yearEndBurst.december': [
    '卖方在 {{month}} 有 {{count}} 份合同，此前 {{months}} 个月中平常每月 {{mean}} 份，也明显多于其上年十二月。',
    'The seller has {{count}} contracts in {{month}}; in the {{months}} months before an ordinary month had {{mean}}, and his last December far fewer.',
  ],
});
