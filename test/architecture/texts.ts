// Rules about what stands in the files: sizes, module READMEs, words, machine paths, tests that run, decision records.
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf, type Source } from './source.ts';
import { order, placeOf } from './modules.ts';

const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;
const isSized = (path: string): boolean => isCode(path) || path.endsWith('.css');
/** Words are data: a file of them, and of nothing else, may be as long as the module has words. */
const isWords = (source: Source): boolean => /[/-]words\.ts$/.test(source.path) && syntaxOf(source).functions.length === 0;

export const fileLength: Rule = {
  name: 'file length',
  reads: isSized,
  excusable: true,
  find: (sources) =>
    sources.flatMap((source) => {
      const lines = linesOf(source.text);
      return lines > 400 && !isWords(source) ? [{ path: source.path, says: `${lines} lines, at most 400` }] : [];
    }),
};

export const functionLength: Rule = {
  name: 'function length',
  reads: isCode,
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
  reads: (path) => /^(src|scripts)\//.test(path) && isCode(path) && !isTest(path) && !/(^|[/-])words\.ts$/.test(path),
  excusable: true,
  find: (sources) =>
    sources.flatMap((source) => {
      const { texts, names } = syntaxOf(source);
      const said = [...texts, ...names.map(({ name, line }) => ({ value: name, line }))].filter(({ value }) => han.test(value));
      return said.map(({ value, line }) => ({ path: source.path, line, says: `'${value.trim().slice(0, 20)}' stands in code` }));
    }),
};

/** English words between tags, or in what is read out, are words as well. A single letter, a sign, the name of a format (CSV) or a command is none. */
export const shownWords: Rule = {
  name: 'no words between tags',
  reads: (path) => /^src\/.*\.[jt]sx$/.test(path) && !isTest(path),
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source)
        .shown.filter(({ value }) => /\p{L}{2,}/u.test(value) && !/^[A-Z]{2,5}$/.test(value.trim()))
        .map(({ value, line }) => ({ path: source.path, line, says: `'${value.trim().slice(0, 30)}' stands in code` })),
    ),
};

const mocks = ['mock', 'doMock', 'spyOn', 'stubGlobal', 'hoisted', 'importMock', 'mockImplementation', 'mockReturnValue'];
const idleWays = ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'];
export const testsRun: Rule = {
  name: 'tests run, without mocks',
  reads: (path) => isTest(path) && isCode(path) && !path.startsWith('test/architecture'),
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source).calls.flatMap(({ chain, keys, line }): Violation[] => {
        const [first = ''] = chain;
        const at = (says: string): Violation[] => [{ path: source.path, line, says }];
        const isTold = /^(it|test|describe|suite)$/.test(first);
        const idle =
          chain.slice(1).find((name) => idleWays.includes(name)) ??
          (chain.length === 1 && /^(skip|only|todo)$/.test(first) ? first : undefined);
        if (idle !== undefined) return at(`${first}.${idle}: every test runs`);
        const option = isTold ? keys.find((key) => idleWays.includes(key)) : undefined;
        if (option !== undefined) return at(`${first} with ${option}: every test runs`);
        if (/^x(it|test|describe)$/.test(first)) return at(`${first}: every test runs`);
        const mock = chain.slice(1).find((name) => mocks.includes(name));
        return mock === undefined ? [] : at(`${first}.${mock}: no mocks of our own code`);
      }),
    ),
};

/** What the house does without, by the names of packages. */
const unwanted =
  /^(inversify|tsyringe|awilix|typedi|typeorm|sequelize|prisma|@prisma\/.*|mikro-orm|@mikro-orm\/.*|drizzle-orm|@nestjs\/.*|sinon|nock|msw|testdouble|proxyquire|jest|ts-mockito|openapi-typescript.*|@hey-api\/.*|orval|swagger-typescript-api)$/;
export const dependencies: Rule = {
  name: 'no such packages',
  reads: (path) => path === 'package.json',
  find: (sources) =>
    sources.flatMap(({ path, text }) => {
      const { dependencies: all = {}, devDependencies: dev = {} } = JSON.parse(text) as Record<string, Record<string, string>>;
      const found = Object.keys({ ...all, ...dev }).filter((name) => unwanted.test(name));
      return found.map((name) => ({ path, says: `${name}: no container, no repository layer, no generated client, no mocks` }));
    }),
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
