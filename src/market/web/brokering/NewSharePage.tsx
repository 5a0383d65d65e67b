// The shares of a deal stated: of one that he carried here the address says which; of one made elsewhere the form asks the rest.
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '../../../platform/web/address.ts';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import type { Schema } from '../../../platform/web/FieldForm.tsx';
import type { Offer } from '../../../records/record.ts';
import { NewRecord, type Page } from '../../../records/web/index.ts';
import { findOrganizations } from '../../../organizations/web/index.ts';
import { brokeringAsked, sharesApi } from './brokering-view.ts';
import { pickManager } from './Manager.tsx';

const never = () => false;
const elsewhereSaid = ['title', 'provider', 'taker', 'amount', 'concludedOn', 'evidence'];
/** Of a deal made elsewhere all is said: what the act may leave out the form asks. */
function required(offer: Offer, names: readonly string[]): Offer {
  const input = (offer.input ?? {}) as Schema;
  const said = ([name, of]: [string, Schema]): [string, Schema] => {
    if (!names.includes(name)) return [name, of];
    const { default: _unless, anyOf, ...rest } = of;
    return [name, { ...rest, ...anyOf?.find((one) => one.type !== 'null') }];
  };
  const properties = Object.fromEntries(Object.entries(input.properties ?? {}).map(said));
  return { ...offer, input: { ...input, properties, required: [...(input.required ?? []), ...names] } };
}
export default function NewSharePage() {
  const t = useWords();
  const { deal = '' } = useSearch();
  const own = useQuery({
    queryKey: ['own manager'],
    queryFn: () => request<Page<{ id: string; name: string | null }>>('GET', '/technology-managers', { query: { limit: 1 } }),
  });
  const me = own.data?.items[0];
  const elsewhere = () => deal === '';
  return (
    <NewRecord
      api={sharesApi}
      back={{ to: '/deal-shares', words: t('dealShares:page.back') }}
      title={t('dealShares:actions.create')}
      note={t('dealShares:form.note')}
      submitWords={t('dealShares:actions.create')}
      page={(id) => `/deal-shares/${id}`}
      asked={(offer) => brokeringAsked(deal === '' ? required(offer, elsewhereSaid) : offer)}
      sources={{
        findOrganizations,
        controls: { manager: pickManager(me ? [{ value: me.id, title: me.name ?? me.id }] : [], t('engagements:card.find')) },
        shown: { deal: never, ...Object.fromEntries(elsewhereSaid.map((name) => [name, elsewhere])) },
      }}
      given={{ shares: me ? [{ manager: me.id, percent: '100' }] : [] }}
      sent={(body) => (deal === '' ? body : { deal, shares: body['shares'] })}
      ready={own.data !== undefined}
    />
  );
}
