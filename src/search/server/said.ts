// What a question asked for, as it is marked in what was found: its words, and those that stand for them.
import type { Found } from '../answering.ts';

export const saidIn = ({ asked }: Pick<Found, 'asked'>): string[] => [
  ...asked.words.map((word) => word.said),
  ...asked.also.flatMap((other) => other.split(' ')),
];
