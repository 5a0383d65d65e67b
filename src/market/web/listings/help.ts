// What the server says of a listing as it stands in the form, asked once the writer rests; one answer for all who show it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../../platform/web/call.ts';
import { useLanguage } from '../../../platform/web/i18n.ts';
import type { Draft } from '../../../platform/web/schema.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import type { ListingSort } from '../../listing.ts';
import { helpWriting } from '../../writing.ts';

/** Milliseconds of rest after which what was typed is asked about. */
const rest = 500;
export type Help = ResponseOf<typeof helpWriting>;
/** The record that the form changes; of a new one nothing is known beside the form. */
export type Known = { sort?: ListingSort | undefined; id?: string | undefined };

const textFields = { title: 200, text: 5000, acceptance: 2000, field: 10, priceLow: 40, priceHigh: 40, deadline: 10 } as const;

/** The form as the help asks for it; null while there is nothing to say. */
export function bodyOf(draft: Draft, { sort, id }: Known) {
  const said = (field: string): string => (typeof draft[field] === 'string' ? draft[field] : '');
  const kind = sort ?? said('sort');
  if (kind === '' || `${said('title')}${said('text')}`.trim().length < 8) return null;
  const several = (field: string): string[] => {
    const value = draft[field];
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  };
  return {
    sort: kind as ListingSort,
    ...Object.fromEntries(Object.entries(textFields).map(([field, most]) => [field, said(field).slice(0, most)])),
    keywords: several('keywords')
      .slice(0, 10)
      .map((one) => one.slice(0, 40)),
    cooperation: several('cooperation').slice(0, 20),
    ...(said('confidentiality') === '' ? {} : { confidentiality: said('confidentiality') as 'public' | 'onAdmission' }),
    ...(said('price') === '' ? {} : { price: said('price') as 'none' | 'agreed' | 'fixed' | 'range' }),
    except: id ?? null,
  };
}

export function useHelp(draft: Draft, known: Known): Help | null {
  const language = useLanguage();
  const body = bodyOf(draft, known);
  const asked = useQuery({
    queryKey: ['market', 'writing', language, body],
    queryFn: async ({ signal }) => {
      await pause(signal);
      return call(helpWriting, { body: body ?? {}, signal });
    },
    enabled: body !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
  return body === null ? null : (asked.data ?? null);
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((done, stop) => {
    const waiting = setTimeout(done, rest);
    signal.addEventListener('abort', () => {
      clearTimeout(waiting);
      stop(new DOMException('typed on', 'AbortError'));
    });
  });
