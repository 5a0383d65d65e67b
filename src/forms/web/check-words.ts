// Words of checks against earlier periods, against others and against other registers.
import { defineWords } from '../../platform/shared/words.ts';

export const formCheckWords = defineWords({
  'findings.leap': [
    '本期{{now}}{{unit}}，比以往各期高得多（通常约{{usual}}，最高{{most}}）。',
    '{{now}} {{unit}} is far above earlier periods (usually about {{usual}}, at most {{most}}).',
  ],
  'findings.leapAdded': [
    '本期新增{{added}}{{unit}}，比以往各期高得多（通常约{{usual}}，最高{{most}}）。',
    'This period added {{added}} {{unit}}, far above earlier ones (usually about {{usual}}, at most {{most}}).',
  ],
  'findings.little': [
    '本期{{now}}{{unit}}，比以往各期低得多（通常约{{usual}}，最低{{least}}）。',
    '{{now}} {{unit}} is far below earlier periods (usually about {{usual}}, at least {{least}}).',
  ],
  'findings.littleAdded': [
    '本期新增{{added}}{{unit}}，比以往各期低得多（通常约{{usual}}，最低{{least}}）。',
    'This period added {{added}} {{unit}}, far below earlier ones (usually about {{usual}}, at least {{least}}).',
  ],
  'findings.unit': [
    '约为通常数的{{factor}}倍，请核对计量单位、是否多写了0（本期{{now}}{{unit}}，通常约{{usual}}）。',
    'About {{factor}} times the usual ({{now}} {{unit}}, usually about {{usual}}): look at the unit and for a nought too many.',
  ],
  'findings.unitAdded': [
    '约为通常数的{{factor}}倍，请核对计量单位、是否多写了0（本期新增{{added}}{{unit}}，通常约{{usual}}）。',
    'About {{factor}} times the usual (added {{added}} {{unit}}, usually about {{usual}}): look at the unit and for a nought too many.',
  ],
  'findings.monthOnly': [
    '像是只填了当期数（{{now}}{{unit}}），此处应填自年初累计数；上期累计为{{before}}。',
    'It looks like this period alone ({{now}} {{unit}}); the year to date is asked, which was {{before}} a period ago.',
  ],
  'findings.again': [
    '所有数字都与上期相同，请核对是否重报了上期的数据。',
    'Every number is that of the period before: was its return sent again?',
  ],
  'findings.swapped': [
    '两项都与往期不符，互换后相符（{{first}}、{{second}}），请核对是否填反。',
    'Neither fits earlier periods, and both would if exchanged ({{first}}, {{second}}): were they?',
  ],
  'findings.sign': [
    '换成相反的正负号才与往期相符，请核对盈亏（所填{{now}}{{unit}}，上期累计{{before}}）。',
    'With the other sign it would fit earlier periods ({{now}} {{unit}}, {{before}} a period ago): profit or loss?',
  ],
  'findings.digits': [
    '相邻两位数字对调后才与往期及相关项目相符：所填为{{now}}{{unit}}，是否应为{{would}}？',
    'With two neighbouring digits exchanged it would fit ({{now}} {{unit}}): is it {{would}}?',
  ],
  'findings.outgrows': [
    '其中项本期新增{{part}}{{unit}}，多于总项本期新增的{{whole}}。',
    'The part grew by {{part}} {{unit}} in this period, its whole by {{whole}} only.',
  ],
  'findings.ratio': [
    '{{of}}本期为{{now}}，往期通常约{{usual}}（{{least}}至{{most}}）。',
    'This period’s {{of}}: {{now}}; usually about {{usual}} ({{least}} to {{most}}).',
  ],
  'findings.share': [
    '占总项的比重本期为{{now}}，往期通常约{{usual}}（{{least}}至{{most}}）。',
    'Its share of the whole is {{now}} in this period; usually about {{usual}} ({{least}} to {{most}}).',
  ],
  'findings.alone': [
    '本期由{{before}}增至{{now}}{{unit}}，而对应的数量没有增加（仍为{{beside}}）。',
    'It rose from {{before}} to {{now}} {{unit}} while the number that it is of did not (still {{beside}}).',
  ],
  'findings.peers': [
    '{{now}}{{unit}}，远高于可比的{{peers}}家机构（通常约{{usual}}）。',
    '{{now}} {{unit}} is far above {{peers}} comparable organizations (usually about {{usual}}).',
  ],
  'findings.peerRatio': [
    '{{of}}为{{now}}，可比的{{peers}}家机构通常约{{usual}}。',
    '{{of}}: {{now}}; usually about {{usual}} among {{peers}} comparable organizations.',
  ],
  'findings.source': [
    '{{of}}：{{known}}{{unit}}；所填为{{now}}{{unit}}。',
    '{{of}}: {{known}} {{unit}}; {{now}} {{unit}} is said.',
  ],
  'facts.now': ['本期', 'This period'],
  'facts.added': ['本期新增', 'Added in this period'],
  'facts.usual': ['通常', 'Usual'],
  'facts.most': ['最高', 'Most'],
  'facts.least': ['最低', 'Least'],
  'facts.would': ['或应为', 'Would be'],
  'facts.factor': ['倍数', 'Factor'],
  'facts.before': ['上期', 'Period before'],
  'facts.beside': ['对应数量', 'What it is of'],
  'facts.first': ['前一项', 'First'],
  'facts.second': ['后一项', 'Second'],
  'facts.part': ['其中项新增', 'Part added'],
  'facts.whole': ['总项新增', 'Whole added'],
  'facts.peers': ['可比机构数', 'Comparable organizations'],
  'facts.known': ['平台记录', 'On record'],
  records: ['查看记录', 'The records'],
  title: ['与往期、同类和其他登记核对', 'Beside earlier periods, others and other registers'],
  note: [
    '报送时与本单位往期、同类同规模单位（至少12家）和平台其他登记核对；异常的须作说明。',
    'When a return is handed in, it is measured by the organization’s own periods, by others of its class and size (twelve at least) and by other registers; what departs is to be explained.',
  ],
  noteWithRatios: [
    '报送时与本单位往期、同类同规模单位（至少12家）和平台其他登记核对；异常的须作说明。除各项数字外，还核对：',
    'When a return is handed in, it is measured by the organization’s own periods, by others of its class and size (twelve at least) and by other registers; what departs is to be explained. Besides each number:',
  ],
});
