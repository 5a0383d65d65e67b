// What was found as a sheet: the list that the reader sees, by his question, what narrows it and his rights, the best first.
import type { FastifyInstance } from 'fastify';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { industry } from '../../organizations/classification.ts';
import { type Kernel, listSheet } from '../../records/server/index.ts';
import { pieceOf } from '../marks.ts';
import { exportFinds, mostGiven, stillBuilding } from '../search.ts';
import { saidIn } from './said.ts';
import type { Search } from './service.ts';

export type WithFinds = { kernel: Kernel; regions: readonly { id: string; name: Text }[] };
const columns = [
  ['kind', 'columns.kind', 14],
  ['title', 'columns.title', 44],
  ['note', 'columns.note', 32],
  ['side', 'facets.side', 12],
  ['field', 'facets.field', 24],
  ['industry', 'facets.industry', 24],
  ['region', 'facets.region', 14],
  ['piece', 'columns.piece', 60],
] as const;

export function mountFindsSheet(app: FastifyInstance, search: Search, { kernel, regions }: WithFinds): void {
  mount(app, exportFinds, async ({ query: { format, ...asked }, actor, request }) => {
    const { q, ...narrowed } = asked;
    const found = await search.find(actor, { question: q, narrowed, most: mostGiven });
    if (search.building() !== null) throw stillBuilding();
    // Taken at once: by the time its row is written a slot may hold another record.
    const kept = found.slots.flatMap(({ slot }) => search.index.at(slot) ?? []);
    const said = saidIn(found);
    const { language } = actor;
    const say = (key: string) => app.say(language, key);
    const named = (text: Text | undefined, code: string) => (text === undefined ? code : textIn(text, language));
    const rowOf = (one: (typeof kept)[number]) => {
      const { side = null, field = null, industry: section = null, region = null } = one.facets;
      const words = search.wordsOf(one.source);
      return {
        kind: words === null ? one.kind : say(words),
        title: one.title,
        note: one.note,
        side: side === null ? null : say(`search:sides.${side}`),
        field: field === null ? null : say(`contracts:technologyFields.${field}`),
        industry: section === null ? null : named(nameOf(section), section),
        region: region === null ? null : named(regions.find(({ id }) => id === region)?.name, region),
        piece: pieceOf(one.text, said, found.loose).text,
      };
    };
    const titled = columns.map(([key, words, width]) => ({ key, title: say(`search:${words}`), width }));
    const list = async (_actor: unknown, { limit, after }: { limit: number; after?: string }) => {
      const from = readCursor(after, cursorNumber) ?? 0;
      const to = from + limit;
      return { items: kept.slice(from, to), next: to < kept.length ? writeCursor(to) : null };
    };
    const sheet = { kind: 'search', list, asked, format, name: say('search:results'), columns: titled };
    return listSheet(kernel, { actor, request }, { ...sheet, rows: (items) => items.map(rowOf) });
  });
}

/** A section that the standard calls in Chinese alone is called so. */
function nameOf(code: string): Text | undefined {
  const name = industry(code)?.name;
  return name === undefined ? undefined : { zh: name.zh, en: name.en ?? name.zh };
}
