// Records of listings: an organization's own, drafts included; for officers those in their charge, to be reviewed.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { technologyFields } from '../../contracts/terms.ts';
import { life, sides, sorts } from '../listing.ts';
import { officers } from './readers.ts';
import { useEntering } from './listings/entering.ts';
import { type Listing, listingsApi, stateTone, usePrice } from './listing-view.ts';

export default function ListingsPage() {
  const t = useWords();
  const creates = useCreates(listingsApi, life);
  const officer = useSession()?.roles.some((role) => officers.some((one) => one === role)) ?? false;
  const { others, venues } = useEntering();
  const own = useSession()?.roles.some((role) => role === 'organizationAdmin' || role === 'member') ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('market:list.title')}
        note={t(own ? 'market:list.note' : 'market:list.noteOfficers')}
        aside={
          <WaysIn creates={creates}>
            {officer ? (
              <Link className="button" to={'/listings/to-confirm' as string}>
                {t('market:toConfirm.title')}
              </Link>
            ) : null}
            {others ? (
              <Link className="button" to={'/listings/import' as string}>
                {t('market:toConfirm.import')}
              </Link>
            ) : null}
            <Link className="button" to={'/listings/exchange' as string}>
              {t('market:list.exchange')}
            </Link>
            <Link className="button button-primary" to={'/listings/new' as string}>
              {t('market:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Listing>
          name="listings"
          caption={t('market:list.title')}
          list={(query) => request<Page<Listing>>('GET', listingsApi, { query })}
          columns={useColumns(own && venues.length === 0)}
          filters={useFilters()}
          open={(row) => `/listings/${row.id}`}
          exportPath="/listings/export"
          empty={<EmptyState title={t('market:list.empty')}>{t('market:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(own: boolean): readonly Column<Listing>[] {
  const t = useWords();
  const price = usePrice();
  const title = (key: string) => t(`market:${key}`);
  return [
    {
      key: 'title',
      title: title('titleField'),
      cell: (row) => (
        <Link to={`/listings/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    { key: 'sort', title: title('sort'), cell: (row) => title(`sorts.${row.sort}`), text: (row) => title(`sorts.${row.sort}`) },
    {
      key: 'organization',
      title: title('organization'),
      hidden: own,
      cell: (row) => <AsWritten>{row.organization.name}</AsWritten>,
      text: (row) => row.organization.name,
    },
    { key: 'price', title: title('priceOrBudget'), cell: price, text: price },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={stateTone(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    {
      key: 'lastConfirmedOn',
      title: title('lastConfirmedOn'),
      cell: (row) => row.lastConfirmedOn ?? '',
      text: (row) => row.lastConfirmedOn,
    },
    { key: 'shownUntil', title: title('shownUntil'), cell: (row) => row.shownUntil ?? '', text: (row) => row.shownUntil },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const choice = (key: string, title: string, words: string, of: readonly string[]): Filter => ({
    kind: 'select',
    key,
    title: t(`market:${title}`),
    options: of.map((value) => ({ value, title: t(`${words}.${value}`) })),
  });
  return [
    { kind: 'search', key: 'q', title: t('market:hall.search') },
    choice('state', 'state', 'market:states', life.states),
    choice('side', 'side', 'market:sides', sides),
    choice('sort', 'sort', 'market:sorts', sorts),
    choice('field', 'field', 'contracts:technologyFields', technologyFields),
  ];
}
