// What a module tells the shell: its pages, its place in the navigation, its record kinds. Assembled in routes.tsx; knows no module.
import type { ComponentType } from 'react';
import type { Standing } from '../shared/actor.ts';
import type { WordsKey } from '../shared/errors.ts';

/** Search of a URL as plain strings. */
export type Search = Record<string, string>;

/** A page of a module. `path` in TanStack's manner (`/indicators/$code`); the code is loaded when the page is opened. */
export type PageRoute = {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Entry in the navigation, lowest order first; `for` restricts it to some roles; `also` are beginnings of other addresses that belong to it. */
  navigation?: { words: WordsKey; order: number; for?: readonly Standing[]; also?: readonly string[] };
};

/** How a record kind is reached: its list under `/api`, its page, its name, and its search for the command palette. */
export type RecordKind = {
  kind: string;
  /** `/recognitions`, under `/api`. */
  api: `/${string}`;
  words: WordsKey;
  page?: (id: string) => string;
};

export type WebModule = { pages: readonly PageRoute[]; kinds?: readonly RecordKind[] };

/** A record, page or action that the command palette found. */
export type Hit = { title: string; note: string; to: string };

const kinds = new Map<string, RecordKind>();
const held: { pages: PageRoute[]; find: ((words: string) => Promise<Hit[]>) | null } = { pages: [], find: null };

/** Tells the shell of all modules, and of the search over records once there is one. Called once by the composition root. */
export function registerModules(modules: readonly WebModule[], find: ((words: string) => Promise<Hit[]>) | null = null): void {
  held.pages = modules.flatMap((one) => [...one.pages]);
  held.find = find;
  for (const kind of modules.flatMap((one) => one.kinds ?? [])) kinds.set(kind.kind, kind);
}

export const allPages = (): readonly PageRoute[] => held.pages;
export const navigation = (standings: readonly Standing[]) =>
  held.pages
    .flatMap((page) => (page.navigation ? [{ path: page.path, ...page.navigation }] : []))
    .filter((one) => !one.for || one.for.some((role) => standings.includes(role)))
    .sort((a, b) => a.order - b.order);
export const findRecords = (words: string): Promise<Hit[]> => held.find?.(words) ?? Promise.resolve([]);
/** A kind that a module has registered; null when its pages are not there. */
export const recordKind = (kind: string): RecordKind | null => kinds.get(kind) ?? null;
