// Structures as SDMX-JSON 2.0 has them: agency, dataflow, data structure, concepts and code lists, and which of them a query gets with its references.
import type { Language } from '../../../platform/shared/actor.ts';
import { malformed, notFound } from '../../../platform/shared/errors.ts';
import type { Text } from '../../../platform/shared/words.ts';
import {
  attributes,
  type Component,
  components,
  conceptScheme,
  dataflow,
  dataStructure,
  keyDimensions,
  measure,
  type StructureType,
  structureTypes,
  timeDimension,
} from '../../sdmx.ts';
import { fitsIds, fitsVersion } from '../../sdmxQuery.ts';
import { type Coded, codelistOf, described, isCoded, itemUrn, metaOf, named, type Ref, urnOf, type Vocabulary } from './words.ts';

type Item = { id: string; json: object };
/** A structure: how it is called, what stands in it, what it refers to. */
export type Artefact = Ref & {
  type: StructureType;
  name: Text;
  about?: Text;
  /** Where its items stand, if it is a list of them. */
  items?: { field: 'agencies' | 'codes' | 'concepts'; all: readonly Item[] };
  body?: object;
  refersTo: readonly Ref[];
};

const collections = {
  agencyscheme: 'agencySchemes',
  codelist: 'codelists',
  conceptscheme: 'conceptSchemes',
  dataflow: 'dataflows',
  datastructure: 'dataStructures',
} as const satisfies Record<StructureType, string>;

/** All there are, in one language. */
export function artefactsOf(of: Vocabulary, language: Language): Artefact[] {
  const { agency: agencyID, both, ofCity } = of;
  const agencies: Ref = { type: 'agencyscheme', agencyID: 'SDMX', id: 'AGENCIES', version: '1.0' };
  const concepts = { type: 'conceptscheme', agencyID, ...conceptScheme } as const;
  const structure: Ref = { type: 'datastructure', agencyID, ...dataStructure };
  const coded = components.filter(isCoded);
  return [
    {
      ...agencies,
      type: 'agencyscheme',
      name: both('agencies'),
      body: { isPartial: true },
      items: { field: 'agencies', all: [{ id: agencyID, json: named(ofCity('agency'), language) }] },
      refersTo: [],
    },
    {
      type: 'dataflow',
      agencyID,
      ...dataflow,
      name: ofCity('dataflow'),
      about: both('dataflow.about'),
      body: { structure: urnOf(structure) },
      refersTo: [structure, agencies],
    },
    {
      ...structure,
      type: 'datastructure',
      name: both('structure'),
      body: { dataStructureComponents: componentsOf(agencyID) },
      refersTo: [concepts, ...coded.map((one) => codelistOf(agencyID, one)), agencies],
    },
    {
      ...concepts,
      name: both('concepts'),
      items: {
        field: 'concepts',
        all: components.map((id) => ({ id, json: named(both(`concepts.${id}`), language) })),
      },
      refersTo: [agencies],
    },
    ...coded.map((component) => codelist(of, component, language, agencies)),
  ];
}

function codelist(of: Vocabulary, component: Coded, language: Language, agencies: Ref): Artefact {
  const ref = codelistOf(of.agency, component);
  return {
    ...ref,
    name: of.both(`lists.${ref.id}`),
    items: {
      field: 'codes',
      all: of.codesOf(component).map(({ id, name, about, parent }) => ({
        id,
        json: {
          ...named(name, language),
          ...(about === undefined ? {} : described(about, language)),
          ...(parent === undefined ? {} : { parent }),
        },
      })),
    },
    refersTo: [agencies],
  };
}

/** Dimensions, measure and attributes, each with its concept and with its code list or format. */
function componentsOf(agencyID: string) {
  const concept = (id: string) => itemUrn({ type: 'conceptscheme', agencyID, ...conceptScheme }, id);
  const format: Partial<Record<Component, object>> = {
    TIME_PERIOD: { dataType: 'ObservationalTimePeriod' },
    OBS_VALUE: { dataType: 'Decimal' },
    UNIT_MULT: { dataType: 'Integer' },
    DECIMALS: { dataType: 'Integer' },
    RELEASE: { dataType: 'String' },
  };
  const component = (id: Component) => ({
    id,
    conceptIdentity: concept(id),
    localRepresentation: isCoded(id) ? { enumeration: urnOf(codelistOf(agencyID, id)) } : { format: format[id] },
  });
  return {
    dimensionList: {
      id: 'DimensionDescriptor',
      dimensions: keyDimensions.map((id, position) => ({ ...component(id), position })),
      timeDimension: component(timeDimension),
    },
    attributeList: {
      id: 'AttributeDescriptor',
      attributes: attributes.map((id) => ({ ...component(id), usage: 'optional', attributeRelationship: { observation: {} } })),
    },
    measureList: { id: 'MeasureDescriptor', measures: [{ ...component(measure), usage: 'optional' }] },
  };
}

export type StructureQuery = {
  structureType: string;
  agencyID: string;
  resourceID: string;
  version: string;
  itemID: string;
  references: string;
};

const known = ['none', 'parents', 'parentsandsiblings', 'ancestors', 'children', 'descendants', 'all'];

