// Random rules against brute force: what is said while facts are missing must hold however they turn out.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { written } from './fixtures.ts';
import { loadRules } from './load.ts';
import type { Clause, Outcome } from './rule.ts';

const schema = { f: { a: 'bool', b: 'bool', c: 'bool', l: [{ x: 'bool' }] } } as const;
const names = ['a', 'b', 'c'] as const;

/** An expression with the answer that it has when every fact is known and there. */
type Case = { text: string; plainly: (f: Plain) => boolean };
type Plain = Record<(typeof names)[number], boolean> & { l: { x: boolean }[] };

const leaf: fc.Arbitrary<Case> = fc.oneof(
  ...names.map((name) => fc.constant<Case>({ text: `f.${name}`, plainly: (f) => f[name] })),
  fc.constant<Case>({ text: 'has(f.a)', plainly: () => true }),
  fc.constant<Case>({ text: 'f.a == f.b', plainly: (f) => f.a === f.b }),
  fc.constant<Case>({ text: 'f.l.exists(e, e.x)', plainly: (f) => f.l.some((e) => e.x) }),
  fc.constant<Case>({ text: 'f.l.all(e, !e.x || f.b)', plainly: (f) => f.l.every((e) => !e.x || f.b) }),
  fc.constant<Case>({ text: 'f.l.all(e, has(e.x))', plainly: () => true }),
  fc.constant<Case>({ text: 'f.l.exists_one(e, e.x)', plainly: (f) => f.l.filter((e) => e.x).length === 1 }),
  fc.constant<Case>({ text: 'size(f.l.filter(e, e.x && has(e.x))) >= 2', plainly: (f) => f.l.filter((e) => e.x).length >= 2 }),
);
const { expression } = fc.letrec<{ expression: Case }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    leaf,
    tie('expression').map(({ text, plainly }): Case => ({ text: `!(${text})`, plainly: (f) => !plainly(f) })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([a, b]): Case => ({ text: `(${a.text}) && (${b.text})`, plainly: (f) => a.plainly(f) && b.plainly(f) })),
    fc
      .tuple(tie('expression'), tie('expression'))
      .map(([a, b]): Case => ({ text: `(${a.text}) || (${b.text})`, plainly: (f) => a.plainly(f) || b.plainly(f) })),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(
      ([a, b, c]): Case => ({
        text: `(${a.text}) ? (${b.text}) : (${c.text})`,
        plainly: (f) => (a.plainly(f) ? b.plainly(f) : c.plainly(f)),
      }),
    ),
  ),
}));

/** `undefined` is unknown, `null` absent. */
type Held = boolean | null | undefined;
type Partly = { scalars: Held[]; list: Held[] | undefined };
const held = fc.constantFrom<Held>(true, false, null, undefined, undefined);
const partly: fc.Arbitrary<Partly> = fc.record({
  scalars: fc.array(held, { minLength: 3, maxLength: 3 }),
  list: fc.array(held, { maxLength: 2 }),
});

const given = (value: Held, name: string) => (value === undefined ? {} : { [name]: value });
const factsOf = ({ scalars, list }: Partly): Facts<typeof schema> => ({
  f: {
    ...Object.assign({}, ...scalars.map((value, at) => given(value, names[at] ?? ''))),
    ...(list === undefined ? {} : { l: list.map((x) => given(x, 'x')) }),
  },
});

/** Every way in which the unknown facts can turn out, absence among them. */
function completions(values: readonly Held[]): Held[][] {
  const [first, ...rest] = values;
  if (values.length === 0) return [[]];
  return completions(rest).flatMap((tail) =>
    (first === undefined ? [true, false, null] : [first]).map((value) => [value, ...tail]),
  );
}

function asked(text: string): (facts: Partly) => { verdict: Outcome; clause: Clause; reasons: Clause[] } {
  const [rule] = loadRules([written(text)], schema);
  if (rule === undefined) throw new Error('no rule was loaded');
  return (facts) => evaluate(rule, factsOf(facts));
}

test('with every fact known and there, a rule says what plain logic says', () => {
  const booleans = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(expression, booleans, fc.array(fc.boolean(), { maxLength: 4 }), ({ text, plainly }, scalars, list) => {
      const [a = false, b = false, c = false] = scalars;
      expect(asked(text)({ scalars, list }).verdict).toBe(plainly({ a, b, c, l: list.map((x) => ({ x })) }));
    }),
    { numRuns: 400 },
  );
});

test('true and false hold for every completion of what is unknown', () => {
  fc.assert(
    fc.property(expression, partly, ({ text }, facts) => {
      const ask = asked(text);
      const { verdict } = ask(facts);
      if (verdict === null) return;
      for (const all of completions([...facts.scalars, ...(facts.list ?? [])])) {
        expect(ask({ scalars: all.slice(0, 3), list: all.slice(3) }).verdict).toBe(verdict);
      }
    }),
    { numRuns: 400 },
  );
});

test('learning one fact never flips a verdict that was given', () => {
  const learnt = fc.record({ at: fc.nat({ max: 5 }), value: fc.constantFrom<Held>(true, false, null) });
  fc.assert(
    fc.property(expression, partly, fc.array(learnt, { maxLength: 6 }), fc.boolean(), ({ text }, facts, lessons, listUnknown) => {
      const ask = asked(text);
      let before = listUnknown ? ask({ scalars: facts.scalars, list: undefined }).verdict : null;
      const values = [...facts.scalars, ...(facts.list ?? [])];
      for (const { at, value } of [{ at: 99, value: null }, ...lessons]) {
        if (at < values.length && values[at] === undefined) values[at] = value;
        const { verdict } = ask({ scalars: values.slice(0, 3), list: values.slice(3) });
        expect([null, verdict]).toContain(before);
        before = verdict;
      }
    }),
    { numRuns: 400 },
  );
});

test('reasons have the verdict of the rule; an unknown one says what is missing or asks of what is absent', () => {
  fc.assert(
    fc.property(expression, partly, ({ text }, facts) => {
      const { verdict, reasons, clause } = asked(text)(facts);
      expect(reasons.length).toBeGreaterThan(0);
      for (const reason of reasons) {
        expect(reason.verdict).toBe(verdict);
        expect(verdict !== null || reason.missing.length > 0 || JSON.stringify(reason.facts).includes('null')).toBe(true);
      }
      expect(clause.text).toBe(text);
    }),
    { numRuns: 400 },
  );
});
