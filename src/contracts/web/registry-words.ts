// Words of registries: fields, actions, states, refusals, pages. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const registryWords = defineWords({
  nav: ['登记机构', 'Registries'],
  one: ['登记机构', 'Registry'],
  'routes.openCases': ['暂停登记机构时将移交的在办合同', 'Open cases that move when a registry is suspended'],
  'routes.candidates': ['可任登记员的账户', 'Accounts that may be appointed registrars'],
  'routes.draws': [
    '登记机构的每月抽查：种子、范围与抽中的合同',
    'Monthly draws of a registry: seed, numbers, and what was drawn',
  ],

  name: ['机构名称', 'Name'],
  code: ['机构代码', 'Code'],
  organization: ['名册中的机构', 'Organization of the register'],
  owners: ['举办或出资单位', 'Owners'],
  territory: ['受理区域', 'Territory'],
  entrustedBy: ['委托部门', 'Entrusted by'],
  validFrom: ['委托自', 'Entrusted from'],
  validTo: ['委托至', 'Entrusted until'],
  registrars: ['登记员', 'Registrars'],
  account: ['登记员', 'Registrar'],
  trainedOn: ['培训合格日期', 'Trained on'],
  filedOn: ['备案日期', 'Filed on'],
  on: ['日期', 'Day'],
  reason: ['理由', 'Reason'],
  handTo: ['在办合同移交至', 'Hand open cases to'],
  state: ['状态', 'State'],

  'states.preparing': ['筹备中', 'In preparation'],
  'states.active': ['办理中', 'At work'],
  'states.suspended': ['已暂停', 'Suspended'],
  'states.closed': ['已终止', 'Closed'],

  'actions.create': ['新建登记机构', 'New registry'],
  'actions.edit': ['修改', 'Edit'],
  'actions.appoint': ['任用登记员', 'Appoint a registrar'],
  'actions.dismiss': ['登记员离任', 'Dismiss a registrar'],
  'actions.open': ['开始办理', 'Open'],
  'actions.suspend': ['暂停并移交', 'Suspend and hand over'],
  'actions.resume': ['恢复办理', 'Resume'],
  'actions.close': ['终止', 'Close'],
  'confirm.open': [
    '开始办理后，受理区域内新提交的合同由这家机构办理。',
    'From now on contracts that are submitted in its territory come to this registry.',
  ],
  'confirm.resume': [
    '恢复后可以继续受理；暂停时移交的合同不退回。',
    'It takes contracts again; those handed over when it was suspended stay where they are.',
  ],

  'wrong.territory': ['不是本市的统计单元', 'Not a reporting unit of this city'],
  'wrong.noRegistrar': ['该账户没有登记员角色或已停用', 'This account does not hold the role of registrar, or is disabled'],
  'wrong.inOffice': ['已是这家机构的登记员', 'Is a registrar of this registry already'],
  'wrong.notInOffice': ['不是这家机构的在任登记员', 'No registrar in office here'],
  'wrong.beforeAppointment': ['不能早于任用日 {{on}}', 'Not before the appointment on {{on}}'],
  'wrong.beforeTraining': ['备案不能早于培训合格日 {{on}}', 'Not filed before the training on {{on}}'],
  'wrong.handTo': [
    '有 {{count}} 份在办合同，请选择接收的登记机构',
    '{{count}} cases are open: choose the registry that takes them',
  ],
  'refusals.codeTaken': ['代码 {{code}} 已被使用', 'The code {{code}} is in use'],
  'refusals.tooFewRegistrars': [
    '在任登记员 {{count}} 名，至少应有 {{least}} 名',
    '{{count}} registrars in office; at least {{least}} are needed',
  ],
});
