// What stands behind a figure of the chain: its listings and organizations with the reason why they stand there, page by page. An anonymous owner is not told.
import type { Actor } from '../../../platform/shared/actor.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { type Text, textIn } from '../../../platform/shared/words.ts';
import { industry } from '../../../organizations/classification.ts';
import { type ListingThere, noLink, type OrganizationThere } from '../../publicChain.ts';
import type { Placed } from '../../serviceChain.ts';
import type { Listed, Served } from './picture.ts';

type Place = { industry?: string | undefined; link?: string | undefined };
export const inPlace =
  ({ industry, link }: Place) =>
  (one: Pick<Listed, 'industry' | 'link'>): boolean =>
    (industry === undefined || one.industry.code === industry) && (link === undefined || (one.link?.code ?? noLink) === link);

/** The newest first. */
export const inOrder = (of: readonly Listed[]): Listed[] =>
  of.toSorted((a, b) => older(a.publishedOn, b.publishedOn) || older(a.id, b.id));
const older = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

type Asked = { limit: number; after?: string | undefined; count?: 'yes' | undefined };
/** A page of what is in memory. */
export function paged<T>(all: readonly T[], { limit, after, count }: Asked) {
  const from = readCursor(after, cursorNumber) ?? 0;
  return {
    items: all.slice(from, from + limit),
    next: from + limit < all.length ? writeCursor(from + limit) : null,
    ...(count === undefined ? {} : { total: { rows: all.length, more: false } }),
  };
}

export type Showing = {
  isShown: (listing: string) => boolean;
  names: (organizations: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** What organizations are called, and what titles are, by their codes. */
  kinds: { kind: ReadonlyMap<string, Text>; title: ReadonlyMap<string, Text> };
  because: (placed: Placed) => { by: Placed['by']; value: string };
};
/** Reasons in the reader's language, as far as their words are the pack's; an industry is called as the standard calls it. */
export function showingOf({ kinds, ...of }: Pick<Showing, 'names' | 'kinds' | 'isShown'>, { language }: Actor): Showing {
  const said = ({ by, value }: Placed): string => {
    if (by === 'class') return `${value} ${industry(value)?.name.zh ?? ''}`.trim();
    const text = by === 'kind' || by === 'title' ? kinds[by].get(value) : undefined;
    return text === undefined ? value : textIn(text, language);
  };
  return { ...of, kinds, because: (placed) => ({ by: placed.by, value: said(placed) }) };
}

export async function shownListing(of: readonly Listed[], { names, because, isShown }: Showing): Promise<ListingThere[]> {
  const known = await names([...new Set(of.filter((one) => !one.anonymous).map((one) => one.organization))]);
  return of.map((one) => ({
    kind: 'listing',
    id: one.id,
    title: one.title,
    side: one.side,
    sort: one.sort,
    organization: one.anonymous ? null : { id: one.organization, name: known.get(one.organization) ?? '' },
    region: one.anonymous ? null : one.region,
    publishedOn: one.publishedOn,
    shown: isShown(one.id),
    because: { link: one.link === null ? null : because(one.link), industry: because(one.industry) },
  }));
}

export function shownOrganization(one: Served, { industry, link }: Place, { because }: Showing): OrganizationThere {
  const found = (of: readonly Placed[], code: string | undefined) => {
    const placed = code === undefined ? of[0] : of.find((each) => each.code === code);
    return placed === undefined ? null : because(placed);
  };
  return {
    kind: 'organization',
    id: one.id,
    name: one.name,
    region: one.region,
    enteredOn: one.enteredOn,
    because: { link: found(one.links, link), industry: found(one.industries, industry) },
  };
}

type Recruiting = { industry: string; link: string; from: 'link' | 'industry' };
/** Who might be asked to serve there, those who have worked most first. */
export function candidatesFor(organizations: readonly Served[], { industry, link, from }: Recruiting): Served[] {
  const has = (of: readonly Placed[], code: string) => of.some((one) => one.code === code);
  return organizations
    .filter((one) => {
      const [serves, knows] = [has(one.links, link), has(one.industries, industry)];
      return from === 'link' ? serves && !knows : knows && !serves;
    })
    .toSorted((a, b) => b.work - a.work);
}
