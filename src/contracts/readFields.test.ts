// What is read out of a text, form by form; what is not said, or could be misread, is left out; and no text, however hostile, holds it up.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { development, textOfLines } from './fixtures.ts';
import { readFields } from './readFields.ts';

const parties = (text: string) => readFields(text).parties.map(({ role, name }) => [role, name.value]);

describe('parties', () => {
  const two = [
    ['buyer', '常州甲子科技有限公司'],
    ['seller', '江南大学'],
  ];
  test.each([
    ['roles with letters', '委托人（甲方）：常州甲子科技有限公司\n受托人（乙方）：江南大学'],
    ['letters with roles', '甲方（委托方）：常州甲子科技有限公司\n乙方（受托方）：江南大学'],
    ['set wide', '甲　方：常州甲子科技有限公司\n乙　方：江南大学'],
    ['names on the next line', '甲方：\n常州甲子科技有限公司\n乙方：\n江南大学'],
    ['with a word for the name', '甲方名称：常州甲子科技有限公司\n乙方单位名称：江南大学'],
    ['in the cells of a table', '买方\t常州甲子科技有限公司\t电话\t1\n卖方\t江南大学\t电话\t2'],
    ['with blanks filled in', '甲方：____常州甲子科技有限公司____\n乙方：__江南大学__'],
    ['in a sentence', '常州甲子科技有限公司（以下简称“甲方”）与江南大学（以下简称“乙方”）'.replace('与', '\n')],
    ['on one line', '甲方：常州甲子科技有限公司　　　乙方：江南大学'],
    ['developer and client', '委托方：常州甲子科技有限公司\n研究开发方：江南大学'],
    ['with what else stands in the line', '甲方：常州甲子科技有限公司 法定代表人：王某\n乙方：江南大学，地址：无锡'],
  ])('%s', (_, text) => expect(parties(`技术开发合同\n${text}\n第一条 甲方：应当按时付款。\n`)).toEqual(two));

  test('the one who is paid sells, whichever letter it has', () => {
    const names = '甲方：江南大学\n乙方：常州甲子科技有限公司\n';
    const turned = [
      ['seller', '江南大学'],
      ['buyer', '常州甲子科技有限公司'],
    ];
    expect(parties(`${names}转让费由乙方向甲方支付。`)).toEqual(turned);
    expect(parties(`${names}甲方将该专利权转让给乙方。`)).toEqual(turned);
    expect(parties(`${names}乙方委托甲方开发控制软件。`)).toEqual(turned);
    expect(parties(names)[0]?.[0]).toBe('buyer');
  });

  test('persons, foreigners and others', () => {
    expect(parties('许可方：李时珍\n被许可方：Siemens Energy GmbH & Co. KG\n中介方：常州技转中心\n技术经理人：王小明')).toEqual([
      ['seller', '李时珍'],
      ['buyer', 'Siemens Energy GmbH & Co. KG'],
      ['intermediary', '常州技转中心'],
      ['technologyManager', '王小明'],
    ]);
  });

  test('who receives a service buys it; what stands in brackets behind a name is no part of it', () => {
    expect(parties('甲方（接受服务方）：武进区水务局\n乙方（服务方）：王海涛（身份证号：320402198001011234）')).toEqual([
      ['buyer', '武进区水务局'],
      ['seller', '王海涛'],
    ]);
  });

  test('duties that begin with a party are no parties', () => {
    expect(parties('甲方：\n1. 提供背景资料；\n2. 按时付款。\n乙方：应当保密。\n甲方：负责现场协调')).toEqual([]);
  });

  test('a code is taken by its word, or by its check character alone', () => {
    const codes = (text: string) =>
      readFields(text).parties.map(({ creditCode }) => creditCode && [creditCode.value, creditCode.valid]);
    expect(
      codes('甲方：常州甲子科技有限公司\n纳税人识别号：91320413MA1N2AB422\n乙方：江南大学\n账号：123456789012345678'),
    ).toEqual([['91320413MA1N2AB422', true], null]);
    expect(codes('甲方：常州甲子科技有限公司 91320413MA1N2AB422')).toEqual([['91320413MA1N2AB422', true]]);
    expect(codes('甲方：常州甲子科技有限公司\n统一社会信用代码：91320413MA1N2AB423')).toEqual([['91320413MA1N2AB423', false]]);
  });
});

