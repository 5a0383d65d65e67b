// Whether two statements of shares speak of one deal: by the numbers that stand in what they name as evidence, else by parties with amount or day. Pure.

/** So many days apart two deals of the same parties may still be one. */
export const nearDays = 30;

const aDay = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
/** Numbers of contracts as somebody wrote them, without what parts their groups; a day is none, nor is what has few digits. */
export function contractNumbers(evidence: string | null): string[] {
  const said = (evidence ?? '').normalize('NFKC').toUpperCase();
  const tokens = said.match(/[0-9A-Z]+(?:\s*[-_/.‐-―]\s*[0-9A-Z]+)*/g) ?? [];
  const bare = tokens.map((one) => one.replaceAll(/[^0-9A-Z]/g, ''));
  return [...new Set(bare)].filter((one) => one.replaceAll(/\D/g, '').length >= 5 && !aDay.test(one));
}
