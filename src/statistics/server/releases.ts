// Publishing: closes a batch, computes every figure as known at that settled instant, and keeps them. Checking: computes them again, past every memo.
import type { FastifyInstance } from 'fastify';
import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { notFound, wrongField } from '../../platform/shared/errors.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import type { Asking, Indicators } from '../../indicators/server/index.ts';
import { type Kernel, mountKind, openKind, seal } from '../../records/server/index.ts';
import { trialOnly } from '../../records/record.ts';
import type { Publication } from '../publication.ts';
import { checkRelease, differencesOf, type FrozenFigure, ReleaseInput, releaseRecords, type Stage } from '../release.ts';
import { releaseTells } from '../tells.ts';
import { releasesOn, ruleFor } from './publications.ts';
import { mayFollow, presentRelease, releaseFilters } from './releaseRows.ts';
import type { StatisticsTables } from './tables.ts';

type OfCity = { pack: Pack; indicators: Indicators; today: () => Promise<string>; publications: readonly Publication[] };
export type PastRelease = {
  title: string;
  asOf: string;
  at: Date;
  stage: Stage;
  publication: string | null;
  period: string | null;
  reason: string | null;
};
type Computing = { codes?: readonly string[] | null; read?: Indicators };
type Frozen = { knownAt: Date; figures: FrozenFigure[] };

export function openReleases(kernel: Kernel, db: Kysely<StatisticsTables>, { pack, indicators, today, publications }: OfCity) {
  // What was computed for a request, before the act that writes it began.
  const frozen = new WeakMap<object, Frozen>();
  const opened = openKind(kernel, db, {
    kind: releaseRecords,
    table: 'releases',
    related: (rows, on) => releasesOn(on, { days: [...new Set(rows.map((row) => row.as_of))], dayOf: kernel.dayOf }),
    present: (row, _personal, { language }, { related = [] }) => presentRelease(row, { related, language, publications }),
    title: (row) => [row.number, row.title].filter(Boolean).join(' '),
    tells: releaseTells,
    visible: () => 'all',
    parties: {},
    filters: releaseFilters,
    handlers: {
      create: async ({ tx, input }) => {
        const held = frozen.get(input);
        if (!held) throw new Error('a release is created through `act`, which computes its figures first');
        const { asOf, ...said } = input;
        await mayFollow(tx, input, { codes: held.figures.map(({ code }) => code), dayOf: kernel.dayOf });
        return {
          ...said,
          as_of: asOf,
          known_at: held.knownAt,
          pack_digest: pack.digest,
          pack_version: pack.city.version,
          anchor: pack.anchor,
          figures: held.figures,
        };
      },
    },
    numbers: {
      create: {
        column: 'number',
        series: (_row, day) => `release ${day.slice(0, 4)}`,
        format: (n, day) => `${day.slice(0, 4)}-${String(n).padStart(3, '0')}`,
      },
    },
  });

  /** Figures of the pack's definitions at a day, all or those named, with their districts. Computed anew each time: a memo would agree with itself. */
  async function compute(asOf: string, knownAt: Date, { codes = null, read = indicators }: Computing = {}) {
    const q = { ...(await read.asking({ asOf, knownAt: knownAt.toISOString(), by: 'region' }, 'release')), settled: false };
    const figures: FrozenFigure[] = [];
    for (const code of read.codes) if (codes?.includes(code) ?? true) figures.push(await figureOf(code, q, read));
    return figures;
  }
  async function figureOf(code: string, q: Asking, read: Indicators): Promise<FrozenFigure> {
    const { name, unit, display, from: definedFrom } = read.definitionOf(code, q.asOf);
    const { value, source, parts } = await read.value(code, q);
    const regions = (parts ?? []).map((part) => ({ region: part.key, value: part.value }));
    return { code, name, unit, display, definedFrom, value, source, regions };
  }
  /** One figure as a release of that day would have told it, known at that instant. */
  async function figureAt(code: string, asOf: string, knownAt: string): Promise<FrozenFigure> {
    const q = await indicators.asking({ asOf, knownAt, by: 'region' }, 'release');
    return figureOf(code, { ...q, settled: false }, indicators);
  }

  /** Closing a batch waits for the acts in it, so it must be over before the release's own act begins. Who may not publish closes none. */
  const publish: typeof opened.act = async (action, call) => {
    if (kernel.trial) throw trialOnly();
    if (opened.offered(call.actor, null).some((one) => one.name === action)) {
      const now = await today();
      const input = ReleaseInput.parse(call.input);
      const { asOf } = input;
      if (asOf > now) throw wrongField('asOf', 'inFuture', 'statistics:refusals.inFuture', { on: asOf, today: now });
      const codes = ruleFor(publications, input)?.indicators ?? null;
      const knownAt = await seal(kernel, true);
      frozen.set(call.input, { knownAt, figures: await compute(asOf, knownAt, { codes }) });
    }
    return opened.act(action, call);
  };

  /** Publishes in an invented city's past, while it is loaded: each release with what was known at its own time, read where that is seen. */
  async function load(actor: Actor, past: readonly PastRelease[], read: Indicators, within: Transaction<StatisticsTables>) {
    for (const { at, ...input } of past) {
      const codes = ruleFor(publications, input)?.indicators ?? null;
      frozen.set(input, { knownAt: at, figures: await compute(input.asOf, at, { codes, read }) });
      await opened.actMany([{ actor, action: 'create', input, at }], within);
    }
  }

  /** Anybody may ask: those who ask at the same time share one answer. */
  const checking = new Map<string, ReturnType<typeof checked>>();
  const check = (id: string): ReturnType<typeof checked> => {
    const under = checking.get(id) ?? checked(id).finally(() => checking.delete(id));
    checking.set(id, under);
    return under;
  };
  async function checked(id: string) {
    const row = await db.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound();
    // A publication holds what it held then, whatever its rule says now.
    const codes = row.publication === null ? null : row.figures.map(({ code }) => code);
    const differs = differencesOf(row.figures, await compute(row.as_of, row.known_at, { codes }));
    return {
      same: differs.length === 0,
      samePack: row.pack_digest === pack.digest && row.anchor === pack.anchor,
      figures: row.figures.length,
      differs,
      packDigest: { published: row.pack_digest, now: pack.digest },
      packVersion: { published: row.pack_version, now: pack.city.version },
      anchor: { published: row.anchor, now: pack.anchor },
      knownAt: row.known_at.toISOString(),
    };
  }

  const releases = {
    ...opened,
    act: publish,
    list: async (actor: Actor, query: Parameters<typeof opened.list>[1]) => brief(await opened.list(actor, query)),
  };
  return {
    ...releases,
    load,
    figureAt,
    /** Recomputes the figures of a release and tells what differs. */
    check,
    mount(app: FastifyInstance) {
      mount(app, checkRelease, ({ params }) => check(params.id));
      mountKind(app, kernel, releases);
    },
  };
}

/** A page without the figures: they are read one release at a time. */
const brief = <P extends { items: Record<string, unknown>[] }>(page: P): P => ({
  ...page,
  items: page.items.map((one) => ({ ...one, figures: null })),
});
