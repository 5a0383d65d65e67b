// What must hold within a form beyond its shape: names that lead somewhere, versions that share no day. Pure; its expressions are looked at by checks.ts.
import { type Form, type FormVersion, type Item, itemsOf, type NumberItem, type Ratio } from './form.ts';

/** Each fault with its place, for whoever edits packs; none where the form is sound. */
export function formFaults(of: Form): string[] {
  const dated = of.versions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const numbers = dated.map(({ version }) => version);
  return [
    ...(numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0))
      ? []
      : ['versions: their numbers do not rise with their days']),
    ...dated.flatMap(({ from, to, version }, at) => [
      ...(to !== null && to < from ? [`version ${version}: ends before it begins`] : []),
      ...(at > 0 && (dated[at - 1]?.to ?? from) >= from ? [`version ${version}: shares a day with the one before`] : []),
    ]),
    ...dated.flatMap((one) => versionFaults(one).map((fault) => `version ${one.version}: ${fault}`)),
  ];
}

function versionFaults(of: FormVersion): string[] {
  const items = itemsOf(of);
  const places = [{ at: 'items', items }, ...of.tables.map((one) => ({ at: one.code, items: one.columns }))];
  const known = new Set(items.map((one) => one.code));
  const columns = new Map(of.tables.map((one) => [one.code, new Map(one.columns.map((each) => [each.code, each]))]));
  const names = [...items.map((one) => one.code), ...of.tables.map((one) => one.code)];
  return [
    ...twice(names).map((one) => `${one}: is there twice`),
    ...twice(of.sections.map((one) => one.code)).map((one) => `section ${one}: is there twice`),
    ...twice(items.map((one) => one.line)).map((one) => `line ${one}: is there twice`),
    ...twice([...of.checks, ...of.ratios].map((one) => one.code)).map((one) => `check ${one}: is there twice`),
    ...of.ratios.flatMap((one) => ratioFaults(one, items).map((fault) => `ratio ${one.code}: ${fault}`)),
    ...places.flatMap(({ at, items: own }) =>
      own.flatMap((one) => itemFaults(one, own, columns).map((fault) => `${at}.${one.code}: ${fault}`)),
    ),
    ...of.tables.flatMap(({ code, columns: own, key }) => [
      ...twice(own.map((one) => one.code)).map((one) => `${code}.${one}: is there twice`),
      ...key.filter((one) => !own.some((each) => each.code === one)).map((one) => `${code}.key: no column ${one}`),
    ]),
    ...of.checks.flatMap(({ code, about }) =>
      about.filter((one) => !known.has(one) && !columns.has(one)).map((one) => `check ${code}: no item ${one}`),
    ),
  ];
}

function itemFaults(of: Item, beside: readonly Item[], columns: ReadonlyMap<string, ReadonlyMap<string, Item>>): string[] {
  if (of.kind === 'choice') return twice(of.options.map((one) => one.code)).map((one) => `option ${one}: is there twice`);
  if (of.kind !== 'number') return [];
  const numberAt = (code: string) => beside.find((one): one is NumberItem => one.code === code && one.kind === 'number');
  const alike = (code: string, other: Item | undefined, how: string): string[] =>
    other?.kind !== 'number'
      ? [`${how}: no number ${code}`]
      : other.unit === of.unit
        ? []
        : [`${how}: ${code} is in another unit`];
  const [table = '', column = ''] = of.totalOf?.split('.') ?? [];
  return [
    ...(of.partOf === undefined ? [] : alike(of.partOf, numberAt(of.partOf), 'partOf')),
    ...(of.sumOf ?? []).flatMap((one) => alike(one, numberAt(one), 'sumOf')),
    ...(of.totalOf === undefined ? [] : alike(of.totalOf, columns.get(table)?.get(column), 'totalOf')),
  ];
}

/** What is divided is never below nought; of what is left, both are in one unit. */
function ratioFaults({ of, per, less }: Ratio, items: readonly Item[]): string[] {
  const numbers = new Map(items.flatMap((one) => (one.kind === 'number' ? [[one.code, one] as const] : [])));
  const asked = [of, per ?? less ?? ''];
  const strange = asked.filter((code) => !numbers.has(code));
  if (strange.length > 0) return strange.map((code) => `no number ${code}`);
  if (less !== undefined) return numbers.get(of)?.unit === numbers.get(less)?.unit ? [] : [`${less} is in another unit`];
  return asked.filter((code) => numbers.get(code)?.signed).map((code) => `${code} may be below nought`);
}

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((one, at) => names.indexOf(one) !== at))];
