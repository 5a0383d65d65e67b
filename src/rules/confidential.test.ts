// A figure given for statistics is no fact: the compiler refuses it, and a rule that is asked of one all the same throws.
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Confidential, ConfidentialValue, isConfidential } from '../platform/shared/confidential.ts';
import { closed, disclosed } from '../platform/shared/disclosed.ts';
import type { Answers } from '../forms/answers.ts';
import { canonical } from '../records/canonical.ts';
import { evaluate, evaluateAll } from './evaluate.ts';
import type { Facts, FactSchema } from './facts.ts';
import { compiled, type ContractFacts } from './fixtures.ts';

const [amount] = compiled('contract.amount > 5');
const rule = amount ?? expect.fail('no rule was loaded');
const answers: Confidential<Answers> = closed({ items: { revenue: '1200.00' }, tables: {} });
const staff: Confidential<bigint> = closed(30n);
const name: Confidential<string> = closed('云川海图检测有限公司');

describe('by type', () => {
  test('as a whole, as a thing with fields, as a number, a text, a list', () => {
    expectTypeOf<Confidential<Answers>>().not.toExtend<ContractFacts>();
    expectTypeOf<Confidential<Answers>>().not.toExtend<Facts<FactSchema>>();
    expectTypeOf<Confidential<Answers>>().not.toExtend<ContractFacts['contract']>();
    expectTypeOf<Confidential<bigint>>().not.toExtend<bigint>();
    expectTypeOf<Confidential<string>>().not.toExtend<string>();
    expectTypeOf<Confidential<string[]>>().not.toExtend<readonly string[]>();
    expectTypeOf<ContractFacts>().toExtend<Facts<FactSchema>>();
  });
  test('what is given in place is refused, by the compiler and when it is asked', () => {
    // @ts-expect-error answers of a return are no facts
    expect(() => evaluate(rule, answers)).toThrow(ConfidentialValue);
    // @ts-expect-error nor a thing that a rule asks of
    expect(() => evaluate(rule, { contract: answers })).toThrow(ConfidentialValue);
    // @ts-expect-error nor a figure among other facts
    expect(() => evaluate(rule, { contract: { amount: staff } })).toThrow(ConfidentialValue);
    // @ts-expect-error nor a text
    expect(() => evaluateAll([rule], { contract: { title: name } })).toThrow(ConfidentialValue);
    // @ts-expect-error nor one of a list
    expect(() => evaluate(rule, { contract: { kinds: [name] } })).toThrow(ConfidentialValue);
    // @ts-expect-error nor an arithmetic of it
    expect(() => evaluate(rule, { contract: { amount: staff + 1n } })).toThrow('not a bigint');
  });
});

describe('whoever casts', () => {
  test('is refused by name, with the fact', () => {
    const cast = { contract: { seller: answers } } as ContractFacts;
    expect(() => evaluate(rule, cast)).toThrow('as the fact contract.seller');
    expect(() => evaluate(rule, { contract: { parties: [answers as { name?: string }] } })).toThrow(ConfidentialValue);
  });
  test('finds nothing inside, writes nothing, and makes no copy that passes', () => {
    const cast = answers as object as Answers;
    expect(cast.items).toBeUndefined();
    expect([Object.keys(answers), Object.entries({ ...answers })]).toEqual([[], []]);
    expect(() => JSON.stringify({ answers })).toThrow(ConfidentialValue);
    expect(() => canonical({ answers })).toThrow(ConfidentialValue);
    expect(() => String(staff)).not.toThrow();
    expect(String(staff)).not.toContain('30');
    expect(() => structuredClone(answers)).not.toThrow();
    expect(structuredClone(answers)).toEqual({});
  });
  test('opens nothing that was not closed', () => {
    expect(disclosed(answers).items).toEqual({ revenue: '1200.00' });
    expect(isConfidential(disclosed(answers))).toBe(false);
    expect(() => disclosed({ items: {} } as object as typeof answers)).toThrow('never closed');
    expect(() => disclosed(structuredClone(answers))).toThrow('never closed');
  });
});
