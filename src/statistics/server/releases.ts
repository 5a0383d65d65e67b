// Releases: freezing all figures of a day at a settled instant, and computing them again later.
import type { Kysely } from 'kysely';
import { visitor } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import { type Kernel, openKind, seal } from '../../records/server/index.ts';
import { type Frozen, releases } from '../release.ts';
import type { StatisticsTables } from './tables.ts';

export function openReleases(kernel: Kernel, db: Kysely<StatisticsTables>, indicators: Indicators, pack: Pack) {
  /** All figures of a day, as known at an instant, with their parts by region. */
  async function figuresAt(asOf: string, knownAt: Date): Promise<Frozen[]> {
    const found = await indicators.figures({ asOf, knownAt: knownAt.toISOString(), by: 'region' }, visitor);
    return found.map((one) => ({ code: one.code, value: one.value, regions: (one.parts ?? []).map(({ key, value }) => ({ region: key, value })) }));
  }

  // What a release freezes is computed before its own act: closing a batch waits for the acts in it, and must not wait for itself.
  const prepared = new WeakMap<object, { knownAt: Date; figures: Frozen[] }>();
  const opened = openKind(kernel, db, {
    kind: releases,
    table: 'releases',
    present: (row) => ({
      number: row.number ?? '',
      title: row.title,
      asOf: row.as_of,
      knownAt: row.known_at.toISOString(),
      packDigest: row.pack_digest,
      packVersion: row.pack_version,
      figures: row.figures,
    }),
    title: (row) => row.title,
    visible: () => 'all',
    parties: {},
    filters: { q: () => null },
    handlers: {
      create: ({ input }) => {
        const frozen = prepared.get(input);
        if (!frozen) throw new Error('a release is prepared before its act');
        return { title: input.title, as_of: input.asOf, known_at: frozen.knownAt, pack_digest: digestOf(pack), pack_version: pack.city.version, figures: frozen.figures };
      },
    },
    numbers: { create: { column: 'number', series: (_row, day) => `release ${day.slice(0, 4)}`, format: (n, day) => `${day.slice(0, 4)}-${String(n).padStart(3, '0')}` } },
  });

  return {
    ...opened,
    /** Publishes: closes a batch, so that the instant is settled, freezes, then acts. */
    act: async (action: 'create', call: Parameters<typeof opened.act<'create'>>[1]) => {
      await indicators.asking({ asOf: call.input.asOf });
      const knownAt = await seal(kernel, true);
      prepared.set(call.input, { knownAt, figures: await figuresAt(call.input.asOf, knownAt) });
      return opened.act(action, call);
    },
    /** Computes the figures again. */
    async check(id: string) {
      const row = await db.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw notFound();
      const now = new Map((await figuresAt(row.as_of, row.known_at)).map((one) => [one.code, one]));
      const differs = row.figures.filter((one) => JSON.stringify(one) !== JSON.stringify(now.get(one.code)));
      return { same: differs.length === 0, samePack: row.pack_digest === digestOf(pack), differs: differs.map((one) => ({ code: one.code, was: one.value, is: now.get(one.code)?.value ?? null })) };
    },
  };
}

/** The pack's digest with the year that its relative days were resolved against. */
const digestOf = (pack: Pack): string => `${pack.digest}${pack.anchor === null ? '' : `@${pack.anchor}`}`;
