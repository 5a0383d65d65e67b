// Characters that no text of ours holds. Pure; not what a reader cannot see but may mean (documents/tidy.ts).

/** Controls but tab and line ends, halves of a character, and what decoders put for a lost one. PostgreSQL refuses some of them. */
export const unshowable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffd-\uffff]/u;

/** The first such character as `U+0000`, or null. */
export function unshowableIn(text: string): string | null {
  const found = unshowable.exec(text)?.[0];
  return found === undefined ? null : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
