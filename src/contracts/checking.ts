// Judges a contract by the rule base: facts out of text and fields, the proposed type, every rule, and what follows. Pure and
// deterministic: the same rules, text, fields and day give the same answer.
import type { Facts, FactType } from '../rules/facts.ts';
import type { Language } from '../platform/shared/actor.ts';
import { fen } from '../platform/shared/money.ts';
import { type Text, textIn } from '../platform/shared/words.ts';
import { evaluateAll } from '../rules/evaluate.ts';
import { type CompiledRule, loadRules } from '../rules/load.ts';
import { rulesInForce, type Verdict } from '../rules/rule.ts';
import type { CheckClause, CheckFields, CheckInput, CheckResult } from './check.ts';
import { type Evidence, factReader, type TextFacts } from './factsOfText.ts';
import type { Leaning, Lexicon } from './lexicon.ts';
import type { ContractType } from './terms.ts';
import { amountsOf, emptyReading, type FieldReader } from './amountsOfCheck.ts';
import type { Reading } from './reading.ts';
import type { ContractCodes, RuleEntry } from './ruleBase.ts';
import { leaningOf, type Lean } from './leaning.ts';

export type CheckParts = { rules: readonly RuleEntry[]; codes: ContractCodes; lexicon: Lexicon; jurisdiction: string };
/** `today` is the city's day; words come in the asker's language. */
export type Checker = (input: CheckInput, today: string, language: Language) => CheckResult;

/** What rules may ask of a contract beside the facts of the lexicon (`said`). Money in fen. */
const contractSchema = {
  type: 'text',
  /** The type that its words speak for; empty where they speak for none. It differs from `type` where the asker chose another. */
  leans: 'text',
  /** The type by its name; empty without one. */
  named: 'text',
  day: 'day',
  whole: 'bool',
  totalAmount: 'int',
  technologyAmount: 'int',
  /** How many non-technical costs are itemised. */
  costs: 'int',
  /** How many parties are named; absent where neither the asker nor the reading of fields names any. */
  parties: 'int',
  /** How many patents and other rights are named with a number. */
  items: 'int',
  signedOn: 'day',
  validFrom: 'day',
  validTo: 'day',
  /** How strongly the words speak for the proposed type, and by how much more than for another kind of contract. */
  points: 'int',
  margin: 'int',
} as const satisfies Record<string, FactType>;
type Schema = { contract: typeof contractSchema; said: Record<string, 'bool'> };

type Say = (of: Text) => string;
type Loaded = { entry: RuleEntry; compiled: CompiledRule<Schema>; rule: RuleEntry['rule'] };

/**
 * Makes the rule base ready, once.
 * @throws {Refusal} `rules.refused` where a rule cannot be loaded: it names the rule, the place and what is wrong.
 */
export function openChecker(parts: CheckParts, readFields: FieldReader = () => emptyReading): Checker {
  const { rules, codes, lexicon, jurisdiction } = parts;
  const said: Record<string, 'bool'> = Object.fromEntries(lexicon.facts.map(({ code }) => [code, 'bool' as const]));
  const compiled = loadRules<Schema>(
    rules.map(({ rule }) => rule),
    { contract: contractSchema, said },
  );
  const loaded = compiled.map((one, at): Loaded => ({ entry: entryAt(rules, at), compiled: one, rule: one.rule }));
  const reader = factReader(withSubtypes(lexicon, codes));
  return (input, today, language) => {
    const say = (of: Text) => textIn(of, language);
    const on = input.on ?? today;
    const text = input.text ?? '';
    const read = reader(input.title ?? '', text);
    const reading = text === '' ? emptyReading : readFields(text);
    const known = knownOf(input.fields ?? {}, reading, read);
    const lean = leaningOf(read, lexicon, input.fields?.type);
    const facts = factsOf({ lexicon, read, lean, known, on });
    const asked = rulesInForce(loaded, on, jurisdiction).filter(({ entry }) => isFor(entry, lean.type));
    const judged = evaluateAll(
      asked.map((one) => one.compiled),
      facts,
    );
    const clauses = judged.map((verdict, at) => clauseOf(entryAt(asked, at).entry, verdict, { read, say }));
    return { ...answerOf(clauses, lean, { read, codes, on, known, say }), fields: reading };
  };
}

