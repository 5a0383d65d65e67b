// The service chain over HTTP: the matrix for everybody, gaps and whom to recruit for officers, each figure down to its records, the gaps as a sheet.
import type { FastifyInstance } from 'fastify';
import { wrongField } from '../../../platform/shared/errors.ts';
import { addDays, startOfYear } from '../../../platform/shared/dates.ts';
import { textIn } from '../../../platform/shared/words.ts';
import type { Actor } from '../../../platform/shared/actor.ts';
import { mount } from '../../../platform/server/mount.ts';
import { type Kernel, now } from '../../../records/server/index.ts';
import {
  type ChainShown,
  getChain,
  getChainGaps,
  listChainCandidates,
  listChainGaps,
  listChainRecords,
} from '../../publicChain.ts';
import { gapCellsOf, monthEnds, otherIndustry } from '../../serviceChain.ts';
import { candidatesFor, inOrder, inPlace, paged, type Showing, shownListing, shownOrganization, showingOf } from './behind.ts';
import type { Chain, Picture, Served } from './picture.ts';
import { mountChainSheet } from './sheet.ts';

export type WithChain = {
  kernel: Kernel;
  chain: Chain;
  firstDay: string;
  showing: Pick<Showing, 'names' | 'kinds' | 'isShown'>;
};
const monthsShown = 12;

export function mountChain(app: FastifyInstance, { kernel, chain, firstDay, showing }: WithChain): void {
  const days = async (asked: string | undefined) => {
    const today = kernel.dayOf(await now(kernel.db));
    const on = asked ?? today;
    if (on > today) throw wrongField('asOf', 'inFuture', 'chain:refusals.inFuture', { on, today });
    return { on, today };
  };
  const pictureOn = async (asked: string | undefined) => {
    const { on, today } = await days(asked);
    return chain.picture(on, today);
  };
  const monthsUpTo = async (asked: string | undefined) => {
    const { on, today } = await days(asked);
    const ends = [];
    for (const end of monthEnds(on, { months: monthsShown, firstDay })) ends.push(await chain.monthEnd(end, today));
    return ends;
  };
  mount(app, getChain, async ({ query, actor }) => {
    const { on, today } = await days(query.asOf);
    return matrixOf(chain, await chain.picture(on, today), { today, firstDay, actor });
  });
  mount(app, listChainRecords, async ({ query, actor }) => {
    const of = await pictureOn(query.asOf);
    const show = showingOf(showing, actor);
    if (query.what === 'supplies' || query.what === 'demands') {
      const page = paged(inOrder(of[query.what].filter(inPlace(query))), query);
      return { ...page, items: await shownListing(page.items, show) };
    }
    const some = query.what === 'newSmall' ? newSmallOf(of, firstDay).some : of.organizations;
    const page = paged(some.filter(serves(query)), query);
    return { ...page, items: page.items.map((one) => shownOrganization(one, query, show)) };
  });
  mount(app, getChainGaps, async ({ query }) => {
    const of = await pictureOn(query.asOf);
    return {
      asOf: of.on,
      unansweredAfterDays: chain.law.unansweredAfterDays,
      lookedOn: of.lookedOn,
      cells: gapCellsOf(of.demands, of),
      months: (await monthsUpTo(query.asOf)).map(({ asOf, parts }) => ({
        month: asOf.slice(0, 7),
        asOf,
        gaps: parts.reduce((sum, one) => sum + one.gaps, 0),
        parts,
      })),
    };
  });
  mount(app, listChainGaps, async ({ query, actor }) => {
    const of = await pictureOn(query.asOf);
    const among = query.what === 'gaps' ? of.gaps : of.unanswered;
    const ofField = (field: string) => query.field === undefined || field === query.field;
    const some = of.demands.filter((one) => among.has(one.id) && ofField(one.field)).filter(inPlace(query));
    const page = paged(inOrder(some), query);
    const items = await shownListing(page.items, showingOf(showing, actor));
    const fields = page.items.map((one) => one.field);
    return {
      ...page,
      items: items.map((one, at) => ({ ...one, why: of.gaps.get(one.id) ?? null, field: fields[at] ?? '01' })),
    };
  });
  mount(app, listChainCandidates, async ({ query, actor }) => {
    const of = await pictureOn(query.asOf);
    const page = paged(candidatesFor(of.organizations, query), query);
    const show = showingOf(showing, actor);
    return {
      ...page,
      items: page.items.map((one) => ({
        ...shownOrganization(one, query, show),
        industries: one.industries.map(({ code }) => code),
        links: one.links.map(({ code }) => code),
        work: one.work,
      })),
    };
  });
  mountChainSheet(app, { kernel, chain, monthsUpTo });
}

type Shown = { today: string; firstDay: string; actor: Actor };
function matrixOf(chain: Chain, of: Picture, { today, firstDay, actor }: Shown): ChainShown {
  const say = (text: { zh: string; en: string }) => textIn(text, actor.language);
  const { from, some } = newSmallOf(of, firstDay);
  return {
    asOf: of.on,
    today,
    firstDay,
    links: chain.law.links.map(({ code, name, what }) => ({ code, name: say(name), what: say(what) })),
    industries: [
      ...chain.industries.map(({ code, name, source }) => ({
        code,
        name: say(name),
        source: source === null ? null : say(source),
      })),
      { code: otherIndustry, name: say(chain.law.other), source: null },
    ],
    cells: of.cells,
    newSmall: {
      from,
      links: chain.law.links.map(({ code }) => ({
        link: code,
        organizations: some.filter((one) => one.links.some((link) => link.code === code)).length,
      })),
    },
  };
}

const small: readonly (string | null)[] = ['small', 'micro'];
/** Of the year asked, and not what the city's register was begun with. */
function newSmallOf({ on, organizations }: Picture, firstDay: string): { from: string; some: Served[] } {
  const year = startOfYear(on);
  const from = year > firstDay ? year : addDays(firstDay, 1);
  return { from, some: organizations.filter((one) => small.includes(one.size) && one.enteredOn >= from) };
}

type Place = { industry?: string | undefined; link?: string | undefined };
const serves =
  ({ industry, link }: Place) =>
  (one: Served): boolean =>
    (industry === undefined || one.industries.some(({ code }) => code === industry)) &&
    (link === undefined || one.links.some(({ code }) => code === link));
