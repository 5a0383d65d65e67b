// What a module tells the shell: its pages, its place in the navigation, its record kinds. Assembled in routes.tsx; knows no module.
import { type ComponentType, lazy } from 'react';
import type { Role, Standing } from '../shared/actor.ts';
import type { WordsKey } from '../shared/errors.ts';

/** Search of a URL as plain strings. */
export type Search = Record<string, string>;

/** A component that is loaded when it is shown (`later` in Late.tsx). */
export type Later = ComponentType;

/** The menus of the navigation, in their order. An entry without one stands by itself, before them. */
export const menus = ['plan', 'registers', 'contracts', 'market', 'statistics', 'records', 'administration'] as const;
export type Menu = (typeof menus)[number];

/** A page of a module. `path` in TanStack's manner (`/indicators/$code`); the code is loaded when the page is opened. */
export type PageRoute = {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Those it is for, where it is not for everybody, and its title for the others: they are told, and nothing is asked of the server for them. */
  only?: { roles: readonly Role[]; words: WordsKey };
  /** Entry in the navigation, in its menu lowest order first; `for` restricts it to some roles; `also` are beginnings of other addresses that belong to it. */
  navigation?: {
    words: WordsKey;
    order: number;
    menu?: Menu;
    for?: readonly Standing[];
    also?: readonly string[];
    /** Beside the entry's name, loaded after it: how much there is to do. */
    badge?: Later;
  };
};

/** How a record kind is reached: its list under `/api`, its page, its name, and its search for the command palette. */
export type RecordKind = {
  kind: string;
  /** `/recognitions`, under `/api`. */
  api: `/${string}`;
  words: WordsKey;
  page?: (id: string) => string;
  /** Where what waits for this action is worked at, where that is not the record's own page. */
  workedAt?: (id: string, action: string) => string | null;
};

/** What the command palette found: its name, what kind of thing it is, and what tells it from its like. */
export type Hit = { title: string; words: WordsKey; note?: string | null; to: string; search?: Search };
export type Find = (words: string) => Promise<Hit[]>;

/** `find` searches what the module keeps, for the command palette; a few hits, the best first. */
export type WebModule = {
  pages: readonly PageRoute[];
  kinds?: readonly RecordKind[];
  find?: Find;
  /** What stands in the header for those who are signed in; loaded after the page. */
  header?: () => Promise<{ default: ComponentType }>;
  /** Beside the filters of every list. */
  listTool?: Later;
  /** The page to which signing in leads these roles, where nothing else was wanted. */
  landing?: (roles: readonly Standing[]) => string | null;
};

const kinds = new Map<string, RecordKind>();
type Held = {
  pages: PageRoute[];
  finds: Find[];
  header: ComponentType[];
  tools: Later[];
  landings: NonNullable<WebModule['landing']>[];
};
const held: Held = { pages: [], finds: [], header: [], tools: [], landings: [] };

/** Tells the shell of all modules. Called once by the composition root. */
export function registerModules(modules: readonly WebModule[]): void {
  held.pages = modules.flatMap((one) => [...one.pages]);
  held.finds = modules.flatMap((one) => (one.find ? [one.find] : []));
  held.tools = modules.flatMap((one) => (one.listTool ? [one.listTool] : []));
  held.landings = modules.flatMap((one) => (one.landing ? [one.landing] : []));
  held.header = modules.flatMap((one) => (one.header ? [lazy(one.header)] : []));
  for (const kind of modules.flatMap((one) => one.kinds ?? [])) kinds.set(kind.kind, kind);
}

export const listTools = (): readonly Later[] => held.tools;
/** Where signing in leads. */
export const landingOf = (roles: readonly Standing[]): string =>
  held.landings.map((one) => one(roles)).find((path) => path !== null) ?? '/';
/** What modules put into the header, in their order. */
export const headerParts = (): readonly ComponentType[] => held.header;
export const allPages = (): readonly PageRoute[] => held.pages;
/** An entry of the navigation with the address of its page. */
export type Entry = { path: string } & NonNullable<PageRoute['navigation']>;
export const navigation = (standings: readonly Standing[]): Entry[] =>
  held.pages
    .flatMap((page) => (page.navigation ? [{ path: page.path, ...page.navigation }] : []))
    .filter((one) => !one.for || one.for.some((role) => standings.includes(role)))
    .sort((a, b) => placeOf(a) - placeOf(b) || a.order - b.order);
const placeOf = ({ menu }: { menu?: Menu }): number => (menu ? menus.indexOf(menu) : -1);
/** Hits of all modules in their order. A module whose search fails is left out, unless all do. */
export async function findRecords(words: string): Promise<Hit[]> {
  const found = await Promise.allSettled(held.finds.map((find) => find(words)));
  const failed = found.find((one) => one.status === 'rejected');
  if (failed && found.every((one) => one.status === 'rejected')) throw failed.reason;
  const hits = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  // What two modules find is shown once.
  return [
    ...new Map(hits.toReversed().map((one) => [`${one.to} ${JSON.stringify(one.search ?? {})}`, one])).values(),
  ].toReversed();
}
/** A kind that a module has registered; null when its pages are not there. */
export const recordKind = (kind: string): RecordKind | null => kinds.get(kind) ?? null;
