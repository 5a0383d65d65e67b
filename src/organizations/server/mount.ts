// Mounts what organizations have beside their records: regions, map, duplicate check, preview of a merge.
import type { FastifyInstance } from 'fastify';
import { addDays } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import { checkCreditCode } from '../creditCode.ts';
import { type Kernel, mountReads } from '../../records/server/index.ts';
import { findDuplicates, getMap, listContactReads, listRegions, previewMerge } from '../routes.ts';
import { gainedNames } from './merges.ts';
import type { Organizations } from './service.ts';

/**
 * What other modules hold of an organization about to be merged: counts of records that stand with it, by kind, and titles of the
 * same kind and level that both have, of which one may have to be voided. Given by the composition root.
 */
export type Standing = (
  from: string,
  into: string,
) => Promise<{
  records: { kind: string; count: number }[];
  twice: { kind: string; id: string; title: string; other: { id: string; title: string } }[];
}>;

type Mounting = { kernel: Kernel; organizations: Organizations; pack: Pack; standing: Standing };

export function mountOrganizations(app: FastifyInstance, { kernel, organizations, pack, standing }: Mounting): void {
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
  mountReads(app, kernel, listContactReads);
  mount(app, getMap, () => map);
  mount(app, findDuplicates, async ({ query }) => {
    const creditCode = query.creditCode ? checkCreditCode(query.creditCode).code : null;
    return { items: await organizations.duplicates({ name: query.name, creditCode }, query.except ?? null) };
  });
  mount(app, previewMerge, async ({ params, query }) => {
    const [from, into] = await Promise.all([organizations.row(params.id), organizations.row(query.into)]);
    if (!from || !into) throw notFound();
    const [ofFrom, ofInto] = await Promise.all([organizations.absorbed(from.id), organizations.absorbed(into.id)]);
    const there = [into.name, ...into.former_names, ...into.aliases, ...gainedNames(into, ofInto)];
    const names = [from.name, ...from.former_names, ...from.aliases, ...gainedNames(from, ofFrom)];
    const compared = ['credit_code', 'region', 'industry', 'size', 'kind'] as const;
    return {
      from: { id: from.id, name: from.name },
      into: { id: into.id, name: into.name },
      names: [...new Set(names)].filter((name) => !there.includes(name)),
      differs: compared
        .filter((field) => from[field] !== into[field])
        .map((field) => ({ field, from: from[field], into: into[field] })),
      ...(await standing(from.id, into.id)),
      undoneUntil: addDays(await organizations.today(), 30),
    };
  });
}
