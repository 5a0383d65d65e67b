// What was typed of a contract beside what its text says, value by value: the same, different, or not found there. Pure; it judges nothing.
import type { CheckInput, CheckResult } from './check.ts';
import type { Terms } from './terms.ts';

export const comparedPaths = [
  'title',
  'parties',
  'amount',
  'technologyAmount',
  'signedOn',
  'validFrom',
  'validTo',
  'paymentMode',
  'items',
] as const;
export type ComparedPath = (typeof comparedPaths)[number];
/** `same` is null where the text does not say it, or nobody typed it. */
export type Compared = {
  path: ComparedPath;
  typed: string | null;
  read: string | null;
  at: readonly [number, number] | null;
  same: boolean | null;
};
/** Values by which a slip of the pen costs money or a term. */
const weighty: readonly ComparedPath[] = ['amount', 'technologyAmount', 'signedOn', 'validFrom', 'validTo'];

type Named = { role: string; name: string | null; organizationName?: string | null };
export type Typed = Pick<
  Terms,
  'title' | 'type' | 'amount' | 'technologyAmount' | 'signedOn' | 'validFrom' | 'validTo' | 'paymentMode' | 'items'
> & { parties: readonly Named[] };

/** What the check is asked of a contract: its own fields go before what is read, but what was deducted is worked out from the text. */
export function checkInputOf({ title, type, amount, signedOn, validFrom, validTo }: Typed, text: string): CheckInput {
  return { title, text, fields: { ...(type ? { type } : {}), totalAmount: amount, signedOn, validFrom, validTo } };
}

type Found = { value: string; at: { from: number; to: number } } | null;
const plain = (said: string): string =>
  said
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’《》_-]+/g, '');
const money = (said: string | null): string | null => (said === null ? null : Number(said).toFixed(2));

/** Each value that both could say, in the order of the form. */
export function compared(typed: Typed, result: Pick<CheckResult, 'fields' | 'technologyAmount'>): Compared[] {
  const { fields } = result;
  const line = (
    path: ComparedPath,
    said: string | null,
    found: Found,
    same: (a: string, b: string) => boolean = Object.is,
  ): Compared => ({
    path,
    typed: said,
    read: found?.value ?? null,
    at: found ? [found.at.from, found.at.to] : null,
    same: said === null || found === null ? null : same(said, found.value),
  });
  const asMoney = (found: Found): Found => (found ? { ...found, value: money(found.value) ?? found.value } : null);
  const total = fields.totalAmount?.doubt ? null : fields.totalAmount;
  return [
    line('title', typed.title, fields.title, (a, b) => plain(a) === plain(b)),
    partiesLine(typed.parties, fields.parties),
    line('amount', money(typed.amount), asMoney(total)),
    {
      ...line('technologyAmount', money(typed.technologyAmount), null),
      read: money(result.technologyAmount),
      same:
        typed.technologyAmount === null || result.technologyAmount === null
          ? null
          : money(typed.technologyAmount) === money(result.technologyAmount),
    },
    line('signedOn', typed.signedOn, fields.signedOn),
    line('validFrom', typed.validFrom, fields.validFrom),
    line('validTo', typed.validTo, fields.validTo),
    line('paymentMode', typed.paymentMode, fields.paymentMode),
    itemsLine(typed.items, fields.items),
  ];
}

/** Whether an amount or a day of the text is another than the typed one. */
export const differs = (lines: readonly Compared[]): boolean =>
  lines.some(({ path, same }) => same === false && weighty.includes(path));

type ReadParties = CheckResult['fields']['parties'];
/** The same where every name that the text gives is among those that were typed. */
function partiesLine(typed: readonly Named[], read: ReadParties): Compared {
  const names = typed.flatMap((one) => one.organizationName ?? one.name ?? []);
  const known = new Set(names.map(plain));
  const stranger = read.find(({ name }) => !known.has(plain(name.value)));
  const shown = stranger ?? read[0];
  return {
    path: 'parties',
    typed: names.length === 0 ? null : names.join('、'),
    read: read.length === 0 ? null : read.map(({ name }) => name.value).join('、'),
    at: shown ? [shown.name.at.from, shown.name.at.to] : null,
    same: names.length === 0 || read.length === 0 ? null : stranger === undefined,
  };
}

type ReadItems = CheckResult['fields']['items'];
/** Rights by their numbers: one that only the text or only the form names is a difference. */
function itemsLine(typed: Terms['items'], read: ReadItems): Compared {
  const said = typed.flatMap(({ number }) => number ?? []);
  const found = read.flatMap((one) => (one.number === null ? [] : [{ number: one.number, at: one.at }]));
  const known = new Set(said.map(plain));
  const stranger = found.find(({ number }) => !known.has(plain(number))) ?? found[0];
  const both = new Set([...known, ...found.map(({ number }) => plain(number))]);
  return {
    path: 'items',
    typed: said.length === 0 ? null : said.join('、'),
    read: found.length === 0 ? null : found.map(({ number }) => number).join('、'),
    at: stranger ? [stranger.at.from, stranger.at.to] : null,
    same:
      said.length === 0 || found.length === 0
        ? null
        : both.size === known.size && both.size === new Set(found.map(({ number }) => plain(number))).size,
  };
}
