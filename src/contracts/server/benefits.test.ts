// What a contract may be used for, over the file as it stands: each rule true, false and unknown, at its boundaries; and nothing called exempt without a rule in force that says so.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BenefitFacts,
  type BenefitLine,
  directions,
  exclusivities,
  itemTypes,
  partyKinds,
  subTypesOf,
  sums,
  yesNoFacts,
} from '../benefits.ts';
import { contractTypes } from '../terms.ts';
import { askLines } from './benefits/ask.ts';
import { benefitFile, cityBenefitFile, loadBenefits, mistakesIn } from './benefits/rules.ts';

const jsonOf = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const file = benefitFile.parse(jsonOf('law/contract-benefits.json'));
const changzhou = cityBenefitFile.parse(jsonOf('cities/changzhou/contract-benefits.json'));
const loaded = loadBenefits([...file.lines, ...changzhou.lines]);

type When = { on?: string; jurisdiction?: string; language?: 'zh-CN' | 'en' };
const ask = (facts: BenefitFacts, { on = '2026-11-26', jurisdiction = 'CN-JS-CZ', language = 'en' }: When = {}) =>
  askLines({ loaded, file, jurisdiction, on, language }, facts);
const line = (code: string, facts: BenefitFacts, when: When = {}): BenefitLine => {
  const found = ask(facts, when).lines.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no line ${code}`);
  return found;
};
const verdict = (code: string, facts: BenefitFacts, when: When = {}) => line(code, facts, when).verdict;
const [yes, no, open] = ['applies', 'doesNotApply', 'cannotBeSaid'] as const;

const sale: BenefitFacts = {
  type: 'transfer',
  subType: 'assignment',
  sellerKind: 'enterprise',
  buyerKind: 'enterprise',
  crossBorder: 'none',
  items: ['inventionPatent'],
  related: false,
  signedOn: '2026-03-01',
  registeredOn: '2026-03-20',
};
const licence: BenefitFacts = {
  ...sale,
  type: 'licence',
  subType: undefined,
  exclusivity: 'ordinary',
  ownTechnology: true,
  licenceYears: 5,
};
const research: BenefitFacts = {
  type: 'development',
  subType: 'commissioned',
  sellerKind: 'publicInstitute',
  buyerKind: 'enterprise',
  crossBorder: 'none',
  excludedIndustry: false,
  registeredOn: '2026-03-20',
};

describe('VAT', () => {
  test('exempt by the rules until 2025-12-31, not to be said from 2026-01-01', () => {
    const before = line('vat', sale, { on: '2025-12-31' });
    expect([before.verdict, before.claim, before.to]).toEqual([yes, 'exempt', '2025-12-31']);
    const after = line('vat', sale, { on: '2026-01-01' });
    expect([after.verdict, after.claim, after.from]).toEqual([open, null, '2026-01-01']);
    expect(after.toConfirm).toHaveLength(1);
    expect(after.says).toMatch(/cannot be said to be exempt/);
  });

  test('nobody is asked what only the tax office can answer', () => {
    expect(ask(sale).questions.flatMap(({ fact, lines }) => (lines.includes('vat') ? [fact] : []))).toEqual([]);
  });

  test.each(['2025-06-01', '2026-06-01'])('a service or consulting by itself is taxable, registered or not (%s)', (on) => {
    for (const type of ['service', 'consulting'] as const) {
      expect(verdict('vat', { ...sale, subType: undefined, type, partOfTransfer: false }, { on })).toBe(no);
      expect(verdict('vat', { ...sale, subType: undefined, type }, { on })).toBe(open);
    }
    expect(verdict('vat', { ...sale, subType: undefined, type: 'service', partOfTransfer: true }, { on: '2025-06-01' })).toBe(
      yes,
    );
    expect(ask({ type: 'service', partOfTransfer: false }).beforeSigning.map((one) => one.line)).toEqual(['vat']);
  });

  test('unregistered it is not called exempt, even where the rule says it', () => {
    const unregistered = line('vat', { ...sale, registeredOn: null }, { on: '2025-12-31' });
    expect([unregistered.verdict, unregistered.claim, unregistered.registration.state]).toEqual([yes, null, 'open']);
    expect(unregistered.says).toMatch(/not exempt/);
    const { questions } = ask({ ...sale, registeredOn: undefined }, { on: '2025-12-31' });
    expect(questions).toContainEqual({ fact: 'registeredOn', lines: ['vat', 'transferIncome'] });
  });

  test('the estimate stands under its condition, and adds up to the price', () => {
    const { estimate } = line('vat', { ...sale, technologyAmount: '1000000' });
    expect(estimate?.under).toMatch(/only where the exemption is confirmed/);
    expect(estimate?.steps.map(({ value }) => value)).toEqual(['943396.23', '56603.77']);
  });

  test('cross-border is not decided here', () => {
    expect(verdict('vat', { ...sale, crossBorder: 'export' }, { on: '2025-12-31' })).toBe(open);
  });
});

describe('income tax on transfers', () => {
  const saved = (technologyAmount: string, more: BenefitFacts = {}) =>
    line('transferIncome', { ...sale, technologyAmount, transferCost: '0', transferTaxes: '0', ...more }).estimate;
  const numbers = (...asked: Parameters<typeof saved>) =>
    Object.fromEntries(saved(...asked)?.steps.map(({ code, value }) => [code, value]) ?? []);

  test.each([
    ['4999999.99', '4999999.99', '0.00', '1250000.00'],
    ['5000000', '5000000.00', '0.00', '1250000.00'],
    ['5000000.01', '5000000.00', '0.01', '1250000.00'],
    ['5000000.08', '5000000.00', '0.08', '1250000.01'],
    ['8000000', '5000000.00', '3000000.00', '1625000.00'],
  ])('%s of income: exempt to 5,000,000, half above', (income, exemptPart, halvedPart, total) => {
    expect(numbers(income)).toMatchObject({ exemptPart, halvedPart, saved: total });
  });

  test('the 5,000,000 are for the year: other income takes from them; a loss saves nothing', () => {
    expect(numbers('3000000', { otherTransferIncome: '4000000' })).toMatchObject({
      room: '1000000.00',
      exemptPart: '1000000.00',
      halvedPart: '2000000.00',
      saved: '500000.00',
    });
    expect(numbers('3000000', { otherTransferIncome: '9000000' })).toMatchObject({ exemptPart: '0.00', saved: '375000.00' });
    expect(numbers('3000000', { transferCost: '4000000' })).toMatchObject({ income: '0.00', saved: '0.00' });
  });

  test('without cost and taxes there is no number, and they are asked for', () => {
    const { estimate } = line('transferIncome', { ...sale, technologyAmount: '1' });
    expect(estimate).toMatchObject({ result: null, steps: [], missing: ['transferCost', 'transferTaxes'] });
    expect(saved('1')?.assumed).toEqual(['otherTransferIncome']);
  });

  test('a licence of 5 years brings it, one of 4 does not, and the page says so before signing', () => {
    expect(verdict('transferIncome', licence)).toBe(yes);
    expect(verdict('transferIncome', { ...licence, licenceYears: undefined })).toBe(open);
    const drafted = ask({ ...licence, licenceYears: 4, signedOn: undefined, registeredOn: undefined });
    expect(drafted.lines.find((one) => one.code === 'transferIncome')).toMatchObject({
      verdict: no,
      claim: null,
      estimate: null,
    });
    expect(drafted.beforeSigning).toEqual([{ line: 'transferIncome', text: expect.stringContaining('can be registered') }]);
    expect(ask({ ...licence, licenceYears: 4 }).beforeSigning).toEqual([]);
  });

  test.each<[string, BenefitFacts, string]>([
    ['development income', { ...sale, type: 'development', subType: 'commissioned' }, no],
    ['services', { ...sale, type: 'service', subType: undefined }, no],
    ['technology for equity', { ...sale, subType: 'equity' }, no],
    ['a seller abroad', { ...sale, sellerKind: 'foreign' }, no],
    ['a person', { ...sale, sellerKind: 'person' }, no],
    ['a public institute', { ...sale, sellerKind: 'publicInstitute' }, yes],
    ['parties held 100%', { ...sale, related: true }, no],
    ['relation not known', { ...sale, related: undefined }, open],
    ['no right on the list', { ...sale, items: [] }, no],
    ['a technical secret alone', { ...sale, items: ['technicalSecret'] }, open],
    ['a secret beside a patent', { ...sale, items: ['technicalSecret', 'utilityModel'] }, yes],
    ['a mere pattern', { ...sale, items: ['design'], designBeyondPattern: false }, no],
    ['a design, not known which', { ...sale, items: ['design'] }, open],
    ['a design beyond a pattern', { ...sale, items: ['design'], designBeyondPattern: true }, yes],
    ['technology of others under an ordinary licence', { ...licence, ownTechnology: false }, no],
    ['a worldwide exclusive licence', { ...licence, exclusivity: 'exclusive', worldwide: true, ownTechnology: undefined }, yes],
    ['an exclusive licence for a region', { ...licence, exclusivity: 'exclusive', worldwide: false }, open],
  ])('%s', (_, facts, expected) => expect(verdict('transferIncome', facts)).toBe(expected));

  test('who must have registered it: at home the science authority, cross-border the commerce authority', () => {
    const abroad: BenefitFacts = { ...sale, crossBorder: 'export', buyerKind: 'foreign' };
    expect(line('transferIncome', abroad)).toMatchObject({ verdict: yes, claim: null, registration: { state: 'unknown' } });
    expect(line('transferIncome', { ...abroad, commerceRegisteredOn: null }).registration.state).toBe('open');
    expect(line('transferIncome', { ...abroad, commerceRegisteredOn: '2026-04-01' }).claim).toBe('exemptThenHalved');
    expect(line('transferIncome', { ...sale, registeredOn: null }).claim).toBeNull();
  });
});

describe('the buyer’s super deduction', () => {
  test('80 % of the fee, and as much again; the fee is the technology amount unless said', () => {
    const { estimate, ...found } = line('superDeduction', { ...research, technologyAmount: '1000000' });
    expect([found.verdict, found.claim, found.for]).toEqual([yes, 'extraDeduction', 'buyer']);
    expect(estimate).toMatchObject({ assumed: ['researchFee'], result: { value: '800000.00' } });
    expect(line('superDeduction', { ...research, researchFee: '500000' }).estimate?.result?.value).toBe('400000.00');
    expect(line('superDeduction', research).estimate?.missing).toEqual(['technologyAmount']);
  });

  test('abroad: at most two thirds of what is spent at home', () => {
    const abroad: BenefitFacts = { ...research, crossBorder: 'import', sellerKind: 'foreign', technologyAmount: '1000000' };
    const value = (more: BenefitFacts) => line('superDeductionAbroad', { ...abroad, ...more }).estimate?.result?.value;
    expect(verdict('superDeductionAbroad', abroad)).toBe(yes);
    expect([
      value({ domesticResearch: '900000' }),
      value({ domesticResearch: '1200000' }),
      value({ domesticResearch: '9000000' }),
    ]).toEqual(['600000.00', '800000.00', '800000.00']);
    expect(line('superDeductionAbroad', abroad).estimate?.missing).toEqual(['domesticResearch']);
    expect(verdict('superDeductionAbroad', { ...abroad, sellerKind: 'foreignPerson' })).toBe(no);
    expect([verdict('superDeduction', abroad), verdict('superDeductionAbroad', research)]).toEqual([no, no]);
  });

  test.each<[string, BenefitFacts, string]>([
    ['a joint development', { ...research, subType: 'joint' }, no],
    ['a transfer', sale, no],
    ['not known which development', { ...research, subType: undefined }, open],
    ['an excluded industry', { ...research, excludedIndustry: true }, no],
    ['a person who buys', { ...research, buyerKind: 'person' }, no],
    ['a public institute that buys', { ...research, buyerKind: 'publicInstitute' }, open],
  ])('%s', (_, facts, expected) => expect(verdict('superDeduction', facts)).toBe(expected));

  test('the seller’s registration is the buyer’s: without it no claim', () => {
    expect(line('superDeduction', { ...research, registeredOn: null })).toMatchObject({ verdict: yes, claim: null });
  });
});

describe('those who made the result', () => {
  const reward: BenefitFacts = {
    ...sale,
    sellerKind: 'publicInstitute',
    nonProfit: true,
    dutyResult: true,
    paidWithin36Months: true,
    rewardPublished: true,
    cashReward: '100000.01',
  };
  test('half of a cash reward counts as wages where all holds', () => {
    expect(line('cashReward', reward)).toMatchObject({
      verdict: yes,
      claim: 'halfCounted',
      estimate: { result: { value: '50000.01' } },
    });
    for (const one of ['nonProfit', 'dutyResult', 'paidWithin36Months', 'rewardPublished'] as const) {
      expect(verdict('cashReward', { ...reward, [one]: false })).toBe(no);
      expect(line('cashReward', { ...reward, [one]: undefined })).toMatchObject({ verdict: open, claim: null });
      expect(ask({ ...reward, [one]: undefined }).questions.find(({ fact }) => fact === one)?.lines).toContain('cashReward');
    }
    expect(verdict('cashReward', { ...reward, sellerKind: 'enterprise' })).toBe(no);
    expect(line('cashReward', { ...reward, registeredOn: null }).claim).toBeNull();
  });

  test('half of the net income where nothing is agreed, and in the state’s institutes in any case', () => {
    const made: BenefitFacts = { ...reward, technologyAmount: '1000000', transferCost: '100000', transferTaxes: '60000' };
    expect(line('inventorReward', { ...made, rewardAgreed: false })).toMatchObject({
      verdict: yes,
      registration: { state: 'notNeeded' },
      estimate: { result: { value: '420000.00' } },
    });
    expect(verdict('inventorReward', { ...made, rewardAgreed: true, stateInstitute: false })).toBe(no);
    expect(verdict('inventorReward', { ...made, rewardAgreed: true, stateInstitute: true })).toBe(yes);
    expect(verdict('inventorReward', { ...made, rewardAgreed: true })).toBe(open);
    const put: BenefitFacts = { ...made, subType: 'equity', rewardAgreed: false };
    expect([verdict('inventorReward', put), verdict('inventorShares', put)]).toEqual([no, yes]);
    expect(line('inventorShares', put).estimate?.result?.value).toBe('500000.00');
  });
});

test('stamp duty is 0.03 % from each, with what we are not sure of', () => {
  const duty = line('stampDuty', { ...sale, amount: '1000000' });
  expect(duty).toMatchObject({ verdict: yes, claim: 'due', for: 'both', estimate: { result: { value: '300.00' } } });
  expect(duty.unsure.length).toBeGreaterThan(2);
  expect(ask(sale, { on: '2022-06-30' }).lines.map(({ code }) => code)).not.toContain('stampDuty');
});

test('no local subsidy was found for Changzhou: said, and neither promised nor denied', () => {
  expect(line('localSubsidy', sale)).toMatchObject({ verdict: open, claim: null, jurisdiction: 'CN-JS-CZ', estimate: null });
  expect(line('localSubsidy', sale).says).toMatch(/Changzhou/);
  expect(line('localSubsidy', sale, { jurisdiction: 'CN-JS-YC' })).toMatchObject({ verdict: open, jurisdiction: 'CN' });
});

test('a city’s own line stands instead of the wider one, between its days', () => {
  const [wide] = changzhou.lines;
  if (wide === undefined) throw new Error('no line of the city');
  const nanjing = {
    ...wide,
    jurisdiction: 'CN-JS-NJ',
    from: '2021-01-01',
    to: '2022-12-31',
    conditions: [{ ...wide.conditions[0]!, expression: 'contract.amount >= 100000' }],
  };
  const asked = (on: string, amount: string) =>
    askLines(
      { loaded: loadBenefits([...file.lines, nanjing]), file, jurisdiction: 'CN-JS-NJ', on, language: 'en' },
      { amount },
    ).lines.find(({ code }) => code === 'localSubsidy')?.verdict;
  expect([asked('2022-12-31', '1000'), asked('2022-12-31', '999.99'), asked('2023-01-01', '1000')]).toEqual([yes, no, open]);
});

test('nothing known: nothing decided, and the type is asked for', () => {
  const nothing = ask({});
  expect(new Set(nothing.lines.map((one) => one.verdict))).toEqual(new Set([open]));
  expect(nothing.questions.map(({ fact }) => fact)).toContain('type');
  expect(nothing.notice).toMatch(/no tax advice/);
});

test('a file with a mistake is refused with its place', () => {
  const [first] = file.lines;
  if (first === undefined) throw new Error('no line');
  const faulty = (line: object) => () => loadBenefits([{ ...first, ...line }]);
  expect(faulty({ says: { ...first.says, onceRegistered: undefined } })).toThrow(/before registration/);
  const wrong = { ...first.estimate!, steps: [{ ...first.estimate!.steps[0]!, of: ['technologyAmount', 'later'] }] };
  expect(faulty({ estimate: wrong })).toThrow(/uses later/);
  const thrown = (run: () => unknown): string[] => {
    try {
      run();
      return [];
    } catch (error) {
      return mistakesIn(error);
    }
  };
  const typo = { conditions: [{ ...first.conditions[0]!, expression: 'contract.typo == 1' }] };
  expect(thrown(faulty(typo)).join()).toMatch(/0\.expression: .*unknownName/);
});

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const anyFacts: fc.Arbitrary<BenefitFacts> = fc
  .record({
    type: maybe(fc.constantFrom(...contractTypes)),
    subType: maybe(fc.constantFrom('commissioned', 'joint', 'assignment', 'equity')),
    sellerKind: maybe(fc.constantFrom(...partyKinds)),
    buyerKind: maybe(fc.constantFrom(...partyKinds)),
    crossBorder: maybe(fc.constantFrom(...directions)),
    exclusivity: maybe(fc.constantFrom(...exclusivities)),
    licenceYears: maybe(fc.integer({ min: 0, max: 10 })),
    items: maybe(fc.uniqueArray(fc.constantFrom(...itemTypes), { maxLength: 3 })),
    registeredOn: maybe(fc.constantFrom(null, '2026-01-05')),
    commerceRegisteredOn: maybe(fc.constantFrom(null, '2026-01-05')),
    ...Object.fromEntries(yesNoFacts.map((one) => [one, maybe(fc.boolean())])),
    ...Object.fromEntries(sums.map((one) => [one, maybe(fc.integer({ min: 0, max: 9e9 }).map((fen) => (fen / 100).toFixed(2)))])),
  })
  .map((one): BenefitFacts => one as BenefitFacts)
  .filter((one) => !one.subType || !one.type || subTypesOf(one.type).includes(one.subType));
const days = fc.constantFrom('2016-05-01', '2025-12-31', '2026-01-01', '2026-11-26', '2031-01-01');
/** Says it, and does not deny, ask or condition it. */
const callsExempt = (text: string) =>
  text
    .split(/[.;；。]/)
    .some(
      (said) => /\bexempt|免征|免税/i.test(said) && !/\b(not|cannot|no|whether|if|unless|only)\b|不|没有|是否|若|如/i.test(said),
    );

test('nothing is called exempt without a rule in force that says so, whatever the facts', () => {
  fc.assert(
    fc.property(anyFacts, days, fc.constantFrom<'zh-CN' | 'en'>('zh-CN', 'en'), (facts, on, language) => {
      const said = ask(facts, { on, language });
      for (const one of said.lines) {
        const says = callsExempt(one.says) || one.claim === 'exempt' || one.claim === 'exemptThenHalved';
        if (!says) continue;
        expect([one.verdict, on >= one.from, one.to === null || on <= one.to]).toEqual([yes, true, true]);
        expect(['exempt', 'exemptThenHalved']).toContain(one.claim);
        expect(['done', 'notNeeded']).toContain(one.registration.state);
        expect(one.conditions.every(({ met }) => met === true)).toBe(true);
        expect(one.code === 'vat' && on >= '2026-01-01').toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('a verdict that was given stands when another fact is learnt; what is asked would matter', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(...yesNoFacts), fc.boolean(), (facts, fact, value) => {
      const before = ask({ ...facts, [fact]: undefined });
      const after = ask({ ...facts, [fact]: value });
      const waits = (code: string) => before.questions.some((each) => each.fact === fact && each.lines.includes(code));
      // Only a line that was open and waits for the fact may change.
      const changed = before.lines.filter((one, at) => one.verdict !== after.lines[at]?.verdict);
      expect(changed.filter((one) => one.verdict !== open || !waits(one.code)).map((one) => one.code)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
