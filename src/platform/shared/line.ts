// A text of one line, as names and titles are kept: however it was typed or pasted, one form. Pure; not texts of several lines.
import { z } from 'zod';
import { tidyName } from './characters.ts';

/** What has no shape that another reader would see: controls, halves of characters, characters of somebody's own. */
const unprintable = /[\p{Cc}\p{Cs}\p{Co}]/u;

/** Tidied first, then measured; refused, with the character named, where something is left that cannot be printed. */
export const line = (most: number, least = 1) =>
  z
    .string()
    .overwrite(tidyName)
    .min(least)
    .max(most)
    .check((context) => {
      const found = unprintable.exec(context.value)?.[0]?.codePointAt(0);
      if (found !== undefined)
        context.issues.push({
          code: 'custom',
          input: context.value,
          message: 'platform:form.character',
          params: { code: 'character', found: `U+${found.toString(16).toUpperCase().padStart(4, '0')}` },
        });
    });
