// Reads an expression into a tree of clauses whose leaves CEL can answer, and refuses what a rule may not say. Not the asking.
import type { ASTNode, ParseResult } from '@marcbachmann/cel-js';
import { type FactSchema, type FactType, type HeldFields, isFields, isList } from './facts.ts';
import { answering, checking, deepestNesting, hasInside } from './language.ts';
import { wordsOf } from './like.ts';
import { extentIn } from './source.ts';

/** `all` and `any` are chains of `&&` and `||`; `choice` is `?:`. All that is not one of these is a leaf. */
export type Tree = Branch | Leaf;
export type Branch = { kind: 'all' | 'any' | 'not' | 'choice'; text: string; at: [number, number]; parts: Tree[] };
export type Leaf = {
  kind: 'leaf';
  text: string;
  at: [number, number];
  /** The facts asked for, `contract.amount`; unless each is known the leaf is unknown. */
  paths: string[];
  /** What is asked of the elements of lists, `contract.parties.*.share`. */
  elementPaths: string[];
  ask: (facts: HeldFields) => unknown;
};

/** Why an expression is refused; words for each stand in `web/words.ts`. */
export type FlawCode =
  | 'syntax'
  | 'tooDeep'
  | 'unknownName'
  | 'type'
  | 'notBoolean'
  | 'forbiddenFunction'
  | 'forbiddenForm'
  | 'forbiddenNumber'
  | 'nullLiteral'
  | 'hasNeedsFact'
  | 'likeNeedsWords'
  | 'wholeComparison';

export class Flaw extends Error {
  readonly code: FlawCode;
  readonly at: [number, number];
  constructor(code: FlawCode, at: [number, number]) {
    super(code);
    this.name = 'Flaw';
    this.code = code;
    this.at = at;
  }
}

/** A name of the expression: what it holds and where that stands in the facts (`contract.parties.*` for an element in hand). */
type Named = { type: FactType | undefined; path: string | undefined; element: boolean };
type Scope = ReadonlyMap<string, Named>;
type Reading = { paths: Set<string>; elementPaths: Set<string>; hasAt: number[] };
const newReading = (): Reading => ({ paths: new Set(), elementPaths: new Set(), hasAt: [] });

/** A reader of expressions over one schema; it throws a `Flaw` at the first thing that a rule may not say. */
export function readerOf(schema: FactSchema): (source: string) => Tree {
  const environment = checking(schema);
  const scope: Scope = new Map(Object.entries(schema).map(([name, type]) => [name, { type, path: name, element: false }]));
  return (source) => {
    const node = parse(() => environment.parse(source), source).ast;
    const reading = newReading();
    read(node, scope, 1, reading);

    const rewritten = withHasInside(source, reading.hasAt);
    const checked = environment.check(rewritten);
    if (!checked.valid) throw flawOf(checked.error, source);
    if (checked.type !== 'bool') throw new Flaw('notBoolean', [0, source.length]);
    return treeOf(node, { source, rewritten, scope, extent: extentIn(source) });
  };
}

type Whole = { source: string; rewritten: string; scope: Scope; extent: (start: number, end: number) => [number, number] };

function treeOf(node: ASTNode, whole: Whole): Tree {
  const at = whole.extent(node.start, node.end);
  const text = whole.source.slice(...at);
  const branch = (kind: Branch['kind'], parts: ASTNode[]): Branch => ({
    kind,
    text,
    at,
    parts: parts.map((part) => treeOf(part, whole)),
  });
  switch (node.op) {
    case '&&':
    case '||':
      return branch(node.op === '&&' ? 'all' : 'any', chainOf(node));
    case '!_':
      return branch('not', [node.args]);
    case '?:':
      return branch('choice', node.args);
    default:
      return leafOf(node, text, at, whole);
  }
}

