// A figure that was given for statistics: what it is wrapped in, so that nothing takes it for a value. How it is opened: disclosed.ts. Pure.

/** The mark of a closed figure. No plain value bears it, and what may not be one says so (`Plain`). */
export const confidential: unique symbol = Symbol('confidential');

/**
 * A value given for statistics (统计法: what tells of a single respondent serves no purpose but statistics), closed: neither text, number, thing with fields nor JSON. It
 * holds nothing that could be read off: whoever casts it has an empty thing, which writing as JSON and asking a rule refuse.
 */
export type Confidential<T> = { readonly [confidential]: { readonly of: T } };

/** Anything with fields but a closed figure. */
export type Plain = { readonly [confidential]?: never };

export const isConfidential = (value: unknown): value is Confidential<unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, confidential);

/** Thrown where a closed figure comes to where none may be: a fault of our own code. */
export class ConfidentialValue extends Error {
  constructor(where: string) {
    super(`a figure given for statistics was brought to ${where}: it is opened for its chain in charge and for sums alone`);
    this.name = 'ConfidentialValue';
  }
}
