// A report as a template: sections, sentences, tables and charts as data, in both languages. Its numbers are queries alone; what is wrong in it stops the start. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { breakdowns, codesOf, type ReportQuery, readText, typedNumber } from './reportQuery.ts';

const code = z.string().regex(/^[a-z][a-z0-9-]*$/);
const codes = z.array(code).min(1);

/** A sentence in both languages with the same queries. Where its figure is missing, that is said instead of it. */
const sentence = text;
const heading = z.strictObject({
  kind: z.literal('heading'),
  level: z.number().int().min(1).max(3),
  text,
  /** Begins a page. */
  chapter: z.literal(true).optional(),
  newPage: z.literal(true).optional(),
});
const paragraph = z.strictObject({ kind: z.literal('paragraph'), sentences: z.array(sentence).min(1) });
/**
 * `targets`: the plan's; `figures`: this year beside the last; `places`: one indicator by place with growth; `place`: all of one place;
 * `regions`: indicators by places; `definitions`: what each figure is.
 */
const table = z.strictObject({
  kind: z.literal('table'),
  of: z.enum(['targets', 'figures', 'places', 'place', 'regions', 'definitions']),
  codes: codes.optional(),
  caption: text.optional(),
});
/**
 * `trend`: month by month; `years`: the same day of three years; `places`: beside the year before; `growth`: of places; `parts`: by kind, level
 * or type through three years; `shares`: what a place has of the city; `targets`: how far each is reached.
 */
const chart = z.strictObject({
  kind: z.literal('chart'),
  of: z.enum(['trend', 'years', 'places', 'growth', 'parts', 'shares', 'targets']),
  codes: codes.optional(),
  by: z.enum(breakdowns).optional(),
  caption: text,
  /** mm */
  height: z.number().min(30).max(200).optional(),
});
const simple = z.discriminatedUnion('kind', [heading, paragraph, table, chart]);
export type SimpleBlock = z.infer<typeof simple>;
/** Once for each district, in the order of the city's regions. */
const each = z.strictObject({ kind: z.literal('each'), blocks: z.array(simple).min(1) });
const block = z.discriminatedUnion('kind', [heading, paragraph, table, chart, each]);
export type TemplateBlock = z.infer<typeof block>;

const version = z.strictObject({
  from: day,
  to: day.nullable(),
  title: text,
  /** Names with digits in them (standards, documents), each with where it is from; in the text by `{{cite …}}`. */
  cited: z.record(z.string().regex(/^[a-zA-Z]+$/), z.strictObject({ name: text, source: z.string().min(1) })),
  /** Indicators that not every city has: what speaks of one that is not there is left out. */
  optional: z.array(code),
  blocks: z.array(block).min(1),
});
export type ReportVersion = z.infer<typeof version>;

export const reportKinds = ['brief', 'development'] as const;
export type ReportKind = (typeof reportKinds)[number];
export const reportTemplate = z.strictObject({ code: z.enum(reportKinds), versions: z.array(version).min(1) });
export type ReportTemplate = z.infer<typeof reportTemplate>;

export const templateInForce = (of: ReportTemplate, on: string): ReportVersion | null =>
  of.versions.find((one) => one.from <= on && (one.to === null || on <= one.to)) ?? null;

const insideOf = (of: TemplateBlock): readonly SimpleBlock[] => (of.kind === 'each' ? of.blocks : [of]);
/** Every text of a version, by where it stands. */
export function textsOf({ title, blocks }: ReportVersion): { at: string; text: z.infer<typeof text> }[] {
  const inBlocks = blocks.flatMap((outer, at) =>
    insideOf(outer).flatMap((one, within) => {
      const place = `blocks.${at}${outer.kind === 'each' ? `.blocks.${within}` : ''}`;
      if (one.kind === 'paragraph')
        return one.sentences.map((each, index) => ({ at: `${place}.sentences.${index}`, text: each }));
      if (one.kind === 'heading') return [{ at: `${place}.text`, text: one.text }];
      return one.caption ? [{ at: `${place}.caption`, text: one.caption }] : [];
    }),
  );
  return [{ at: 'title', text: title }, ...inBlocks];
}

/** What is wrong in a template, one sentence each; a pack with any is refused at load. `indicators`: those of the city. */
export function templateFaults(of: ReportTemplate, indicators: readonly string[]): string[] {
  return [
    ...of.versions.flatMap((one, at) => versionFaults(one, indicators).map((wrong) => `versions.${at}.${wrong}`)),
    ...of.versions.flatMap(({ from }, at) => {
      const before = of.versions[at - 1];
      return before && (before.to === null || before.to >= from)
        ? [`versions.${at}: begins before the one before it has ended`]
        : [];
    }),
  ];
}

