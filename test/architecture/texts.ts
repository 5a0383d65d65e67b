// Rules about what stands in the files: sizes, module READMEs, words, machine paths, tests that run, decision records.
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf } from './source.ts';
import { order, placeOf } from './modules.ts';

const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;
/** Words are data: a file of them may be as long as the module has words. */
const isSized = (path: string): boolean => isCode(path) && !/[/-]words\.ts$/.test(path);

export const fileLength: Rule = {
  name: 'file length',
  reads: isSized,
  excusable: true,
  find: (sources) =>
    sources.flatMap(({ path, text }) => (linesOf(text) > 400 ? [{ path, says: `${linesOf(text)} lines, at most 400` }] : [])),
};

export const functionLength: Rule = {
  name: 'function length',
  reads: isSized,
  excusable: true,
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source)
        .functions.filter(({ lines }) => lines > 60)
        .map(({ name, line, lines }) => ({ path: source.path, line, says: `${lines} lines in ${name}, at most 60` })),
    ),
};

export const moduleReadmes: Rule = {
  name: 'module READMEs',
  reads: (path) =>
    path.startsWith('src/') && !['root', 'outside'].includes(placeOf(path).part) && placeOf(path).module !== 'platform',
  find: (sources) => {
    const modules = [...new Set(sources.map(({ path }) => placeOf(path).module))];
    return modules.flatMap((module): Violation[] => {
      const path = `src/${module}/README.md`;
      const readme = sources.find((source) => source.path === path);
      const lines = readme ? linesOf(readme.text) : 0;
      if (lines >= 10 && lines <= 30) return [];
      return [
        { path, says: `${readme ? `${lines} lines` : 'missing'}, 10 to 30: what the module owns, its states, its front door` },
      ];
    });
  },
};

/** Every module has the same names: README.md, pure files, server/, web/; the platform has shared/, server/, web/. */
export const moduleShape: Rule = {
  name: 'shape of a module',
  reads: (path) => path.startsWith('src/') && placeOf(path).part !== 'root',
  find: (sources) =>
    sources.flatMap(({ path }): Violation[] => {
      const [, module = '', ...inside] = path.split('/');
      if (!order.flat().includes(module)) return [{ path, says: `src/${module}/ is not in the order of the modules` }];
      const folders = module === 'platform' ? ['shared', 'server', 'web'] : ['server', 'web'];
      const [first = ''] = inside;
      return inside.length === 1 || folders.includes(first)
        ? []
        : [{ path, says: `src/${module}/ has no folders but ${folders.join(', ')}` }];
    }),
};

export const agentsFile: Rule = {
  name: 'AGENTS.md',
  reads: (path) => path === 'AGENTS.md',
  find: (sources) =>
    sources.flatMap(({ path, text }) => (linesOf(text) > 150 ? [{ path, says: `${linesOf(text)} lines, at most 150` }] : [])),
};

const han = /\p{Script=Han}/u;
/** Comments may name the field's term; what can reach a screen may not stand in code. */
export const words: Rule = {
  name: 'words in words.ts',
  reads: (path) => /^(src|scripts)\/.*\.(ts|tsx|mjs)$/.test(path) && !isTest(path) && !/(^|[/-])words\.ts$/.test(path),
  excusable: true,
  find: (sources) =>
    sources.flatMap((source) => {
      const { texts, names } = syntaxOf(source);
      const said = [...texts, ...names.map(({ name, line }) => ({ value: name, line }))].filter(({ value }) => han.test(value));
      return said.map(({ value, line }) => ({ path: source.path, line, says: `'${value.trim().slice(0, 20)}' stands in code` }));
    }),
};

const mocking = /^(vi|jest)\.(mock|doMock|spyOn)$/;
export const testsRun: Rule = {
  name: 'tests run, without mocks',
  reads: (path) => /\.test\.tsx?$/.test(path),
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source).calls.flatMap(({ chain, line }): Violation[] => {
        const idle = chain.slice(1).find((name) => ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'].includes(name));
        if (idle !== undefined) return [{ path: source.path, line, says: `${chain[0]}.${idle}: every test runs` }];
        if (/^x(it|test|describe)$/.test(chain[0] ?? ''))
          return [{ path: source.path, line, says: `${chain[0]}: every test runs` }];
        return mocking.test(chain.join('.'))
          ? [{ path: source.path, line, says: `${chain.join('.')}: no mocks of our own code` }]
          : [];
      }),
    ),
};

/** The first line on which a pattern stands, as a violation. */
const refuse = (name: string, reads: Rule['reads'], pattern: RegExp, says: string): Rule => ({
  name,
  reads,
  find: (sources) =>
    sources.flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [{ path, line: index + 1, says: `${line.trim().slice(0, 80)} (${says})` }] : [],
        ),
    ),
});

export const machinePaths = refuse(
  'no paths of a machine',
  (path) => /^(src|scripts|public)\/.*\.(ts|tsx|mjs|css|html)$/.test(path),
  /(^|[^\w.~/-])\/(work|root|home|tmp)(\/|['"`]|$)/,
  'ask node:os, or the environment',
);

/** Hosts of package registries and their mirrors: a machine's own affair. */
export const registryHosts = refuse(
  'no registry hosts',
  (path) => !path.startsWith('test/architecture'),
  /\bregistry\.(npmjs|yarnpkg|npmmirror)\.|\bnpmmirror\.com|\b(deb|security|snapshot)\.debian\.org|\bpypi\.(org|python)|\bfiles\.pythonhosted\./,
  'which registry is the machine’s own affair',
);

export const decisionNames: Rule = {
  name: 'decision records',
  reads: (path) => path.startsWith('docs/decisions/'),
  find: (sources) => {
    const numbers = sources.map(({ path }) => /^docs\/decisions\/(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$/.exec(path)?.[1]);
    return sources.flatMap(({ path }, index): Violation[] => {
      if (numbers[index] === undefined) return [{ path, says: 'is called NNNN-title.md' }];
      return numbers.indexOf(numbers[index]) < index ? [{ path, says: `number ${numbers[index]} is taken` }] : [];
    });
  },
};
