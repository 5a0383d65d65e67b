// A key by which an organization's or the bureau's program reads the open API: fields, life, refusals, drawing its token. Pure; the token itself is never kept.
import { z } from 'zod';
import { addDays, day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { marketScope, ownListingsScope } from '../market/scopes.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { kernelFields, offer, recordKind } from '../records/record.ts';

/** What a key reads: the market as everybody sees it, and the listings of its own organization as records. */
export const scopes = [marketScope, ownListingsScope] as const;
export type Scope = (typeof scopes)[number];
/** Requests a minute of a key unless the bureau allows it another number. */
export const usualRate = 300;
export const longest = 366;
export const mostOpen = 20;

const reason = z.string().trim().min(1).max(500).meta({ title: 'apiKeys:reason' });
export const life = lifecycle('apiKey', {
  states: ['toDraw', 'active', 'expired', 'revoked'],
  /** `holder`: who administers the organization that the key is of. */
  parties: ['holder'],
  actions: {
    create: {
      from: 'nothing',
      to: 'toDraw',
      by: ['organizationAdmin', 'bureauOfficer'],
      input: z.strictObject({
        name: line(60, 2).meta({ title: 'apiKeys:name' }),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).meta({ title: 'apiKeys:scopes' }),
        expiresOn: day.meta({ title: 'apiKeys:expiresOn' }),
      }),
    },
    /** By a door of its own, for its holder alone: the token is told once. Drawn anew, the one before ends. */
    draw: { from: ['toDraw', 'active'], to: 'active', by: 'visitor' },
    allow: {
      from: ['toDraw', 'active'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({ perMinute: z.number().int().min(10).max(6000).meta({ title: 'apiKeys:perMinute' }) }),
    },
    revoke: {
      from: ['toDraw', 'active'],
      to: 'revoked',
      by: ['holder', 'bureauOfficer'],
      input: z.strictObject({ reason }),
    },
    expire: { from: ['toDraw', 'active'], to: 'expired', by: 'clock' },
  },
});

export const fields = z.object({
  name: z.string(),
  /** Null: the bureau's own. */
  organization: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  scopes: z.array(z.enum(scopes)),
  expiresOn: day,
  perMinute: z.number().int(),
  /** The last signs of its token, by which people tell keys apart; null before it is drawn. */
  hint: z.string().nullable(),
  /** Last day on which it was used. */
  usedOn: day.nullable(),
  /** Whether the reader may draw its token. */
  draws: z.boolean(),
  reason: z.string().nullable(),
});

export const keyReaders = ['bureauOfficer', 'organizationAdmin'] as const;
export const apiKeyRecords = recordKind({
  life,
  path: '/api-keys',
  fields,
  filters: { state: z.enum(life.states).optional() },
  readers: keyReaders,
});

export const drawKey = route({
  method: 'POST',
  path: '/api-keys/:id/token',
  summary: 'apiKeys:routes.draw',
  access: keyReaders,
  params: z.object({ id: z.uuid() }),
  response: z.strictObject({ token: z.string(), key: fields.extend({ ...kernelFields, actions: z.array(offer) }) }),
});

export const tooManyKeys = refusal('apiKey.tooMany', 409, 'apiKeys:refusals.tooMany');
export const notHolder = refusal('apiKey.notHolder', 403, 'apiKeys:refusals.notHolder');

/** What is wrong with its last day: it lies ahead, and no further than a year. */
export function expiryFault(expiresOn: string, today: string): 'past' | 'far' | null {
  if (expiresOn < today) return 'past';
  return expiresOn > addDays(today, longest) ? 'far' : null;
}
