// Shares of technology managers in deals: a manager's own, those to be confirmed by the reader's organization, all of them for the bureau.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../platform/web/i18n.ts';
import { useSession } from '../../../platform/web/session.ts';
import { life } from '../../dealShare.ts';
import { type Shared, sharesApi } from './brokering-view.ts';
import { ListOf } from './Lists.tsx';

export default function SharesPage() {
  const t = useWords();
  const manager = useSession()?.roles.includes('technologyManager') ?? false;
  const plain = (key: 'amount' | 'concludedOn') => ({
    key,
    title: t(`dealShares:${key}`),
    cell: (row: Shared) => row[key],
    text: (row: Shared) => row[key],
    numeric: key === 'amount',
  });
  return (
    <ListOf<Shared>
      api={sharesApi}
      words="dealShares"
      states={life.states}
      columns={[plain('amount'), plain('concludedOn')]}
      above={
        manager ? (
          <Link className="button" to={'/deal-shares/new' as string}>
            {t('dealShares:actions.create')}
          </Link>
        ) : null
      }
    />
  );
}
