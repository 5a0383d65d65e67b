// Words of facts: what fills an item, what it was counted from, what would be filled for an organization.
import { defineWords } from '../../platform/shared/words.ts';

export const factWords = defineWords({
  'routes.of': ['一张报表中由平台取数的项目', 'What the platform would fill of a form'],

  'names.contracts.transfers': ['登记的技术转让合同数', 'registered transfer contracts'],
  'names.contracts.transferAmount': ['登记的技术转让合同成交额', 'amount of registered transfer contracts'],
  'names.contracts.licences': ['登记的技术许可合同数', 'registered licence contracts'],
  'names.contracts.licenceAmount': ['登记的技术许可合同成交额', 'amount of registered licence contracts'],
  'names.contracts.investments': ['登记的技术入股合同数', 'registered technology-for-equity contracts'],
  'names.contracts.investmentAmount': ['登记的技术入股合同成交额', 'amount of registered technology-for-equity contracts'],
  'names.contracts.services': ['登记的技术开发、咨询、服务合同数', 'registered development, consulting and service contracts'],
  'names.contracts.serviceAmount': [
    '登记的技术开发、咨询、服务合同成交额',
    'amount of registered development, consulting and service contracts',
  ],
  'names.contracts.turnover': ['登记的技术合同成交额', 'amount of registered technology contracts'],
  'names.contracts.signed': ['已登记合同中当期签订的份数', 'registered contracts signed in the period'],
  'names.contracts.signedAmount': ['已登记合同中当期签订的金额', 'amount of registered contracts signed in the period'],
  'names.receipts.total': ['合同到账登记', 'receipts noted on contracts'],
  'names.receipts.technical': ['合同到账登记中的技术性收入', 'technical income in receipts noted on contracts'],
  'names.broughtAbout.projects': ['促成的登记合同数', 'registered contracts brought about'],
  'names.broughtAbout.amount': ['促成的登记合同成交额', 'amount of registered contracts brought about'],
  'names.broughtAbout.abroadAmount': ['促成的技术进出口合同成交额', 'amount of imports and exports brought about'],
  'names.broughtAbout.large': ['促成的大额合同数', 'large contracts brought about'],
  'names.broughtAbout.firms': ['促成合同中的买方企业数', 'enterprises that bought by contracts brought about'],
  'names.broughtAbout.needs': ['促成的企业购买技术合同数', 'contracts brought about by which an enterprise bought'],
  'names.managers.attached': ['技术经理人名册', 'the roll of technology managers'],
  'names.organization.legalForm': ['统一社会信用代码', 'the unified social credit code'],
  'names.organization.nature': ['统一社会信用代码', 'the unified social credit code'],

  'says.registered_one': ['{{from}}至{{to}}登记的{{count}}份合同', '{{count}} contract registered from {{from}} to {{to}}'],
  'says.registered_other': ['{{from}}至{{to}}登记的{{count}}份合同', '{{count}} contracts registered from {{from}} to {{to}}'],
  'says.signed_one': [
    '{{from}}至{{to}}签订并已登记的{{count}}份合同',
    '{{count}} registered contract signed from {{from}} to {{to}}',
  ],
  'says.signed_other': [
    '{{from}}至{{to}}签订并已登记的{{count}}份合同',
    '{{count}} registered contracts signed from {{from}} to {{to}}',
  ],
  'says.received_one': [
    '{{count}}份合同在{{from}}至{{to}}登记的到账',
    'What was received from {{from}} to {{to}} on {{count}} contract',
  ],
  'says.received_other': [
    '{{count}}份合同在{{from}}至{{to}}登记的到账',
    'What was received from {{from}} to {{to}} on {{count}} contracts',
  ],
  'says.broughtAbout_one': [
    '{{from}}至{{to}}登记、由本机构促成的{{count}}份合同',
    '{{count}} contract brought about and registered from {{from}} to {{to}}',
  ],
  'says.broughtAbout_other': [
    '{{from}}至{{to}}登记、由本机构促成的{{count}}份合同',
    '{{count}} contracts brought about and registered from {{from}} to {{to}}',
  ],
  'says.managers_one': [
    '{{on}}在册并经确认的{{count}}名技术经理人',
    '{{count}} technology manager confirmed and valid on {{on}}',
  ],
  'says.managers_other': [
    '{{on}}在册并经确认的{{count}}名技术经理人',
    '{{count}} technology managers confirmed and valid on {{on}}',
  ],
  'says.creditCode': ['信用代码{{code}}', 'Credit code {{code}}'],

  'refusals.otherLength': ['报表的报告期不是这个长度。', 'The form is not reported for periods of that length.'],
  'refusals.notOver': ['报告期尚未结束，{{to}}以后才能取数。', 'The period is not over: facts are read after {{to}}.'],

  'page.title': ['由平台取数的项目', 'What the platform fills'],
  'page.note': [
    '这些项目按平台登记簿取数并锁定；有误时到登记簿更正，不在报表上改。列表只显示您有权看到的记录。',
    'These items are filled from the registers of the platform and locked; what is wrong is corrected there, never on the form. Lists show what you may see.',
  ],
  'page.signIn': ['登录后可以看到本单位会取到的数。', 'Sign in to see what would be filled for your organization.'],
  'page.noOrganization': ['当前账号不代表任何单位。', 'This account acts for no organization.'],
  'page.choose': ['选择一家机构查看。', 'Choose an organization to see its figures.'],
  'page.organization': ['机构', 'Organization'],
  'page.period': ['报告期', 'Period'],
  'page.count_one': ['本表{{of}}项中有{{count}}项由平台取数', '{{count}} of {{of}} items is filled by the platform'],
  'page.count_other': ['本表{{of}}项中有{{count}}项由平台取数', '{{count}} of {{of}} items are filled by the platform'],
  'page.item': ['项目', 'Item'],
  'page.value': ['数值', 'Value'],
  'page.from': ['取自', 'Counted from'],
  'page.unknown': ['平台无法确定，请填报', 'Not known to the platform: to be filled in'],
  'page.open': ['查看记录', 'Open the records'],
  'page.rows_one': ['{{count}}行', '{{count}} row'],
  'page.rows_other': ['{{count}}行', '{{count}} rows'],
});