function leafOf(node: ASTNode, text: string, at: [number, number], whole: Whole): Leaf {
  // The library can only answer a whole text: the leaf is parsed again from its own, and must come out as the same.
  if (shapeOf(answering.parse(text).ast) !== shapeOf(node)) throw new Error(`the expression cannot be taken apart at ${text}`);
  const reading = newReading();
  read(node, whole.scope, 1, reading);
  return {
    kind: 'leaf',
    text,
    at,
    paths: [...reading.paths],
    elementPaths: [...reading.elementPaths],
    ask: answering.parse(whole.rewritten.slice(...at)),
  };
}

/** What a node says, without where it stands. */
const shapeOf = (node: ASTNode): string =>
  JSON.stringify(node, (key, value: unknown) => {
    if (key === 'pos' || key === 'start' || key === 'end') return undefined;
    return typeof value === 'bigint' ? `${value}n` : value;
  });

/** `a && b && c` as its three parts; the parser nests them to the left. */
function chainOf(node: ASTNode & { op: '&&' | '||' }): ASTNode[] {
  const parts: ASTNode[] = [];
  let left: ASTNode = node;
  while (left.op === node.op) {
    parts.push(left.args[1]);
    left = left.args[0];
  }
  return [left, ...parts.reverse()];
}

const functions = new Set(['has', 'size', 'like']);
const methods = new Set(['contains', 'startsWith', 'endsWith', 'size']);
const comprehensions = new Set(['exists', 'all', 'exists_one', 'filter']);

/** Walks a node, refuses what is not allowed, collects the paths of facts, and tells what list or thing the node yields, if one. */
function read(node: ASTNode, scope: Scope, depth: number, reading: Reading): FactType | undefined {
  if (depth > deepestNesting) throw flawAt('tooDeep', node);
  const inside = (part: ASTNode, within = scope) => read(part, within, depth + 1, reading);
  switch (node.op) {
    case 'value':
      return readLiteral(node);
    case 'id':
    case '.':
      return readPath(node, scope, inside, reading);
    case 'list':
      node.args.forEach((element) => inside(element));
      return ['text'];
    case 'call':
      return readCall(node, inside, reading);
    case 'rcall':
      return readMethod(node, scope, inside);
    case '&&':
    case '||':
      chainOf(node).forEach((part) => inside(part));
      return undefined;
    case '!_':
    case '-_':
      inside(node.args);
      return undefined;
    case '?:': {
      const [, first, second] = node.args.map((part) => inside(part));
      return first ?? second;
    }
    case '[]':
    case '[?]':
    case '.?':
    case 'map':
      throw flawAt('forbiddenForm', node);
    default:
      return readOperator(node, inside);
  }
}

type Inside = (part: ASTNode, within?: Scope) => FactType | undefined;
type Node<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;
type Operator = Exclude<
  ASTNode['op'],
  'value' | 'id' | '.' | '.?' | '[]' | '[?]' | 'call' | 'rcall' | 'list' | 'map' | '?:' | '||' | '&&' | '!_' | '-_'
>;

function readOperator(node: Node<Operator>, inside: Inside): FactType | undefined {
  const [left, right] = [inside(node.args[0]), inside(node.args[1])];
  // Two lists of things with unknown fields would compare as if those were not there.
  const whole = node.op === '==' || node.op === '!=' ? isWhole(left) || isWhole(right) : node.op === 'in' && isWhole(left);
  if (whole) throw flawAt('wholeComparison', node);
  return node.op === '+' ? (left ?? right) : undefined;
}

const isWhole = (type: FactType | undefined): boolean => typeof type === 'object';

function readLiteral(node: Node<'value'>): undefined {
  if (node.args === null) throw flawAt('nullLiteral', node);
  if (typeof node.args !== 'bigint' && typeof node.args !== 'string' && typeof node.args !== 'boolean')
    throw flawAt('forbiddenNumber', node);
}

function readPath(node: Node<'id' | '.'>, scope: Scope, inside: Inside, reading: Reading): FactType | undefined {
  const fields: string[] = [];
  let base: ASTNode = node;
  while (base.op === '.') {
    fields.unshift(base.args[1]);
    base = base.args[0];
  }
  if (base.op !== 'id') return fieldOf(inside(base), fields);
  const named = scope.get(base.args);
  if (named === undefined) throw flawAt('unknownName', base);
  if (named.path !== undefined) (named.element ? reading.elementPaths : reading.paths).add([named.path, ...fields].join('.'));
  return fieldOf(named.type, fields);
}

