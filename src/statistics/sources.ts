// Rows of a pack's reported.csv, benchmarks.csv and gaps.csv: their schemas, and what is made of them. Pure; benchmarks never enter a figure.
import { z } from 'zod';
import { day, partialDay } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { qualifiers, type ReportedFigureInput } from './reportedFigure.ts';

const filled = z.string().min(1, 'is empty');
const orEmpty = <T extends z.ZodType>(of: T) => z.union([z.literal(''), of]);
const yesNo = z.enum(['yes', 'no']);
const row = filled.regex(/^\d+$/);
const units = ['CNY', 'person', 'organization', 'item', 'percent', 'CNYPerPerson', 'hour'] as const;

/** What every row says of where it comes from. */
const sourced = {
  approximate: yesNo,
  qualifier: orEmpty(z.enum(qualifiers)),
  verified: yesNo,
  sourceUrl: orEmpty(z.url({ protocol: /^https?$/, error: 'is no web address' })),
  sourceNoteZh: z.string(),
  sourceNoteEn: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
  noteZh: z.string(),
  noteEn: z.string(),
};
type Checked = { verified?: string; sourceUrl?: string; approximate?: string; qualifier?: string } & Record<string, unknown>;

/** What holds within one row: both languages or neither, a link where it was verified, a qualifier only of what is not exact. */
function sound(of: Checked, context: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }): void {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  for (const key of Object.keys(of)) {
    const other = key.endsWith('Zh') ? `${key.slice(0, -2)}En` : null;
    if (other !== null && (of[key] === '') !== (of[other] === '')) say(of[key] === '' ? key : other, 'is empty in one language');
  }
  if (of.verified === 'yes' && of.sourceUrl === '') say('sourceUrl', 'is empty, though the row is verified');
  if (of.approximate === 'no' && of.qualifier) say('qualifier', 'is there, though the value is exact');
}

/** A row of reported.csv. An empty period: the source gives no date. */
export const reportedRow = z
  .strictObject({
    row,
    series: filled,
    sourceName: filled,
    region: filled,
    scope: z.string(),
    period: orEmpty(partialDay),
    value: decimal,
    unit: z.enum(units),
    basisZh: filled,
    basisEn: filled,
    ...sourced,
    /** Day of the page on which it stands, as its address tells it. */
    statedOn: orEmpty(day),
  })
  .superRefine(sound);
/** A row of benchmarks.csv: another place's value. `target` is a goal there, `comparable` empty where nobody has said. */
export const benchmarkRow = z
  .strictObject({
    row,
    indicator: z.string(),
    sourceName: filled,
    nameZh: filled,
    nameEn: filled,
    placeZh: filled,
    placeEn: filled,
    period: filled.regex(/^\d{4}(-\d{2})?$|^\d{4}-\d{4}$/),
    value: decimal,
    unit: z.enum(units),
    target: yesNo,
    comparable: orEmpty(yesNo),
    ...sourced,
  })
  .superRefine(sound);
/** A row of gaps.csv: a figure that was looked for and not found. */
export const gapRow = z
  .strictObject({
    row,
    indicator: filled,
    region: filled,
    period: filled.regex(/^\d{4}(-\d{4})?$/),
    confidence: z.enum(['high', 'medium', 'low', 'not_found']),
    noteZh: filled,
    noteEn: filled,
  })
  .superRefine(sound);
export type ReportedRow = z.infer<typeof reportedRow>;

const joined = (parts: readonly string[], by: string): string => parts.filter((one) => one !== '').join(by);
/** Notes of a row in both languages; null without any. */
function noteOf(of: {
  noteZh: string;
  noteEn: string;
  sourceNoteZh: string;
  sourceNoteEn: string;
}): { zh: string; en: string } | null {
  const zh = joined([of.noteZh, of.sourceNoteZh], '\uff1b');
  return zh === '' ? null : { zh, en: joined([of.noteEn, of.sourceNoteEn], '; ') };
}

/** Inputs of `create` for the rows of reported.csv, in their order. Pure: what is wrong with a row the schema has refused before. */
export const seedReported = (rows: readonly ReportedRow[]): z.input<typeof ReportedFigureInput>[] =>
  rows.map((of) => ({
    series: of.series,
    region: of.region,
    scope: of.scope === '' ? null : of.scope,
    period: of.period === '' ? null : of.period,
    value: of.value,
    approximate: of.approximate === 'yes',
    qualifier: of.qualifier === '' ? null : of.qualifier,
    basis: { zh: of.basisZh, en: of.basisEn },
    source: {
      title: of.sourceName,
      verified: of.verified === 'yes',
      address: of.sourceUrl === '' ? null : of.sourceUrl,
      confidence: of.confidence,
      note: noteOf(of),
    },
    statedOn: of.statedOn === '' ? null : of.statedOn,
  }));

const benchmark = z.object({
  row: z.number().int(),
  /** The indicator that it may be looked at beside; null for none of ours. */
  indicator: z.string().nullable(),
  name: z.string(),
  sourceName: z.string(),
  place: z.string(),
  period: z.string(),
  value: decimal,
  unit: z.string(),
  approximate: z.boolean(),
  qualifier: z.enum(qualifiers).nullable(),
  target: z.boolean(),
  comparable: z.boolean().nullable(),
  verified: z.boolean(),
  address: z.string().nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().nullable(),
});
const gap = z.object({
  row: z.number().int(),
  indicator: z.string(),
  name: z.string(),
  region: z.string(),
  period: z.string(),
  confidence: z.enum(['high', 'medium', 'low', 'not_found']),
  note: z.string(),
});

export const listBenchmarks = route({
  method: 'GET',
  path: '/statistics/benchmarks',
  summary: 'statistics:routes.benchmarks',
  access: 'public',
  response: z.object({ items: z.array(benchmark) }),
});
export const listGaps = route({
  method: 'GET',
  path: '/statistics/gaps',
  summary: 'statistics:routes.gaps',
  access: 'public',
  response: z.object({ items: z.array(gap) }),
});

/** A benchmark as a reader gets it, in one language. */
export const shownBenchmark = (of: z.infer<typeof benchmarkRow>, language: 'zh-CN' | 'en'): z.infer<typeof benchmark> => {
  const said = <T>(zh: T, en: T) => (language === 'en' ? en : zh);
  const note = noteOf(of);
  return {
    row: Number(of.row),
    indicator: of.indicator === '' ? null : of.indicator,
    name: said(of.nameZh, of.nameEn),
    sourceName: of.sourceName,
    place: said(of.placeZh, of.placeEn),
    period: of.period,
    value: of.value,
    unit: of.unit,
    approximate: of.approximate === 'yes',
    qualifier: of.qualifier === '' ? null : of.qualifier,
    target: of.target === 'yes',
    comparable: of.comparable === '' ? null : of.comparable === 'yes',
    verified: of.verified === 'yes',
    address: of.sourceUrl === '' ? null : of.sourceUrl,
    confidence: of.confidence,
    note: note === null ? null : said(note.zh, note.en),
  };
};