describe('the total amount', () => {
  test.each([
    ['合同总价为人民币1,200,000元（大写：壹佰贰拾万元整）。', '1200000.00', null],
    ['本合同总金额：￥1200000.00（人民币壹佰贰拾万元整）', '1200000.00', null],
    ['合同金额（大写）：壹佰贰拾万元整 （小写）：¥1,200,000.00', '1200000.00', null],
    ['合同总价款（含税，税率6%）为人民币120万元。', '1200000.00', null],
    ['合同金额（万元）：120', '1200000.00', null],
    ['合同成交额\t120万元', '1200000.00', null],
    ['技术服务费总额为：__50__万元', '500000.00', null],
    ['甲方支付乙方技术咨询报酬人民币伍万元整。', '50000.00', null],
    ['合同总金额的30%即36万元。合同总金额为120万元。', '1200000.00', null],
    ['合同总价为120万元（大写：壹佰贰拾伍万元整）', '1200000.00', 'differs'],
    ['合同金额：120万元\n……\n合同总价为130万元', '1200000.00', 'differs'],
    ['合同总价为12万元（大写：壹佰贰拾万元整）', '120000.00', 'differs'],
    ['合同总价为5万美元。', undefined, undefined],
    ['合同总价为1,20,000元。', undefined, undefined],
    ['合同总价由双方另行协商。', undefined, undefined],
    ['违约金为合同总金额的5%。', undefined, undefined],
  ])('%s', (text, value, doubt) => {
    const read = readFields(`技术服务合同\n${text}\n`).totalAmount;
    expect([read?.value, read?.doubt]).toEqual([value, doubt]);
  });

  test('every amount comes back from a contract, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.constantFrom('合同总价', '合同金额', '成交额'), (yuan, word) => {
        const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',');
        for (const said of [`${word}：${grouped}元`, `${word}为人民币${yuan}元整，其中`, `${word}（含税）：￥${grouped}.00。`])
          expect([said, readFields(said).totalAmount?.value]).toEqual([said, `${yuan}.00`]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('days', () => {
  const days = (text: string) => {
    const { signedOn, validFrom, validTo } = readFields(`技术服务合同\n${text}\n`);
    return [signedOn?.value, validFrom?.value, validTo?.value];
  };
  test.each([
    ['签订日期：2026年1月5日\n合同有效期三年，自签订之日起。', ['2026-01-05', '2026-01-05', '2029-01-05']],
    ['有效期限：自2026.1.5至2027.12.31', [undefined, '2026-01-05', '2027-12-31']],
    ['合同有效期自2026年1月5日起18个月', [undefined, '2026-01-05', '2027-07-05']],
    ['本合同有效期至二〇二七年十二月三十一日止', [undefined, undefined, '2027-12-31']],
    ['签订时间：2026年13月5日', [undefined, undefined, undefined]],
    ['签订时间：    年   月   日', [undefined, undefined, undefined]],
    [
      '签订时间：2026年10月18日\n有效期限：2026年10月18日至2027年12月30日\n甲方（盖章）：某公司\n乙方（盖章）：某校',
      ['2026-10-18', '2026-10-18', '2027-12-30'],
    ],
    ['甲方（盖章）\n2026年3月1日\n乙方（盖章）\n2026年3月5日', ['2026-03-05', undefined, undefined]],
  ])('%s', (text, wanted) => expect(days(text)).toEqual(wanted));
});

describe('payment', () => {
  const mode = (text: string) => readFields(`技术合同\n${text}\n`).paymentMode?.value;
  test.each([
    ['合同签订后10日内一次性支付全部价款50万元。', 'lumpSum'],
    ['支付方式：☑一次总付　□分期支付　□提成支付', 'lumpSum'],
    ['支付方式：□一次总付　■分期支付　□提成支付', 'instalments'],
    ['合同签订后支付30%；验收合格后支付70%。', 'instalments'],
    ['第一期于合同生效后支付百分之三十，第二期于验收合格后支付百分之七十。', 'instalments'],
    ['乙方按产品销售额的百分之五向甲方支付提成。', 'royalty'],
    ['入门费20万元。乙方按新增利润的10%提成。', 'royaltyWithEntryFee'],
    ['支付方式由双方另行约定。', undefined],
  ])('%s', (text, wanted) => expect(mode(text)).toBe(wanted));

  test('a royalty has its base, its rate and what is paid before', () => {
    const { royalty } = readFields('入门费为人民币20万元。被许可方按合同产品净利润的百分之二点五提取提成费。');
    expect(royalty).toMatchObject({ base: 'profit', rate: '2.5', entryFee: '200000.00' });
  });

  test('the price at the head of a sentence is no share of itself', () => {
    const text =
      '服务费用合计人民币98,500元（大写玖万捌仟伍佰元整），分两次付清：首付款50%于合同签订后5日内支付；尾款50%于验收后支付。';
    expect(readFields(text).schedule).toMatchObject([
      { amount: null, share: '50', condition: '合同签订后5日内' },
      { amount: null, share: '50', condition: '验收后' },
    ]);
  });

  test('fines, interest and returns are no instalments', () => {
    const text =
      '甲方逾期付款的，按日支付应付金额的0.05%作为违约金。验收不合格的，乙方应退还已收款项的50%。\n合同签订后5日内支付10万元。';
    expect(readFields(text).schedule).toMatchObject([{ amount: '100000.00', share: null, condition: '合同签订后5日内' }]);
  });
});

test('titles: by the label, by the line that ends as one, and none where there is none', () => {
  const title = (text: string) => readFields(text).title?.value;
  expect(title('合同编号：2026-01\n\n  锂电池隔膜涂布技术开发合同  \n甲方：')).toBe('锂电池隔膜涂布技术开发合同');
  expect(title('技术开发合同\n合同名称：《智能灌溉系统开发》\n')).toBe('智能灌溉系统开发');
  expect(title('项目名称：____________\n技术服务合同书\n')).toBe('技术服务合同书');
  expect(title('两家企业约定共同研发一种新材料，按计划分工。')).toBeUndefined();
  expect(title('')).toBeUndefined();
});

test('an empty text, and one of nothing but signs, read as nothing', () => {
  for (const text of ['', '\n\n\n', '：：：（（（', '\ud83d\ude00\ud83d', '\ufeff'])
    expect(readFields(text)).toEqual({
      title: null,
      parties: [],
      totalAmount: null,
      costs: [],
      signedOn: null,
      validFrom: null,
      validTo: null,
      paymentMode: null,
      schedule: [],
      royalty: null,
      items: [],
    });
});

test('every place lies in the text, whatever the text', () => {
  const signs = fc.constantFrom(
    '甲方：',
    '乙方（受托方）',
    '常州公司',
    '合同总价',
    '为',
    '120万元',
    '￥1,200',
    '（',
    '）',
    '30%',
    '支付',
    '，',
    '。',
    '\n',
    '\t',
    '提成',
    '销售额',
    '有效期',
    '三年',
    '2026年1月5日',
    '盖章',
    'ZL201811564288.X',
    '设备费',
    '签订日期',
    '　',
  );
  const placesOf = (value: unknown): { from: number; to: number }[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, one]) => (key === 'at' ? [one as { from: number; to: number }] : placesOf(one)));
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      for (const { from, to } of placesOf(readFields(text))) expect(from >= 0 && from < to && to <= text.length).toBe(true);
    }),
    { numRuns: 500 },
  );
});

describe('time', () => {
  const timed = (text: string): number => {
    const began = performance.now();
    readFields(text);
    return performance.now() - began;
  };
  test('a real text of 5 MB', () => {
    const one = textOfLines(development);
    const text = one.repeat(Math.ceil(1_700_000 / one.length));
    expect(Buffer.byteLength(text)).toBeGreaterThan(4_000_000);
    // 150 to 250 ms on two cores; the bound leaves room for what else the machine does.
    expect(timed(text)).toBeLessThan(5000);
  });
  test('hostile texts: no word, sign or half of a pattern repeated makes it slow', () => {
    const pieces = `甲方|甲 方 |甲方（|(|合同总金额|合同总金额: |设备费|1,|1 |一 |1元|30%,|支付30%,|合同有效期|有效期三年|盖章|2026年|一| |\n|\t|提成|ZL2|软著登字第|（以下简称|甲方向乙方|人民币|转让费 (|入门费|百分之`;
    for (const piece of pieces.split('|')) {
      const ms = timed(piece.repeat(Math.ceil(200_000 / piece.length)));
      expect([piece, ms < 2500]).toEqual([piece, true]);
    }
  });
});
