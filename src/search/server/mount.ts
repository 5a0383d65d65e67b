// The search over HTTP: finds with their marks, counts beside them, what may be typed next. As a sheet: sheet.ts.
import type { FastifyInstance } from 'fastify';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import { plain } from '../../retrieval/tokens.ts';
import type { Found } from '../answering.ts';
import { marksIn, pieceOf } from '../marks.ts';
import { deepest, find, type Hit, listSynonyms, suggest } from '../search.ts';
import type { SearchIndex } from '../searchIndex.ts';
import { saidIn } from './said.ts';
import type { Search } from './service.ts';
import { mountFindsSheet, type WithFinds } from './sheet.ts';

const suggested = 8;
/** Words to go on with are those of so many finds. */
const lookedAt = 60;

export function mountSearch(app: FastifyInstance, search: Search, of: WithFinds): void {
  const { index } = search;
  mount(app, find, async ({ query: { q, limit, after, ...narrowed }, actor }) => {
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const found = await search.find(actor, { question: q, narrowed, most: from + limit });
    return {
      items: found.slots.slice(from).flatMap(({ slot }, at) => hitOf(search, found, { slot, place: from + at })),
      next: found.total > from + limit && from + limit < deepest ? writeCursor(from + limit) : null,
      total: found.total,
      facets: [...found.counts].map(([name, values]) => ({
        name,
        values: [...values].map(([value, rows]) => ({ value, rows })),
      })),
      also: [...found.asked.also],
      loose: found.loose,
      building: search.building(),
    };
  });
  mount(app, suggest, async ({ query: { q, kind }, actor }) => {
    const found = await search.find(actor, { question: q, narrowed: { kind }, most: lookedAt });
    const items = found.slots.slice(0, suggested).flatMap(({ slot }, place) => {
      const [one] = hitOf(search, found, { slot, place });
      return one
        ? [{ source: one.source, kind: one.kind, id: one.id, title: one.title, titleMarks: one.titleMarks, note: one.note }]
        : [];
    });
    return { items, words: goingOn(index, found, q), building: search.building() };
  });
  mountFindsSheet(app, search, of);
  mount(app, listSynonyms, () => ({ items: search.listed.map((group) => [...group]) }));
}

type At = { slot: number; place: number };
function hitOf({ index, idOf }: Search, { asked, loose }: Found, { slot, place }: At): Hit[] {
  const one = index.at(slot);
  if (one === undefined) return [];
  const said = saidIn({ asked });
  const piece = pieceOf(one.text, said, loose);
  const { side = null, field = null, industry = null, region = null } = one.facets;
  return [
    {
      source: one.source,
      kind: one.kind,
      id: idOf(one, place),
      title: one.title,
      titleMarks: marksIn(one.title, said, loose).map(([from, to]) => [from, to]),
      note: one.note,
      piece: piece.text,
      pieceMarks: piece.marks.map(([from, to]) => [from, to]),
      side,
      field,
      industry,
      region,
    },
  ];
}

/** Keywords that hold what was typed, the most frequent first: of what everybody sees, and of what was found alone. */
function goingOn(index: SearchIndex, { slots }: Found, typed: string): string[] {
  const [word, times] = [plain(typed.trim()), new Map<string, number>()];
  for (const { slot } of slots) {
    const one = index.at(slot);
    if (one === undefined || !one.measured) continue;
    for (const keyword of one.keywords)
      if (plain(keyword) !== word && plain(keyword).includes(word)) times.set(keyword, (times.get(keyword) ?? 0) + 1);
  }
  return [...times]
    .toSorted(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, 5)
    .map(([one]) => one);
}
