// A release: the figures of a day as known at a settled instant, numbered and frozen; it can be computed again for ever. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

export const life = lifecycle('release', {
  states: ['published'],
  parties: [],
  actions: {
    create: {
      from: 'nothing',
      to: 'published',
      by: 'bureauOfficer',
      input: z.strictObject({ title: z.string().trim().min(1).max(200).meta({ title: 'statistics:release.title' }), asOf: day.meta({ title: 'statistics:release.asOf' }) }),
    },
  },
});

const frozen = z.object({ code: z.string(), value: decimal.nullable(), regions: z.array(z.object({ region: z.string(), value: decimal.nullable() })) });
export type Frozen = z.infer<typeof frozen>;
export const fields = z.object({
  number: z.string(),
  title: z.string(),
  asOf: day,
  /** Settled: what was known before it can no longer change. */
  knownAt: instant,
  packDigest: z.string(),
  packVersion: z.string(),
  figures: z.array(frozen),
});
export const releases = recordKind({ life, path: '/releases', fields, filters: { q: z.string().max(100).optional() }, readers: 'public' });

/** Computes a release's figures again and says which, if any, come out otherwise. */
export const checkRelease = route({
  method: 'GET',
  path: '/releases/:id/check',
  summary: 'statistics:routes.check',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: z.object({ same: z.boolean(), samePack: z.boolean(), differs: z.array(z.object({ code: z.string(), was: decimal.nullable(), is: decimal.nullable() })) }),
});
