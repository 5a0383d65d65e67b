// The entries behind a figure, page by page. The cursor carries the instant, or the pages would add up to another figure than the first one's.
import { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { day, startOfYear } from '../../platform/shared/dates.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { sum } from '../../platform/shared/money.ts';
import type { EntryRow, Question } from '../../ledger/server/index.ts';
import { type IndicatorDefinition, isFlow } from '../indicator.ts';
import type { Asking, Parts } from './asking.ts';
import { answer, coverageFor, periodStart, questionOf, sumAnswer } from './compute.ts';
import type { Asked, IndicatorPorts } from './ports.ts';
import { chosen, readReported, reportedMeasure, reportedNilMeasure } from './reported.ts';
import { isHidden, openedTo, toldOf } from './opened.ts';
import { seriesNames } from './sources.ts';

const cursor = z.strictObject({ knownAt: z.iso.datetime(), on: day, event: z.uuid(), position: cursorNumber.max(32_767) });

export type PageAsked = { limit: number; after?: string | undefined; actor: Actor };

export async function entriesBehind(
  parts: Parts,
  ports: IndicatorPorts,
  code: string,
  asked: Asked,
  asking: (asked: Asked, reader: Actor) => Promise<Asking>,
  { limit, after, actor }: PageAsked,
) {
  const from = readCursor(after, cursor);
  const all = await asking({ ...asked, ...(from ? { knownAt: from.knownAt } : {}), by: undefined }, actor);
  const { definitionOf } = parts;
  const q = openedTo({ ports, definitionOf, root: parts.regions.root }, definitionOf(code, all.asOf), all);
  const definition = parts.definitionOf(code, q.asOf);
  const hidden = q.hiding !== null && isHidden(await q.hiding(q.asOf), q);
  const behind = await questionsBehind(parts, definition, q);
  const since = asked.since === undefined ? undefined : new Date(asked.since);
  // What was reported is open; beside what is withheld it would tell that.
  const open = hidden && !behind.every((one) => [one.measure].flat().includes(reportedMeasure)) ? [] : behind;
  const questions = since === undefined ? open : open.map((one) => ({ ...one, since }));
  const rows: EntryRow[] = [];
  const withheld = behind.some((one) => [one.measure].flat().some((measure) => !ports.showsEntries(measure, actor, q.inside)));
  for (const question of withheld ? [] : questions)
    rows.push(...(await parts.ledger.entries(parts.db, question, limit + 1, from)));
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1));
  const page = rows.slice(0, limit);
  const [titles, names, total, counts] = await Promise.all([
    ports.titlesOf(page, actor),
    ports.organizationNames([...new Set(page.flatMap((row) => row.organization ?? []))]),
    since === undefined
      ? answer(parts, definition, q).then(async (got) => (await toldOf(got, q)).value)
      : withheld
        ? null
        : addedBy(parts, questions),
    // How many entries changed a figure tells of those who changed it: to who is shown none, none.
    withheld && since !== undefined ? [] : Promise.all(questions.map((question) => parts.ledger.count(parts.db, question))),
  ]);
  const last = page.at(-1);
  // Who does not see a record learns the amount and the place, not whose it is.
  const organizationOf = (row: EntryRow) => (titles.get(row.record)?.title === null ? null : row.organization);
  return {
    items: page.map((row) => ({
      id: `${row.event}:${row.position}`,
      // A statement that the value is 0 stands in the ledger as one statement; to the figure it adds 0.
      amount: row.measure === reportedNilMeasure ? '0' : row.amount,
      effectiveOn: row.on,
      recordedAt: row.recordedAt.toISOString(),
      region: row.region,
      organization: organizationOf(row),
      organizationName: names.get(organizationOf(row) ?? '') ?? null,
      kind: row.kind,
      level: row.level,
      dimensions: row.dimensions,
      record: { kind: titles.get(row.record)?.kind ?? '', id: row.record, title: titles.get(row.record)?.title ?? null },
      event: row.event,
    })),
    sum: total ?? sum([]),
    count: counts.reduce((all, one) => all + one, 0),
    withheld,
    next:
      rows.length > limit && last
        ? writeCursor({ knownAt: q.knownAt.toISOString(), on: last.on, event: last.event, position: last.position })
        : null,
  };
}

/** What entries add; a statement that a value is 0 adds nothing. */
async function addedBy(parts: Parts, questions: readonly Question[]): Promise<string> {
  const sums = await Promise.all(questions.map((question) => parts.ledger.sums(parts.db, question, 'measure')));
  return sum(sums.flat().flatMap(({ key, amount }) => (key === reportedNilMeasure ? [] : [amount])));
}

const keyOf = (row: EntryRow): string => `${row.on} ${row.event} ${String(row.position).padStart(6, '0')}`;

/** The ledger's questions whose entries make up the figure of an opened question; none of a ratio, or where there is no data. */
export async function questionsBehind(parts: Parts, definition: IndicatorDefinition, q: Asking): Promise<Question[]> {
  const { compute } = definition;
  if (compute.kind === 'ratio') return [];
  if (compute.kind === 'sum') {
    const got = await sumAnswer(parts, definition, compute.of, q);
    if (got) {
      const each = compute.of.map((code) => parts.definitionOf(code, q.asOf));
      const behind = await Promise.all(each.map((one) => questionsBehind(parts, one, { ...q, asOf: got.through ?? q.asOf })));
      return behind.flat();
    }
  }
  const register = compute.kind === 'flow' || compute.kind === 'stock' ? compute : null;
  if (register && coverageFor(parts, definition, periodStart(definition, q.asOf), q.asOf)) return [questionOf(register, q)];
  const flow = isFlow(definition);
  for (const series of seriesNames(definition)) {
    const made = chosen(parts, q, await readReported(parts, series, q), flow);
    if (made.length > 0) return reportedBehind(made, series, flow, q);
  }
  return [];
}

const reportedBehind = (made: ReturnType<typeof chosen>, series: string, flow: boolean, q: Asking): Question[] =>
  made.map(({ region, on, span }) => ({
    measure: [reportedMeasure, reportedNilMeasure],
    kinds: [series],
    levels: [span],
    regions: [region],
    from: flow && span === 'month' ? startOfYear(q.asOf) : on,
    to: on,
    knownAt: q.knownAt,
  }));
