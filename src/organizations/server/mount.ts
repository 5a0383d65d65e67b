// Mounts what organizations have beside their records: regions, map, duplicate check, preview of a merge.
import type { FastifyInstance } from 'fastify';
import { addDays } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import { checkCreditCode } from '../creditCode.ts';
import { findDuplicates, getMap, listRegions, previewMerge } from '../routes.ts';
import type { Organizations } from './service.ts';

/** Counts of other modules' records that stand with an organization, by kind; given by the composition root. */
export type RecordsOf = (organization: string) => Promise<{ kind: string; count: number }[]>;

export function mountOrganizations(app: FastifyInstance, organizations: Organizations, pack: Pack, recordsOf: RecordsOf): void {
  const { regions } = organizations.pack;
  const map = {
    geojson: pack.has('map.geojson') ? pack.geojson() : { type: 'FeatureCollection', features: [] },
    approval: pack.city.mapApproval,
  };
  mount(app, listRegions, ({ actor }) => ({
    items: regions.map(({ id, name, kind, divisionCode, within, mapName }) => ({
      id,
      name: textIn(name, actor.language),
      kind,
      divisionCode,
      within,
      mapName,
    })),
  }));
  mount(app, getMap, () => map);
  mount(app, findDuplicates, async ({ query }) => {
    const creditCode = query.creditCode ? checkCreditCode(query.creditCode).code : null;
    return { items: await organizations.duplicates({ name: query.name, creditCode }, query.except ?? null) };
  });
  mount(app, previewMerge, async ({ params, query }) => {
    const [from, into] = await Promise.all([organizations.row(params.id), organizations.row(query.into)]);
    if (!from || !into) throw notFound();
    const names = [from.name, ...from.former_names, ...from.aliases].filter(
      (name) => ![into.name, ...into.former_names, ...into.aliases].includes(name),
    );
    const compared = ['credit_code', 'region', 'industry', 'size', 'kind'] as const;
    return {
      from: { id: from.id, name: from.name },
      into: { id: into.id, name: into.name },
      names,
      differs: compared
        .filter((field) => from[field] !== into[field])
        .map((field) => ({ field, from: from[field], into: into[field] })),
      records: await recordsOf(from.id),
      undoneUntil: addDays(await organizations.today(), 30),
    };
  });
}
