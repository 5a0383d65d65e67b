// Interest in a listing: one text, for the listing whose page was left.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState } from '../../../platform/web/Parts.tsx';
import { NewRecord } from '../../../records/web/index.ts';
import type { PublicListing } from '../../publicListing.ts';
import { dealAsked, dealsApi, useDealSources } from './deal-view.ts';

export default function NewDealPage() {
  const t = useWords();
  const language = useLanguage();
  const listing = useSearch()['listing'] ?? '';
  const asked = useQuery({
    queryKey: ['market', listing, language],
    queryFn: () => request<PublicListing>('GET', `/market/listings/${listing}`),
    enabled: listing !== '',
  });
  return (
    <NewRecord
      api={dealsApi}
      back={{ to: listing === '' ? '/market' : `/market/${listing}`, words: t('deals:page.open') }}
      title={t('deals:form.title')}
      note={t('deals:form.note')}
      submitWords={t('deals:actions.create')}
      page={(id) => `/deals/${id}`}
      asked={dealAsked}
      sources={useDealSources()}
      given={{ listing }}
      sent={(body) => ({ ...body, listing })}
      ready={asked.data !== undefined}
      above={
        asked.data ? (
          <p className="note">
            <AsWritten>{t('deals:form.about', { title: asked.data.title })}</AsWritten>
          </p>
        ) : null
      }
      problem={
        listing === '' ? (
          <div className="card">
            <EmptyState title={t('deals:form.which')}>
              <Link to={'/market' as string}>{t('market:nav')}</Link>
            </EmptyState>
          </div>
        ) : asked.isLoadingError ? (
          <FailedPage problem={asked.error} again={() => void asked.refetch()} />
        ) : null
      }
    />
  );
}