function entryAt<T>(entries: readonly T[], at: number): T {
  const entry = entries[at];
  if (entry === undefined) throw new Error('rules and what they do have come apart');
  return entry;
}

const subtypeFact = (code: string): string => `subtype${code}`;
/** Sub-types are told by words as facts are. */
const withSubtypes = (lexicon: Lexicon, { subtypes }: ContractCodes): Lexicon => ({
  ...lexicon,
  facts: [
    ...lexicon.facts,
    ...subtypes
      .filter(({ signals }) => signals.length > 0)
      .map(({ code, signals }) => ({
        code: subtypeFact(code),
        unsaid: 'absent' as const,
        points: {},
        where: 'all' as const,
        negation: 'heeded' as const,
        order: 'said' as const,
        name: true,
        signals,
        denied: [],
        blank: [],
      })),
  ],
});

const isFor = ({ types }: RuleEntry, type: Leaning | null): boolean =>
  types === undefined || (type !== null && type !== 'none' && types.includes(type));

export type Known = {
  totalAmount: string | null;
  technologyAmount: string | null;
  costs: number;
  items: number;
  parties: number | null;
  signedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
};

/** What the asker says goes before what was read. */
function knownOf(fields: CheckFields, reading: Reading, read: TextFacts): Known {
  const first = (said: string | null | undefined, found: { value: string } | null) => said ?? found?.value ?? null;
  const mentionsCosts = read.said.get('equipmentInside')?.value === true;
  return {
    ...amountsOf(fields, reading, mentionsCosts),
    parties: partiesIn(fields, reading),
    items: fields.items?.length ?? reading.items.filter(({ number }) => number !== null).length,
    signedOn: first(fields.signedOn, reading.signedOn),
    validFrom: first(fields.validFrom, reading.validFrom),
    validTo: first(fields.validTo, reading.validTo),
  };
}

const partiesIn = (fields: CheckFields, reading: Reading): number | null =>
  fields.parties?.filter(({ name }) => name.trim() !== '').length ?? (reading.parties.length > 0 ? reading.parties.length : null);

type Gathered = { lexicon: Lexicon; read: TextFacts; lean: Lean; known: Known; on: string };

function factsOf({ lexicon, read, lean, known, on }: Gathered): Facts<Schema> {
  const said: Record<string, boolean | null> = {};
  for (const { code, unsaid } of lexicon.facts) {
    const found = read.said.get(code);
    if (found && (found.value || unsaid !== 'absent')) said[code] = found.value;
    else if (unsaid === 'absent' || (unsaid === 'absentInWhole' && read.whole)) said[code] = null;
  }
  const ifKnown = <K extends string, V>(key: K, value: V | null) => (value === null ? {} : { [key]: value });
  return {
    said,
    contract: {
      ...ifKnown('type', lean.type),
      leans: lean.leans ?? '',
      named: lean.named ?? '',
      day: on,
      whole: read.whole,
      points: BigInt(Math.round(lean.points)),
      margin: BigInt(Math.round(lean.margin)),
      costs: BigInt(known.costs),
      items: BigInt(known.items),
      parties: known.parties === null ? null : BigInt(known.parties),
      ...ifKnown('totalAmount', known.totalAmount === null ? null : fen(known.totalAmount)),
      ...ifKnown('technologyAmount', known.technologyAmount === null ? null : fen(known.technologyAmount)),
      ...ifKnown('signedOn', known.signedOn),
      ...ifKnown('validFrom', known.validFrom),
      ...ifKnown('validTo', known.validTo),
    },
  };
}

