// The rows of each open dataset: read from what was published and from the pack, release by release, so that however many there are they are not held at once.
import type { Kysely } from 'kysely';
import type { Text } from '../../../platform/shared/words.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Indicators } from '../../../indicators/server/index.ts';
import type { Region } from '../../../organizations/region.ts';
import { type DatasetCode, publicTitle, type RowsAsked } from '../../openData.ts';
import { type PublishedValue, type ReleaseHead, valuesOf } from '../../published.ts';
import type { StatisticsTables } from '../tables.ts';

export type OpenDb = Kysely<StatisticsTables>;
type TitlePage = { items: readonly object[]; next: string | null; total?: { rows: number } | undefined };
/** Titles that stand today, page by page, as a visitor reads their register; and what their kinds are called. */
export type PublicTitles = {
  list: (page: { limit: number; after?: string | undefined; count?: 'yes' | undefined }) => Promise<TitlePage>;
  kindName: (kind: string) => Text | null;
};
export type OfCity = { pack: Pack; regions: readonly Region[]; indicators: Indicators; titles: PublicTitles };
export type Row = Record<string, string | number | null>;
type Chosen = {
  codes: ReadonlySet<string> | null;
  regions: ReadonlySet<string> | null;
  releases: readonly string[] | null;
  from: string | undefined;
  to: string | undefined;
};
const everything: Chosen = { codes: null, regions: null, releases: null, from: undefined, to: undefined };
const named = (said: string | undefined): string[] | null => said?.split(',').filter(Boolean) ?? null;
const setOf = (said: string | undefined): ReadonlySet<string> | null => {
  const all = named(said);
  return all && new Set(all);
};
const chosenBy = (asked: RowsAsked): Chosen => ({
  codes: setOf(asked.code),
  regions: setOf(asked.region),
  releases: named(asked.release),
  from: asked.from,
  to: asked.to,
});

/** A release without its figures, in the order of publishing. */
export type ReleaseRow = ReleaseHead & { id: string; title: string; packVersion: string; packDigest: string };
/** Those that were published before an instant, and of the days asked. */
export async function releasesOf(db: OpenDb, { releases, from, to }: Chosen = everything): Promise<ReleaseRow[]> {
  let query = db
    .selectFrom('releases')
    .select(['id', 'number', 'title', 'as_of', 'known_at', 'pack_version', 'pack_digest', 'stage'])
    .orderBy('known_at')
    .orderBy('number');
  if (releases !== null) query = query.where('number', 'in', releases.length > 0 ? releases : ['']);
  if (from !== undefined) query = query.where('as_of', '>=', from);
  if (to !== undefined) query = query.where('as_of', '<=', to);
  return (await query.execute()).map((row) => ({
    id: row.id,
    number: row.number ?? '',
    stage: row.stage,
    title: row.title,
    asOf: row.as_of,
    knownAt: row.known_at,
    packVersion: row.pack_version,
    packDigest: row.pack_digest,
  }));
}

/** All cells of these releases, one release after the other. */
export async function* cellsOf(db: OpenDb, releases: readonly ReleaseRow[], root: string): AsyncGenerator<PublishedValue> {
  for (const release of releases) {
    const { figures } = await db.selectFrom('releases').select('figures').where('id', '=', release.id).executeTakeFirstOrThrow();
    yield* valuesOf(release, figures, root);
  }
}

async function* figureRows(db: OpenDb, root: string, chosen: Chosen): AsyncGenerator<Row> {
  for await (const { release, figure, region, value, absence } of cellsOf(db, await releasesOf(db, chosen), root)) {
    if (chosen.codes?.has(figure.code) === false || chosen.regions?.has(region) === false) continue;
    yield {
      release: release.number,
      stage: release.stage,
      asOf: release.asOf,
      knownAt: release.knownAt.toISOString(),
      code: figure.code,
      nameZh: figure.name.zh,
      nameEn: figure.name.en,
      definedFrom: figure.definedFrom,
      region,
      value,
      unit: figure.unit,
      absence,
      source: figure.source,
    };
  }
}

async function* releaseRows(db: OpenDb, chosen: Chosen): AsyncGenerator<Row> {
  const releases = await releasesOf(db, chosen);
  const counts = await figuresIn(db);
  for (const { number, stage, title, asOf, knownAt, packVersion, packDigest, id } of releases)
    yield {
      release: number,
      stage,
      title,
      asOf,
      knownAt: knownAt.toISOString(),
      figures: counts.get(id)?.figures ?? 0,
      packVersion,
      packDigest,
      id,
    };
}

/** How many figures, and how many cells, each release holds. */
export async function figuresIn(db: OpenDb, root = ''): Promise<Map<string, { figures: number; cells: number }>> {
  const counts = new Map<string, { figures: number; cells: number }>();
  for (const release of await releasesOf(db)) {
    const { figures } = await db.selectFrom('releases').select('figures').where('id', '=', release.id).executeTakeFirstOrThrow();
    counts.set(release.id, { figures: figures.length, cells: valuesOf(release, figures, root).length });
  }
  return counts;
}

const definitionRows = ({ indicators }: OfCity, { codes }: Chosen): Row[] =>
  indicators.definitions
    .filter((one) => codes?.has(one.code) !== false)
    .map((one) => ({
      code: one.code,
      definedFrom: one.from,
      definedTo: one.to,
      nameZh: one.name.zh,
      nameEn: one.name.en,
      basisZh: one.basis.zh,
      basisEn: one.basis.en,
      unit: one.unit,
      decimals: one.scale,
      compute: one.compute.kind,
      register: one.register,
      supplierZh: one.supplier.zh,
      supplierEn: one.supplier.en,
    }));

const regionRows = ({ regions }: OfCity, chosen: Chosen): Row[] =>
  regions
    .filter((one) => chosen.regions?.has(one.id) !== false)
    .map(({ id, name, kind, divisionCode, within, from, to }) => ({
      region: id,
      nameZh: name.zh,
      nameEn: name.en,
      kind,
      divisionCode,
      within,
      validFrom: from,
      validTo: to,
    }));

const atOnce = 200;
async function* titleRows({ titles }: OfCity, { regions }: Chosen): AsyncGenerator<Row> {
  let after: string | undefined;
  do {
    const page = await titles.list({ limit: atOnce, after });
    for (const item of page.items) {
      const one = publicTitle.parse(item);
      if (regions?.has(one.countedIn) === false) continue;
      const name = titles.kindName(one.recognitionKind);
      yield {
        id: one.id,
        titled: one.title,
        organization: one.organizationName,
        titleKind: one.recognitionKind,
        titleKindZh: name?.zh ?? one.recognitionKind,
        titleKindEn: name?.en ?? one.recognitionKind,
        level: one.level,
        seat: one.countedIn,
        issuer: one.issuer,
        documentNumber: one.documentNumber,
        recognisedOn: one.recognisedOn,
      };
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** The rows of a dataset that are asked for, in the order of its key. */
export function rowsOf(
  db: OpenDb,
  city: OfCity,
  dataset: DatasetCode,
  asked: RowsAsked = {},
): AsyncIterable<Row> | Iterable<Row> {
  const chosen = chosenBy(asked);
  if (dataset === 'published-figures') return figureRows(db, city.pack.city.root, chosen);
  if (dataset === 'releases') return releaseRows(db, chosen);
  if (dataset === 'recognised-titles') return titleRows(city, chosen);
  return dataset === 'indicators' ? definitionRows(city, chosen) : regionRows(city, chosen);
}
