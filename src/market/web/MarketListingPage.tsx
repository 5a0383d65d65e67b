// One published listing as everybody sees it. What its owner keeps back the server does not send.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { Back } from '../../records/web/index.ts';
import type { PublicListing } from '../publicListing.ts';
import { dealReaders } from './readers.ts';
import { LotOf } from './auctions/LotOf.tsx';
import { MarketOffer } from './brokering/MarketOffer.tsx';
import { ListingSource, ListingTerms, ListingText } from './ListingFacts.tsx';
import { HallFiles } from './listings/HallFiles.tsx';
import { ListingRights } from './listings/ListingRights.tsx';

export default function MarketListingPage() {
  const t = useWords();
  const id = usePathParam('id');
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['market', id, language],
    queryFn: () => request<PublicListing>('GET', `/market/listings/${id}`),
    enabled: id !== '',
  });
  const one = asked.data;
  return (
    <div className="page">
      <Back to="/market">{t('market:page.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one ? (
        <>
          <PageHead
            title={one.title}
            note={<Tag tone={one.side === 'demand' ? 'warn' : 'blue'}>{t(`market:sides.${one.side}`)}</Tag>}
            aside={
              <>
                {one.side === 'supply' ? <LotOf listing={one.id} /> : null}
                <Interest one={one} />
              </>
            }
          />
          <div className="two">
            <div className="stack">
              <ListingText one={one} />
              <HallFiles listing={one.id} title={t('market:files.title')} />
              <ListingRights one={one} />
            </div>
            <div className="stack">
              <MarketOffer listing={one.id} />
              <ListingTerms one={one} />
              <ListingSource one={one} />
            </div>
          </div>
        </>
      ) : null}
    </div>
  );
}

/** For members of other organizations; a visitor signs in on the way. */
function Interest({ one }: { one: PublicListing }) {
  const t = useWords();
  const session = useSession();
  const own = session && session.organization !== null && session.organization === one.organization?.id;
  const may = session === null || session?.roles.some((role) => dealReaders.some((reader) => reader === role));
  if (!may || own) return null;
  return (
    <Link className="button button-primary" to={'/deals/new' as string} search={{ listing: one.id }}>
      {t('deals:actions.create')}
    </Link>
  );
}
