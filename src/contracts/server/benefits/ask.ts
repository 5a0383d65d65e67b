// Asks the rules in force what a contract may be used for: each line with its three-valued verdict, its open facts, its estimate. Pure: same rules, same facts, same answer.
import type { Language } from '../../../platform/shared/actor.ts';
import { fen } from '../../../platform/shared/money.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { type Clause, evaluate, type Facts, rulesInForce, type Verdict } from '../../../rules/server/index.ts';
import {
  type BenefitCondition,
  type BenefitFacts,
  type BenefitLine,
  type BenefitsAnswer,
  type Sum,
  sureness,
  yesNoFacts,
} from '../../benefits.ts';
import { estimateOf } from './estimate.ts';
import type { BenefitFile, BenefitRule, benefitSchema, LoadedLine } from './rules.ts';

export type Asking = {
  loaded: readonly LoadedLine[];
  file: Pick<BenefitFile, 'notice' | 'toConfirm'>;
  jurisdiction: string;
  on: string;
  language: Language;
};

export function askLines(asking: Asking, given: BenefitFacts): BenefitsAnswer {
  const { on, jurisdiction, language, file } = asking;
  const facts = factsOf(given);
  const asked = rulesInForce(asking.loaded, on, jurisdiction).map((one) => lineOf(one, { asking, facts, given }));
  const lines = asked.map(({ line }) => line);
  return {
    on,
    jurisdiction,
    notice: textIn(file.notice, language),
    lines,
    beforeSigning: given.signedOn ? [] : asked.flatMap(({ line, early }) => early.map((text) => ({ line: line.code, text }))),
    questions: waiting(asked.flatMap(({ line, waits }) => waits.map((fact): [string, string] => [fact, line.code]))).map(
      ([fact, codes]) => ({ fact, lines: codes }),
    ),
    sumsAsked: waiting(
      lines.flatMap(({ code, estimate }) => (estimate?.missing ?? []).map((sum): [Sum, string] => [sum, code])),
    ).map(([sum, codes]) => ({ sum, lines: codes })),
  };
}

/** Who waits for what, in the order in which it was first asked for. */
function waiting<T extends string>(pairs: readonly (readonly [T, string])[]): [T, string[]][] {
  const found = new Map<T, Set<string>>();
  for (const [what, who] of pairs) found.set(what, (found.get(what) ?? new Set()).add(who));
  return [...found].map(([what, who]) => [what, [...who]]);
}

type Held = Facts<typeof benefitSchema>;
const given = <K extends string, T>(name: K, value: T | undefined) => (value === undefined ? {} : { [name]: value });

function factsOf(said: BenefitFacts): Held {
  const { type, subType, sellerKind, buyerKind, crossBorder, exclusivity, items, signedOn, registeredOn } = said;
  return {
    contract: {
      ...given('type', type),
      ...given('subType', subType),
      ...given('sellerKind', sellerKind),
      ...given('buyerKind', buyerKind),
      ...given('crossBorder', crossBorder),
      ...given('exclusivity', exclusivity),
      ...given('items', items),
      ...given('signedOn', signedOn),
      ...given('registeredOn', registeredOn),
      ...given('commerceRegisteredOn', said.commerceRegisteredOn),
      ...given('licenceYears', said.licenceYears === undefined ? undefined : BigInt(said.licenceYears)),
      ...given('amount', said.amount === undefined ? undefined : fen(said.amount)),
      ...given('technologyAmount', said.technologyAmount === undefined ? undefined : fen(said.technologyAmount)),
      ...Object.assign({}, ...yesNoFacts.map((one) => given(one, said[one]))),
    },
    law: {},
  };
}

type Around = { asking: Asking; facts: Held; given: BenefitFacts };
/** A line with what is to be said of it before signing, and the facts that it waits for. */
type Asked = { line: BenefitLine; early: string[]; waits: string[] };

