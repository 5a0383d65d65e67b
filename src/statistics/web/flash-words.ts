// Words of the flash report of a release. Both languages side by side.
import { defineWords } from '../../platform/shared/words.ts';

export const flashWords = defineWords({
  title: ['{{name}}快报（截至{{day}}）', 'Flash: {{name}}, as of {{day}}'],
  issuer: ['{{city}}科技服务业统计快报', '{{city}}: S&T service industry, flash'],
  name: ['快报', 'Flash'],
  choose: ['快报指标', 'Figure of the flash'],
  place: ['地区', 'Place'],
  rank: ['位次', 'Rank'],
  value: ['数值（{{unit}}）', 'Value ({{unit}})'],
  growth: ['同比（%）', 'On the year (%)'],
  'pace.yearBefore': ['占上年全年（%）', 'Of the year before (%)'],
  'pace.target': ['完成年度目标（%）', 'Of the year’s target (%)'],
  'city.goal': [
    '已完成{{plan}}年度目标（{{goal}}）的{{reached}}%{{beside}}。',
    ' Of the year’s target of {{plan}} ({{goal}}) {{reached}} % is reached{{beside}}.',
  ],
  'due.ahead': ['，快于应有进度（{{due}}%）{{points}}个百分点', ', {{points}} points ahead of the {{due}} % due by then'],
  'due.behind': ['，慢于应有进度（{{due}}%）{{points}}个百分点', ', {{points}} points behind the {{due}} % due by then'],
  'measured.target': ['进度按{{plan}}分解到各地区的年度目标计算。', ' Pace: of the targets of {{plan}} as allocated to places.'],
  'measured.yearBefore': [
    '全市目标见{{plan}}；各地区没有可用的分解目标，进度为占上年全年的比重。',
    ' No target is told by place: pace is the share of the whole year before. City target: {{plan}}.',
  ],
  whole: ['全市', 'The whole city'],
  dash: ['—', '–'],
  'city.value': ['截至{{day}}，{{city}}{{name}}为{{value}}。', 'As of {{day}}, {{name}} in {{city}}: {{value}}. '],
  'city.growth': [
    '同比增长{{growth}}%，{{known}}个可比地区中{{growing}}个增长。',
    'On the year it grew by {{growth}} %; of {{known}} places that can be compared {{growing}} grew.',
  ],
  'city.fell': [
    '同比下降{{growth}}%，{{known}}个可比地区中{{growing}}个增长。',
    'On the year it fell by {{growth}} %; of {{known}} places that can be compared {{growing}} grew.',
  ],
  'row.value': ['{{place}}{{value}}，居第{{rank}}位（共{{of}}个地区）。', '{{place}}: {{value}}, rank {{rank}} of {{of}}. '],
  'row.growth': ['同比增长{{growth}}%{{beside}}', 'On the year it grew by {{growth}} %{{beside}}'],
  'row.fell': ['同比下降{{growth}}%{{beside}}', 'On the year it fell by {{growth}} %{{beside}}'],
  'row.faster': ['，高于全市{{points}}个百分点', ', {{points}} points above the city'],
  'row.slower': ['，低于全市{{points}}个百分点', ', {{points}} points below the city'],
  'row.and': ['，{{pace}}', ', and {{pace}}'],
  'row.alone': ['{{pace}}，上年同期没有可比数。', 'It {{pace}}; there is nothing of the year before to compare with.'],
  'row.pace': ['为上年全年的{{pace}}%', 'stands at {{pace}} % of the whole year before'],
  'row.target': ['完成年度目标的{{reached}}%{{beside}}', 'has reached {{reached}} % of the year’s target{{beside}}'],
  'row.noGrowth': ['上年同期没有可比数。', 'There is nothing of the year before to compare with.'],
  'row.end': ['。', '.'],
  source: [
    '数据来自发布{{number}}（以{{known}}前录入的为准）。口径：{{basis}}',
    'From release {{number}}, as known before {{known}}. Basis: {{basis}}',
  ],
  'routes.flash': ['取得一次发布中一个指标的快报（PDF 或 DOCX）', 'Flash of one figure of a release, as PDF or DOCX'],
  'refusals.indicator': ['这次发布中没有这个分地区的指标', 'The release has no such figure by district'],
});
