// Names of everything that SDMX shows, in both languages with the asker's first; links and the head of a message. No data.
import { randomUUID } from 'node:crypto';
import type { Language } from '../../../platform/shared/actor.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Indicators } from '../../../indicators/server/index.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Region } from '../../../organizations/region.ts';
import { agencyOf, codelists, codelistVersion, type Component } from '../../sdmx.ts';
import { frequencies } from '../../sdmxPeriods.ts';
import { codeLists } from '../../openData.ts';

export type Code = { id: string; name: Text; about?: Text; parent?: string };
export type Coded = keyof typeof codelists;
export const isCoded = (component: Component): component is Coded => component in codelists;

export type Vocabulary = {
  agency: string;
  /** An invented city's messages are for trying out. */
  test: boolean;
  both: (key: string) => Text;
  /** With the city's name in it, in each language its own. */
  ofCity: (key: string) => Text;
  codesOf: (component: Coded) => readonly Code[];
};

/** The codes of all lists as the pack has them; the same for every asker, so made once. */
export function vocabularyOf(of: { pack: Pack; regions: readonly Region[]; indicators: Indicators; say: Say }): Vocabulary {
  const said = (key: string): Text => ({ zh: of.say('zh-CN', key), en: of.say('en', key) });
  const both = (key: string) => said(`sdmx:${key}`);
  const city = of.pack.city.name;
  const ofCity = (key: string): Text => ({
    zh: of.say('zh-CN', `sdmx:${key}`, { city: city.zh }),
    en: of.say('en', `sdmx:${key}`, { city: city.en }),
  });
  const own = (component: Coded, ids: readonly string[]): Code[] =>
    ids.map((id) => ({ id, name: both(`codes.${component}.${id}`) }));
  const open = (list: 'unit' | 'source'): Code[] => codeLists[list].map((id) => ({ id, name: said(`open:codes.${list}.${id}`) }));
  const lists: Record<Coded, readonly Code[]> = {
    FREQ: own('FREQ', frequencies),
    REF_AREA: of.regions.map(({ id, name, within }) => ({ id, name, ...(within === null ? {} : { parent: within }) })),
    INDICATOR: [...new Map(of.indicators.definitions.map((one) => [one.code, one])).values()].map((one) => ({
      id: one.code,
      name: one.name,
      about: one.basis,
    })),
    UNIT_MEASURE: open('unit'),
    CUMULATION: own('CUMULATION', ['YTD', 'END', 'RATIO']),
    OBS_STATUS: own('OBS_STATUS', ['A', 'P', 'M']),
    CONF_STATUS: own('CONF_STATUS', ['F', 'C']),
    SOURCE: open('source'),
  };
  return {
    agency: agencyOf(of.pack.city),
    test: of.pack.city.kind === 'invented',
    both,
    ofCity,
    codesOf: (component) => lists[component],
  };
}

const tag = (language: Language): 'zh' | 'en' => (language === 'en' ? 'en' : 'zh');
/** A name as SDMX-JSON has it: the one that fits best, and all there are. */
export const named = (of: Text, language: Language) => ({ name: textIn(of, language), names: { zh: of.zh, en: of.en } });
export const described = (of: Text, language: Language) => ({
  description: textIn(of, language),
  descriptions: { zh: of.zh, en: of.en },
});

const packages = {
  agencyscheme: 'base.AgencyScheme',
  codelist: 'codelist.Codelist',
  conceptscheme: 'conceptscheme.ConceptScheme',
  dataflow: 'datastructure.Dataflow',
  datastructure: 'datastructure.DataStructure',
  dataconstraint: 'registry.DataConstraint',
} as const;
export type Ref = { type: keyof typeof packages; agencyID: string; id: string; version: string };
export const urnOf = ({ type, agencyID, id, version }: Ref): string =>
  `urn:sdmx:org.sdmx.infomodel.${packages[type]}=${agencyID}:${id}(${version})`;
const items = { agencyscheme: 'base.Agency', codelist: 'codelist.Code', conceptscheme: 'conceptscheme.Concept' } as const;
export const itemUrn = (of: Ref & { type: keyof typeof items }, item: string): string =>
  `urn:sdmx:org.sdmx.infomodel.${items[of.type]}=${of.agencyID}:${of.id}(${of.version}).${item}`;
export const codelistOf = (agencyID: string, component: Coded): Ref & { type: 'codelist' } => ({
  type: 'codelist',
  agencyID,
  id: codelists[component],
  version: codelistVersion,
});

const schemas = { data: 'data-message', structure: 'structure-message' } as const;
/** Head of a message; what it is about stands behind it. */
export const metaOf = ({ agency, test, ofCity }: Vocabulary, kind: keyof typeof schemas, language: Language) => ({
  schema: `https://raw.githubusercontent.com/sdmx-twg/sdmx-json/v2.0.0/${schemas[kind]}/tools/schemas/2.0.0/sdmx-json-${kind}-schema.json`,
  id: randomUUID(),
  prepared: new Date().toISOString(),
  test,
  contentLanguages: [tag(language), tag(language) === 'en' ? 'zh' : 'en'],
  sender: { id: agency, ...named(ofCity('agency'), language) },
});
