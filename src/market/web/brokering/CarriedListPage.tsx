// Deals that technology managers carry: a manager's own, or those of the reader's organization.
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { life } from '../../carriedDeal.ts';
import { type Carried, carriedApi } from './brokering-view.ts';
import { ListOf } from './Lists.tsx';

export default function CarriedListPage() {
  const t = useWords();
  const party = (key: 'owner' | 'asker') => ({
    key,
    title: t(`deals:sides.${key}`),
    cell: (row: Carried) => <AsWritten>{row[key].name}</AsWritten>,
    text: (row: Carried) => row[key].name,
  });
  return (
    <ListOf<Carried> api={carriedApi} words="carriedDeals" states={life.states} columns={[party('owner'), party('asker')]} />
  );
}
