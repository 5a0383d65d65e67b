// How two versions of a form differ, as a reader wants it told: by item, by check. Pure.
import { type FormVersion, type Item, itemsOf } from './form.ts';

export const differs = ['added', 'removed', 'changed'] as const;
/** `what`: the parts of an item or check that became otherwise, by the names of their fields. */
export type Difference = {
  how: (typeof differs)[number];
  of: 'item' | 'column' | 'table' | 'check';
  /** `revenue`, `tenants.staff`. */
  place: string;
  what: string[];
};

export function differences(before: FormVersion, after: FormVersion): Difference[] {
  const columns = (one: FormVersion) =>
    one.tables.flatMap((table) => table.columns.map((item) => [`${table.code}.${item.code}`, item] as const));
  const items = (one: FormVersion): (readonly [string, Item])[] => itemsOf(one).map((item) => [item.code, item]);
  const tables = (one: FormVersion) => one.tables.map(({ columns: _columns, ...rest }) => [rest.code, rest] as const);
  const checks = (one: FormVersion) => [...one.checks, ...one.ratios].map((check) => [check.code, check] as const);
  return [
    ...among('item', items(before), items(after)),
    ...among('table', tables(before), tables(after)),
    ...among('column', columns(before), columns(after)),
    ...among('check', checks(before), checks(after)),
  ];
}

function among(
  of: Difference['of'],
  before: readonly (readonly [string, object])[],
  after: readonly (readonly [string, object])[],
): Difference[] {
  const [old, now] = [new Map(before), new Map(after)];
  return [
    ...before.flatMap(([place]) => (now.has(place) ? [] : [{ how: 'removed' as const, of, place, what: [] }])),
    ...after.flatMap(([place, one]): Difference[] => {
      const was = old.get(place);
      if (was === undefined) return [{ how: 'added', of, place, what: [] }];
      const what = fieldsApart(was, one);
      return what.length === 0 ? [] : [{ how: 'changed', of, place, what }];
    }),
  ];
}

function fieldsApart(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (field) => JSON.stringify(old.get(field)) !== JSON.stringify(now.get(field)),
  );
}