/** The structures that a query names, then those that it wants with them. */
export function structuresFor(all: readonly Artefact[], query: StructureQuery): { found: Artefact[]; beside: Artefact[] } {
  const type = query.structureType;
  const ids = (path: string, said: string, id: string) => fitsIds(path, said, id);
  const found = all.filter(
    (one) =>
      (type === '*' || type === one.type) &&
      ids('agencyID', query.agencyID, one.agencyID) &&
      ids('resourceID', query.resourceID, one.id) &&
      fitsVersion(query.version, one.version),
  );
  if (query.itemID !== '*') {
    const chosen = found.flatMap((one) => withItems(one, query.itemID));
    return { found: chosen.length > 0 ? chosen : missing(), beside: [] };
  }
  if (found.length === 0) missing();
  return { found, beside: besideOf(all, found, query.references) };
}
const missing = (): never => {
  throw notFound();
};

/** A list with only the items that are named. */
function withItems(one: Artefact, itemID: string): Artefact[] {
  if (one.items === undefined) return [];
  const chosen = one.items.all.filter(({ id }) => fitsIds('itemID', itemID, id));
  return chosen.length === 0 ? [] : [{ ...one, body: { isPartial: true }, items: { ...one.items, all: chosen } }];
}

const same = (a: Ref, b: Ref): boolean => a.type === b.type && a.agencyID === b.agencyID && a.id === b.id;

function besideOf(all: readonly Artefact[], found: readonly Artefact[], references: string): Artefact[] {
  const children = (of: readonly Artefact[]) =>
    all.filter((one) => of.some(({ refersTo }) => refersTo.some((ref) => same(ref, one))));
  const parents = (of: readonly Artefact[]) =>
    all.filter((one) => one.refersTo.some((ref) => of.some((each) => same(ref, each))));
  const upTo = (step: (of: readonly Artefact[]) => Artefact[]): Artefact[] => {
    const reached = new Set<Artefact>();
    for (let next = step(found); next.length > 0; next = step(next).filter((one) => !reached.has(one)))
      for (const one of next) reached.add(one);
    return [...reached];
  };
  const others = (of: readonly Artefact[]) => [...new Set(of)].filter((one) => !found.includes(one));
  if (references === 'none') return [];
  if (references === 'children') return others(children(found));
  if (references === 'descendants') return others(upTo(children));
  if (references === 'parents') return others(parents(found));
  if (references === 'ancestors') return others(upTo(parents));
  if (references === 'parentsandsiblings') return others([...parents(found), ...children(parents(found))]);
  const around = [...upTo(parents), ...upTo(children)];
  if (references === 'all') return others([...around, ...children(upTo(parents))]);
  const types = references.split(',');
  const strange = types.find((one) => !structureTypes.some((each) => each === one));
  if (strange !== undefined)
    throw malformed({}, [
      {
        path: 'references',
        code: 'notOneOf',
        words: 'sdmx:refusals.notOneOf',
        params: { said: strange.slice(0, 40), allowed: [...known, ...structureTypes].join(', ') },
      },
    ]);
  return others(around.filter((one) => types.includes(one.type)));
}

/** One structure: whole, or as a stub that only says that there is one. */
function shown(one: Artefact, language: Language, stub: 'no' | 'bare' | 'complete'): object {
  const { type, agencyID, id, version, name, about, items, body } = one;
  return {
    id,
    version,
    agencyID,
    ...named(name, language),
    ...(about === undefined || stub === 'bare' ? {} : described(about, language)),
    isExternalReference: stub !== 'no',
    links: [{ rel: 'self', type, urn: urnOf(one) }],
    ...(stub === 'no' ? body : {}),
    ...(stub === 'no' && items ? { [items.field]: items.all.map(({ id: item, json }) => itemOf(one, item, json)) } : {}),
  };
}

function itemOf(of: Artefact, id: string, json: object): object {
  const { type } = of;
  const urn = type === 'dataflow' || type === 'datastructure' ? null : itemUrn({ ...of, type }, id);
  return { id, ...json, ...(urn === null ? {} : { links: [{ rel: 'self', urn }] }) };
}

const stubs: Record<string, { own: 'no' | 'bare' | 'complete'; beside: 'no' | 'bare' | 'complete' }> = {
  allstubs: { own: 'bare', beside: 'bare' },
  referencestubs: { own: 'no', beside: 'bare' },
  allcompletestubs: { own: 'complete', beside: 'complete' },
  referencecompletestubs: { own: 'no', beside: 'complete' },
};

/** The message: structures by their kind. */
export function structureMessage(
  of: Vocabulary,
  language: Language,
  { found, beside }: { found: readonly Artefact[]; beside: readonly Artefact[] },
  detail = 'full',
  more: Record<string, readonly object[]> = {},
): object {
  const how = stubs[detail] ?? { own: 'no', beside: 'no' };
  const listed = [
    ...found.map((one) => [collections[one.type], shown(one, language, how.own)] as const),
    ...beside.map((one) => [collections[one.type], shown(one, language, how.beside)] as const),
  ];
  const grouped = Map.groupBy(listed, ([collection]) => collection);
  const data = Object.fromEntries([...grouped].map(([collection, all]) => [collection, all.map(([, json]) => json)]));
  return { meta: metaOf(of, 'structure', language), data: { ...data, ...more } };
}
