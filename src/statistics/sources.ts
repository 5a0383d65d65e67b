// What public sources say beside the city's own figures: other places to compare with, and what nobody has published. Pure.
import { z } from 'zod';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';

const note = z.string();
const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
/** A row of benchmarks.csv; refused at load when a language or the value is missing. */
export const benchmarkRow = z.object({
  indicator: z.string(),
  nameZh: z.string().min(1),
  nameEn: z.string().min(1),
  placeZh: z.string().min(1),
  placeEn: z.string().min(1),
  period: z.string().min(1),
  value: decimal,
  unit: z.string().min(1),
  approximate: z.enum(['yes', 'no']),
  target: z.enum(['yes', 'no']),
  comparable: z.string(),
  verified: z.enum(['yes', 'no']),
  sourceUrl: address,
  confidence: z.string(),
  noteZh: note,
  noteEn: note,
});
export const gapRow = z.object({ indicator: z.string().min(1), region: z.string().min(1), period: z.string().min(1), noteZh: z.string().min(1), noteEn: z.string().min(1) });

export const listBenchmarks = route({
  method: 'GET',
  path: '/statistics/benchmarks',
  summary: 'statistics:routes.benchmarks',
  access: 'public',
  response: z.object({
    items: z.array(
      z.object({
        indicator: z.string().nullable(),
        name: z.string(),
        place: z.string(),
        period: z.string(),
        value: decimal,
        unit: z.string(),
        approximate: z.boolean(),
        /** A goal of that place, not a result. */
        target: z.boolean(),
        comparable: z.boolean(),
        verified: z.boolean(),
        address: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  }),
});
export const listGaps = route({
  method: 'GET',
  path: '/statistics/gaps',
  summary: 'statistics:routes.gaps',
  access: 'public',
  response: z.object({ items: z.array(z.object({ indicator: z.string(), name: z.string(), region: z.string(), period: z.string(), note: z.string() })) }),
});
