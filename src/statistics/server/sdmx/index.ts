// Answers SDMX REST 2: data, availability and structures of the published indicators, as JSON or CSV, fresh or not modified. Everybody may ask; decision 0022.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { malformed, notFound } from '../../../platform/shared/errors.ts';
import { isKept, markOf } from '../../../platform/server/fresh.ts';
import { type Attachment, mount } from '../../../platform/server/mount.ts';
import {
  type Attribute,
  attributes,
  availabilityRoutes,
  dataflow,
  dataRoutes,
  dataStructure,
  type Dimension,
  dimensions,
  formatVersionHere,
  measure,
  mediaTypes,
  notImplemented,
  notOffered,
  structureRoutes,
  structureTypes,
  timeDimension,
} from '../../sdmx.ts';
import { filtersIn, fitsIds, fitsVersion, formatIn, keysIn, type Offered, sortingIn } from '../../sdmxQuery.ts';
import type { OpenData } from '../open/index.ts';
import { publishedUpTo } from '../open/index.ts';
import { allDimensions, availabilityOf, dataCsv, dataMessage, type Packaging } from './data.ts';
import { cumulationIn, editionsOf, type Wanted } from './observations.ts';
import { artefactsOf, structureMessage, structuresFor } from './structures.ts';
import { vocabularyOf } from './words.ts';

type Said = Readonly<Record<string, unknown>>;
const textIn = (of: Said, name: string): string | undefined => (typeof of[name] === 'string' ? of[name] : undefined);

const dataFormats: readonly Offered<'json' | 'csv'>[] = [
  { format: 'json', types: [mediaTypes.data.json, 'application/json'] },
  { format: 'csv', types: [mediaTypes.data.csv, 'text/csv'] },
];
const structureFormats: readonly Offered<'json'>[] = [{ format: 'json', types: [mediaTypes.structure.json, 'application/json'] }];
const typed = (type: string): string => `${type};version=${formatVersionHere}`;
/** What `Accept` would say, from the address where that says it: a client that always asks for `jsondata` gets structures as JSON, too. */
function acceptOf(request: FastifyRequest, query: Said): string | undefined {
  const [format, version] = [textIn(query, 'format'), textIn(query, 'formatVersion')];
  if (format === undefined) return request.headers.accept;
  return `${format === 'csvdata' ? 'text/csv' : 'application/json'}${version === undefined ? '' : `;version=${version}`}`;
}

const notOneOf = (path: string, said: string, allowed: readonly string[]) =>
  malformed({}, [
    { path, code: 'notOneOf', words: 'sdmx:refusals.notOneOf', params: { said: said.slice(0, 40), allowed: allowed.join(', ') } },
  ]);

