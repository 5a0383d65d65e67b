// Model texts: each one filled in, written as a DOCX and read back says the same, and the self-check would register it as what it is; a blank one is not fit yet.
import { afterAll, expect, test } from 'vitest';
import { printed, stopPress } from '../src/platform/server/documents/press.ts';
import { openPack } from '../src/platform/server/pack.ts';
import { words } from '../src/words.ts';
import { blankTexts, linesOfModel, modelFile, modelFor, nothingKnown } from '../src/contracts/models.ts';
import { readFields } from '../src/contracts/readFields.ts';
import { openCheck } from '../src/contracts/server/mountCheck.ts';
import { documentOf, knownOf, readModels } from '../src/contracts/server/models.ts';
import type { Contract, Say } from '../src/contracts/server/papers-said.ts';
import { textOf } from '../src/contracts/server/textOf.ts';

const pack = openPack('example', { anchor: 2026 });
const file = readModels(pack);
const check = openCheck(pack, readFields);
afterAll(stopPress);

const said = words as unknown as Record<string, Record<string, readonly [string, string]>>;
const say: Say = (key, given = {}) => {
  const [space = '', name = ''] = key.split(':');
  return (said[space]?.[name]?.[0] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, at: string) => String(given[at]));
};
const on = '2026-06-01';
const party = (role: Contract['parties'][number]['role'], organizationName: string, creditCode: string | null = null) => ({
  role,
  organizationName,
  creditCode,
  masked: false,
  organization: null,
  person: false,
  name: null,
  country: '142',
  division: null,
  nature: null,
  internalBody: null,
  authorised: false,
  manager: null,
});
const [sellerName, buyerName] = ['云川青禾无人机有限公司', '云川农服集团有限公司'];
const between = [party('seller', sellerName, '91320400MA1XXXXXX0'), party('buyer', buyerName)];
const base = {
  amount: '3000000.00',
  technologyAmount: '3000000.00',
  signedOn: '2026-03-05',
  validFrom: '2026-03-05',
  validTo: '2028-12-31',
  parties: between,
  costs: [],
  paymentMode: 'instalments',
  royalty: null,
  items: [],
  trainees: null,
  mainContract: null,
  schedule: [
    { amount: '1000000.00', on: '2027-01-31', condition: null },
    { amount: '2000000.00', on: null, condition: '验收合格后' },
  ],
};
/** As its reader is shown a contract; what a model does not ask for is not there. */
const contract = (more: object) => ({ ...base, ...more }) as unknown as Contract;
const patent = { type: 'inventionPatent', number: 'ZL202310000000.1', title: '一种避障雷达' };
const secret = { type: 'technicalSecret', number: null, title: '避障雷达信号处理方法' };
const cases: [code: string, Contract][] = [
  [
    'development',
    contract({
      title: '植保无人机避障系统研究开发',
      type: 'development',
      subtype: 'commissioned',
      technologyAmount: '2400000.00',
      costs: [{ kind: 'equipment', what: '试验台', amount: '600000.00', carriers: '0' }],
      parties: [...between, party('intermediary', '云川技联科技服务有限公司')],
    }),
  ],
  [
    'development',
    contract({
      title: '植保无人机避障系统研究开发',
      type: 'development',
      subtype: 'joint',
      paymentMode: 'lumpSum',
      schedule: [],
    }),
  ],
  ['transfer', contract({ title: '一种避障雷达发明专利', type: 'transfer', subtype: 'patent', items: [patent] })],
  [
    'licence',
    contract({
      title: '避障雷达技术秘密使用',
      type: 'licence',
      subtype: 'technicalSecretLicence',
      items: [secret],
      schedule: [],
      amount: null,
      technologyAmount: null,
      paymentMode: 'royaltyWithEntryFee',
      royalty: { base: 'sales', rate: '5', entryFee: '200000.00' },
    }),
  ],
  ['consulting', contract({ title: '园区氢能管网可行性', type: 'consulting', subtype: null })],
  ['service', contract({ title: '注塑车间能耗优化', type: 'service', subtype: 'general' })],
  ['training', contract({ title: '工业机器人调试', type: 'service', subtype: 'training', trainees: 30 })],
  ['intermediation', contract({ title: '避障雷达技术成果', type: 'service', subtype: 'intermediation' })],
];
/** Sub-types as the rule base calls them. */
const ours: Record<string, string> = { generalService: 'general' };

