// Reads what an SDMX query says in its own grammar: keys, filters of components, versions, media types. Pure; a wrong one is refused by name, never guessed.
import { malformed, type Params, type WordsKey } from '../platform/shared/errors.ts';
import { type Component, components, dimensions, formatVersionHere, keyDimensions, notAcceptable } from './sdmx.ts';
import { boundsOf } from './sdmxPeriods.ts';

const wrong = (path: string, code: string, words: WordsKey, params: Params = {}) =>
  malformed({}, [{ path, code, words, params }]);

/** One place of a key for each dimension; null is any value. */
export type KeyPattern = readonly (string | null)[];
const idOf = /^[A-Za-z0-9_@$-]+$/;
const mostKeys = 200;

/** `A.*.revenue,Q.YC-CH` says two; what is left out at the end is any. */
export function keysIn(said: string): KeyPattern[] {
  const keys = said.split(',');
  if (keys.length > mostKeys) throw wrong('key', 'tooMany', 'sdmx:refusals.tooManyKeys', { most: mostKeys });
  return keys.map((key) => {
    if (key === '*') return [];
    const places = key.split('.');
    if (places.length > keyDimensions.length)
      throw wrong('key', 'tooLong', 'sdmx:refusals.keyTooLong', { order: keyDimensions.join('.') });
    return places.map((place) => {
      if (place === '*') return null;
      if (!idOf.test(place)) throw wrong('key', 'format', 'sdmx:refusals.keyPlace', { place: place.slice(0, 40) });
      return place;
    });
  });
}
export const fitsKey = (patterns: readonly KeyPattern[], key: readonly string[]): boolean =>
  patterns.some((pattern) => pattern.every((place, at) => place === null || place === key[at]));

const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'co', 'nc', 'sw', 'ew'] as const;
type Operator = (typeof operators)[number];
type Term = { operator: Operator; value: string };
/** One of the lists must hold, and of that list every term. */
export type Filter = { component: Component; anyOf: readonly (readonly Term[])[] };

const isOperator = (said: string): said is Operator => operators.some((one) => one === said);
function termOf(component: Component, said: string): Term {
  const [, before, after] = /^([a-z]{2}):(.*)$/s.exec(said) ?? [];
  const term: Term =
    before !== undefined && isOperator(before) ? { operator: before, value: after ?? '' } : { operator: 'eq', value: said };
  const path = `c[${component}]`;
  if (term.value === '') throw wrong(path, 'format', 'sdmx:refusals.noValue', { component });
  if (component === 'TIME_PERIOD' && !/^(co|nc|sw|ew)$/.test(term.operator) && boundsOf(term.value) === null)
    throw wrong(path, 'format', 'sdmx:refusals.period', { period: term.value.slice(0, 40) });
  return term;
}

/**
 * The filters of a query string as sent: a plus sign there means "and", and would be a blank once it is read as a form.
 * Names that are no component's are refused by the route's schema.
 */
export function filtersIn(queryString: string): Filter[] {
  return queryString.split('&').flatMap((pair) => {
    const [name = '', ...rest] = pair.split('=');
    const component = components.find((one) => decoded(name) === `c[${one}]`);
    if (component === undefined) return [];
    const anyOf = decoded(rest.join('='))
      .split(',')
      .map((list) => list.split('+').map((said) => termOf(component, said)));
    return [{ component, anyOf }];
  });
}

function decoded(said: string): string {
  try {
    return decodeURIComponent(said);
  } catch {
    throw wrong('', 'format', 'sdmx:refusals.encoding');
  }
}

/** What a component holds in one observation; null where it holds nothing. */
export type ValueOf = (component: Component) => string | null;
export const fitsFilters = (filters: readonly Filter[], valueOf: ValueOf): boolean =>
  filters.every(({ component, anyOf }) => {
    const held = valueOf(component);
    return anyOf.some((terms) => terms.every((term) => fits(component, held, term)));
  });

function fits(component: Component, held: string | null, { operator, value }: Term): boolean {
  if (held === null) return operator === 'ne' || operator === 'nc';
  if (operator === 'co') return held.includes(value);
  if (operator === 'nc') return !held.includes(value);
  if (operator === 'sw') return held.startsWith(value);
  if (operator === 'ew') return held.endsWith(value);
  if (component === 'TIME_PERIOD') return fitsPeriod(held, operator, value);
  const numbers = [Number(held), Number(value)] as const;
  const side = numbers.some(Number.isNaN) ? (held < value ? -1 : held > value ? 1 : 0) : numbers[0] - numbers[1];
  return fitsSide(side, operator);
}

/** Later begins on or after; earlier ends on or before. */
function fitsPeriod(held: string, operator: Operator, value: string): boolean {
  const [of, asked] = [boundsOf(held), boundsOf(value)];
  if (of === null || asked === null) return false;
  if (operator === 'ge') return of.first >= asked.first;
  if (operator === 'gt') return of.first > asked.last;
  if (operator === 'le') return of.last <= asked.last;
  if (operator === 'lt') return of.last < asked.first;
  return (of.first === asked.first && of.last === asked.last) === (operator === 'eq');
}

