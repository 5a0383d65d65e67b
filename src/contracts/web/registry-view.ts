// Registries as their pages read them: the record, its colours, the names of places, what the forms choose from.
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { call, request } from '../../platform/web/call.ts';
import type { FieldSources, Schema } from '../../platform/web/FieldForm.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import type { Tone } from '../../platform/web/Parts.tsx';
import type { Option } from '../../platform/web/table.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { findOrganizations } from '../../organizations/web/index.ts';
import type { Offer } from '../../records/record.ts';
import type { Page, RecordHead } from '../../records/web/index.ts';
import { type fields, listCandidates } from '../registry.ts';

export type Registry = RecordHead & z.output<typeof fields>;
export const registriesApi = '/registries';

const tones: Record<string, Tone> = { active: 'good', suspended: 'warn', preparing: 'blue' };
export const toneOf = (state: string): Tone => tones[state] ?? 'none';

export function useRegistry(id: string) {
  const language = useLanguage();
  const session = useSession();
  const key = [registriesApi, id, language, session?.account ?? null];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => request<Registry>('GET', `${registriesApi}/${id}`),
    enabled: id !== '' && session !== undefined,
  });
  return { key, asked };
}

/** What a territory is called: the city's own unit stands for all of it. */
export function useTerritory(): (ids: readonly string[]) => string {
  const t = useWords();
  const regions = useRegions().data?.items;
  return (ids) =>
    ids
      .map((id) => {
        const found = regions?.find((one) => one.id === id);
        return found?.kind === 'city' ? t('registries:wholeCity', { city: found.name }) : (found?.name ?? id);
      })
      .join(t('registries:comma'));
}

export function useIs(...roles: Actor['roles']): boolean {
  return useSession()?.roles.some((one) => roles.includes(one)) ?? false;
}

/** Registries at work, to choose from. */
export function useActiveRegistries(wanted: boolean): Option[] {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: [registriesApi, 'active', language],
    queryFn: () => request<Page<Registry>>('GET', registriesApi, { query: { state: 'active', limit: 200 } }),
    enabled: wanted,
  });
  return (asked.data?.items ?? []).map((one) => ({ value: one.id, title: one.name }));
}

/** Choices of the forms. `of` is the record on whose page they stand. */
export function useRegistrySources(of?: Registry): (action: string) => FieldSources {
  const t = useWords();
  const language = useLanguage();
  const bureau = useIs('bureauOfficer');
  const regions = useRegions().data?.items ?? [];
  const candidates =
    useQuery({ queryKey: ['registrars', language], queryFn: () => call(listCandidates), enabled: bureau }).data?.items ?? [];
  const active = useActiveRegistries(bureau && of !== undefined);
  const inOffice = (of?.registrars ?? []).filter((one) => one.until === null);
  const people = (action: string) =>
    action === 'dismiss'
      ? inOffice.map((one) => ({ value: one.account, title: one.name ?? one.account }))
      : candidates
          .filter((one) => !inOffice.some((other) => other.account === one.id))
          .map((one) => ({ value: one.id, title: one.name }));
  return (action) => ({
    findOrganizations,
    options: {
      territory: regions.map((one) => ({
        value: one.id,
        title: one.kind === 'city' ? t('registries:wholeCity', { city: one.name }) : one.name,
      })),
      account: people(action),
      handTo: active.filter((one) => one.value !== of?.id),
    },
  });
}

const asked: Record<string, Partial<Schema>> = {
  organization: { control: 'organization', help: 'registries:help.organization' },
  owners: { items: { control: 'organization' } },
  code: { help: 'registries:help.code' },
  territory: { help: 'registries:help.territory' },
  reason: { control: 'textarea' },
};
/** An offered action as its form asks it. */
export function asAsked(offer: Offer): Offer {
  const schema = (offer.input ?? null) as Schema | null;
  if (!schema?.properties) return offer;
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([name, of]) => {
      const { items, ...more } = asked[name] ?? {};
      return [name, { ...of, ...more, ...(items ? { items: { ...of.items, ...items } } : {}) }];
    }),
  );
  return { ...offer, input: { ...schema, properties } };
}
