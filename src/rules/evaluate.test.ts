// Three outcomes: what is true, false and unknown, and what a verdict tells of how it came to be.
import { describe, expect, test } from 'vitest';
import { BrokenRule, evaluateAll, refuted } from './evaluate.ts';
import { WrongFact } from './facts.ts';
import { ask, compiled, contractFacts, outcome } from './fixtures.ts';
import { loadRules } from './load.ts';

describe('Kleene tables', () => {
  const signs = { true: 'contract.amount > 0', false: 'contract.amount < 0', null: 'contract.months > 0' };
  const facts = { amount: 1n };
  const tables: [string, string, boolean | null][] = [];
  const three = [true, false, null] as const;
  for (const a of three) {
    tables.push([`!${a}`, `!(${signs[`${a}`]})`, a === null ? null : !a]);
    for (const b of three) {
      const and = a === false || b === false ? false : a === null || b === null ? null : true;
      const or = a === true || b === true ? true : a === null || b === null ? null : false;
      tables.push([`${a} && ${b}`, `${signs[`${a}`]} && ${signs[`${b}`]}`, and]);
      tables.push([`${a} || ${b}`, `${signs[`${a}`]} || ${signs[`${b}`]}`, or]);
      for (const c of three)
        tables.push([
          `${a} ? ${b} : ${c}`,
          `${signs[`${a}`]} ? ${signs[`${b}`]} : ${signs[`${c}`]}`,
          a === null ? null : a ? b : c,
        ]);
    }
  }
  test.each(tables)('%s', (_, expression, expected) => expect(outcome(expression, facts)).toBe(expected));
});

describe('known, absent, unknown', () => {
  test('a question about a fact that is not known is unknown', () => {
    expect(outcome('contract.amount >= 5', {})).toBe(null);
    expect(ask('contract.amount >= 5', {}).verdict).toBe(null);
    expect(outcome('contract.seller.name == "甲"', { seller: {} })).toBe(null);
    expect(outcome('contract.amount + contract.months > 5', { amount: 100n })).toBe(null);
    expect(outcome('size(contract.kinds) > 1')).toBe(null);
  });

  test('has: unknown of the unknown, false of the absent, true of the known', () => {
    expect(outcome('has(contract.amount)')).toBe(null);
    expect(outcome('has(contract.amount)', { amount: null })).toBe(false);
    expect(outcome('has(contract.amount)', { amount: 0n })).toBe(true);
    expect(outcome('has(contract.kinds)', { kinds: [] })).toBe(true);
  });

  test('has of a thing, of a whole variable, and of what belongs to an absent thing', () => {
    expect(outcome('has(contract.seller)', { seller: null })).toBe(false);
    expect(outcome('has(contract.seller)', { seller: {} })).toBe(true);
    expect(outcome('has(contract.seller.name)', { seller: null })).toBe(false);
    expect(outcome('has(contract.seller.name)', { seller: {} })).toBe(null);
    expect(ask('has(contract)', { contract: null }).verdict).toBe(false);
    expect(ask('has(contract)', {}).verdict).toBe(null);
  });

  test('what is absent equals nothing that is there', () => {
    expect(outcome('contract.title == "芯片"', { title: null })).toBe(false);
    expect(outcome('contract.title != "芯片"', { title: null })).toBe(true);
    expect(outcome('contract.seller.region in ["CZ-WJ"]', { seller: null })).toBe(false);
  });

  test('anything else asked of what is absent is unknown, so has() guards it', () => {
    expect(outcome('contract.amount >= 5', { amount: null })).toBe(null);
    expect(outcome('contract.title.contains("芯")', { title: null })).toBe(null);
    expect(outcome('contract.inForce', { inForce: null })).toBe(null);
    expect(outcome('contract.kinds.exists(k, k == "a")', { kinds: null })).toBe(null);
    expect(outcome('has(contract.amount) && contract.amount >= 5', { amount: null })).toBe(false);
    expect(outcome('!has(contract.amount) || contract.amount >= 5', { amount: null })).toBe(true);
  });

  test('days compare as text', () => {
    expect(outcome('contract.signedOn < "2026-01-23"', { signedOn: '2025-12-31' })).toBe(true);
    expect(outcome('contract.signedOn < "2026-01-23"', { signedOn: '2026-01-23' })).toBe(false);
  });

  test('like finds words in their order, of any width and case', () => {
    const title = '受让方不得对该ＡＢＣ技术进行任何改进';
    expect(outcome('like(contract.title, "不得 改进")', { title })).toBe(true);
    expect(outcome('like(contract.title, "改进 不得")', { title })).toBe(false);
    expect(outcome('like(contract.title, ["回授", "abc技术"])', { title })).toBe(true);
    expect(outcome('like(contract.title, "不得 改进")')).toBe(null);
  });
});

