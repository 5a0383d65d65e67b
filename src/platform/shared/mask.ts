// Masks of personal values, as they stand where the reader has no need of the values themselves. Pure.

/** The first character and a star: `王*`. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}*`;

/** The last four characters of a certificate number; all stars where it has no more than six. */
export function maskNumber(number: string): string {
  const characters = [...number];
  return characters.length <= 6 ? '*'.repeat(characters.length) : `****${characters.slice(-4).join('')}`;
}

/** Three digits, stars, the last two: `138******78`; all stars where it is shorter than seven. */
export function maskPhone(phone: string): string {
  const characters = [...phone];
  if (characters.length < 7) return '*'.repeat(characters.length);
  return `${characters.slice(0, 3).join('')}${'*'.repeat(characters.length - 5)}${characters.slice(-2).join('')}`;
}

/** The first character of the name, and the domain: `w***@example.cn`. */
export const maskEmail = (address: string): string =>
  `${[...address][0] ?? ''}***${address.slice(Math.max(address.lastIndexOf('@'), 0))}`;
