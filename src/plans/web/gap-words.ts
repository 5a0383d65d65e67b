// Words of a follow-up on what a target lacks: its fields, states, actions and refusals.
import { defineWords } from '../../platform/shared/words.ts';

export const gapWords = defineWords({
  'waits.change': ['曾暂缓，到期再办', 'Put off until then, to be looked at again'],
  'waits.mondayTitle': ['周一清单 · {{plan}}', 'Monday list: {{plan}}'],
  'waits.monday': ['本周还有 {{count}} 项', '{{count}} to look at this week'],
  one: ['缺口跟进', 'Follow-up on a gap'],
  outcome: ['结果', 'Outcome'],
  note: ['备注', 'Note'],
  until: ['何日再看', 'Look again on'],
  'actions.create': ['记下', 'Noted'],
  'actions.change': ['更改', 'Changed'],
  'actions.withdraw': ['撤回', 'Withdrawn'],
  'states.done': ['已办', 'Done'],
  'states.later': ['以后再看', 'Later'],
  'states.dropped': ['不再列', 'Not again'],
  'states.withdrawn': ['已撤回', 'Withdrawn'],
  'parties.districtInCharge': ['所在区科技局', 'The district in charge'],
  'refusals.already': ['它已经有跟进记录，请更改那一条', 'It is followed up already: change that record'],
  'refusals.target': ['计划中没有这个目标', 'The plan has no such target'],
  'refusals.region': ['没有这个统计地区', 'There is no such reporting unit'],
  'refusals.subject': ['它不在这个目标的缺口名单上', 'It is not on the list of what this target lacks'],
});
