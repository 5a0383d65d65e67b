// The index of the search: which documents answer a question, by characters, Latin words, sounds and initials. Pure, in memory; who may see is asked of it.
import { openPostings, type Postings } from '../retrieval/postings.ts';
import { openTally } from '../retrieval/tally.ts';
import { eachGram } from '../retrieval/tokens.ts';
import { openTerms } from '../retrieval/terms.ts';
import { type Facet, facets, type Kept, weights } from './document.ts';
import { openLatinWords } from './latin.ts';
import { eachSound } from './soundTerms.ts';

/** A document as it stands at a slot. A document that is put again has a new slot. */
export type SearchIndex = {
  put: (one: Kept) => void;
  drop: (source: string, id: string) => void;
  at: (slot: number) => Kept | undefined;
  slotOf: (source: string, id: string) => number | undefined;
  /** Slots are below this; those of documents that were put later lie higher. */
  width: () => number;
  size: () => number;
  grams: Postings;
  sounds: Postings;
  gram: (gram: number | string) => number;
  sound: (sound: number) => number;
  latin: ReturnType<typeof openLatinWords>;
  /** The value of a facet at a slot, by number; −1 for none. */
  valueAt: (facet: Facet, slot: number) => number;
  valueOf: (facet: Facet, said: string) => number;
  nameOf: (facet: Facet, value: number) => string;
};

const bm25 = { k1: 0.6, b: 0.75 };

export function openSearchIndex(): SearchIndex {
  const [grams, gramTerms, latin] = [openPostings(bm25), openTerms(), openLatinWords()];
  const [sounds, soundTerms] = [openPostings(bm25), openTerms()];
  const [tally, soundTally] = [openTally(), openTally()];
  const kept: (Kept | undefined)[] = [];
  /** By source, then by id. */
  const slots = new Map<string, Map<string, number>>();
  let size = 0;
  const slotOf = (source: string, id: string): number | undefined => slots.get(source)?.get(id);
  const { keep, ...columns } = openColumns();

  const count = (one: Kept): void => {
    tally.begin();
    soundTally.begin();
    const words = (text: string, weight: number): void =>
      eachGram(text, (gram) => {
        const known = gramTerms.size();
        const term = gramTerms.add(gram);
        if (typeof gram === 'string' && term === known) latin.add(gram, term);
        tally.add(term, weight);
      });
    const spoken = (text: string, weight: number): void =>
      eachSound(text, (sound) => soundTally.add(soundTerms.add(sound), weight));
    words(one.title, weights.title);
    spoken(one.title, weights.title);
    for (const word of one.keywords) {
      words(word, weights.keywords);
      spoken(word, weights.keywords);
    }
    words(one.text, weights.text);
  };
  const drop = (source: string, id: string): void => {
    const slot = slotOf(source, id);
    const held = slot === undefined ? undefined : kept[slot];
    if (slot === undefined || held === undefined) return;
    count(held);
    grams.drop(slot, tally, held.measured);
    sounds.drop(slot, soundTally, held.measured);
    kept[slot] = undefined;
    slots.get(source)?.delete(id);
    size -= 1;
  };
  return {
    drop,
    put: (one) => {
      drop(one.source, one.id);
      const slot = kept.length;
      kept.push(one);
      const own = slots.get(one.source) ?? new Map<string, number>();
      slots.set(one.source, own.set(one.id, slot));
      size += 1;
      count(one);
      grams.put(slot, tally, one.measured);
      sounds.put(slot, soundTally, one.measured);
      keep(slot, one);
    },
    at: (slot) => kept[slot],
    slotOf,
    width: () => kept.length,
    size: () => size,
    grams,
    sounds,
    gram: gramTerms.find,
    sound: soundTerms.find,
    latin,
    ...columns,
  };
}

/** What narrows a list, as numbers by slot. */
function openColumns() {
  const names = new Map(facets.map((facet) => [facet, new Map<string, number>()]));
  const said = new Map(facets.map((facet) => [facet, [] as string[]]));
  const columns = new Map(facets.map((facet) => [facet, new Int32Array(1024)]));
  const numberOf = (facet: Facet, value: string): number => {
    const known = names.get(facet)?.get(value);
    if (known !== undefined) return known;
    const list = said.get(facet) ?? [];
    names.get(facet)?.set(value, list.length);
    list.push(value);
    return list.length - 1;
  };
  return {
    keep: (slot: number, one: Kept): void => {
      for (const facet of facets) {
        let column = columns.get(facet) ?? new Int32Array(0);
        if (slot >= column.length) {
          const wider = new Int32Array(Math.max(slot + 1, column.length * 2));
          wider.set(column);
          column = wider;
          columns.set(facet, column);
        }
        const value = facet === 'kind' ? one.kind : (one.facets[facet] ?? null);
        column[slot] = value === null ? -1 : numberOf(facet, value);
      }
    },
    valueAt: (facet: Facet, slot: number): number => columns.get(facet)?.[slot] ?? -1,
    valueOf: (facet: Facet, value: string): number => names.get(facet)?.get(value) ?? -2,
    nameOf: (facet: Facet, value: number): string => said.get(facet)?.[value] ?? '',
  };
}
