// What the rules know of a file: its imports, functions, strings, calls and casts, read off the syntax tree. Not the rules.
import { parseSync, Visitor, type ESTree } from 'vite';

/** A file of the tree, or one planted by a test. `path` is relative to the project, with `/`. */
export type Source = { path: string; text: string };

type At = { line: number };
/** One of our own calls: `test.only.each(…)` is `['test', 'only', 'each']`; a first argument that is no literal is null. `keys` are those of objects written in place. */
export type Call = At & { chain: string[]; argument: string | string[] | null; keys: string[] };
export type Syntax = {
  imports: (At & { from: string })[];
  /** Imports whose file cannot be read off: built addresses, globs, `require`. */
  hidden: (At & { how: string })[];
  /** `lines` are a function's own: those of functions inside it, but for their first, count there. A factory may hold several. */
  functions: (At & { name: string; last: number; lines: number })[];
  /** Strings, text of templates (`…` for what is filled in) and text between tags: no comments. */
  texts: (At & { value: string })[];
  /** Text between tags, and of attributes that are read out or shown. */
  shown: (At & { value: string })[];
  calls: Call[];
  names: (At & { name: string })[];
  /** Casts that give up checking. */
  casts: (At & { as: 'as any' | 'as never' | 'as unknown as' })[];
  classes: (At & { name: string; parent: string })[];
  /** Members of the types called `…Tables`. */
  tables: string[];
};

export const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/.test(path);
/** Tests, and the `fixtures.ts` of a module that only its tests read. */
export const isTest = (path: string): boolean => path.startsWith('test/') || /(\.test\.[cm]?[jt]sx?|\/fixtures\.ts)$/.test(path);

const known = new WeakMap<Source, Syntax>();

/** The syntax of a code file, read once. Throws on a file that does not parse. */
export function syntaxOf(source: Source): Syntax {
  const found = known.get(source) ?? read(source);
  known.set(source, found);
  return found;
}

function read({ path, text }: Source): Syntax {
  const { program, module, errors } = parseSync(path, text);
  const error = errors[0];
  if (error) throw new Error(`${path}: ${error.message}`);
  const syntax: Syntax = {
    imports: [],
    hidden: [],
    functions: [],
    texts: [],
    shown: [],
    calls: [],
    names: [],
    casts: [],
    classes: [],
    tables: [],
  };
  const line = lineCounter(text);
  for (const { moduleRequest } of module.staticImports)
    syntax.imports.push({ from: moduleRequest.value, line: line(moduleRequest.start) });
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries)
      if (moduleRequest) syntax.imports.push({ from: moduleRequest.value, line: line(moduleRequest.start) });
  new Visitor({ ...importsAndTexts(syntax, line), ...functionsAndCalls(syntax, line), ...types(syntax, line) }).visit(program);
  for (const one of syntax.functions) one.lines = ownLines(one, syntax.functions);
  return syntax;
}

function ownLines(of: Syntax['functions'][number], all: Syntax['functions']): number {
  const inner = new Set<number>();
  for (const one of all) {
    if (one === of || one.line < of.line || one.last > of.last || (one.line === of.line && one.last === of.last)) continue;
    for (let line = one.line + 1; line <= one.last; line++) inner.add(line);
  }
  return of.last - of.line + 1 - inner.size;
}

type Line = (offset: number) => number;
type Handlers = ConstructorParameters<typeof Visitor>[0];

/** What stands in `<code>` is typed as it is, in any language. */
const typed = new WeakSet<object>();
const importsAndTexts = (syntax: Syntax, line: Line): Handlers => ({
  JSXElement({ openingElement: { name }, children }) {
    if (name.type === 'JSXIdentifier' && ['code', 'kbd', 'pre'].includes(name.name)) for (const one of children) typed.add(one);
  },
  ImportExpression({ source }) {
    const from = literalOf(source);
    if (typeof from === 'string') syntax.imports.push({ from, line: line(source.start) });
    else syntax.hidden.push({ how: 'import(…) of a built address', line: line(source.start) });
  },
  TSImportType({ source }) {
    syntax.imports.push({ from: source.value, line: line(source.start) });
  },
  Literal({ value, start }) {
    if (typeof value === 'string') syntax.texts.push({ value, line: line(start) });
    if (value instanceof RegExp) syntax.texts.push({ value: value.source, line: line(start) });
  },
  TemplateLiteral({ quasis, start }) {
    syntax.texts.push({ value: quasis.map(({ value }) => value.cooked ?? value.raw).join('…'), line: line(start) });
  },
  JSXText(node) {
    const said = { value: node.value, line: line(node.start) };
    syntax.texts.push(said);
    if (!typed.has(node)) syntax.shown.push(said);
  },
  JSXAttribute({ name, value, start }) {
    const isShown = name.type === 'JSXIdentifier' && ['title', 'alt', 'label', 'placeholder', 'aria-label'].includes(name.name);
    if (isShown && value?.type === 'Literal') syntax.shown.push({ value: String(value.value), line: line(start) });
  },
  Identifier({ name, start }) {
    syntax.names.push({ name, line: line(start) });
  },
});

