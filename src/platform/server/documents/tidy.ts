// What callers do to a cell before they compare or keep it. `readSheet` does it to the header only.

const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

/** NFKC (full-width letters, digits and spaces become plain), nothing invisible, no space at either end. */
export const tidy = (text: string): string => text.normalize('NFKC').replace(invisible, '').trim();

/** `tidy`, and in one line: a name of a column. */
export const tidyHeader = (text: string): string => tidy(text).replace(/\s+/g, ' ');
