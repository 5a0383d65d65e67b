// The two CEL environments behind a rule: one knows the schema and checks, one knows only our functions and answers. Nothing of
// the library is seen outside this file and expression.ts.
import { Environment } from '@marcbachmann/cel-js';
import { type FactSchema, type FactType, type HeldFact, isAbsent, isFields, isList } from './facts.ts';
import { like } from './like.ts';

/** Deepest nesting of an expression. */
export const deepestNesting = 64;

/**
 * CEL's own `has` takes an unknown fact for false, and cannot be replaced. So `has` is read as this function, of the same length
 * that positions may stay: an unknown argument is an error before the call, and thereby unknown.
 */
export const hasInside = 'got';

const scalars = { bool: 'bool', int: 'int', text: 'string', day: 'string' } as const;

/** Answers. Facts are checked before they come here, so it takes every variable as it is. */
export const answering = withFunctions(
  new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits: { maxDepth: deepestNesting } }),
);

/** Checks: a name, a field or a type that the schema does not have is an error with its position. */
export function checking(schema: FactSchema): Environment {
  const environment = withFunctions(new Environment({ limits: { maxDepth: deepestNesting } }));
  for (const [name, type] of Object.entries(schema)) environment.registerVariable(name, celType(environment, type, name));
  return environment;
}

function withFunctions(environment: Environment): Environment {
  return environment
    .registerFunction(`${hasInside}(dyn): bool`, (held: HeldFact) => !isAbsent(held))
    .registerFunction('like(string, string): bool', like)
    .registerFunction('like(string, list<string>): bool', like);
}

function celType(environment: Environment, type: FactType, path: string): string {
  if (typeof type === 'string') return scalars[type];
  if (isList(type)) return `list<${celType(environment, type[0], `${path}_`)}>`;
  if (!isFields(type)) throw new Error(`not a kind of fact: ${path}`);
  if (Object.hasOwn(type, 'constructor')) throw new Error(`no fact may be called constructor: ${path}`);
  const fields = Object.entries(type).map(([name, field]) => [name, celType(environment, field, `${path}_${name}`)]);
  const typeName = `fact_${path}`;
  environment.registerType(typeName, { fields: Object.fromEntries(fields) });
  return typeName;
}
