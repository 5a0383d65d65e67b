// Words of certified lists: fields, actions, states, what stands on the paper, notices, pages. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const certifiedListWords = defineWords({
  nav: ['登记清单', 'Certified lists'],
  one: ['登记清单', 'Certified list'],
  'routes.contracts': ['一份登记清单所列的合同', 'The contracts of a certified list'],
  'routes.pdf': ['登记清单（PDF，内附证明和核验二维码）', 'Certified list (PDF, with its proof and a QR code)'],
  'routes.sheet': ['登记清单（XLSX，带核验二维码）', 'Certified list (XLSX, with a QR code)'],
  'routes.standing': ['凭清单编号和校验码查询清单是否有效', 'Whether a certified list still holds, by its number and check code'],

  contracts: ['所列合同', 'Contracts'],
  purpose: ['用途', 'Purpose'],
  number: ['清单编号', 'Number'],
  code: ['校验码', 'Check code'],
  madeFor: ['出具对象', 'Made for'],
  madeOn: ['出具日期', 'Made on'],
  count: ['合同份数', 'Contracts'],
  state: ['状态', 'State'],
  reason: ['收回理由', 'Reason'],
  amount: ['合同成交额合计', 'Contract amounts, total'],
  technologyAmount: ['技术交易额合计', 'Technology amounts, total'],
  person: ['自然人', 'a natural person'],
  'offices.organization': ['机构', 'Organization'],
  'offices.registry': ['登记机构', 'Registry'],
  'offices.bureau': ['市级主管部门', 'City bureau'],

  'states.valid': ['有效', 'Valid'],
  'states.invalid': ['已失效', 'No longer valid'],
  'states.withdrawn': ['已收回', 'Withdrawn'],
  'parties.holder': ['持有人', 'Holder'],
  'actions.create': ['出具登记清单', 'Make a certified list'],
  'actions.invalidate': ['自动失效', 'Fell invalid'],
  'actions.withdraw': ['收回清单', 'Withdraw'],

  'causes.revoked': ['合同登记被撤销', 'Registration revoked'],
  'causes.cancelled': ['合同登记已注销', 'Registration cancelled'],
  'causes.amended': ['合同金额已变更', 'Amount changed'],
  'causes.renumbered': ['登记编号或登记日期已变更', 'Number or day of registration changed'],
  'fallen.revoked': [
    '本清单自{{day}}起失效：所列合同 {{number}} 的登记已被撤销。',
    'No longer valid since {{day}}: the registration of contract {{number}} on it has been revoked.',
  ],
  'fallen.cancelled': [
    '本清单自{{day}}起失效：所列合同 {{number}} 的登记已注销。',
    'No longer valid since {{day}}: the registration of contract {{number}} on it has been cancelled.',
  ],
  'fallen.amended': [
    '本清单自{{day}}起失效：所列合同 {{number}} 的金额已变更，与清单所载不符。',
    'No longer valid since {{day}}: the amount of contract {{number}} has changed and differs from the list.',
  ],
  'fallen.renumbered': [
    '本清单自{{day}}起失效：所列合同 {{number}} 的登记编号或登记日期已变更，与清单所载不符。',
    'No longer valid since {{day}}: number or day of registration of contract {{number}} has changed and differs from the list.',
  ],
  'tells.revoked': [
    '登记清单 {{record}} 已失效：合同 {{number}} 的登记被撤销',
    'Certified list {{record}} is no longer valid: the registration of contract {{number}} was revoked',
  ],
  'tells.cancelled': [
    '登记清单 {{record}} 已失效：合同 {{number}} 的登记已注销',
    'Certified list {{record}} is no longer valid: the registration of contract {{number}} was cancelled',
  ],
  'tells.amended': [
    '登记清单 {{record}} 已失效：合同 {{number}} 的金额已变更',
    'Certified list {{record}} is no longer valid: the amount of contract {{number}} changed',
  ],
  'tells.renumbered': [
    '登记清单 {{record}} 已失效：合同 {{number}} 的登记编号或日期已变更',
    'Certified list {{record}} is no longer valid: number or day of contract {{number}} changed',
  ],
  'wrong.contract': ['没有这份合同，或您看不到它', 'There is no such contract, or it is not shown to you'],

  'paper.name': ['技术合同登记清单', 'Certified list of technology contracts'],
  'paper.title.invalid': ['技术合同登记清单\n【已失效】', 'Certified list of technology contracts\nNO LONGER VALID'],
  'paper.title.withdrawn': ['技术合同登记清单\n【已收回】', 'Certified list of technology contracts\nWITHDRAWN'],
  'paper.certify': [
    '截至{{day}}，下列 {{count}} 份技术合同已登记，登记有效：',
    'As of {{day}} the technology contracts listed here ({{count}}) are registered and their registration stands:',
  ],
  'paper.withdrawn': ['本清单已由持有人收回：{{reason}}', 'This list was withdrawn by its holder: {{reason}}'],
  'paper.numbers': ['编号与登记日期', 'Numbers and day'],
  'paper.contract': ['合同与当事人', 'Contract and parties'],
  'paper.total': ['合计', 'Total'],
  'paper.amountWords': ['合同成交额合计（大写）：{{words}}。', 'Contract amounts, total in words: {{words}}.'],
  'paper.technologyWords': ['技术交易额合计（大写）：{{words}}。', 'Technology amounts, total in words: {{words}}.'],
  'paper.invalid': [
    '本清单不是技术合同认定登记证明。所列任何一份合同的登记被撤销、注销，或其金额、登记编号、登记日期变更的，整份清单自动失效；使用前请扫码核验。',
    'This list is not the official certificate of registration. It falls invalid as a whole as soon as one of its contracts is revoked or cancelled, or its amount, number or day of registration changes: check it by its code before you rely on it.',
  ],
  'paper.persons': ['自然人当事人的姓名不列入清单。', 'Names of natural persons are not on the list.'],
  'paper.check': ['核验本清单', 'Check this list'],
  'paper.code': ['清单编号：{{number}}　校验码：{{code}}', 'Number: {{number}}  Check code: {{code}}'],
  'paper.scan': [
    '扫码查看本清单现在是否有效，并与纸面内容逐项核对。',
    'Scan to see whether the list still holds, and compare it with the paper line by line.',
  ],
  'paper.proof': [
    '封存证明校验码：{{code}}（证明内附于 PDF，可用 verify.mjs 独立核验）',
    'Code of the sealed record: {{code}} (the proof is inside the PDF; verify.mjs checks it by itself)',
  ],

  'choose.row': ['选入清单：', 'Choose for a list:'],
  'choose.column': ['选', 'Choose'],
  'choose.count': ['已选 {{count}} 份合同', 'Contracts chosen: {{count}}'],
  'choose.clear': ['清除', 'Clear'],
  'choose.most': ['一份清单最多 {{most}} 份合同', 'A list holds {{most}} contracts at most'],
  'choose.note': [
    '清单所列合同的登记被撤销、注销或内容变更时，清单自动失效，并通知您。',
    'When a contract on it is revoked, cancelled or changed, the list falls invalid by itself and you are told.',
  ],
  'choose.purposeHelp': ['写在清单上，例如“申报某某项目”', 'Stands on the paper, such as the programme it is handed in for'],

  'list.note': [
    '把已登记的合同列成一份可核验的清单；其中任何一份不再如此，清单自动失效。',
    'Registered contracts on one paper that can be checked; it falls invalid by itself when one of them no longer is what it says.',
  ],
  'list.empty': ['还没有登记清单', 'No certified lists yet'],
  'list.emptyWhy': [
    '在“技术合同”列表中勾选已登记的合同，然后出具清单。',
    'Choose registered contracts in the list of contracts and make one.',
  ],
  'list.choose': ['去选合同', 'Choose contracts'],
  facts: ['清单内容', 'The list'],
  history: ['办理记录', 'History'],
  back: ['登记清单', 'Certified lists'],
  checkTitle: ['核验登记清单', 'Check a certified list'],
  checkNote: [
    '输入清单上的编号和校验码，或扫描清单上的二维码。',
    'Type the number and the check code of the paper, or scan its QR code.',
  ],
  checkSubmit: ['核验', 'Check'],
  checkNone: [
    '没有与这个编号和校验码相符的清单。请核对输入；若纸面确实如此，它不是本平台出具的。',
    'No list has this number and check code. Compare what you typed; if the paper says so, it was not made here.',
  ],
  checkCompare: [
    '请把下列内容与手中的清单逐项核对，应当完全一致。',
    'Compare what follows with the paper in your hands: both must say the same.',
  ],
  checkValid: ['有效', 'Valid'],
  checkStands: ['所列合同的登记现在仍然有效，内容与清单一致。', 'All contracts on it are registered as the list says.'],
  checkWithdrawn: ['本清单已由持有人收回，不再有效。', 'This list was withdrawn by its holder and no longer holds.'],
});