function fitsSide(side: number, operator: Operator): boolean {
  if (operator === 'eq') return side === 0;
  if (operator === 'ne') return side !== 0;
  if (operator === 'lt') return side < 0;
  if (operator === 'le') return side <= 0;
  return operator === 'gt' ? side > 0 : side >= 0;
}

/** Ids separated by commas, `*` any; what is no id is refused. */
export function fitsIds(path: string, said: string, id: string): boolean {
  const all = said.split(',');
  for (const one of all)
    if (one !== '*' && !/^[A-Za-z0-9_@$.-]+$/.test(one))
      throw wrong(path, 'format', 'sdmx:refusals.id', { id: one.slice(0, 40) });
  return all.some((one) => one === '*' || one === id);
}

const step = '(0|[1-9]\\d{0,8})';
const versionForms = [
  // A version as it stands.
  new RegExp(`^${step}(\\.${step}(\\.${step}(-[A-Za-z0-9-.]+)?)?)?$`),
  // Any, the latest stable one, the latest: alone, or in one place of several.
  /^[*+~](\.0){0,2}$/,
  new RegExp(`^${step}([*+~]?)(\\.(${step}[*+~]?|[*+~])){1,2}$`),
  new RegExp(`^${step}[*+~](\\.${step}){0,2}$`),
];
/** Whether a version that there is answers a query of versions (SDMX REST, "querying versions"); all of ours are stable and the only one. */
export function fitsVersion(said: string, version: string): boolean {
  return said.split(',').some((one) => {
    const wild = one.match(/[*+~]/g) ?? [];
    if (wild.length > 1 || !versionForms.some((form) => form.test(one)))
      throw wrong('version', 'format', 'sdmx:refusals.version');
    return wild.length === 0 ? one === version : fitsWild(one, version);
  });
}

/** `1.0+.0`: as before up to the place of the sign, from there on that version or a later one. */
function fitsWild(said: string, version: string): boolean {
  const places = said.split('.');
  const at = places.findIndex((one) => /[*+~]/.test(one));
  const [asked, have] = [places, version.split('.')].map((all) => all.map((one) => Number(one.replace(/[*+~]/, '') || 0)));
  if (places.length > 1 && places.length !== have?.length) return false;
  const before = (asked ?? []).slice(0, at).every((one, index) => one === have?.[index]);
  const [least = [], here = []] = [(asked ?? []).slice(at), (have ?? []).slice(at)];
  const differs = least.findIndex((one, index) => one !== here[index]);
  return before && (differs < 0 || (here[differs] ?? 0) > (least[differs] ?? 0));
}

/** `2.0.0`, none at all, or a form that it answers to (`2+.0.0`). */
const fitsFormatVersion = (said: string | undefined): boolean =>
  said === undefined ||
  said === formatVersionHere ||
  (/[+*~]/.test(said) && /^[\d.*+~]+$/.test(said) && fitsWild(said, formatVersionHere));

export type Offered<F extends string> = { format: F; types: readonly string[] };
/** What is to be answered: the best of what the asker takes, the first where he does not mind. */
export function formatIn<F extends string>(accept: string | undefined, offered: readonly Offered<F>[]): F {
  const [first] = offered;
  const ranges = (accept ?? '*/*').split(',').map((part, at) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim());
    const named = new Map(
      parameters.map((one) => [one.split('=')[0]?.trim().toLowerCase() ?? '', one.split('=')[1]?.trim() ?? '']),
    );
    return { type: type.toLowerCase(), version: named.get('version'), named, weight: Number(named.get('q') ?? 1), at };
  });
  const best = ranges
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .flatMap(({ type, version, named }) => {
      const plain = ['labels', 'timeformat', 'keys'].every((name) =>
        ['id', 'original', 'none', undefined].includes(named.get(name)),
      );
      if (type === '*/*' || type === 'application/*') return first ? [first.format] : [];
      const found = offered.find((one) => one.types.includes(type));
      return found && plain && fitsFormatVersion(version) ? [found.format] : [];
    })[0];
  if (best === undefined)
    throw notAcceptable({ offered: offered.map(({ types }) => `${types[0]};version=${formatVersionHere}`).join(', ') });
  return best;
}

/** By which components observations are put in order. */
export type Sorting = readonly { component: Component; descending: boolean }[];
/** `series_key+TIME_PERIOD:desc`, `*`, or components; the order of the structure where nothing is said. */
export function sortingIn(said: string | undefined): Sorting {
  if (said === undefined) return [];
  // A plus sign that came as a form's blank is one all the same.
  return said.split(/[+ ]/).flatMap((one) => {
    const [name = '', way = 'asc', ...more] = one.split(':');
    const component = components.find((each) => each === name);
    const named = name === '*' ? dimensions : name === 'series_key' ? keyDimensions : component === undefined ? [] : [component];
    if (named.length === 0 || more.length > 0 || !/^(asc|desc)$/.test(way))
      throw wrong('sort', 'format', 'sdmx:refusals.sort', { sort: one.slice(0, 60) });
    return named.map((each) => ({ component: each, descending: way === 'desc' }));
  });
}
