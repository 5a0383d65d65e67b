// Contact data is taken out of what everybody may read of a listing before it is kept, and its owner is told where. Pure.
import { z } from 'zod';
import { contactKinds, contactsIn, mask, masked } from './contacts.ts';

/** What everybody reads, in the order of the form. */
export const openFields = ['title', 'text', 'keywords', 'acceptance'] as const;
export type OpenField = (typeof openFields)[number];

/** Of a field: what kinds of contact data stood in it. */
export const hiddenShape = z.strictObject({ field: z.enum(openFields), kinds: z.array(z.enum(contactKinds)).min(1) });
export type Hidden = z.output<typeof hiddenShape>;

export type OpenTexts = { title: string; text: string; keywords: readonly string[]; acceptance: string | null };
const textsOf = (of: OpenTexts, field: OpenField): readonly string[] => {
  const said = of[field];
  return said === null ? [] : typeof said === 'string' ? [said] : said;
};

/**
 * The same with `***` where contact data stood, and of which fields. What was hidden `before` is told as long as its mask stands: nobody
 * else keeps it. From the kept text everything else is made: search, exports, digests.
 */
export function withoutContacts(of: OpenTexts, before: readonly Hidden[] = []) {
  const hidden = openFields.flatMap((field): Hidden[] => {
    const texts = textsOf(of, field);
    const found = texts.flatMap((text) => contactsIn(text).map(({ kind }) => kind));
    const stands = texts.some((text) => text.includes(mask));
    const older = stands ? (before.find((one) => one.field === field)?.kinds ?? []) : [];
    const kinds = contactKinds.filter((kind) => found.includes(kind) || older.includes(kind));
    return kinds.length === 0 ? [] : [{ field, kinds }];
  });
  return {
    title: masked(of.title),
    text: masked(of.text),
    keywords: [...new Set(of.keywords.map(masked))],
    acceptance: of.acceptance === null ? null : masked(of.acceptance),
    hidden,
  };
}