function clauseOf(
  entry: RuleEntry,
  { verdict, rule, facts, reasons }: Verdict,
  { read, say }: { read: TextFacts; say: Say },
): CheckClause {
  const evidence = evidenceOf([...reasons.flatMap((one) => Object.keys(one.facts)), ...Object.keys(facts)], read);
  return {
    rule: rule.code,
    name: say(rule.name),
    basis: { law: say(rule.basis.law), article: rule.basis.article ?? null, sure: rule.basis.sure },
    group: entry.group,
    effect: entry.effect,
    verdict,
    quote: evidence?.quote ?? null,
    at: evidence?.in === 'text' ? [evidence.at.from, evidence.at.to] : null,
    facts,
    ground: verdict === false ? (entry.ground ?? null) : null,
    advice: verdict === false && entry.advice ? say(entry.advice) : null,
  };
}

function evidenceOf(paths: readonly string[], { said }: TextFacts): Evidence | null {
  for (const path of paths) {
    const found = path.startsWith('said.') ? said.get(path.slice(5)) : undefined;
    if (found) return found.evidence;
  }
  return null;
}

type Around = { read: TextFacts; codes: ContractCodes; on: string; known: Known; say: Say };

function answerOf(
  clauses: readonly CheckClause[],
  lean: Lean,
  { read, codes, on, known, say }: Around,
): Omit<CheckResult, 'fields'> {
  const failing = clauses.filter(({ verdict }) => verdict === false);
  const refusing = failing.filter(({ effect }) => effect === 'refuse');
  const type = lean.type === 'none' ? null : lean.type;
  const shown = type === null ? null : typeOn(codes, type, on);
  const subtype = type === null ? null : subtypeOf(codes, type, read);
  const verdict = refusing.length > 0 ? 'not-registrable' : type !== null || lean.isTechnology ? 'registrable' : 'unclear';
  const grounds = new Set(refusing.map(({ ground }) => ground ?? 'other'));
  return {
    verdict,
    confidence: isSure(verdict, refusing, lean) ? 'sure' : 'leaning',
    type: shown?.code ?? null,
    typeName: shown ? say(shown.name) : null,
    subtype: subtype?.code ?? null,
    subtypeName: subtype ? say(subtype.name) : null,
    amount: known.totalAmount,
    technologyAmount: known.technologyAmount,
    missing: failing
      .filter(({ group, effect }) => effect === 'supplement' || (group === 'form' && effect === 'refuse'))
      .map(({ rule, name, advice }) => ({ rule, name, advice })),
    grounds: codes.grounds.filter(({ code }) => grounds.has(code)).map(({ code, name }) => ({ code, name: say(name) })),
    clauses: [...clauses].sort((a, b) => rankOf(a) - rankOf(b)),
    signals: [],
    on,
  };
}

/** What refuses first, then what fails, then what is not known, then what holds. */
const rankOf = ({ verdict, effect }: CheckClause): number =>
  verdict === false ? (effect === 'refuse' ? 0 : effect === 'supplement' ? 1 : 2) : verdict === null ? 3 : 4;

function isSure(verdict: CheckResult['verdict'], refusing: readonly CheckClause[], lean: Lean): boolean {
  if (verdict === 'not-registrable') return refusing.some(({ quote, basis }) => quote !== null && basis.sure !== 'recalled');
  return verdict === 'registrable' && lean.margin >= 5 && lean.lead >= 2;
}

/** Under the rules of a day one type may still be a part of another: before 2026-01-23 a licence was a transfer. */
function typeOn({ types }: ContractCodes, type: ContractType, on: string): ContractCodes['types'][number] | null {
  const found = types.find(({ code }) => code === type);
  if (!found) return null;
  return on < found.from && found.before ? (types.find(({ code }) => code === found.before) ?? found) : found;
}

function subtypeOf({ subtypes }: ContractCodes, type: ContractType, { said }: TextFacts) {
  const mine = subtypes.filter((one) => one.type === type);
  return mine.find(({ code }) => said.get(subtypeFact(code))?.value) ?? mine.find(({ otherwise }) => otherwise) ?? null;
}