function functionsAndCalls(syntax: Syntax, line: Line): Handlers {
  /** A function takes the name of what it is bound to; the story that `describe` tells is no function of its own. */
  const named = new WeakMap<object, string>();
  const measure = (node: ESTree.Function | ESTree.ArrowFunctionExpression) => {
    if (named.get(node) === 'describe') return;
    const name = ('id' in node ? node.id?.name : undefined) ?? named.get(node) ?? 'a function';
    syntax.functions.push({ name, line: line(node.start), last: line(node.end), lines: 0 });
  };
  return {
    VariableDeclarator({ id, init }) {
      if (init && id.type === 'Identifier') named.set(init, id.name);
    },
    Property({ key, value }) {
      if ('name' in key && typeof key.name === 'string') named.set(value, key.name);
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    CallExpression(node) {
      const chain = chainOf(node.callee);
      const isMeta = node.callee.type === 'MemberExpression' && node.callee.object.type === 'MetaProperty';
      if (isMeta && /^(glob|resolve)/.test(chain[0] ?? ''))
        syntax.hidden.push({ how: `import.meta.${chain[0]}`, line: line(node.start) });
      if (chain.length === 1 && /^(require|createRequire)$/.test(chain[0] ?? ''))
        syntax.hidden.push({ how: String(chain[0]), line: line(node.start) });
      if (chain[0] === 'describe') for (const argument of node.arguments) named.set(argument, 'describe');
      const keys = node.arguments.flatMap((one) => (one.type === 'ObjectExpression' ? one.properties.flatMap(keyIn) : []));
      syntax.calls.push({ chain, argument: literalOf(node.arguments[0]), keys, line: line(node.start) });
    },
  };
}

const types = (syntax: Syntax, line: Line): Handlers => ({
  TSAsExpression: (node) => castOf(node, syntax, line),
  TSTypeAssertion: (node) => castOf(node, syntax, line),
  ClassDeclaration: (node) => classOf(node, syntax, line),
  ClassExpression: (node) => classOf(node, syntax, line),
  TSTypeAliasDeclaration({ id, typeAnnotation }) {
    if (!id.name.endsWith('Tables')) return;
    const parts = typeAnnotation.type === 'TSIntersectionType' ? typeAnnotation.types : [typeAnnotation];
    for (const part of parts) if (part.type === 'TSTypeLiteral') syntax.tables.push(...part.members.flatMap(keyOf));
  },
  TSInterfaceDeclaration({ id, body }) {
    if (id.name.endsWith('Tables')) syntax.tables.push(...body.body.flatMap(keyOf));
  },
});

function classOf({ id, superClass, start }: ESTree.Class, { classes }: Syntax, line: Line) {
  const parent = superClass ? (chainOf(superClass).at(-1) ?? '') : '';
  classes.push({ name: id?.name ?? 'a class', parent, line: line(start) });
}

function keyIn(property: ESTree.ObjectProperty | ESTree.SpreadElement): string[] {
  if (property.type !== 'Property') return [];
  if (property.key.type === 'Identifier' && !property.computed) return [property.key.name];
  return property.key.type === 'Literal' ? [String(property.key.value)] : [];
}

type Cast = ESTree.TSAsExpression | ESTree.TSTypeAssertion;
const isCast = (node: ESTree.Node): node is Cast => node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';

function castOf({ expression, typeAnnotation, start }: Cast, { casts }: Syntax, line: Line) {
  if (typeAnnotation.type === 'TSAnyKeyword') casts.push({ as: 'as any', line: line(start) });
  if (typeAnnotation.type === 'TSNeverKeyword') casts.push({ as: 'as never', line: line(start) });
  if (isCast(expression) && expression.typeAnnotation.type === 'TSUnknownKeyword')
    casts.push({ as: 'as unknown as', line: line(start) });
}

function keyOf(member: ESTree.TSSignature): string[] {
  if (member.type !== 'TSPropertySignature') return [];
  if (member.key.type === 'Identifier') return [member.key.name];
  return member.key.type === 'Literal' ? [String(member.key.value)] : [];
}

/** `a.b(…).c` is `['a', 'b', 'c']`, whatever brackets, casts and `await` stand around; what has no name is left out. */
function chainOf(node: ESTree.Expression | ESTree.Super): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'CallExpression') return chainOf(node.callee);
  if (node.type === 'TaggedTemplateExpression') return chainOf(node.tag);
  if (node.type === 'AwaitExpression') return chainOf(node.argument);
  if ('expression' in node && typeof node.expression === 'object') return chainOf(node.expression);
  if (node.type !== 'MemberExpression') return [];
  return [...chainOf(node.object), node.property.type === 'Literal' ? String(node.property.value) : nameOf(node.property)];
}

const nameOf = (node: ESTree.MemberExpression['property']): string =>
  node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : '';

function literalOf(node: ESTree.Argument | undefined): string | string[] | null {
  if (node?.type === 'Literal') return String(node.value);
  if (node?.type === 'TSAsExpression') return literalOf(node.expression);
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  if (node?.type !== 'ArrayExpression') return null;
  const items = node.elements.map((element) => (element?.type === 'Literal' ? String(element.value) : null));
  return items.every((item) => item !== null) ? items : null;
}

/** Line number (from 1) of an offset; asked in any order. */
function lineCounter(text: string): Line {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
