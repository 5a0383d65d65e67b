// The words of rules: refusals at load, and how a verdict is shown.
import { defineWords } from '../../platform/shared/words.ts';

export const rulesWords = defineWords({
  'refusals.refused': ['规则未能载入，请按所列各处修改', 'The rules could not be loaded; mend the places listed'],

  'flaws.syntax': [
    '表达式第 {{from}} 个字符处无法解析：“{{text}}”',
    'The expression cannot be read at character {{from}}: “{{text}}”',
  ],
  'flaws.tooDeep': ['表达式嵌套超过 64 层', 'The expression is nested deeper than 64 levels'],
  'flaws.unknownName': [
    '没有名为“{{text}}”的事实或字段（第 {{from}} 个字符）',
    'There is no fact or field “{{text}}” (character {{from}})',
  ],
  'flaws.type': ['“{{text}}”两边的类型不相配，或函数不接受这种类型', 'The types in “{{text}}” do not go together'],
  'flaws.notBoolean': ['表达式的结果应为“是”或“否”', 'The expression must come to true or false'],
  'flaws.forbiddenFunction': ['规则不能使用此函数：“{{text}}”', 'A rule may not use this function: “{{text}}”'],
  'flaws.forbiddenForm': [
    '规则不能按下标取值，也不能书写映射：“{{text}}”',
    'A rule may not take by index or write a map: “{{text}}”',
  ],
  'flaws.forbiddenNumber': ['只能使用整数（金额以分计）：“{{text}}”', 'Whole numbers only (money in fen): “{{text}}”'],
  'flaws.nullLiteral': ['不能与 null 比较，请用 has(…) 判断有无', 'Nothing is compared with null; ask has(…) instead'],
  'flaws.hasNeedsFact': ['has(…) 的括号内只能是事实的名称：“{{text}}”', 'has(…) takes the name of a fact: “{{text}}”'],
  'flaws.likeNeedsWords': [
    'like 要查找的词语须直接写在规则中：“{{text}}”',
    'The words that like searches for are written in the rule: “{{text}}”',
  ],
  'flaws.wholeComparison': [
    '列表不能整体比较，请用 exists、all、in 或 size：“{{text}}”',
    'Lists are not compared whole; use exists, all, in or size: “{{text}}”',
  ],
  'flaws.order': ['失效日期早于生效日期', 'The last day is before the first'],
  'flaws.language': ['缺少{{language}}文字', 'The text in {{language}} is missing'],
  'flaws.tooLong': ['表达式超过 {{longest}} 个字符', 'The expression is longer than {{longest}} characters'],
  'flaws.shape': ['此处内容缺失或格式不正确', 'Something is missing here or has the wrong form'],
  'flaws.overlap': ['与自 {{rival}} 起施行的同一规则时间重叠', 'Overlaps in time with the version in force from {{rival}}'],

  'outcome.true': ['符合', 'Met'],
  'outcome.false': ['不符合', 'Not met'],
  'outcome.unknown': ['不能确定', 'Not known'],
  'basis.article': ['{{law}} 第 {{article}} 条', '{{law}}, article {{article}}'],
  'basis.verified': ['已核对原文', 'Checked against the source'],
  'basis.recalled': ['凭记忆，待核对', 'From memory, to be checked'],
  'basis.derived': ['据其他来源推定', 'Worked out from other sources'],
  'verdict.reasons': ['理由', 'Reasons'],
  'verdict.facts': ['所用事实', 'Facts used'],
  'verdict.missing': ['尚缺事实', 'Facts still missing'],
  'verdict.absent': ['无', 'None'],
  'clause.all': ['以下全部', 'All of these'],
  'clause.any': ['以下任一', 'Any of these'],
  'clause.not': ['并非', 'Not'],
  'clause.choice': ['视条件而定', 'Depending on'],
});