export function mountSdmx(app: FastifyInstance, of: OpenData): void {
  const { db, city, say } = of;
  const words = vocabularyOf({ ...city, say });
  const cumulationOf = cumulationIn(city.indicators.definitions);
  const { root } = city.pack.city;
  type Exchange = { request: FastifyRequest; reply: FastifyReply };

  /** Marks the answer by all that it is made of; true where the asker has it. */
  async function kept({ request, reply }: Exchange): Promise<boolean> {
    const { mark, changed } = await publishedUpTo(db);
    const { language, url } = request;
    reply.header('content-language', language === 'en' ? 'en, zh' : 'zh, en');
    const made = markOf(mark, city.pack.digest, language, url, request.headers.accept ?? null);
    return isKept({ request, reply }, { mark: made, changed, vary: ['Accept', 'Accept-Language'] });
  }

  for (const route of dataRoutes)
    mount(app, route, async ({ params, query, request, reply, actor }) => {
      const format = formatIn(acceptOf(request, query), dataFormats);
      const type = typed(mediaTypes.data[format]);
      const [wanted, how] = [wantedIn(params, query, request.url), packagingIn(query)];
      isOurs(params);
      if (await kept({ request, reply })) return nothing(type);
      const editions = await editionsOf(db, root, cumulationOf, wanted);
      if (editions.every(({ observations }) => observations.length === 0)) return none(reply, type);
      const attachment =
        format === 'csv' ? dataCsv(words, editions, how) : JSON.stringify(dataMessage(words, actor.language, editions, how));
      return sent(attachment, type);
    });

  for (const route of availabilityRoutes)
    mount(app, route, async ({ params, query, request, reply, actor }) => {
      formatIn(acceptOf(request, query), structureFormats);
      const type = typed(mediaTypes.structure.json);
      const wanted = wantedIn(params, query, request.url);
      const asked = componentsIn(textIn(params, 'componentID') ?? '*');
      const references = referencesIn(textIn(query, 'references') ?? 'none');
      isOurs(params);
      if (await kept({ request, reply })) return nothing(type);
      const available = textIn(query, 'mode') === 'available';
      const [edition] = await editionsOf(db, root, cumulationOf, wanted);
      const observations = edition?.observations ?? [];
      if (observations.length === 0) return none(reply, type);
      const constraint = await constraintOf(observations, asked, available ? wanted : null, actor.language);
      const beside = artefactsOf(words, actor.language).filter((one) => references.includes(one.type));
      const message = structureMessage(words, actor.language, { found: [], beside }, 'full', { dataConstraints: [constraint] });
      return sent(JSON.stringify(message), type);
    });

  /** What is there; with `free`, of each dimension what would be there if it were not asked for. */
  async function constraintOf(
    found: Parameters<typeof availabilityOf>[2],
    asked: readonly Dimension[],
    free: Wanted | null,
    language: Parameters<typeof availabilityOf>[1],
  ): Promise<object> {
    const exact = availabilityOf(words, language, found, asked);
    if (free === null) return exact;
    const regions = asked.map(async (dimension) => {
      const at = dimensions.indexOf(dimension);
      const keys = free.keys.map((pattern) => pattern.map((place, index) => (index === at ? null : place)));
      const filters = free.filters.filter(({ component }) => component !== dimension);
      const [edition] = await editionsOf(db, root, cumulationOf, { ...free, keys, filters });
      return availabilityOf(words, language, edition?.observations ?? [], [dimension]).cubeRegions.flatMap(
        (one) => one.keyValues,
      );
    });
    const keyValues = (await Promise.all(regions)).flat();
    return { ...exact, cubeRegions: [{ include: true, keyValues }] };
  }

  for (const route of structureRoutes)
    mount(app, route, async ({ params, query, request, reply, actor }) => {
      formatIn(acceptOf(request, query), structureFormats);
      const type = typed(mediaTypes.structure.json);
      const asked = {
        structureType: structureTypeIn(textIn(params, 'structureType') ?? '*'),
        agencyID: textIn(params, 'agencyID') ?? '*',
        resourceID: textIn(params, 'resourceID') ?? '*',
        version: textIn(params, 'version') ?? '~',
        itemID: textIn(params, 'itemID') ?? '*',
        references: textIn(query, 'references') ?? 'none',
      };
      const found = structuresFor(artefactsOf(words, actor.language), asked);
      if (await kept({ request, reply })) return nothing(type);
      const message = structureMessage(words, actor.language, found, textIn(query, 'detail'));
      return sent(JSON.stringify(message), type);
    });

  /** Data are asked of our one dataflow, or of its structure; of anything else there are none. */
  function isOurs(params: Said): void {
    const [context, artefact] = [
      textIn(params, 'context'),
      textIn(params, 'context') === 'datastructure' ? dataStructure : dataflow,
    ];
    const isThere =
      context !== 'provisionagreement' &&
      fitsIds('agencyID', textIn(params, 'agencyID') ?? '*', words.agency) &&
      fitsIds('resourceID', textIn(params, 'resourceID') ?? '*', artefact.id) &&
      fitsVersion(textIn(params, 'version') ?? '*', artefact.version);
    if (!isThere) throw notFound();
  }

  for (const one of notOffered)
    app.get(`/api/sdmx/v2/${one}/*`, () => {
      throw notImplemented();
    });
}

/** As bytes: a text would have a charset put behind its media type, which that of SDMX does not have. */
const sent = (content: string, type: string): Attachment => ({ attachment: Buffer.from(content), type });
/** Of a 304. */
const nothing = (type: string): Attachment => ({ attachment: '', type });
/** A query that finds nothing is answered with nothing: that is no error (SDMX REST, "status"). */
function none(reply: FastifyReply, type: string): Attachment {
  reply.code(204);
  return nothing(type);
}

