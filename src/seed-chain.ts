// What the invented city's service organizations offer along the service chain beside technology itself, and what firms look for there: more of some links than of others, so that gaps are seen. Texts are the pack's.
import { z } from 'zod';
import { text } from './platform/shared/words.ts';
import { sortsOf } from './market/listing.ts';
import type { Pack } from './platform/server/pack.ts';
import type { Deed } from './seed-deed.ts';
import { type Living, live } from './seed-live.ts';
import type { Body, Making } from './seed-organizations.ts';

const some = z.array(z.string().min(1)).min(1);
export const chainPlan = z.strictObject({
  note: text,
  days: z.number().int().min(1),
  industries: z.array(z.strictObject({ name: z.string(), field: z.string(), industry: z.string() })).min(1),
  links: z.array(
    z.strictObject({
      /** Kinds of organizations that offer it. */
      owners: some,
      /** In a city of the usual size. */
      supplies: z.number().int().min(0),
      demands: z.number().int().min(0),
      /** Industries to which nobody offers it. */
      without: z.array(z.string()),
      sort: z.enum(sortsOf.supply),
      cooperation: some,
      titles: some,
      texts: some,
      demandType: z.string(),
      demandTitles: some,
      demandTexts: some,
    }),
  ),
  closed: some,
  ended: some,
});

/** Of organizations that stay what they are. */
type Around = Pick<Making, 'calendar' | 'chance' | 'size' | 'last'> & { bodies: readonly Body[] };
export function makeChain(pack: Pick<Pack, 'read'>, { bodies, size, ...around }: Around): Deed[] {
  const of = pack.read('chain-listings.json', chainPlan);
  const { chance } = around;
  const deeds: Deed[] = [];
  const living = (owners: Living['bodies']): Living => ({
    ...around,
    of,
    chance,
    bodies: owners,
    venues: [],
    venueChance: chance,
  });
  const count = (usual: number) => Math.round(usual * Math.min(size, 1));
  for (const [at, link] of of.links.entries()) {
    const offering = bodies.filter((one) => link.owners.includes(one.kind));
    if (offering.length === 0) continue;
    const served = of.industries.filter(({ name }) => !link.without.includes(name));
    for (let made = 0; made < count(link.supplies); made++) {
      const { sort, cooperation } = link;
      const said = {
        sort,
        cooperation,
        price: 'agreed',
        ...about(chance.pick(served), chance.pick(link.titles), chance.pick(link.texts)),
      };
      live(living(offering), `chain ${at} supply ${made}`, said, deeds);
    }
    for (let made = 0; made < count(link.demands); made++) {
      const { demandType } = link;
      const anonymous = chance.happens(0.2);
      const words = about(
        of.industries[made % of.industries.length],
        chance.pick(link.demandTitles),
        chance.pick(link.demandTexts),
      );
      const said = { sort: 'problem', cooperation: ['06'], demandType, price: 'agreed', anonymous, ...words };
      live(living(bodies.filter((one) => one.kind === 'serviceOrganization')), `chain ${at} demand ${made}`, said, deeds);
    }
  }
  return deeds;
}

type Industry = z.output<typeof chainPlan>['industries'][number];
function about(industry: Industry | undefined, title: string, said: string) {
  const { name = '', ...codes } = industry ?? {};
  const filled = (template: string) => template.replaceAll('{name}', name);
  return { title: filled(title), text: filled(said), keywords: [name], ...codes };
}
