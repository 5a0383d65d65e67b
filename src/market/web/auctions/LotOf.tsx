// On a listing as everybody sees it: the way to the lot where it is auctioned now.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { listPublicAuctions } from '../../publicAuction.ts';

export function LotOf({ listing }: { listing: string }) {
  const t = useWords();
  const { data } = useQuery({
    queryKey: ['market', 'lot of', listing],
    queryFn: () => call(listPublicAuctions, { query: { listing, limit: 1 } }),
  });
  const [lot] = data?.items ?? [];
  if (lot?.state !== 'open') return null;
  return (
    <Link className="button" to={`/market/auctions/${lot.id}` as string}>
      {t('market:page.lot')}
    </Link>
  );
}
