// A frame (调查范围): whom a form asks, as the registers tell it on a day. Pure; read from them by server/frames.ts.
import { z } from 'zod';
import { text } from '../platform/shared/words.ts';

const code = z.string().regex(/^[a-z][A-Za-z0-9]*$/);

export const frame = z.strictObject({
  code,
  name: text,
  of: z.discriminatedUnion('register', [
    z.strictObject({
      register: z.literal('organizations'),
      /** What a source calls it (organization kinds of the pack); any where absent. */
      kinds: z.array(code).min(1).optional(),
      /** Of all but these kinds. */
      withoutKinds: z.array(code).min(1).optional(),
      /** Whether its class belongs to S&T services. */
      services: z.literal(true).optional(),
      /** False: without those that the statistics bureau lists above scale on that day, which the state asks itself. */
      aboveScale: z.literal(false).optional(),
    }),
    z.strictObject({
      register: z.literal('titles'),
      /** Holders of a standing title of one of these kinds. */
      kinds: z.array(code).min(1),
    }),
  ]),
});
export type Frame = z.infer<typeof frame>;

/** Who is asked, with what he is compared by. */
export type Respondent = { organization: string; class: string | null; size: string | null };
