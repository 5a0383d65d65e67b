// On a listing as everybody sees it: a technology manager offers to take it on, and sees how his own offer stands.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { queries } from '../../../platform/web/query.ts';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import { type Engagement, engagementsApi } from './brokering-view.ts';
import { OfferButton } from './ManagerCard.tsx';
import { StandsTag } from './Stands.tsx';

export function MarketOffer({ listing }: { listing: string }) {
  const t = useWords();
  const session = useSession();
  const manager = session?.roles.includes('technologyManager') ?? false;
  const key = ['engagements of', listing, 'own', session?.account];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => request<Page<Engagement>>('GET', engagementsApi, { query: { listing, state: 'proposed,standing', limit: 1 } }),
    enabled: manager,
  });
  if (!manager || !asked.data) return null;
  const [mine] = asked.data.items;
  return (
    <section className="card stack" aria-label={t('engagements:card.title')}>
      <h2>{t('engagements:card.title')}</h2>
      {mine ? (
        <p className="head-names">
          <StandsTag one={mine} />
          <Link to={`/engagements/${mine.id}` as string}>{t('engagements:card.open')}</Link>
        </p>
      ) : (
        <OfferButton listing={listing} onDone={() => void queries.invalidateQueries({ queryKey: key })} />
      )}
    </section>
  );
}
