// Keys as their pages read them: shape, controls of their forms, tones of their states. Brings their words.
import type { z } from 'zod';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { addWords, useWords } from '../../platform/web/i18n.ts';
import type { Offer } from '../../records/record.ts';
import { type RecordHead, withControls } from '../../records/web/index.ts';
import { type fields, scopes } from '../apiKey.ts';
import { apiKeyWords } from './api-key-words.ts';

addWords({ apiKeys: apiKeyWords });

export type ApiKey = RecordHead & z.output<typeof fields>;
export const keysApi = '/api-keys';

const controls: Record<string, Partial<Schema>> = {
  name: { help: 'apiKeys:nameHelp' },
  expiresOn: { help: 'apiKeys:expiresOnHelp' },
  reason: { control: 'textarea' },
};
export const asAsked = (offer: Offer): Offer => withControls(offer, { controls, order: ['name', 'scopes', 'expiresOn'] });

export function useKeySources(): FieldSources {
  const t = useWords();
  return { options: { scopes: scopes.map((value) => ({ value, title: t(`apiKeys:scopes.${value}`) })) } };
}

const tones = { toDraw: 'warn', active: 'good', expired: 'none', revoked: 'bad' } as const;
export const toneOf = (state: string) => tones[state as keyof typeof tones] ?? 'none';