describe('lists', () => {
  const parties = (...shares: (bigint | null | undefined)[]) => ({
    parties: shares.map((share) => (share === undefined ? {} : { share })),
  });

  test('an element without the field makes the question unknown, unless another decides it', () => {
    expect(outcome('contract.parties.exists(p, p.share > 50)', parties(60n, undefined))).toBe(true);
    expect(outcome('contract.parties.exists(p, p.share > 50)', parties(undefined, 60n))).toBe(true);
    expect(outcome('contract.parties.exists(p, p.share > 50)', parties(40n, undefined))).toBe(null);
    expect(outcome('contract.parties.all(p, p.share > 50)', parties(40n, undefined))).toBe(false);
    expect(outcome('contract.parties.all(p, p.share > 50)', parties(60n, undefined))).toBe(null);
    expect(outcome('contract.parties.exists_one(p, p.share > 50)', parties(60n, undefined))).toBe(null);
    expect(outcome('size(contract.parties.filter(p, p.share > 50)) >= 1', parties(60n, undefined))).toBe(null);
    expect(ask('contract.parties.exists(p, p.share > 50)', { contract: parties(40n, undefined) }).missing).toEqual([
      'contract.parties.1.share',
    ]);
  });

  test('a list that is not known is unknown; an empty one is not', () => {
    expect(outcome('contract.parties.exists(p, true)')).toBe(null);
    expect(outcome('contract.parties.all(p, p.share > 50)')).toBe(null);
    expect(outcome('contract.parties.all(p, p.share > 50)', { parties: [] })).toBe(true);
    expect(outcome('contract.parties.exists(p, p.share > 50)', { parties: [] })).toBe(false);
  });

  test('has of an element', () => {
    expect(outcome('contract.parties.all(p, has(p.share))', parties(1n, null))).toBe(false);
    expect(outcome('contract.parties.all(p, has(p.share))', parties(1n, undefined))).toBe(null);
    expect(outcome('contract.parties.all(p, has(p.share))', parties(1n, 2n))).toBe(true);
    expect(outcome('contract.parties.all(p, !has(p.share) || p.share > 0)', parties(1n, null))).toBe(true);
  });

  test('a variable named as a fact is the element, not the fact', () => {
    expect(outcome('contract.parties.exists(contract, contract.share == 7)', parties(7n))).toBe(true);
  });
});

