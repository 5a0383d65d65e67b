// Words of the search page, which brings them along, and of its operations. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const searchWords = defineWords({
  'routes.find': ['检索：有权查看的各类记录', 'Search: records of all kinds that may be seen'],
  'routes.suggest': ['检索联想：边输入边给出的记录和词', 'Suggestions: records and words while one types'],
  'routes.synonyms': ['检索所用的同义词', 'Words that stand for one another in the search'],
  note: [
    '在供需、单位、认定、合同、技术经理人、场所中查找；只显示您有权查看的内容。支持拼音和首字母。',
    'Listings, organizations, recognitions, contracts, technology managers, premises: what you may see. Pinyin and initials work too.',
  ],
  field: ['检索词', 'What to look for'],
  placeholder: ['名称、编号、关键词、拼音', 'Name, number, keyword, pinyin'],
  go: ['检索', 'Search'],
  suggestions: ['联想', 'Suggestions'],
  word: ['检索词', 'Word'],
  'sides.supply': ['供给', 'Supply'],
  'sides.demand': ['需求', 'Demand'],
  narrow: ['筛选', 'Narrow down'],
  'facets.kind': ['类别', 'Kind'],
  'facets.side': ['供给或需求', 'Supply or demand'],
  'facets.field': ['技术领域', 'Technology field'],
  'facets.industry': ['行业', 'Industry'],
  'facets.region': ['地区', 'Region'],
  clear: ['清除筛选', 'Clear'],
  more: ['更多', 'More'],
  shown: ['显示更多结果', 'Show more'],
  total: ['共 {{rows}} 条', '{{rows}} found'],
  tooMany: ['只显示前 {{rows}} 条，请加词或筛选。', 'The first {{rows}} are shown: add a word or narrow down.'],
  also: ['同时查找：{{words}}', 'Also looked for: {{words}}'],
  loose: [
    '没有足够的完全相符的内容，已包括读音或拼写相近的。',
    'Little stands as typed: what sounds or is spelt alike is included.',
  ],
  building: [
    '索引正在建立：{{done}} / {{total}}。结果可能不全，稍后再查。',
    'The index is being built: {{done}} of {{total}}. Not all is found yet.',
  ],
  start: ['输入要找的内容', 'Say what you are looking for'],
  startWhy: [
    '例如“激光”“jiguang”“jg”、单位名称、合同编号。',
    'Such as laser, jiguang, jg, the name of an organization, the number of a contract.',
  ],
  none: ['没有找到', 'Nothing found'],
  noneWhy: ['换一个说法、减少词数，或清除筛选。', 'Use another word, fewer words, or clear what narrows it.'],
  results: ['检索结果', 'What was found'],
  separator: ['、', ', '],
});
