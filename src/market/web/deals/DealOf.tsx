// On a contract's page: the deal that it came from, for the deal's two sides. Nobody else reads of it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';
import { dealReaders } from '../readers.ts';

export default function DealOf({ contract }: { contract: string }) {
  const t = useWords();
  const side = useSession()?.roles.some((role) => dealReaders.some((one) => one === role)) ?? false;
  const { data } = useQuery({
    queryKey: ['deals', 'of contract', contract],
    queryFn: () => request<Page<{ id: string; title: string }>>('GET', '/deals', { query: { contract, limit: 1 } }),
    enabled: side,
  });
  const [deal] = data?.items ?? [];
  if (!deal) return null;
  return (
    <section className="card" aria-label={t('deals:one')}>
      <h2>{t('deals:one')}</h2>
      <p>
        <Link to={`/deals/${deal.id}` as string}>
          <AsWritten>{deal.title}</AsWritten>
        </Link>
      </p>
    </section>
  );
}
