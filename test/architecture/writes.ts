// Rules about who writes what: own tables only, no SQL that writes and no way round the types outside the kernel, no classes.
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf, type Call, type Source } from './source.ts';
import { kernel, placeOf } from './modules.ts';

const isOutsideKernel = (path: string): boolean =>
  path.startsWith('src/') && isCode(path) && !isTest(path) && !kernel.includes(placeOf(path).module);

/** Pages hold words and no SQL: they import no driver (pure, server and web). */
const mayHoldSql = ({ path }: Source): boolean => isOutsideKernel(path) && placeOf(path).part !== 'web';

const sqlThatWrites =
  /\b(insert|merge)\s+into\s|\bdelete\s+from\s|\bupdate\s+(only\s+)?\S+(\s+as)?(\s+\S+)?\s+set\s|\bcopy\s+\S+\s+from\s|\bselect\s[^;]*\sinto\s+(table\s+)?\S+\s+from\s|^\s*(do\s+(language\s+\w+\s+)?(\$|…|')|call\s|grant\s|revoke\s|truncate\s|lock\s+table\s|set\s+(session|local|role)\b)|\b(alter|create|drop|truncate)\s+(or\s+replace\s+)?(table|view|materialized|index|unique|schema|role|function|procedure|trigger|type|sequence|policy|extension|rule|database|user)\b/i;
const withoutComments = (text: string): string => text.replaceAll(/\/\*[^]*?\*\/|--[^\n]*/g, ' ');
/** Ways to a statement that no rule reads: the driver itself, text that becomes SQL, another view of the tables. */
const waysRound = ['$extendTables', 'withTables', '$pickTables', 'seenAs', 'withinAs', 'CompiledQuery', 'executeQuery', 'raw'];
/** `String.raw` is no SQL. */
const isStringRaw = (text: string, line: number): boolean => /\bString\.raw\b/.test(text.split('\n')[line - 1] ?? '');

export const rawWrites: Rule = {
  name: 'raw writes',
  reads: isOutsideKernel,
  find: (sources) =>
    sources.filter(mayHoldSql).flatMap((source): Violation[] => {
      const { texts, names, calls, imports } = syntaxOf(source);
      const isRoot = placeOf(source.path).part === 'root';
      const round = names.filter(
        ({ name, line }) =>
          waysRound.includes(name) && !(isRoot && ['seenAs', 'withinAs'].includes(name)) && !isStringRaw(source.text, line),
      );
      const at = (line: number, says: string) => ({
        path: source.path,
        line,
        says: `${says}: write through act, or Kysely and the module's own tables`,
      });
      return [
        ...texts.filter(({ value }) => sqlThatWrites.test(withoutComments(value))).map(({ line }) => at(line, 'SQL that writes')),
        ...round.map(({ line, name }) => at(line, name === 'raw' ? 'sql.raw' : name)),
        ...calls
          .filter(({ chain }) => chain.length > 1 && chain.at(-1) === 'query')
          .map(({ line }) => at(line, 'a query of the driver')),
        ...imports
          .filter(({ from }) => /^(pg|postgres|pg-.*)$/.test(from))
          .map(({ line, from }) => at(line, `import of ${from}`)),
      ];
    }),
};

export const casts: Rule = {
  name: 'no way round the types',
  reads: isOutsideKernel,
  find: (sources) =>
    sources.flatMap((source) => [
      ...syntaxOf(source).casts.map(({ line, as }) => ({ path: source.path, line, says: `\`${as}\` outside the kernel` })),
      ...source.text
        .split('\n')
        .flatMap((text, index) =>
          /^\s*(\/\/|\/?\*+)\s*@ts-/.test(text)
            ? [{ path: source.path, line: index + 1, says: `${text.trim()} outside the kernel` }]
            : [],
        ),
    ]),
};

const writing = ['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'];
const isTables = (path: string): boolean => /^src\/[^/]+\/server\/tables\.ts$/.test(path);

export const ownTables: Rule = {
  name: 'own tables only',
  reads: (path) => path.startsWith('src/') && isCode(path) && !isTest(path),
  find: (sources) => {
    const declared = new Map(
      sources.filter(({ path }) => isTables(path)).map((source) => [placeOf(source.path).module, syntaxOf(source).tables]),
    );
    const outside = sources.filter(mayHoldSql);
    return [
      ...outside.flatMap((source) => foreignWrites(source, declared.get(placeOf(source.path).module) ?? [])),
      ...outside.flatMap((source) => kernelColumns(source)),
      ...declaredTwice(sources),
    ];
  },
};

/** A module that declares another's table would be believed. */
function declaredTwice(sources: readonly Source[]): Violation[] {
  const owners = new Map<string, string>();
  return sources.filter(isDeclaring).flatMap((source) =>
    syntaxOf(source).tables.flatMap((table): Violation[] => {
      const owner = owners.get(table) ?? placeOf(source.path).module;
      owners.set(table, owner);
      if (owner === placeOf(source.path).module) return [];
      return [{ path: source.path, says: `the table ${table} is declared by ${owner}: read it through its service` }];
    }),
  );
}
/** Where tables are declared: platform and kernel first, as the order of the modules has it. */
const isDeclaring = ({ path }: Source): boolean => isTables(path) || path === 'src/platform/server/accounts.ts';

const columnsOfKernel = ['state', 'version', 'created', 'recorded_at'];
function kernelColumns(source: Source): Violation[] {
  const { path } = source;
  const written = syntaxOf(source).calls.filter(
    ({ chain }) => /^(set|values|doUpdateSet)$/.test(chain.at(-1) ?? '') && chain.some((name) => writing.includes(name)),
  );
  return written.flatMap(({ keys, line }) =>
    keys
      .filter((key) => columnsOfKernel.includes(key))
      .map((key) => ({ path, line, says: `${key} is a column of the kernel: act writes it` })),
  );
}

function foreignWrites(source: Source, own: readonly string[]): Violation[] {
  const { calls, names, texts } = syntaxOf(source);
  const { path } = source;
  const writes = calls.filter(({ chain }) => writing.includes(chain.at(-1) ?? ''));
  // Passed on, bound, taken apart or spelt out, a write would not be seen where it happens.
  const apart = [...names, ...texts.map(({ value: name, line }) => ({ name, line }))].filter(({ name }) =>
    writing.includes(name),
  );
  const spare = apart.slice(0, Math.max(0, apart.length - writes.length));
  return [
    ...spare.slice(0, 1).map(({ name, line }) => ({ path, line, says: `${name} must be called in place` })),
    ...writes.flatMap(({ chain, argument, line }: Call): Violation[] => {
      if (argument === null) return [{ path, line, says: `${chain.at(-1)} must name its table in place` }];
      const tables = [argument].flat().map((table) => table.replace(/\s+as\s+.*$/i, ''));
      const others = tables.filter((table) => !own.includes(table));
      return others.map((table) => ({
        path,
        line,
        says: `${chain.at(-1)}('${table}'): not declared in the module's server/tables.ts`,
      }));
    }),
  ];
}

export const onlyErrorClasses: Rule = {
  name: 'no classes but errors',
  reads: (path) => path.startsWith('src/') && isCode(path),
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source)
        .classes.filter(({ parent }) => !/(Error|Refusal)$/.test(parent))
        .map(({ name, line }) => ({ path: source.path, line, says: `class ${name}: a function and a type do` })),
    ),
};