function wantedIn(params: Said, query: Said, url: string): Wanted {
  const number = (name: string): number | null => {
    const said = textIn(query, name);
    return said === undefined ? null : Number(said);
  };
  const time = (name: string): Date | null => {
    const said = textIn(query, name);
    return said === undefined ? null : new Date(said);
  };
  const [asOf, updatedAfter] = [time('asOf'), time('updatedAfter')];
  if (asOf !== null && updatedAfter !== null && updatedAfter > asOf)
    throw malformed({}, [{ path: 'updatedAfter', code: 'later', words: 'sdmx:refusals.laterThanAsOf' }]);
  return {
    keys: keysIn(textIn(params, 'key') ?? '*'),
    filters: filtersIn(url.split('?').slice(1).join('?')),
    updatedAfter,
    asOf,
    history: textIn(query, 'includeHistory') === 'true',
    first: number('firstNObservations'),
    last: number('lastNObservations'),
    sorting: sortingIn(textIn(query, 'sort')),
    offset: number('offset') ?? 0,
    limit: number('limit'),
  };
}

function packagingIn(query: Said): Packaging {
  const at = textIn(query, 'dimensionAtObservation') ?? timeDimension;
  const dimension = dimensions.find((one) => one === at);
  if (dimension === undefined && at !== allDimensions)
    throw notOneOf('dimensionAtObservation', at, [...dimensions, allDimensions]);
  const measures = (textIn(query, 'measures') ?? 'all').split(',');
  const strange = measures.find((one) => !['all', 'none', measure].includes(one));
  if (strange !== undefined) throw notOneOf('measures', strange, ['all', 'none', measure]);
  return {
    at: dimension ?? allDimensions,
    attributes: attributesIn(textIn(query, 'attributes') ?? 'dsd'),
    measured: measures.some((one) => one !== 'none'),
  };
}

/** Ours all stand at the observation: asked for those of a series or of the whole there are none. */
function attributesIn(said: string): Attribute[] {
  const names = said.split(',');
  const words = ['dsd', 'msd', 'dataset', 'series', 'obs', 'all', 'none'];
  const strange = names.find((one) => !words.includes(one) && !attributes.some((each) => each === one));
  if (strange !== undefined) throw notOneOf('attributes', strange, [...words, ...attributes]);
  return attributes.filter((one) => names.some((each) => each === one || ['dsd', 'obs', 'all'].includes(each)));
}

function componentsIn(said: string): Dimension[] {
  if (said === '*') return [...dimensions];
  return said.split(',').map((one) => {
    const found = dimensions.find((each) => each === one);
    if (found === undefined) throw notOneOf('componentID', one, dimensions);
    return found;
  });
}

function referencesIn(said: string): string[] {
  if (said === 'none') return [];
  const all = ['dataflow', 'datastructure', 'conceptscheme', 'codelist'];
  if (said === 'all') return all;
  const allowed = ['none', 'all', ...all, 'valuelist', 'dataproviderscheme'];
  return said.split(',').map((one) => {
    if (!allowed.includes(one)) throw notOneOf('references', one, allowed);
    return one;
  });
}

/** Types of the standard of which there is nothing here. */
const elsewhere =
  'metadatastructure categoryscheme hierarchy hierarchyassociation valuelist dataproviderscheme metadataproviderscheme dataconsumerscheme organisationunitscheme metadataflow reportingtaxonomy provisionagreement metadataprovisionagreement structuremap representationmap conceptschememap categoryschememap organisationschememap reportingtaxonomymap process categorisation dataconstraint metadataconstraint transformationscheme rulesetscheme userdefinedoperatorscheme customtypescheme namepersonalisationscheme vtlmappingscheme'.split(
    ' ',
  );
function structureTypeIn(said: string): string {
  if (said === '*' || structureTypes.some((one) => one === said)) return said;
  if (elsewhere.includes(said)) throw notFound();
  throw notOneOf('structureType', said, structureTypes);
}