test.each(cases)('%s: read back it is the same, and would be registered as what it is', async (code, one) => {
  const model = modelFor(file, one.type!, one.subtype)!;
  expect(model.code).toBe(code);
  const { bytes } = await printed(documentOf(file, model, knownOf(one, say), { say, banner: null }), 'docx');
  const { text } = await textOf({ name: 'model.docx', content: Buffer.from(bytes) });
  const read = readFields(text);
  expect(read).toMatchObject({
    title: { value: one.title },
    signedOn: { value: one.signedOn },
    validFrom: { value: one.validFrom },
    validTo: { value: one.validTo },
    paymentMode: { value: one.paymentMode },
  });
  expect(read.totalAmount?.value ?? null).toBe(one.amount);
  expect(read.totalAmount?.doubt ?? null).toBeNull();
  const parties = read.parties.map(({ role, name }) => `${role} ${name.value}`).sort();
  expect(parties).toEqual(one.parties.map((each) => `${each.role} ${each.organizationName}`).sort());
  expect(read.parties.find(({ role }) => role === 'seller')?.creditCode?.value).toBe('91320400MA1XXXXXX0');
  const due = read.schedule.map(({ amount, on: by }) => [amount, by]);
  const { entryFee = null } = one.royalty ?? {};
  expect(due).toEqual(entryFee === null ? one.schedule.map(({ amount, on: by }) => [amount, by]) : [[entryFee, null]]);
  expect(read.costs.map(({ kind, amount }) => [kind, amount])).toEqual(one.costs.map(({ kind, amount }) => [kind, amount]));
  expect(read.items.map(({ type, number }) => [type, number])).toEqual(one.items.map(({ type, number }) => [type, number]));
  expect(read.royalty && { ...read.royalty, at: null }).toEqual(one.royalty && { ...one.royalty, at: null });
  const verdict = check({ text, on }, on, 'zh-CN');
  const subtype = verdict.subtype === null ? null : (ours[verdict.subtype] ?? verdict.subtype);
  expect([verdict.verdict, verdict.type, verdict.technologyAmount]).toEqual(['registrable', one.type, one.technologyAmount]);
  expect(subtype).toBe(one.subtype ?? 'consulting');
});

test('every model is blank where nothing is known: not fit for registration, and no party is read out of it', () => {
  const texts = blankTexts(file);
  expect(texts).toHaveLength(7);
  for (const text of texts) {
    const verdict = check({ text, on }, on, 'zh-CN');
    expect(verdict.verdict).toBe('not-registrable');
    expect(verdict.missing.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['contract.form.parties', 'contract.form.price']),
    );
    expect(readFields(text)).toMatchObject({ parties: [], totalAmount: null, signedOn: null });
    expect(text).not.toMatch(/\{\{|undefined|null/);
  }
});

test('a name that its reader sees only in part is left blank, and a person has no credit code', () => {
  const masked = { ...party('buyer', ''), organizationName: null, person: true, name: '沈*', masked: true };
  const one = contract({ title: '试', type: 'service', subtype: null, parties: [between[0], masked] });
  const text = linesOfModel(file, modelFor(file, 'service', null)!, knownOf(one, say))
    .map((line) => line.text)
    .join('\n');
  expect(text).toContain('委托人（甲方）：________\n受托人（乙方）');
  expect(text).not.toContain('沈');
});

test('a file with a value or a fact that nobody knows, or an article that is not there, is refused', () => {
  const [first, ...others] = file.models;
  const wrong = (article: object | string) =>
    modelFile.safeParse({ ...file, models: [{ ...first, articles: [article] }, ...others] }).success;
  const basis = first!.basis;
  const article = (paragraph: object) => ({ heading: '一', basis, paragraphs: [paragraph] });
  expect(wrong(article({ text: '{{title}}' }))).toBe(true);
  expect(wrong(article({ text: '{{titel}}' }))).toBe(false);
  expect(wrong(article({ text: '一', when: ['!ammount'] }))).toBe(false);
  expect(wrong('nowhere')).toBe(false);
  expect(linesOfModel(file, first!, nothingKnown).length).toBeGreaterThan(20);
});
