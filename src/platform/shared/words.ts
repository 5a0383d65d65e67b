// Words of a module in both languages, side by side: a missing one does not compile. Not pack data (that is `Text`).
import { z } from 'zod';
import type { Language } from './actor.ts';

/** `key: [中文, English]`; `{{name}}` is filled in; English plurals as `key_one`, `key_other`. */
export type Words = Record<string, readonly [zh: string, en: string]>;
export const defineWords = <const W extends Words>(words: W): W => words;

/** A text of pack data in both languages; a pack that lacks one is refused at load. */
export const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof text>;
export const textIn = (of: Text, language: Language): string => (language === 'en' ? of.en : of.zh);
