// Twelve demands of two sentences each with the questions that they leave open; what was answered is not asked again.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWritingHelp, writingHelpShape } from './writingHelp.ts';

const help = writingHelpShape.parse(
  JSON.parse(readFileSync(new URL('../../law/market/writing-help.json', import.meta.url), 'utf8')),
);
const helper = openWritingHelp(help);
const codes = help.questions.map(({ code }) => code);
const open = (text: string, filled = {}) => helper.questions(text, filled).map(({ code }) => code);
const answered = (text: string): string[] => {
  // All of them, past the six that are asked at once.
  const all = openWritingHelp({ ...help, most: codes.length }).questions(text, {});
  return codes.filter((code) => !all.some((one) => one.code === code));
};

test.each<[string, string[]]>([
  ['我们想解决轴承套圈外观检测的问题。希望有专家帮忙开发一个系统。', []],
  ['目前轴承套圈靠人工目检，漏检率约3%。要求漏检率不高于0.1%，套圈直径20毫米，每天8万件。', ['now', 'acceptance', 'quantity']],
  [
    '锂电池极片涂布厚度波动大，曾委托两家单位做过射线测厚，效果不理想。预算50万至80万元，希望2027年6月底前完成。',
    ['tried', 'budget', 'deadline'],
  ],
  ['现有曝气系统能耗高，污水处理量为每天2万吨。拟采取委托开发方式，费用面议。', ['now', 'quantity', 'budget', 'cooperation']],
  ['需要一种高导热绝缘胶，导热系数达到3 W以上，击穿强度不低于20kV。预算待定，期限6个月。', ['acceptance', 'deadline']],
  ['当前铝合金压铸件气孔率高，合格率只有85%。试过真空压铸，成本上升太多。', ['now', 'tried']],
  ['寻求水稻秸秆还田机的防缠绕技术。属于农业领域，愿意合作开发，投入不超过三十万元。', ['budget', 'cooperation', 'field']],
  ['车间叶片叶根打磨粉尘大，希望用机器人代替人工。年产叶片1200片，要求三个月内完成样机。', ['quantity', 'deadline']],
  ['我公司的减速器噪声偏大，客户要求整机噪声控制在65dB以内。尝试过更换润滑脂，没有明显改善。', ['acceptance', 'tried']],
  ['需要对老旧注塑机做能耗监测改造，共40台设备。希望能在今年年底前上线。', ['deadline']],
  [
    '碳纤维预浸料裁切浪费严重，原有排样软件是十年前买的。希望材料利用率提高到92%，经费20万元左右。',
    ['now', 'acceptance', 'budget'],
  ],
  ['想引进石墨烯散热膜的专利许可。产品用于手机，厚度0.1mm，预算没有确定。', ['quantity', 'cooperation']],
])('%s', (text, said) => {
  expect(answered(text)).toEqual(said);
  const questions = open(text);
  const left = help.questions.filter(({ code }) => !said.includes(code));
  const necessary = left.filter((one) => one.necessary);
  const others = left.filter((one) => !one.necessary).slice(0, 6 - necessary.length);
  expect(questions).toEqual(left.filter((one) => necessary.includes(one) || others.includes(one)).map(({ code }) => code));
  expect(helper.publishable(text, {}).missing).toEqual(
    help.questions.flatMap(({ code, necessary }) => (necessary && !said.includes(code) ? [code] : [])),
  );
});

test('two sentences that say nothing of it yet can be published once what is asked at first was answered', () => {
  const asked = open('我们厂的液压站夏天油温高，一直漏油。想找懂液压的单位帮忙治好。');
  expect(asked.length).toBeLessThanOrEqual(6);
  const answers = Object.fromEntries(asked.map((code) => [code, '说过']));
  const { text, fields } = helper.compose('我们厂的液压站夏天油温高，一直漏油。', answers);
  expect(helper.publishable(text, fields)).toEqual({ ok: true, missing: [] });
});

test('a field that is filled is not asked for; with all that is necessary the demand may be published', () => {
  const text = '目前人工目检，漏检率约3%。要求漏检率不高于0.1%。';
  const filled = { budget: '300000', deadline: '2027-06-30', field: 'manufacturing', cooperation: '03' };
  expect(open(text, filled)).toEqual(['tried', 'quantity']);
  expect(helper.publishable(text, filled)).toEqual({ ok: true, missing: [] });
  expect(helper.publishable(text, { ...filled, budget: ' ' })).toEqual({ ok: false, missing: ['budget'] });
});

test('answers go under their headings, or into their fields', () => {
  const made = helper.compose('我们想解决外观检测的问题。', { now: '人工目检', budget: '30万元', tried: ' ' });
  expect(made).toEqual({ text: '我们想解决外观检测的问题。\n\n【现状】\n人工目检', fields: { budget: '30万元' } });
  expect(helper.compose(made.text, { now: '两人一班' }).text).toBe('我们想解决外观检测的问题。\n\n【现状】\n两人一班');
  expect(open(made.text)).not.toContain('now');
});

test('each example answers its own question', () => {
  for (const { code, example } of help.questions) {
    const made = helper.compose('想解决一个问题。', { [code]: example.zh });
    expect(open(made.text, made.fields)).not.toContain(code);
  }
});

test('what was answered is never asked again, and answers given twice change nothing', () => {
  const line = fc.string({ unit: fc.constantFrom(...'现状标准【】\n 提高a1。') });
  const answers = fc.dictionary(fc.constantFrom(...codes), line);
  fc.assert(
    fc.property(line, answers, (text, given) => {
      const once = helper.compose(text, given);
      expect(helper.compose(once.text, given)).toEqual(once);
      const asked = open(once.text, once.fields);
      expect(asked.length).toBeLessThanOrEqual(help.most);
      const told = Object.entries(given).flatMap(([code, answer]) => (answer.replace(/[【】\s]/g, '') === '' ? [] : [code]));
      expect(told.filter((code) => asked.includes(code))).toEqual([]);
    }),
  );
});

test('a class of words that is not there stops the opening', () => {
  const [first] = help.questions;
  expect(() => openWritingHelp({ ...help, questions: first ? [{ ...first, said: ['<nobody> x'] }] : [] })).toThrow('nobody');
});
