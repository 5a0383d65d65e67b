// A proposal of what fits a listing that the manager has taken on: the address names both, he says why.
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
import { brokeringAsked, proposalsApi } from './brokering-view.ts';

const never = () => false;
export default function NewProposalPage() {
  const t = useWords();
  const language = useLanguage();
  const { listing = '', candidate = '' } = useSearch();
  const asked = useQuery({
    queryKey: ['market', candidate, language],
    queryFn: () => request<PublicListing>('GET', `/market/listings/${candidate}`),
    enabled: candidate !== '',
  });
  const unsaid = listing === '' || candidate === '';
  return (
    <NewRecord
      api={proposalsApi}
      back={{ to: unsaid ? '/engagements' : `/listings/${listing}`, words: t('engagements:page.openListing') }}
      title={t('proposals:actions.create')}
      note={t('proposals:form.note')}
      submitWords={t('proposals:actions.create')}
      page={(id) => `/proposals/${id}`}
      asked={brokeringAsked}
      sources={{ shown: { listing: never, candidate: never } }}
      given={{ listing, candidate }}
      sent={(body) => ({ ...body, listing, candidate })}
      ready={asked.data !== undefined}
      above={
        asked.data ? (
          <p className="note">
            {t('proposals:candidate')}{' '}
            <Link to={`/market/${candidate}` as string}>
              <AsWritten>{asked.data.title}</AsWritten>
            </Link>
          </p>
        ) : null
      }
      problem={
        unsaid ? (
          <EmptyState title={t('proposals:form.which')}>
            <Link to={'/engagements' as string}>{t('engagements:nav')}</Link>
          </EmptyState>
        ) : asked.isLoadingError ? (
          <FailedPage problem={asked.error} again={() => void asked.refetch()} />
        ) : null
      }
    />
  );
}
