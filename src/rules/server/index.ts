// The front door of rules: load them, ask them. The shapes that pages read too are in ../rule.ts.
export { BrokenRule, evaluate, evaluateAll, reconsidered, refuted } from '../evaluate.ts';
export { type FactFields, type Facts, type FactSchema, type FactType, type ShownFact, WrongFact } from '../facts.ts';
export { type CompiledRule, loadRules } from '../load.ts';
export { type Clause, type Outcome, type Rule, rulesInForce, rulesRefused, type Verdict } from '../rule.ts';
