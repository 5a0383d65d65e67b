// Shares of technology managers in deals: a manager's own, those to be confirmed by the reader's organization, all of them for the bureau.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import type { Column } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { life } from '../../dealShare.ts';
import { useYuan } from '../deals/deal-view.ts';
import { type Shared, sharesApi } from './brokering-view.ts';
import { ListOf } from './Lists.tsx';

export default function SharesPage() {
  const t = useWords();
  const manager = useSession()?.roles.includes('technologyManager') ?? false;
  const yuan = useYuan();
  const party = (key: 'provider' | 'taker') => ({
    key,
    title: t(`dealShares:${key}`),
    cell: (row: Shared) => <AsWritten>{row[key].name}</AsWritten>,
    text: (row: Shared) => row[key].name,
  });
  const columns: readonly Column<Shared>[] = [
    party('provider'),
    party('taker'),
    {
      key: 'amount',
      title: t('dealShares:amount'),
      cell: (row) => yuan(row.amount) ?? '',
      text: (row) => row.amount,
      numeric: true,
    },
    {
      key: 'concludedOn',
      title: t('dealShares:concludedOn'),
      cell: (row) => row.concludedOn,
      text: (row) => row.concludedOn,
    },
  ];
  return (
    <ListOf<Shared>
      api={sharesApi}
      words="dealShares"
      states={life.states}
      columns={columns}
      above={
        manager ? (
          <Link className="button button-primary" to={'/deal-shares/new' as string}>
            {t('dealShares:actions.create')}
          </Link>
        ) : null
      }
    />
  );
}
