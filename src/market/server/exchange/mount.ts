// Exchange of listings over HTTP: the hall as JSON, XLSX and Atom for everybody, a file of listings taken from who may enter them.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { mount } from '../../../platform/server/mount.ts';
import type { Pack } from '../../../platform/server/pack.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { demoLooksOnly, type Kernel, now, ownAddress } from '../../../records/server/index.ts';
import { exportJson, exportSheet, listingFeed, takeListings } from '../../exchangeListing.ts';
import type { FilesOf } from '../listings/files.ts';
import type { Hall } from '../mount.ts';
import type { Listings } from '../service.ts';
import type { MarketTables } from '../tables.ts';
import { feedOf, jsonFile, sheetFile } from './files.ts';
import { rawRows, takeRows } from './taking.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  listings: Listings;
  organizations: Organizations;
  hall: Hall;
  pack: Pack;
  filesOf: FilesOf;
};

export function mountListingExchange(app: FastifyInstance, of: With): void {
  const { kernel, db, listings, organizations, hall, pack, filesOf } = of;
  const { say } = app;
  const { city } = pack;
  const around = async (language: 'zh-CN' | 'en') => ({
    hall,
    say,
    language,
    city: city.name,
    today: kernel.dayOf(await now(db)),
  });
  mount(app, exportJson, async ({ query, actor, request }) =>
    jsonFile({ ...(await around(actor.language)), filesOf, address: ownAddress(app, request) }, query),
  );
  mount(app, exportSheet, async ({ query, actor }) =>
    sheetFile(await around(actor.language), query, { regions: organizations.pack.regions }),
  );
  mount(app, listingFeed, async ({ query, actor, request }) => {
    const address = ownAddress(app, request);
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const places = { address, filesOf, self: `${address}/api${listingFeed.path}${search}`, page: `${address}/market${search}` };
    return feedOf({ ...(await around(actor.language)), ...places, timeZone: city.timeZone }, query);
  });
  mount(app, takeListings, async ({ file, query, actor }) => {
    if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
    return takeRows({ db, listings, organizations, say }, actor, await rawRows(file, say), query.write === 'yes');
  });
}
