// What a backup keeps of what a city said: the head of its seals and every settled figure; and whether a restored city says the same. Part of the composition root.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { House } from './app.ts';
import { addDays, endOfYear, yearOf } from './platform/shared/dates.ts';
import { visitor } from './platform/shared/actor.ts';
import type { Snapshot } from './platform/server/backup.ts';
import { suites } from './platform/server/crypto.ts';
import { type KeptSecret, secretKept } from './platform/server/secret.ts';
import { type KeptHead, sealHeadOf, type Verified, verify } from './records/server/index.ts';

const figure = z.object({
  code: z.string(),
  asOf: z.string(),
  by: z.string(),
  value: z.string().nullable(),
  source: z.string().nullable(),
  through: z.string().nullable(),
  parts: z.record(z.string(), z.string().nullable()),
});
type KeptFigure = z.infer<typeof figure>;

const statementShape = z.object({
  /** What was known before this instant can never change: figures are those of it. */
  knownAt: z.iso.datetime(),
  head: z.object({ algorithm: z.string(), city: z.string(), batch: z.number(), chain: z.string() }).nullable(),
  pack: z.object({ digest: z.string(), version: z.string() }).nullable(),
  /** What tells the key of the second factors from another one; the key itself is never in a backup. Missing in those of older versions. */
  secret: z
    .object({ suite: z.enum(suites), check: z.string().nullable(), used: z.boolean() })
    .nullable()
    .default(null),
  /** None where the schema was older than the version that took the backup. */
  figures: z.array(figure).nullable(),
});
export type Statement = z.infer<typeof statementShape>;
export type Seen = { batch: number; knownAt: string };

/** What the snapshot itself saw as sealed; all the rest follows from it at any time. */
export async function seenIn({ read }: Snapshot): Promise<Seen> {
  const [row] = await read<{ batch: number; at: Date | null }>(`select coalesce((select max(batch) from closings), 0) as batch,
    (select opened_at from batches where n > coalesce((select max(batch) from closings), 0) order by n limit 1) as at`);
  return { batch: row?.batch ?? 0, knownAt: (row?.at ?? new Date(0)).toISOString() };
}

/** Head and figures as they were at the snapshot: settled, so that they may be read afterwards. */
export async function stateOf(house: House, { batch, knownAt }: Seen): Promise<Statement> {
  const { algorithm, city, chain } = await sealHeadOf(house.kernel, batch);
  const { digest } = house.pack;
  return {
    knownAt,
    head: { algorithm, city, batch, chain },
    pack: { digest, version: house.pack.city.version },
    secret: await secretKept(house.kernel.db),
    figures: await figuresAt(house, knownAt),
  };
}

/** Where the modules of this version cannot read the schema: the tables alone. */
export const stateUnread = ({ knownAt }: Seen): Statement => ({ knownAt, head: null, pack: null, secret: null, figures: null });

/** What a backup says of the key that its second factors are sealed with. */
export const secretIn = (kept: unknown): KeptSecret | null => statementShape.parse(kept).secret;

/** Every indicator of the city and of its parts, at the ends of the last years and on the day itself, as known at a settled instant. */
async function figuresAt({ indicators, kernel, pack }: House, knownAt: string): Promise<KeptFigure[]> {
  const today = kernel.dayOf(new Date(knownAt));
  const years = Array.from({ length: 4 }, (_none, back) => endOfYear(yearOf(today) - back)).filter((day) => day < today);
  const days = [today, addDays(today, -1), ...years].filter(
    (day) => day >= '1949-10-01' && day >= `${yearOf(pack.city.firstDay) - 1}-01-01`,
  );
  const kept: KeptFigure[] = [];
  for (const asOf of new Set(days))
    for (const by of ['region', 'kind', 'level', 'type'] as const)
      for (const one of await indicators.figures({ asOf, knownAt, by }, visitor, undefined, null)) {
        const { code, value, source, through } = one;
        const parts = Object.fromEntries((one.parts ?? []).map((part) => [part.key, part.value]));
        kept.push({ code, asOf, by, value, source, through, parts });
      }
  return kept;
}

export type Compared = {
  verified: Verified;
  figures: { compared: number; different: { code: string; asOf: string; by: string; was: string | null; is: string | null }[] };
  /** Whether the city's pack is another one than when the backup was taken: then its definitions may be others, too. */
  packChanged: boolean;
};

/** Verifies every seal, up to the head that was kept, and asks every figure again. */
export async function compare(house: House, kept: unknown): Promise<Compared> {
  const { knownAt, head, pack, figures } = statementShape.parse(kept);
  const keptHead: KeptHead | null = head;
  const verified = await verify(house.kernel, keptHead);
  const wanted = figures ?? [];
  const key = ({ code, asOf, by }: KeptFigure) => `${code} ${asOf} ${by}`;
  const found = new Map((wanted.length > 0 ? await figuresAt(house, knownAt) : []).map((one) => [key(one), one]));
  const different = wanted
    .filter((one) => !isDeepStrictEqual(found.get(key(one)), one))
    .map((one) => ({ code: one.code, asOf: one.asOf, by: one.by, was: one.value, is: found.get(key(one))?.value ?? null }));
  return {
    verified,
    figures: { compared: wanted.length, different },
    packChanged: pack !== null && pack.digest !== house.pack.digest,
  };
}
