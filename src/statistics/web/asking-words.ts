// Words of asking: what officers ask when they send a return back, what is answered, why once more. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const askingWords = defineWords({
  title: ['疑问与答复', 'Queries and answers'],
  again: ['再次退回的原因', 'Why it is sent back once more'],
  'again.note': [
    '本表本轮已退回过 {{count}} 次。应一次问完；再次退回须说明原因，填报单位会看到，并计入收报统计。',
    'It was sent back {{count}} times in this round already. All is to be asked at once: say why not, which the respondent reads and the collection counts.',
  ],
  'again.said': ['再次退回：{{reason}}', 'Sent back once more: {{reason}}'],
  filter: ['重复退回', 'Sent back again'],
  'filter.yes': ['一轮内退回过不止一次', 'More than once in a round'],
  count_one: ['一轮内退回过不止一次：{{count}} 份', 'Sent back more than once in a round: {{count}}'],
  count_other: ['一轮内退回过不止一次：{{count}} 份', 'Sent back more than once in a round: {{count}}'],
  'round.sent': ['{{day}} 退回，{{count}} 处疑问', 'Sent back on {{day}}, queries: {{count}}'],
  'round.answered': ['{{day}} 答复', 'answered on {{day}}'],
  'round.waits': ['尚未答复', 'not answered yet'],
  general: ['其他', 'In general'],
  asked: ['问', 'Asked'],
  answered: ['答', 'Answered'],
  mended: ['已由 {{before}} 改为 {{after}}', 'Mended: {{before}} is now {{after}}'],
  blank: ['空', 'blank'],
  stood: ['{{name}}（当时为 {{value}}）', '{{name}} (then {{value}})'],
  'answer.title': ['请逐条答复', 'Answer each query'],
  'answer.note': [
    '改了数值的，自动记为已修改；数值无误的，请写明依据。答复随本表保存，审核人员重审时看到。',
    'A figure that you mend is noted by itself; where it is right, say why. The answers stay with the return and are read when it is judged again.',
  ],
  'answer.words': ['数值无误的依据，或怎样修改', 'Why it is right, or how it was mended'],
  left_one: ['{{count}} 处疑问待答复', '{{count}} query to answer'],
  left_other: ['{{count}} 处疑问待答复', '{{count}} queries to answer'],
  'answer.wanted': ['待答复', 'To be answered'],
  'answer.done': ['已答复', 'Answered'],
  'answer.mended': ['已修改', 'Mended'],
  'refusals.askedBefore': [
    '本表本轮已退回过：应一次问完，再次退回须写明原因',
    'It was sent back in this round already: all is to be asked at once, so say why once more',
  ],
  'refusals.unanswered': ['还有 {{count}} 处疑问没有答复', 'Queries not answered yet: {{count}}'],
  'refusals.query': ['未答复：{{words}}', 'Not answered: {{words}}'],
});
