// Words of the working-day calendar, in both languages.
import { defineWords } from '../../platform/shared/words.ts';

export const calendarWords = defineWords({
  one: ['工作日历', 'Working-day calendar'],
  year: ['年份', 'Year'],
  daysOff: ['放假日', 'Days off'],
  workingDays: ['调休上班日', 'Weekend days worked'],
  document: ['依据文件', 'Document'],
  'document.title': ['文件名称', 'Title of the document'],
  'document.number': ['文号', 'Document number'],
  'document.address': ['网址', 'Web address'],
  reason: ['理由', 'Reason'],
  'actions.create': ['公布年历', 'Publish the year'],
  'actions.amend': ['修改', 'Amend'],
  'actions.withdraw': ['撤回', 'Withdraw'],
  'confirm.withdraw': [
    '撤回后，该年恢复为随软件提供的安排；软件没有的年份将不能推算工作日。',
    'The year is then as the product ships it; for a year that it does not ship, working days cannot be told.',
  ],
  'states.published': ['已公布', 'Published'],
  'states.withdrawn': ['已撤回', 'Withdrawn'],
  'refusals.yearTaken': [
    '{{year}} 年的工作日历已公布，如需改动请修改原记录',
    'The calendar of {{year}} is published; amend that record instead',
  ],
  'refusals.otherYear': ['{{on}} 不在 {{year}} 年', '{{on}} is not in {{year}}'],
  'refusals.both': ['{{on}} 不能既放假又上班', '{{on}} cannot be both off and worked'],
  'refusals.weekday': ['{{on}} 不是周末，不能列为调休上班日', '{{on}} is no weekend day, so it is not worked in exchange'],
  'refusals.fixed': ['{{on}} 是法定节假日，必须列为放假日', '{{on}} is a statutory holiday and must be a day off'],
});
