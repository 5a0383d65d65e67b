// Words of the indicators module, in both languages.
import { defineWords } from '../../platform/shared/words.ts';

export const indicatorsWords = defineWords({
  'routes.list': ['指标数值：任意一日、任意一刻所知', 'Figures of indicators, for any day as known at any instant'],
  'routes.entries': ['一个数值背后的账页', 'The entries behind a figure'],
  'routes.definition': ['指标口径及历次修订', 'Definition of an indicator through time'],
  'routes.definitions': ['全部指标口径', 'Definitions of all indicators'],
  'refusals.asOfTooLate': ['日期不得晚于 {{last}}', 'The day must not be after {{last}}'],
  'refusals.asOfTooEarly': ['日期过早，请填 1949-10-01 以后的日期', 'The day is too early: give one from 1949-10-01 on'],
  'refusals.knownAtTooLate': ['“所知时刻”不能在将来', 'The instant of knowing must not lie in the future'],
  'refusals.region': [
    '没有“{{region}}”这个统计报送单位，可用的见 /api/regions',
    'There is no reporting unit {{region}}; /api/regions lists them',
  ],
  'refusals.code': ['没有“{{code}}”这个指标', 'There is no indicator {{code}}'],
  'missing.notComplete': ['名录尚不完整，不作合计', 'The register is not complete yet, so nothing is summed'],
  'missing.notReported': ['没有来源报告过这个数', 'No source has reported this figure'],
  'missing.formula': [
    '算式中有一个数没有数据，或这些数不在同一日',
    'A figure of its formula has no data, or they are not of the same day',
  ],
  'missing.beforeFirstDay': [
    '平台自 {{firstDay}} 起运行，此前没有记录',
    'The platform runs since {{firstDay}}; before that it knew nothing',
  ],
  'missing.withheld': [
    '合同太少，公布会显出单个当事人的金额，不予公布',
    'Too few contracts: the figure would tell of a single party, and is withheld',
  ],
  opened: [
    '按月末（{{day}}）公布，以免看出单份合同或单个单位；过少的地区不公布',
    'Told as of the end of a month ({{day}}), so that no single contract or respondent can be read; places with too few are withheld',
  ],
  'source.register': ['名录和账页', 'Register and ledger'],
  'source.sum': ['几个指标相加', 'Sum of figures'],
  'source.return': ['已审核的统计报表', 'Approved return'],
  'source.report': ['经办人报送', 'Reported by an officer'],
  'source.bulletin': ['公报', 'Bulletin'],
  'parts.elsewhere': ['未分到区', 'In no district'],
  'parts.none': ['未分类', 'Not classified'],
});
