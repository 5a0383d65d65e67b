// What the search finds of each module, and who sees it: a kind joins by one line in `sourcesOf`. Part of the composition root.
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from './platform/shared/actor.ts';
import { maskName } from './platform/shared/mask.ts';
import type { Pack } from './platform/server/pack.ts';
import { type Contracts, disclosedFacts, disclosedOf, isDisclosed } from './contracts/server/index.ts';
import type { HeldWords, Listings } from './market/server/index.ts';
import { industry, industryPath } from './organizations/classification.ts';
import type { Organizations, Premises } from './organizations/server/index.ts';
import type { People } from './people/server/index.ts';
import type { RecognitionKinds } from './recognitions/kind.ts';
import type { Recognitions } from './recognitions/server/index.ts';
import { synonymList } from './search/synonyms.ts';
import type { Document } from './search/document.ts';
import { openSearch, type Search, type Source } from './search/server/index.ts';

type Of = {
  organizations: Organizations;
  premises: Premises;
  recognitions: Recognitions;
  people: People;
  contracts: Contracts;
  listings: Listings;
  heldWords: HeldWords;
  kinds: RecognitionKinds;
};

/** The index of this process; it is built when it is first asked, or by the job that keeps it up. */
export function openSearchOf<T>(db: Kysely<T>, pack: Pack, of: Of): Search {
  const lists = ['law/search/synonyms.json', 'synonyms.json'].filter((name) => pack.has(name));
  const listed = lists.flatMap((name) => pack.read(name, synonymList).groups);
  return openSearch({ db, sources: sourcesOf(of), listed, held: of.heldWords });
}

/** What is read of a row, under the names of a document. */
type Found = {
  id: string;
  title: string;
  keywords: (string | null)[];
  text: string | null;
  note: string | null;
  side: string | null;
  field: string | null;
  industry: string | null;
  region: string | null;
};
/** Columns that a kind has, as SQL; the others are null. */
type Read = {
  from: RawBuilder<unknown>;
  where: RawBuilder<unknown>;
  columns: Partial<Record<Exclude<keyof Found, 'id'>, RawBuilder<unknown>>>;
};
const parts = ['title', 'keywords', 'text', 'note', 'side', 'field', 'industry', 'region'] as const;

const reading =
  ({ from, where, columns }: Read, say: (row: Found) => Partial<Document> = () => ({})) =>
  async (on: QueryExecutorProvider, ids: readonly string[]): Promise<Document[]> => {
    const read = sql.join(parts.map((part) => sql`${columns[part] ?? sql`null`} as ${sql.ref(part)}`));
    const { rows } =
      await sql<Found>`select r.id, ${read} from ${from} where r.id = any(${[...ids]}::uuid[]) and ${where}`.execute(on);
    return rows.map((row) => ({ ...documentOf(row), ...say(row) }));
  };

const documentOf = (row: Found): Document => ({
  id: row.id,
  title: row.title,
  keywords: (row.keywords ?? []).filter((one) => one !== null),
  text: row.text ?? '',
  note: row.note,
  facets: { side: row.side, field: row.field, industry: sectionOf(row.industry), region: row.region },
});
/** The section of GB/T 4754 that a code belongs to. */
const sectionOf = (code: string | null): string | null =>
  code === null || industry(code) === null ? null : (industryPath(code)[0]?.code ?? null);

const standing = sql`r.state <> 'voided'`;
/** With the organization that it stands with, whose name is shown beside it. */
const withOwner = (table: string, owner: string): RawBuilder<unknown> =>
  sql`${sql.table(table)} r left join organizations o on o.id = r.${sql.ref(owner)}`;
