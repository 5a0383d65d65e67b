// Groups of synonyms as pages read them: their shape, their controls, what they are called. Brings their words.
import type { z } from 'zod';
import type { Schema } from '../../../platform/web/FieldForm.tsx';
import { addWords, useWords } from '../../../platform/web/i18n.ts';
import type { Tone } from '../../../platform/web/Parts.tsx';
import type { Offer } from '../../../records/record.ts';
import { type RecordHead, withControls } from '../../../records/web/index.ts';
import type { fields, life } from '../../wordGroup.ts';
import { wordGroupWords } from './word-group-words.ts';

addWords({ wordGroups: wordGroupWords });

export type WordGroup = RecordHead & z.output<typeof fields>;
export const wordGroupsApi = '/word-groups';
export const tones: Record<(typeof life.states)[number], Tone> = {
  suggested: 'warn',
  used: 'good',
  refused: 'none',
  retired: 'none',
};
export const toneOf = (state: string): Tone => (state in tones ? tones[state as keyof typeof tones] : 'none');

const controls: Record<string, Partial<Schema>> = { words: { help: 'wordGroups:wordsHelp' }, reason: { control: 'textarea' } };
/** An offered action as its form asks it: words and what is said of them; the rest is the page's. */
export const asAsked = (offer: Offer): Offer => {
  const asked = withControls(offer, { controls, order: ['words', 'note', 'reason'] });
  return offer.name === 'add' ? only(asked, ['words', 'note']) : asked;
};
function only(offer: Offer, names: readonly string[]): Offer {
  const { properties, ...input } = (offer.input ?? {}) as Schema;
  return {
    ...offer,
    input: {
      ...input,
      properties: Object.fromEntries(Object.entries(properties ?? {}).filter(([name]) => names.includes(name))),
    },
  };
}

/** Words of a group in one line. */
export function useJoined(): (words: readonly string[]) => string {
  const t = useWords();
  return (words) => words.join(t('wordGroups:separator'));
}
