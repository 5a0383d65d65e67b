// Closes and opens figures given for statistics. Which files may import this, test/architecture/apart.ts names; all others see closed figures. Pure.
import { type Confidential, confidential, ConfidentialValue, isConfidential } from './confidential.ts';

/** What each closed figure holds stands here and not in it. */
const held = new WeakMap<object, unknown>();
const mark = Object.freeze({});

/** Closes a value. What is closed already stays as it is. */
export function closed<T>(value: T | Confidential<T>): Confidential<T> {
  if (isConfidential(value)) return value as Confidential<T>;
  const figure = Object.defineProperties(
    {},
    {
      [confidential]: { value: mark },
      toJSON: {
        value: () => {
          throw new ConfidentialValue('JSON');
        },
      },
    },
  ) as Confidential<T>;
  held.set(figure, value);
  return Object.freeze(figure);
}

/** Opens a closed figure: for its respondent, its chain in charge, for sums and for keeping it. */
export function disclosed<T>(figure: Confidential<T>): T {
  if (!isConfidential(figure) || !held.has(figure)) throw new Error('what is opened was never closed');
  return held.get(figure) as T;
}