/** The kind of a field; undefined for a field that is not there, which the check will refuse, and for a scalar's. */
function fieldOf(type: FactType | undefined, fields: readonly string[]): FactType | undefined {
  let at = type;
  for (const field of fields) at = at !== undefined && isFields(at) && Object.hasOwn(at, field) ? at[field] : undefined;
  return at;
}

function readCall(node: Node<'call'>, inside: Inside, reading: Reading): undefined {
  const [name, args] = node.args;
  if (!functions.has(name)) throw flawAt('forbiddenFunction', node);
  if (name === 'has') {
    if (args[0]?.op !== 'id' && args[0]?.op !== '.') throw flawAt('hasNeedsFact', node);
    reading.hasAt.push(node.start);
  }
  if (name === 'like' && args[1] !== undefined && !isWords(args[1])) throw flawAt('likeNeedsWords', args[1]);
  args.forEach((arg) => inside(arg));
}

/** Words are written in the rule: what is searched for must not grow with the facts. */
const isWords = (node: ASTNode): boolean =>
  node.op === 'list'
    ? node.args.length > 0 && node.args.every((entry) => entry.op === 'value' && isWords(entry))
    : node.op === 'value' && typeof node.args === 'string' && wordsOf(node.args).length > 0;

function readMethod(node: Node<'rcall'>, scope: Scope, inside: Inside): FactType | undefined {
  const [name, receiver, args] = node.args;
  const [variable, predicate] = args;
  if (comprehensions.has(name) && variable?.op === 'id' && predicate !== undefined) {
    const list = inside(receiver);
    const element = list !== undefined && isList(list) ? list[0] : undefined;
    const path = pathOf(receiver, scope);
    const named: Named = { type: element, path: path === undefined ? undefined : `${path}.*`, element: true };
    inside(predicate, new Map([...scope, [variable.args, named]]));
    return name === 'filter' ? (list ?? ['text']) : undefined;
  }
  if (!methods.has(name)) throw flawAt('forbiddenFunction', node);
  inside(receiver);
  args.forEach((arg) => inside(arg));
  return undefined;
}

/** Where a list stands in the facts; undefined for one that the expression itself makes. */
function pathOf(node: ASTNode, scope: Scope): string | undefined {
  if (node.op === 'id') return scope.get(node.args)?.path;
  if (node.op === 'rcall' && node.args[0] === 'filter') return pathOf(node.args[1], scope);
  if (node.op !== '.') return undefined;
  const base = pathOf(node.args[0], scope);
  return base === undefined ? undefined : `${base}.${node.args[1]}`;
}

function withHasInside(source: string, hasAt: readonly number[]): string {
  let rewritten = source;
  for (const start of hasAt) rewritten = rewritten.slice(0, start) + hasInside + rewritten.slice(start + hasInside.length);
  return rewritten;
}

const flawAt = (code: FlawCode, node: ASTNode): Flaw => new Flaw(code, [node.start, node.end]);

function parse(attempt: () => ParseResult, source: string): ParseResult {
  try {
    return attempt();
  } catch (error) {
    throw flawOf(error, source);
  }
}

/** An error of the library as a flaw; one without a position stands for the whole expression. */
function flawOf(error: unknown, source: string): Flaw {
  if (!(error instanceof Error)) throw error;
  const { range, code } = error as Error & { range?: { start: number; end: number }; code?: string };
  const at: [number, number] = range === undefined ? [0, source.length] : [range.start, range.end];
  if (code === 'limit_exceeded') return new Flaw('tooDeep', at);
  if (code === 'no_such_key' || code === 'unknown_variable') return new Flaw('unknownName', at);
  return new Flaw(error.name === 'ParseError' ? 'syntax' : 'type', at);
}
