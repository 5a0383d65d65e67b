// Words of figures that a respondent carries into its own application. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const carriedWords = defineWords({
  title: ['用于本机构的申报', 'Use in your own application'],
  note: [
    '报表数据只用于统计。本机构可以自行选择其中的数字，用于自己的申报；其他人看不到报表本身。',
    'What is given for statistics serves nothing else. You may choose figures of it for an application of your own; nobody sees the return itself.',
  ],
  application: ['申报事项', 'Application'],
  none: ['本机构没有等待认定的申报。', 'None of your applications waits for a decision.'],
  items: ['数字', 'Figures'],
  purpose: ['用途', 'Purpose'],
  number: ['第几次', 'Which one'],
  consent: ['同意并带入申报', 'Consent and carry'],
  withdraw: ['撤回同意', 'Withdraw the consent'],
  withdrawn: ['已于{{day}}撤回', 'Withdrawn on {{day}}'],
  into: ['申报', 'The application'],
  given: ['{{day}}同意带入{{count}}个数字，用途：', 'Figures carried on {{day}}: {{count}}. For: '],
  shown: ['申报机构带入的数字', 'Figures carried by the applicant'],
  from: [
    '由该机构于{{day}}从其{{form}}（{{period}}）带入，用途：',
    'Carried by the respondent on {{day}} from its return of {{period}}, {{form}}, for: ',
  ],
  older: ['此后该报表作过更正。', 'The return has been put right since.'],
  item: ['指标', 'Item'],
  value: ['数值', 'Value'],
  unit: ['单位', 'Unit'],
  'routes.list': ['列出申报机构带入一项申报的数字', 'List figures that an applicant carried into an application'],
  'refusals.notOwn': ['这不是本机构的申报', 'That is no application of your organization'],
  'refusals.decided': ['这项申报已不在等待认定，不能再带入数字', 'That application does not wait for a decision any more'],
  'refusals.already': [
    '这张报表的数字已带入该申报；撤回后可以重新带入',
    'Figures of this return are there already; withdraw them to carry others',
  ],
  'refusals.notCarried': ['没有可撤回的同意', 'There is no such consent to withdraw'],
  'refusals.items': ['只能带入报表中已填的数字', 'Only figures that stand in the return can be carried'],
});
