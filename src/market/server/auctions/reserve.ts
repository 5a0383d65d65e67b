// What a sealed reserve price is told by before the end of its auction; value and salt prove it afterwards.
import { createHash } from 'node:crypto';

export const reserveDigest = (reserve: string, salt: string): string =>
  createHash('sha256').update(`${salt}:${reserve}`).digest('hex');