function lineOf(loaded: LoadedLine, { asking, facts, given: said }: Around): Asked {
  const { rule } = loaded;
  const { language } = asking;
  const answers = loaded.conditions.map((one) => evaluate(one, facts));
  const verdict = together(answers);
  const registration = loaded.registration === null ? null : evaluate(loaded.registration, facts);
  const state = registration === null ? 'notNeeded' : stateOf(registration);
  const isOpen = state === 'open' || state === 'unknown';
  const inWords = (texts: readonly Text[]) => texts.map((one) => textIn(one, language));
  const laws = verdict === 'doesNotApply' ? [] : [...new Set(answers.flatMap(lawsOpen))];
  const conditions = rule.conditions.map((one, at) => conditionOf(one, answers[at], language));
  const says = verdict === 'applies' && isOpen ? (rule.says.onceRegistered ?? rule.says.cannotBeSaid) : rule.says[verdict];
  return {
    line: {
      code: rule.code,
      name: textIn(rule.name, language),
      for: rule.for,
      verdict,
      claim: verdict === 'applies' && !isOpen ? rule.claim : null,
      says: textIn(says, language),
      conditions,
      registration: { state, text: textIn(rule.registration.text, language) },
      presupposes: inWords(rule.presupposes),
      unsure: inWords(rule.unsure),
      toConfirm: laws.map((path) => confirmation(asking, path)),
      estimate: rule.estimate === undefined || verdict === 'doesNotApply' ? null : estimateOf(rule.estimate, said, language),
      basis: basesOf(rule.basis, language),
      sure: leastSure(rule),
      jurisdiction: rule.jurisdiction,
      from: rule.from,
      to: rule.to,
    },
    // What is decided by one condition waits for no other; registration is asked for last.
    waits:
      verdict === 'cannotBeSaid'
        ? conditions.flatMap(({ missing }) => missing)
        : verdict === 'applies' && registration !== null
          ? namesOf(openOf(registration))
          : [],
    early: rule.conditions.flatMap(({ beforeSigning }, at) =>
      beforeSigning !== undefined && answers[at]?.verdict === false && onlyMissed(answers, at) ? inWords([beforeSigning]) : [],
    ),
  };
}

/** Kleene's conjunction over the conditions. */
const together = (answers: readonly Verdict[]): BenefitLine['verdict'] => {
  if (answers.some(({ verdict }) => verdict === false)) return 'doesNotApply';
  return answers.every(({ verdict }) => verdict === true) ? 'applies' : 'cannotBeSaid';
};
/** No other condition is missed: changing this one would make a difference. */
const onlyMissed = (answers: readonly Verdict[], at: number): boolean =>
  answers.every(({ verdict }, other) => other === at || verdict !== false);
const stateOf = ({ verdict }: Verdict) => (verdict === null ? 'unknown' : verdict ? 'done' : 'open');

/** What keeps an answer open: of its reasons alone, since the rest would change nothing. */
const openOf = ({ verdict, reasons }: Verdict): string[] =>
  verdict === null ? reasons.flatMap(({ missing }: Clause) => missing) : [];

/** Facts of the contract by their names in the body. */
const namesOf = (paths: readonly string[]): string[] => [
  ...new Set(paths.filter((path) => path.startsWith('contract.')).map((path) => path.slice('contract.'.length))),
];

/** What only the law can answer; while the contract's own facts are open it is too early to ask. */
const lawsOpen = (answer: Verdict): string[] => (namesOf(openOf(answer)).length > 0 ? [] : openOf(answer));

function conditionOf(one: BenefitRule['conditions'][number], answer: Verdict | undefined, language: Language): BenefitCondition {
  const isMissed = answer?.verdict === false;
  return {
    code: one.code,
    text: textIn(one.name, language),
    met: answer?.verdict ?? null,
    otherwise: isMissed && one.otherwise !== undefined ? textIn(one.otherwise, language) : null,
    missing: namesOf(answer === undefined ? [] : openOf(answer)),
    basis: basesOf(one.basis, language),
  };
}

function confirmation({ file, language }: Asking, path: string): string {
  const said = Object.entries(file.toConfirm).find(([name]) => `law.${name}` === path)?.[1];
  if (said === undefined) throw new Error(`no words for what is to be confirmed: ${path}`);
  return textIn(said, language);
}

const basesOf = (of: BenefitRule['basis'], language: Language): BenefitLine['basis'] =>
  of.map(({ law, article, sure }) => ({ law: textIn(law, language), article: article ?? null, sure }));

function leastSure(rule: BenefitRule): BenefitLine['sure'] {
  const all = [...rule.basis, ...rule.conditions.flatMap((one) => one.basis)].map(({ sure }) => sureness.indexOf(sure));
  return sureness[Math.max(...all)] ?? 'memory';
}
