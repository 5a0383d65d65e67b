// Webhooks as their pages read them: shape, controls of their forms, tones of their states. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import { useSession } from '../../platform/web/session.ts';
import type { Offer } from '../../records/record.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import { type fields, listingEvents, webhookEvents } from '../webhook.ts';
import { webhookWords } from './webhook-words.ts';

addWords({ webhooks: webhookWords });

export type Webhook = RecordHead & z.output<typeof fields>;
export const webhooksApi = '/webhooks';

const controls: Record<string, Partial<Schema>> = {
  name: { help: 'webhooks:nameHelp' },
  url: { help: 'webhooks:urlHelp' },
  reason: { control: 'textarea' },
};
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order: ['name', 'url', 'events', 'about'] });

/** What the bureau cannot be told of, it is not asked. */
export function useHookSources(): FieldSources {
  const t = useWords();
  const own = useSession()?.roles.some((role) => role === 'organizationAdmin') ?? false;
  const options = {
    events: (own ? webhookEvents : listingEvents).map((value) => ({ value, title: t(`webhooks:events.${value}`) })),
  };
  return { options, shown: { about: () => own } };
}

const tones = { toDraw: 'warn', active: 'good', paused: 'warn', ended: 'bad' } as const;
export const toneOf = (state: string) => tones[state as keyof typeof tones] ?? 'none';
