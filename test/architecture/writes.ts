// Rules about who writes what: own tables only, no SQL that writes and no way round the types outside the kernel, no classes.
import type { Rule, Violation } from './rule.ts';
import { isCode, isTest, syntaxOf, type Call, type Source } from './source.ts';
import { kernel, placeOf } from './modules.ts';

const isOutsideKernel = (path: string): boolean =>
  path.startsWith('src/') && isCode(path) && !isTest(path) && !kernel.includes(placeOf(path).module);

const sqlThatWrites =
  /\binsert\s+into\s|\bdelete\s+from\s|\bupdate\s+(only\s+)?\S+(\s+as)?(\s+\S+)?\s+set\s|\b(alter|create|drop|truncate)\s+(or\s+replace\s+)?(table|view|materialized|index|unique|schema|role|function|trigger|type|sequence|policy)\b/i;

export const rawWrites: Rule = {
  name: 'raw writes',
  reads: isOutsideKernel,
  find: (sources) =>
    sources.flatMap((source): Violation[] => {
      const { texts, names, calls } = syntaxOf(source);
      const at = (line: number, says: string) => ({
        path: source.path,
        line,
        says: `${says}: write through act, or Kysely and the module's own tables`,
      });
      return [
        ...texts.filter(({ value }) => sqlThatWrites.test(value)).map(({ line }) => at(line, 'SQL that writes')),
        ...names.filter(({ name }) => name === '$extendTables' || name === 'withTables').map(({ line, name }) => at(line, name)),
        ...calls.filter(({ chain }) => chain.join('.') === 'sql.raw').map(({ line }) => at(line, 'sql.raw')),
      ];
    }),
};

export const casts: Rule = {
  name: 'no way round the types',
  reads: isOutsideKernel,
  find: (sources) =>
    sources.flatMap((source) =>
      syntaxOf(source).casts.map(({ line, as }) => ({ path: source.path, line, says: `\`${as}\` outside the kernel` })),
    ),
};

const writing = ['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'];
const isTables = (path: string): boolean => /^src\/[^/]+\/server\/tables\.ts$/.test(path);

export const ownTables: Rule = {
  name: 'own tables only',
  reads: isOutsideKernel,
  find: (sources) => {
    const declared = new Map(
      sources.filter(({ path }) => isTables(path)).map((source) => [placeOf(source.path).module, syntaxOf(source).tables]),
    );
    return sources.flatMap((source) => foreignWrites(source, declared.get(placeOf(source.path).module) ?? []));
  },
};

function foreignWrites(source: Source, own: readonly string[]): Violation[] {
  const writes = syntaxOf(source).calls.filter(({ chain }) => chain.length > 1 && writing.includes(chain.at(-1) ?? ''));
  return writes.flatMap(({ chain, argument, line }: Call): Violation[] => {
    if (argument === null) return [{ path: source.path, line, says: `${chain.at(-1)} must name its table in place` }];
    const tables = [argument].flat().map((table) => table.replace(/\s+as\s+.*$/i, ''));
    const others = tables.filter((table) => !own.includes(table));
    return others.map((table) => ({
      path: source.path,
      line,
      says: `${chain.at(-1)}('${table}'): not declared in the module's server/tables.ts`,
    }));
  });
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
