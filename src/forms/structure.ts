// Whether an answer hangs together, as far as the form's structure says: wholes and parts, totals, what came before. Pure; checks of a version in its own words: server/checks.ts.
import type { Answers, Values } from './answers.ts';
import { type Finding, found, partsOf, shown } from './finding.ts';
import { type FormVersion, type Item, itemsOf, type NumberItem, numbersIn } from './form.ts';
import { noPast, type Past } from './past.ts';
import { fewest } from './robust.ts';
import { units } from './unit.ts';

export { type Finding, structural } from './finding.ts';
export { noPast, type Past } from './past.ts';

/** What does not hold of an answer, judged while it is typed as well as when it is handed in. */
export function structuralFindings(version: FormVersion, answers: Answers, past: Past = noPast): Finding[] {
  const items = itemsOf(version);
  const { items: values } = answers;
  return [
    ...missing(items, values, ''),
    ...version.tables.flatMap((table) => {
      const rows = answers.tables[table.code] ?? [];
      return [
        ...rows.flatMap((row, at) => [
          ...missing(table.columns, row, `${table.code}.${at}.`),
          ...sumsWithin(numbersIn(table.columns), row, `${table.code}.${at}.`),
        ]),
        ...rowsTwice(table.code, table.key, rows),
      ];
    }),
    ...sumsWithin(numbersIn(items), values, ''),
    ...numbersIn(items).flatMap((one) => [...totalOf(one, values, answers.tables), ...against(one, values, past)]),
  ];
}

const missing = (items: readonly Item[], values: Values, at: string): Finding[] =>
  items.flatMap((one) =>
    one.required && (values[one.code] ?? null) === null ? [found('required', 'mandatory', [`${at}${one.code}`])] : [],
  );

/** A part is never more than its whole; parts of which none is left out make it, money as far as it is rounded. */
function sumsWithin(items: readonly NumberItem[], values: Values, at: string): Finding[] {
  if (!items.some(({ partOf, sumOf }) => partOf ?? sumOf)) return [];
  const numbers = new Map(items.map((one) => [one.code, partsOf(one, values)]));
  return items.flatMap((one) => {
    const own = numbers.get(one.code) ?? null;
    if (own === null) return [];
    const whole = one.partOf === undefined ? null : (numbers.get(one.partOf) ?? null);
    const parts = (one.sumOf ?? []).map((code) => numbers.get(code) ?? null);
    const together = parts.length > 0 && parts.every((part) => part !== null) ? added(parts) : null;
    return [
      ...(whole !== null && own > whole && one.partOf !== undefined
        ? [
            found('part', 'mandatory', [`${at}${one.code}`, `${at}${one.partOf}`], {
              part: shown(one, own),
              whole: shown(one, whole),
            }),
          ]
        : []),
      ...(together !== null && !isSame(one, own, together)
        ? [
            found('sum', 'mandatory', [`${at}${one.code}`, ...(one.sumOf ?? []).map((code) => `${at}${code}`)], {
              said: shown(one, own),
              sum: shown(one, together),
            }),
          ]
        : []),
    ];
  });
}

const added = (numbers: readonly bigint[]): bigint => numbers.reduce((total, one) => total + one, 0n);

/** Counts to the last one; money within one unit of the form, as rounding leaves it. */
function isSame(of: NumberItem, a: bigint, b: bigint): boolean {
  const { money, exponent, scale } = units[of.unit];
  const apart = a > b ? a - b : b - a;
  return apart <= (money ? 10n ** BigInt(exponent + scale) : 0n);
}

function totalOf(of: NumberItem, values: Values, tables: Answers['tables']): Finding[] {
  const own = partsOf(of, values);
  const [table = '', column = ''] = of.totalOf?.split('.') ?? [];
  if (own === null || of.totalOf === undefined) return [];
  const together = added((tables[table] ?? []).flatMap((row) => partsOf({ ...of, code: column }, row) ?? []));
  return isSame(of, own, together)
    ? []
    : [found('total', 'mandatory', [of.code, table], { said: shown(of, own), sum: shown(of, together) })];
}

function rowsTwice(table: string, key: readonly string[], rows: readonly Values[]): Finding[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row, at) => {
    const name = JSON.stringify(key.map((one) => row[one] ?? null));
    const first = seen.get(name);
    if (first === undefined) seen.set(name, at);
    return first === undefined ? [] : [found('twice', 'mandatory', [`${table}.${first}`, `${table}.${at}`])];
  });
}

const slips = [10, 1000, 10_000] as const;
/** How near a number must come to another's tenfold, thousandfold or ten-thousandfold to look like a slip of its unit. */
const near = 0.15;

/** Against the periods before: what is told from the first of the year does not fall; a number that is another's thousandfold looks like a slip. */
function against(of: NumberItem, values: Values, { before, lastYear, sameYear, history }: Past): Finding[] {
  // Where its earlier periods are known it is measured by all of them (ownHistory.ts), not by two.
  const isTold = of.watched && isLittle(history ?? []);
  const goesOn = of.cumulative && !of.signed && sameYear;
  const own = isTold || goesOn ? partsOf(of, values) : null;
  if (own === null) return [];
  const valueIn = (past: Answers | null): bigint | null => (past === null ? null : partsOf(of, past.items));
  const last = of.cumulative && !sameYear ? null : valueIn(before);
  const year = () => valueIn(lastYear);
  const known = () => {
    const then = year();
    return {
      ...(last === null ? {} : { before: shown(of, last) }),
      ...(then === null ? {} : { lastYear: shown(of, then) }),
    };
  };
  const factor = isTold
    ? slips.find((one) => [last, year()].some((other) => other !== null && isNear(of, own, other, one)))
    : undefined;
  return [
    ...(goesOn && last !== null && own < last
      ? [found('falls', 'mandatory', [of.code], { now: shown(of, own), ...known() })]
      : []),
    ...(factor === undefined
      ? []
      : [found('slip', 'warning', [of.code], { now: shown(of, own), factor: String(factor), ...known() })]),
  ];
}

/** Whether fewer periods are known than say what is usual. */
function isLittle(history: readonly (Answers | null)[]): boolean {
  let known = 0;
  return !history.some((one) => one !== null && ++known === fewest);
}

/** A number of one digit is soon tenfold: of that it is no measure. */
const leastTold = 10;
function isNear({ unit }: NumberItem, a: bigint, b: bigint, factor: number): boolean {
  const [one, other] = [Math.abs(Number(a)), Math.abs(Number(b))];
  const { money, exponent, scale } = units[unit];
  const least = factor === 10 ? leastTold * 10 ** (scale + (money ? exponent : 0)) : 1;
  if (Math.min(one, other) < least) return false;
  return Math.abs(Math.log(Math.max(one, other) / Math.min(one, other) / factor)) <= Math.log(1 + near);
}