describe('explanation', () => {
  const contract = { amount: 100n, technologyAmount: 120n, inForce: true };
  const expression = '(contract.technologyAmount <= contract.amount) && contract.inForce && has(contract.title)';

  test('each part keeps its text, place, verdict and facts; all parts are asked', () => {
    const { clause } = ask(expression, { contract });
    expect(clause.kind).toBe('all');
    expect(clause.text).toBe(expression);
    expect(clause.facts).toEqual({ 'contract.technologyAmount': '120', 'contract.amount': '100', 'contract.inForce': true });
    expect(clause.missing).toEqual(['contract.title']);
    expect(clause.parts.map(({ text, verdict }) => [text, verdict])).toEqual([
      ['contract.technologyAmount <= contract.amount', false],
      ['contract.inForce', true],
      ['has(contract.title)', null],
    ]);
    for (const { text, at } of clause.parts) expect(expression.slice(...at)).toBe(text);
  });

  test('a false rule names the false parts only, a true one what made it true, an unknown one what is missing', () => {
    const reasons = (asked: string) => ask(asked, { contract }).reasons.map((reason) => reason.text);
    expect(reasons(expression)).toEqual(['contract.technologyAmount <= contract.amount']);
    expect(reasons('contract.amount > 1 && contract.inForce')).toEqual(['contract.amount > 1', 'contract.inForce']);
    expect(reasons('contract.amount > 1000 || contract.inForce')).toEqual(['contract.inForce']);
    expect(reasons('contract.inForce && contract.months > 3')).toEqual(['contract.months > 3']);
    expect(reasons('!(contract.amount > 1 || contract.inForce)')).toEqual(['!(contract.amount > 1 || contract.inForce)']);
    expect(reasons('contract.inForce ? contract.amount > 1000 : contract.amount > 1')).toEqual(['contract.amount > 1000']);
    expect(reasons('has(contract.title) ? true : true')).toEqual(['has(contract.title)']);
  });

  test('parts keep their brackets, and strings their brackets to themselves', () => {
    const asked =
      '((contract.amount - 1) * (contract.months - (1 + 1)) > 0) && !(contract.title == ")(" || "((" == contract.title)';
    const { clause } = ask(asked, { contract: { amount: 3n, months: 4n, title: ')(' } });
    expect(clause.parts.map(({ text, verdict }) => [text, verdict])).toEqual([
      ['(contract.amount - 1) * (contract.months - (1 + 1)) > 0', true],
      ['!(contract.title == ")(" || "((" == contract.title)', false],
    ]);
  });

  test('a verdict is JSON as it stands, and the same each time', () => {
    const facts = { contract: { ...contract, parties: [{ name: '甲', share: 50n }, { name: null }] } };
    const first = ask('contract.parties.all(p, p.share > 1) || contract.amount > 7', facts);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(JSON.stringify(ask('contract.parties.all(p, p.share > 1) || contract.amount > 7', facts))).toBe(JSON.stringify(first));
    expect(first.facts['contract.parties']).toEqual([{ name: '甲', share: '50' }, { name: null }]);
    expect(first.rule).not.toHaveProperty('expression');
  });

  test('many rules of the same facts say what each says alone', () => {
    const rules = [...compiled('contract.amount > 1'), ...compiled('contract.months > 1')];
    expect(evaluateAll(rules, { contract }).map((verdict) => verdict.verdict)).toEqual([true, null]);
  });
});

test('of many, what does not hold is explained as it is alone, and of the rest nothing is said', () => {
  const known = { amount: 60n, months: 0n };
  for (const expression of [
    'contract.amount > 1',
    'contract.amount > 100',
    'contract.title == "芯片"',
    'contract.amount > 100 && contract.title == "芯片"',
    '!(contract.amount > 1) || contract.months > 0',
    'contract.amount > 1 ? contract.months > 0 : contract.title == "芯片"',
    'contract.months != 0 && contract.amount / contract.months > 5',
  ]) {
    const rules = compiled(expression);
    const whole = evaluateAll(rules, { contract: known });
    expect(refuted(rules, { contract: known })).toEqual(whole.map((one) => (one.verdict === false ? one : null)));
  }
  expect(() => refuted(compiled('contract.amount / contract.months > 5'), { contract: known })).toThrow(BrokenRule);
});

describe('broken rules and wrong facts', () => {
  test('any other failure in a part is a broken rule', () => {
    expect(() => outcome('contract.amount / contract.months > 5', { amount: 1n, months: 0n })).toThrow(BrokenRule);
    expect(() => outcome('contract.amount * contract.amount > 5', { amount: 2n ** 62n })).toThrow(
      /contract\.amounts is broken at: contract\.amount \* /,
    );
  });

  test('a part that is decided without the failing one guards it', () => {
    const guarded = 'contract.months != 0 && contract.amount / contract.months > 5';
    expect(outcome(guarded, { amount: 60n, months: 0n })).toBe(false);
    expect(outcome(guarded, { amount: 60n, months: 6n })).toBe(true);
    expect(outcome('contract.months == 0 ? false : contract.amount / contract.months > 5', { amount: 60n, months: 0n })).toBe(
      false,
    );
  });

  test('facts that are not of the schema are our own fault, and thrown', () => {
    const rules = loadRules([], contractFacts);
    expect(rules).toEqual([]);
    const wrong: [string, unknown][] = [
      ['contract.amount', { contract: { amount: 5 } }],
      ['contract.amount', { contract: { amount: 2n ** 63n } }],
      ['contract.amuont', { contract: { amuont: 5n } }],
      ['contract.signedOn', { contract: { signedOn: '2026-02-30' } }],
      ['contract.parties.0', { contract: { parties: [null] } }],
      ['contract.seller', { contract: { seller: ['甲'] } }],
      ['__proto__', JSON.parse('{"__proto__": {"contract": {}}}')],
    ];
    for (const [path, facts] of wrong) {
      const asked = () => ask('contract.amount > 1', facts as Parameters<typeof ask>[1]);
      expect(asked).toThrow(WrongFact);
      expect(asked).toThrow(path);
    }
  });
});
