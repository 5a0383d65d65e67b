// Keeps a text in a CSV from being run as a formula by a spreadsheet program, and takes the guard off again. Not escaping of quotes.

/** Plain and full-width signs that begin a formula, and the white space that some programs drop before one. */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** An apostrophe before what would be a formula; a plain negative number stays a number. */
export const guarded = (text: string): string => (dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text);

export const unguarded = (text: string): string => (text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text);