function versionFaults(of: ReportVersion, indicators: readonly string[]): string[] {
  const unknown = (code: string) => !indicators.includes(code) && !of.optional.includes(code);
  const faults = textsOf(of).flatMap(({ at, text: both }) => {
    const [zh, en] = [readText(both.zh), readText(both.en)];
    const typed = [typedNumber(both.zh), typedNumber(both.en)].flatMap((one) =>
      one === null ? [] : [`${at}: the number ${one} is typed, and not asked`],
    );
    const written = (pieces: typeof zh.pieces) =>
      pieces.flatMap((one) => ('query' in one ? [JSON.stringify(one.query)] : [])).sort();
    const apart = written(zh.pieces).join() === written(en.pieces).join() ? [] : [`${at}: the languages do not ask the same`];
    const asked = queriesIn(zh.pieces);
    const missing = asked
      .flatMap((query) => (query.verb === 'cite' ? (query.code in of.cited ? [] : [query.code]) : codesOf(query).filter(unknown)))
      .map((one) => `${at}: ${one} is not defined`);
    return [...[...zh.faults, ...en.faults].map((one) => `${at}: ${one}`), ...typed, ...apart, ...missing];
  });
  return [
    ...faults,
    ...of.blocks.flatMap((outer, at) =>
      insideOf(outer).flatMap((one) => blockFaults(one, outer.kind === 'each', unknown).map((wrong) => `blocks.${at}: ${wrong}`)),
    ),
  ];
}

const queriesIn = (pieces: ReturnType<typeof readText>['pieces']): ReportQuery[] =>
  pieces.flatMap((one) => ('query' in one ? [one.query] : []));

const needsCodes = ['figures', 'places', 'place', 'regions', 'definitions', 'trend', 'years', 'growth', 'parts', 'shares'];
function blockFaults(of: SimpleBlock, ofPlace: boolean, unknown: (code: string) => boolean): string[] {
  if (of.kind === 'paragraph' || of.kind === 'heading') {
    const texts = of.kind === 'heading' ? [of.text] : of.sentences;
    const asksPlace = (one: ReportQuery) => one.verb === 'place' || one.verb === 'rank' || (one.verb === 'share' && !one.of);
    const wrong = !ofPlace && texts.some(({ zh }) => queriesIn(readText(zh).pieces).some(asksPlace));
    return wrong ? ['speaks of a place outside the part about places'] : [];
  }
  const faults = (of.codes ?? []).filter(unknown).map((one) => `${one} is not defined`);
  if (of.codes === undefined && needsCodes.includes(of.of)) faults.push(`${of.of} takes its codes`);
  if (of.kind === 'chart' && (of.of === 'parts') !== (of.by !== undefined)) faults.push('only parts are by something');
  if (of.kind === 'chart' && ['growth', 'places', 'parts'].includes(of.of) && (of.codes?.length ?? 0) > 1)
    faults.push(`${of.of} draws one indicator`);
  if (!ofPlace && (of.of === 'place' || of.of === 'shares')) faults.push('is of one place');
  return faults;
}

/** The version without what this city does not have, and without headings under which nothing is left. */
export function fittedTo(of: ReportVersion, indicators: readonly string[]): ReportVersion {
  const has = (code: string) => indicators.includes(code);
  const fit = (blocks: readonly SimpleBlock[]): SimpleBlock[] => withoutEmptyHeadings(blocks.flatMap((one) => fitted(one, has)));
  const all = of.blocks.flatMap((one): TemplateBlock[] =>
    one.kind === 'each' ? [{ ...one, blocks: fit(one.blocks) }] : fitted(one, has),
  );
  return { ...of, blocks: withoutEmptyHeadings(all) };
}

function fitted(of: SimpleBlock, has: (code: string) => boolean): SimpleBlock[] {
  if (of.kind === 'heading') return [of];
  if (of.kind === 'paragraph') {
    const sentences = of.sentences.filter(({ zh }) => queriesIn(readText(zh).pieces).every((one) => codesOf(one).every(has)));
    // What only explains figures that are not there goes with them.
    const tells = ({ zh }: { zh: string }) => queriesIn(readText(zh).pieces).some((one) => codesOf(one).length > 0);
    const isLeft = sentences.length > 0 && (sentences.some(tells) || !of.sentences.some(tells));
    return isLeft ? [{ ...of, sentences }] : [];
  }
  if (of.codes === undefined) return [of];
  const left = of.codes.filter(has);
  return left.length === 0 ? [] : [{ ...of, codes: left }];
}

/** A heading stays where something follows before the next one as high. */
function withoutEmptyHeadings<T extends TemplateBlock>(blocks: readonly T[]): T[] {
  return blocks.filter((one, at) => {
    if (one.kind !== 'heading') return true;
    const rest = blocks.slice(at + 1);
    const end = rest.findIndex((next) => next.kind === 'heading' && next.level <= one.level);
    return rest.slice(0, end < 0 ? rest.length : end).some((next) => next.kind !== 'heading');
  });
}