const touching =
  (table: string, owner: string): NonNullable<Source['touchedBy']> =>
  async (on, organizations) => {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)} where ${sql.ref(owner)} = any(${[...organizations]}::uuid[])`.execute(on);
    return rows.map((row) => row.id);
  };

const everyone = (): 'all' => 'all';
type Opened = { definition: { visible: (actor: Actor) => ReturnType<Source['sight']> } };
const sightOf = ({ definition }: Opened): Source['sight'] => definition.visible;

const sourcesOf = (of: Of): Source[] => [
  organizationsFound(),
  recognitionsFound(of.kinds),
  publicListingsFound(),
  listingsFound(sightOf(of.listings)),
  publicContractsFound(),
  contractsFound(sightOf(of.contracts)),
  managersFound(sightOf(of.people)),
  premisesFound(sightOf(of.premises)),
];

const organizationsFound = (): Source => ({
  name: 'organization',
  kind: 'organization',
  words: 'organizations:one',
  table: 'organizations',
  sight: everyone,
  everybody: true,
  read: reading({
    from: sql`organizations r`,
    where: sql`r.state = 'active'`,
    columns: {
      title: sql`r.name`,
      keywords: sql`array(select jsonb_array_elements_text(r.former_names || r.aliases)) || array[r.credit_code]`,
      note: sql`r.credit_code`,
      industry: sql`r.industry`,
      region: sql`r.region`,
    },
  }),
});

const recognitionsFound = ({ kinds }: RecognitionKinds): Source => {
  const names = new Map(kinds.map(({ code, names: all }) => [code, all.at(-1)?.name]));
  return {
    name: 'recognition',
    kind: 'recognition',
    words: 'recognitions:one',
    table: 'recognitions',
    sight: everyone,
    everybody: true,
    touchedBy: touching('recognitions', 'organization'),
    read: reading(
      {
        from: withOwner('recognitions', 'organization'),
        where: standing,
        columns: {
          title: sql`r.title`,
          keywords: sql`array[r.document_number]`,
          text: sql`r.kind`,
          note: sql`o.name`,
          region: sql`r.region`,
        },
      },
      ({ text }) => {
        const name = names.get(text ?? '');
        return { text: name ? `${name.zh} ${name.en}` : '' };
      },
    ),
  };
};

/** As everybody sees it: of what its owner keeps back nothing is read. */
const publicListingsFound = (): Source => ({
  name: 'market',
  kind: 'listing',
  words: 'market:one',
  table: 'listings',
  sight: everyone,
  everybody: true,
  fuller: 'listing',
  touchedBy: touching('listings', 'organization'),
  read: reading({
    from: withOwner('listings', 'organization'),
    where: sql`r.state in ('published', 'inNegotiation')`,
    columns: {
      title: sql`r.title`,
      keywords: sql`r.keywords`,
      text: sql`case when r.confidentiality = 'public' then concat_ws(' ', r.text, r.acceptance) end`,
      note: sql`case when not r.anonymous then o.name end`,
      side: sql`r.side`,
      field: sql`r.field`,
      industry: sql`r.industry`,
      region: sql`case when not r.anonymous then r.region end`,
    },
  }),
});

const listingsFound = (sight: Source['sight']): Source => ({
  name: 'listing',
  kind: 'listing',
  words: 'market:one',
  table: 'listings',
  sight,
  everybody: false,
  touchedBy: touching('listings', 'organization'),
  read: reading({
    from: withOwner('listings', 'organization'),
    where: standing,
    columns: {
      title: sql`r.title`,
      keywords: sql`r.keywords || array[o.name]`,
      text: sql`concat_ws(' ', r.text, r.acceptance)`,
      note: sql`o.name`,
      side: sql`r.side`,
      field: sql`r.field`,
      industry: sql`r.industry`,
      region: sql`r.region`,
    },
  }),
});

/** As far as its parties disclose it: found by its title, and by the names of parties where these are shown. */
const publicContractsFound = (): Source => ({
  name: 'publicContract',
  kind: 'contract',
  words: 'contracts:one',
  table: 'contracts',
  sight: everyone,
  everybody: true,
  fuller: 'contract',
  tellsNoId: true,
  worth: 0.5,
  touchedBy: disclosedOf,
  read: reading({
    from: sql`contracts r`,
    where: isDisclosed,
    columns: {
      title: disclosedFacts.title,
      keywords: disclosedFacts.parties,
      note: sql`array_to_string(${disclosedFacts.sellers} || ${disclosedFacts.year}::text, ' · ')`,
      field: disclosedFacts.technologyField,
      region: disclosedFacts.region,
    },
  }),
});

const contractsFound = (sight: Source['sight']): Source => ({
  name: 'contract',
  kind: 'contract',
  words: 'contracts:one',
  table: 'contracts',
  sight,
  everybody: false,
  touchedBy: touching('contracts', 'seller'),
  read: reading({
    from: withOwner('contracts', 'seller'),
    where: standing,
    columns: {
      title: sql`r.title`,
      keywords: sql`array[r.own_number, r.registration_number, o.name]`,
      note: sql`o.name`,
      field: sql`r.technology_field`,
      industry: sql`r.industry`,
      region: sql`r.region`,
    },
  }),
});

/** By their names for those who read these; a list of finds shows them masked, the record itself logs who reads it. */
const managersFound = (sight: Source['sight']): Source => ({
  name: 'technologyManager',
  kind: 'technologyManager',
  words: 'people:one',
  table: 'technology_managers',
  sight: (actor) =>
    hasRole(actor, 'bureauOfficer', 'districtOfficer', 'organizationAdmin', 'technologyManager', 'clock') ? sight(actor) : 'none',
  everybody: false,
  touchedBy: touching('technology_managers', 'organization'),
  read: reading(
    {
      from: sql`technology_managers r left join organizations o on o.id = r.organization
        left join personal_values p on p.record = r.id and p.field = 'name'`,
      where: sql`r.state = 'registered'`,
      columns: {
        title: sql`'TM-' || upper(right(r.id::text, 6))`,
        keywords: sql`array[p.value, o.name]`,
        note: sql`o.name`,
        field: sql`r.fields ->> 0`,
        region: sql`o.region`,
      },
    },
    ({ title, keywords: [name] }) => (name === null || name === undefined ? {} : { title: `${maskName(name)} ${title}` }),
  ),
});

const premisesFound = (sight: Source['sight']): Source => ({
  name: 'premises',
  kind: 'premises',
  words: 'premises:one',
  table: 'premises',
  sight,
  everybody: false,
  touchedBy: touching('premises', 'organization'),
  read: reading({
    from: withOwner('premises', 'organization'),
    where: standing,
    columns: { title: sql`r.name`, keywords: sql`array[r.address, o.name]`, note: sql`o.name`, region: sql`r.region` },
  }),
});
