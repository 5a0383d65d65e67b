// Marks of secrecy stop a file; the ordinary words of a technology contract do not. Both lists are to grow with what is met.
import { expect, test } from 'vitest';
import { secrecyMarks } from './secrecyMarks.ts';

test.each([
  ['密级：秘密', 'secret'],
  ['密　级：机密', 'confidential'],
  ['密级\t绝密', 'topSecret'],
  ['密级:内部', 'internal'],
  ['密级：【秘密】', 'secret'],
  ['保密等级：机密★5年', 'confidential'],
  ['机密★10年', 'confidential'],
  ['秘密★', 'secret'],
  ['机密★长期', 'confidential'],
  ['绝 密 ★ 30年', 'topSecret'],
  ['绝密', 'topSecret'],
  ['　　　　　　　机　密', 'confidential'],
  ['【机密】', 'confidential'],
  ['（秘密）', 'secret'],
  ['秘密 10年', 'secret'],
  ['机密级', 'confidential'],
  ['本项目为机密级项目，相关资料按规定管理。', 'confidential'],
  ['内部', 'internal'],
  ['内部资料 注意保存', 'internal'],
  ['内部资料，注意保管，严禁外传！', 'internal'],
  ['内部文件　不得外传', 'internal'],
  ['仅供内部使用', 'internal'],
])('%s is a mark', (line, level) => {
  const text = `技术开发合同\n${line}\n甲方：某某公司`;
  const marks = secrecyMarks('合同.docx', text);
  expect(marks.map((one) => [one.level, one.where])).toEqual([[level, 'text']]);
  expect(text.slice(marks[0]!.at.from, marks[0]!.at.to)).toBe(marks[0]!.value);
  expect(line).toContain(marks[0]!.value);
});

test.each([
  '转让的技术秘密包括配方、工艺参数和操作规程。',
  '技术秘密',
  '双方应保守对方的商业秘密，保密义务在合同终止后继续有效。',
  '商业秘密',
  '技术秘密级别由双方约定',
  '涉及国家秘密的，按国家有关规定办理；本合同不涉及国家秘密。',
  '本合同不含绝密、机密、秘密的内容。',
  '甲方内部机构、内部收益率、企业内部标准、内部管理制度、内部使用权',
  '仅供甲方内部使用，不得用于其他目的。',
  '内部资料的管理办法由甲方制定。',
  '数据机密性与完整性保护技术，机密计算环境。',
  '密级：公开',
  '密级：无',
  '密级：非密',
  '密级确定由甲方负责，秘密事项另行约定。',
  '保密期限：长期',
  '（内部编号：2026-01）',
  '五星级★★★★★',
  '泄露秘密的，承担违约责任。',
  '秘密点：温度控制曲线。',
  '通信秘密、个人秘密受法律保护。',
])('%s is none', (line) => expect(secrecyMarks('技术秘密转让合同.docx', `技术合同\n${line}\n第二条`)).toEqual([]));

test.each([
  ['技术开发合同（机密）.docx', 'confidential'],
  ['【绝密】某型号.pdf', 'topSecret'],
  ['秘密-2026年度合同.docx', 'secret'],
  ['合同_内部资料.docx', 'internal'],
  ['合同(内部).docx', 'internal'],
  ['机密★5年 合同.pdf', 'confidential'],
  ['合同 机密级.docx', 'confidential'],
])('the name %s has a mark', (name, level) => {
  expect(secrecyMarks(name, '技术合同')).toMatchObject([{ level, where: 'name' }]);
});

test.each([
  '技术秘密使用许可合同.docx',
  '商业秘密保护系统开发.docx',
  '机密计算平台开发合同.pdf',
  '企业内部控制系统.docx',
  '内部收益率测算.docx',
])('the name %s has none', (name) => expect(secrecyMarks(name, '')).toEqual([]));

test('a million characters of near misses are looked through at once', () => {
  for (const piece of ['秘 ', '密级 ', '内部资料，注意', '绝密机密秘密', ' \t', '机密★', '(((【', '\n 机 ']) {
    const hostile = piece.repeat(Math.floor(1_000_000 / piece.length));
    const began = performance.now();
    secrecyMarks(hostile.slice(0, 200), hostile);
    expect([piece, performance.now() - began < 6000]).toEqual([piece, true]);
  }
});
