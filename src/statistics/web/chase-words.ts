// Words of chasing returns that have not come. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const chaseWords = defineWords({
  title: ['催报', 'Chasing'],
  note: [
    '还没有上报的单位，逾期最久的在前；同样久的，以往常迟的在前。每次催报都记一笔；不来的标为未报，不代填、不估计。',
    'Who has not handed in, the most late first; of a day those who were late before. Each attempt is noted; what does not come is marked as missing, never guessed.',
  ],
  organization: ['填报单位', 'Respondent'],
  days: ['逾期', 'Late'],
  daysOf_one: ['{{count}} 天', '{{count}} day'],
  daysOf_other: ['{{count}} 天', '{{count}} days'],
  notYet: ['未到期', 'not due yet'],
  before: ['近一年迟报', 'Late in a year'],
  beforeOf: ['{{late}} / {{asked}} 期', '{{late}} of {{asked}}'],
  contact: ['联系人', 'Contact'],
  noContact: ['名册中没有联系方式', 'none in the register'],
  last: ['上次催报', 'Last attempt'],
  never: ['还没有催过', 'none yet'],
  promised: ['答应 {{day}} 报', 'promised for {{day}}'],
  copy: ['复制催报文字', 'Copy the text'],
  copied: ['已复制', 'Copied'],
  copyAll: ['复制全部文字', 'Copy all texts'],
  remindAll: ['全部催报（{{count}} 家）', 'Remind all ({{count}})'],
  reminded: ['已催报 {{done}} 家', 'Reminded: {{done}}'],
  refused: ['{{count}} 家没有催成', 'Not reminded: {{count}}'],
  empty: ['都报齐了', 'Everybody has handed in'],
  more: ['共 {{total}} 家，先显示逾期最久的 {{shown}} 家', '{{total}} in all; the {{shown}} most late are shown'],
  'text.late': [
    '{{name}}：贵单位《{{form}}》{{period}}期应于{{due}}前报送，现已逾期{{days}}天，请尽快登录平台填报；如有困难请与我们联系。',
    '{{name}}: your {{form}} for {{period}} was due on {{due}} and is {{days}} days late. Please hand it in on the platform, or tell us what stands in the way.',
  ],
  'text.due': [
    '{{name}}：请于{{due}}前登录平台报送《{{form}}》{{period}}期；如有困难请与我们联系。',
    '{{name}}: please hand in your {{form}} for {{period}} on the platform by {{due}}, or tell us what stands in the way.',
  ],
  'routes.late': ['催报名单', 'Who is late with a return'],
});
