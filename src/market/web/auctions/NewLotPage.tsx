// A supply put on sale: on a licensed exchange, or in an auction by the city's operator. Which supply the page before says, or is chosen here.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, ProblemView } from '../../../platform/web/Parts.tsx';
import { NewRecord, type Page } from '../../../records/web/index.ts';
import { isSellable } from '../../auction.ts';
import { type Listing, listingsApi } from '../listing-view.ts';
import { auctionAsked, auctionsApi, useAuctionSources } from './auction-view.tsx';

export default function NewLotPage() {
  const t = useWords();
  const listing = useSearch()['listing'] ?? '';
  const asked = useQuery({
    queryKey: ['sellable'],
    queryFn: () => request<Page<Listing>>('GET', listingsApi, { query: { state: 'published', side: 'supply', limit: 200 } }),
  });
  const sellable = asked.data?.items.filter((one) => isSellable(one.sort)) ?? [];
  const chosen = sellable.find((one) => one.id === listing);
  return (
    <NewRecord
      key={listing}
      api={auctionsApi}
      back={{ to: '/auctions', words: t('auctions:list.back') }}
      title={t('auctions:form.title')}
      note={t('auctions:form.note')}
      submitWords={t('auctions:actions.create')}
      page={(id) => `/auctions/${id}`}
      asked={auctionAsked}
      sources={useAuctionSources()}
      given={{ listing, way: 'exchange', extendMinutes: 5 }}
      sent={(body) => ({
        ...body,
        listing,
        ...(body['way'] === 'auction' ? {} : { step: null, reserve: null, opensAt: null, closesAt: null, extendMinutes: 5 }),
      })}
      ready={listing !== '' && asked.data !== undefined}
      above={
        chosen ? (
          <p className="note">
            <AsWritten>{chosen.title}</AsWritten>
          </p>
        ) : null
      }
      problem={
        asked.isLoadingError ? (
          <ProblemView problem={asked.error} again={() => void asked.refetch()} />
        ) : listing === '' && asked.data ? (
          <EmptyState title={t(sellable.length === 0 ? 'auctions:form.noListing' : 'auctions:form.which')}>
            <p>{t('auctions:form.whichHelp')}</p>
            <ul className="auction-choice">
              {sellable.map((one) => (
                <li key={one.id}>
                  <Link to={'/auctions/new' as string} search={{ listing: one.id }}>
                    <AsWritten>{one.title}</AsWritten>
                  </Link>
                </li>
              ))}
            </ul>
          </EmptyState>
        ) : null
      }
    />
  );
}
