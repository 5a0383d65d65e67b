// Words of the tax benefits that were claimed on a contract: what was claimed, never that it is due. Under the prefix `contracts:`.
import { defineWords } from '../../platform/shared/words.ts';

export const taxClaimWords = defineWords({
  'actions.recordTaxClaim': ['登记税收优惠申报', 'Record a tax claim'],
  'actions.withdrawTaxClaim': ['撤回税收优惠申报记录', 'Withdraw a tax claim'],
  'parties.claimant': ['卖方或买方', 'Its seller or its buyer'],

  'claim.number': ['申报记录', 'Claim'],
  'claim.benefit': ['优惠事项', 'Benefit'],
  'claim.year': ['所属年度', 'Year claimed for'],
  'claim.role': ['申报方', 'Who claims'],
  'claim.reference': ['申报表或备案编号', 'Reference of the return or filing'],
  'claim.note': ['备注', 'Note'],
  'claim.from': ['来函机关', 'Kind of body'],
  'claim.fromHelp': ['由市科技局登记时须填写', 'Needed, for the bureau records it for a body'],
  'claim.body': ['机关名称', 'Name of the body'],

  'claimedBenefits.vat': ['增值税', 'VAT'],
  'claimedBenefits.transferIncome': ['企业所得税（技术转让所得）', 'Enterprise income tax on transfer income'],
  'claimedBenefits.superDeduction': ['研发费用加计扣除（委托境内）', 'R&D super deduction, commissioned at home'],
  'claimedBenefits.superDeductionAbroad': ['研发费用加计扣除（委托境外）', 'R&D super deduction, commissioned abroad'],
  'claimedBenefits.cashReward': ['个人所得税（现金奖励）', 'Individual income tax on cash rewards'],
  'claimedBenefits.stampDuty': ['印花税', 'Stamp duty'],

  'claims.title': ['税收优惠申报', 'Tax claims'],
  'claims.none': ['没有申报记录', 'No claim has been recorded'],
  'claims.how': [
    '只记录当事人或税务、财政机关所述的申报事实，不表示可以享受，也不是税务建议。',
    'Records that something was claimed, as a party or a tax or fiscal body says; not that it is due, and never tax advice.',
  ],
  'claims.head': ['{{year}} 年度', 'for {{year}}'],
  'claims.by': ['申报方：{{role}} {{name}}', 'claimed by: {{role}} {{name}}'],
  'claims.fromBody': ['{{kind}}来函：{{body}}', '{{kind}}: {{body}}'],
  'claims.on': ['{{day}} 登记', 'recorded on {{day}}'],
  'claims.reference': ['编号 {{reference}}', 'reference {{reference}}'],
  'claims.withdrawn': ['{{day}} 撤回：{{reason}}', 'withdrawn on {{day}}: {{reason}}'],
  'claims.stake.title': ['以本合同申报的税收优惠', 'Tax benefits claimed on this contract'],
  'claims.stake': [
    '以下申报以本合同的登记为依据。变更、注销或撤销后平台会通知申报方，由其自行向主管机关更正：',
    'These claims rest on the registration. Once it is amended, cancelled or revoked the claimants are told, and put it right with the authority themselves:',
  ],
  'claims.column': ['税收优惠申报', 'Tax claims'],
  'claims.offer': ['已用本合同申报？', 'Claimed on a contract already?'],
  'claims.offerNote': [
    '在已登记合同的页面上登记申报，年度关账核对时会计入。',
    'Record it on the page of the registered contract; it is counted when the year is checked before closing.',
  ],
  'claims.choose': ['选择合同', 'Choose the contract'],
  'claims.askBenefits': ['可用于哪些事项', 'What it may be used for'],

  'wrong.claimYearAhead': ['不能晚于 {{year}} 年', 'Not after {{year}}'],
  'wrong.claimOfBureau': ['由市科技局代税务、财政机关填写', 'Filled in by the bureau for a tax or fiscal body'],
  'wrong.claimRole': ['贵单位在本合同中不是该方', 'Your organization does not stand in this role'],
  'wrong.claimNobody': ['本合同没有该方', 'The contract has nobody in this role'],
  'wrong.claim': ['没有您可以撤回的这条申报记录', 'There is no such claim that you may withdraw'],
  'refusals.claimedAlready': ['{{year}} 年度的这项申报已登记', 'This claim for {{year}} has been recorded already'],
  'refusals.tooManyClaims': ['一份合同最多登记 {{most}} 条申报', 'A contract has {{most}} claims at most'],

  'tells.taxClaimed': [
    '市科技局按税务或财政机关来函，为合同“{{record}}”登记了一条税收优惠申报',
    'The bureau recorded a tax claim on contract “{{record}}”, as a tax or fiscal body wrote',
  ],
  'tells.claimedAmended': [
    '合同“{{record}}”的金额已变更；贵单位曾以其申报税收优惠，请核对是否需向主管机关更正',
    'The amount of contract “{{record}}” has changed; a tax benefit was claimed on it: see whether it has to be put right with the authority',
  ],
  'tells.claimedRevoked': [
    '合同“{{record}}”的登记已撤销；贵单位曾以其申报税收优惠，请核对是否需向主管机关更正',
    'The registration of contract “{{record}}” has been revoked; a tax benefit was claimed on it: see whether it has to be put right with the authority',
  ],
  'tells.claimedCancelled': [
    '合同“{{record}}”已注销；贵单位曾以其申报税收优惠，请核对是否需告知主管机关',
    'Contract “{{record}}” has ended; a tax benefit was claimed on it: see whether the authority has to be told',
  ],
});
