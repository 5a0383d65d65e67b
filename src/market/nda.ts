// The confidentiality terms that both sides of a deal accept before confidential details are shown: data of law/market/nda.json with its version. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';

export const ndaShape = z.strictObject({
  version: z.string().regex(/^[0-9A-Za-z.-]{1,20}$/),
  from: day,
  title: text,
  basis: z.strictObject({ text, sure: z.enum(['confirmed', 'recalled', 'derived']) }),
  clauses: z.array(text).min(1),
});
export type Nda = z.output<typeof ndaShape>;

/** What the digest is taken of: version and clauses, in both languages. */
export const wordingOf = ({ version, title, clauses }: Nda): string =>
  [version, title, ...clauses].map((one) => (typeof one === 'string' ? one : `${one.zh}\n${one.en}`)).join('\n');

/** That one side accepted a version; `digest`: SHA-256 of its wording. The event of the act is the evidence. */
export const acceptance = z.strictObject({
  side: z.enum(['owner', 'asker']),
  version: z.string(),
  digest: z.string(),
  on: day,
});
export type Acceptance = z.output<typeof acceptance>;

export const bothAccepted = (of: readonly Acceptance[]): boolean =>
  (['owner', 'asker'] as const).every((side) => of.some((one) => one.side === side));

export const getNda = route({
  method: 'GET',
  path: '/market/nda',
  summary: 'deals:routes.nda',
  access: 'public',
  response: z.strictObject({
    version: z.string(),
    from: day,
    digest: z.string(),
    title: text,
    basis: text,
    clauses: z.array(text),
  }),
});
