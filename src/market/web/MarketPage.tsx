// The hall of the technology market: what everybody may see of supply and demand, by tabs, words and filters in the URL.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { WaysIn } from '../../records/web/index.ts';
import { technologyFields } from '../../contracts/terms.ts';
import { sides, sortsOf, sorts } from '../listing.ts';
import { listMarket, orders, type PublicListing } from '../publicListing.ts';
import { namesOf, useCooperation, usePrice, useRegionName, useSections, useVenues } from './listing-view.ts';
import { NextEvents } from './events/ComingEvents.tsx';
import { OpenFiles } from './exchange/OpenFiles.tsx';
import { listingReaders } from './readers.ts';
import './market.css';

const amounts = ['10000', '100000', '500000', '1000000', '5000000'] as const;

export default function MarketPage() {
  const t = useWords();
  const session = useSession();
  const { side } = useSearch();
  const officer = session?.roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer') ?? false;
  const concerned = session?.roles.some((role) => listingReaders.some((one) => one === role)) ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('market:nav')}
        note={t('market:hall.note')}
        aside={
          concerned ? (
            <WaysIn creates="yes">
              <Link className="button" to={'/listings' as string}>
                {t(officer ? 'market:hall.review' : 'market:hall.own')}
              </Link>
              <Link className="button button-primary" to={'/listings/new' as string}>
                {t('market:actions.create')}
              </Link>
            </WaysIn>
          ) : null
        }
      />
      <NextEvents />
      <Sides chosen={side} />
      <div className="card">
        <DataTable<PublicListing>
          key={side ?? 'all'}
          name="market"
          caption={t('market:nav')}
          list={(query) => request<PageOf<PublicListing>>('GET', listMarket.path, { query })}
          columns={useColumns().filter(({ key }) => side !== 'demand' || key !== 'maturity')}
          filters={useFilters(side)}
          fixed={side ? { side } : {}}
          open={(row) => `/market/${row.id}`}
          empty={<EmptyState title={t('market:hall.empty')}>{t('market:hall.emptyWhy')}</EmptyState>}
        />
      </div>
      <OpenFiles />
    </div>
  );
}

/** Supply, demand, or both. */
function Sides({ chosen }: { chosen: string | undefined }) {
  const t = useWords();
  const change = useChangeSearch();
  return (
    <fieldset className="market-sides">
      <legend className="sr-only">{t('market:side')}</legend>
      {[undefined, ...sides].map((one) => (
        <button
          key={one ?? 'all'}
          type="button"
          aria-pressed={chosen === one}
          onClick={() => change({ side: one, sort: undefined, maturity: undefined }, true)}
        >
          {t(one === undefined ? 'market:hall.all' : `market:sides.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

function useColumns(): readonly Column<PublicListing>[] {
  const t = useWords();
  const region = useRegionName();
  const price = usePrice();
  const modes = useCooperation();
  const title = (key: string) => t(`market:${key}`);
  const cooperation = (row: PublicListing) => namesOf(row.cooperation, modes, t('publicContracts:separator'));
  const maturity = (row: PublicListing) => (row.maturity === null ? '' : t('market:maturityValue', { level: row.maturity }));
  return [
    {
      key: 'title',
      title: title('titleField'),
      cell: (row) => (
        <Link to={`/market/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'sort',
      title: title('sort'),
      cell: (row) => <Tag tone={row.side === 'demand' ? 'warn' : 'blue'}>{title(`sorts.${row.sort}`)}</Tag>,
      text: (row) => title(`sorts.${row.sort}`),
    },
    {
      key: 'field',
      title: title('field'),
      cell: (row) => t(`contracts:technologyFields.${row.field}`),
      text: (row) => t(`contracts:technologyFields.${row.field}`),
    },
    { key: 'cooperation', title: title('cooperation'), cell: cooperation, text: cooperation },
    { key: 'maturity', title: title('maturity'), cell: maturity, text: (row) => row.maturity },
    { key: 'price', title: title('priceOrBudget'), cell: price, text: price },
    {
      key: 'organization',
      title: title('organization'),
      cell: (row) =>
        row.organization ? (
          <AsWritten>{row.organization.name}</AsWritten>
        ) : (
          <span className="note">{title('hall.anonymous')}</span>
        ),
      text: (row) => row.organization?.name ?? title('hall.anonymous'),
    },
    {
      key: 'region',
      title: title('region'),
      hidden: true,
      cell: (row) => region(row.region) ?? '',
      text: (row) => region(row.region),
    },
    { key: 'deadline', title: title('deadline'), hidden: true, cell: (row) => row.deadline ?? '', text: (row) => row.deadline },
    {
      key: 'publishedOn',
      title: title('publishedOn'),
      cell: (row) => <span className="market-day">{row.publishedOn}</span>,
      text: (row) => row.publishedOn,
    },
    {
      key: 'lastConfirmedOn',
      title: title('lastConfirmedOn'),
      hidden: true,
      cell: (row) => row.lastConfirmedOn,
      text: (row) => row.lastConfirmedOn,
    },
  ];
}

function useFilters(side: string | undefined): readonly Filter[] {
  const t = useWords();
  const regions = (useRegions().data?.items ?? []).filter((one) => one.kind !== 'city');
  const cooperation = useCooperation();
  const sections = useSections();
  const venues = useVenues();
  const select = (key: string, title: string, options: readonly { value: string; title: string }[]): Filter => ({
    kind: 'select',
    key,
    title: t(title),
    options,
  });
  const said = (words: string, of: readonly string[]) => of.map((value) => ({ value, title: t(`${words}.${value}`) }));
  const money = amounts.map((value) => ({
    value,
    title: t('market:amountFrom', { amount: Number(value).toLocaleString('en') }),
  }));
  const levels = Array.from({ length: 9 }, (_none, at) => ({
    value: String(at + 1),
    title: t('market:maturityFrom', { level: at + 1 }),
  }));
  const ofSide = sides.find((one) => one === side);
  return [
    { kind: 'search', key: 'q', title: t('market:hall.search') },
    select('sort', 'market:sort', said('market:sorts', ofSide ? sortsOf[ofSide] : sorts)),
    select('field', 'market:field', said('contracts:technologyFields', technologyFields)),
    select('industry', 'market:industry', sections),
    select(
      'region',
      'market:region',
      regions.map((one) => ({ value: one.id, title: one.name })),
    ),
    select('cooperation', 'market:cooperation', cooperation),
    ...(venues.length > 0 ? [select('venue', 'market:venue', venues)] : []),
    select('priceFrom', 'market:priceFrom', money),
    select('priceTo', 'market:priceTo', money),
    ...(side === 'demand' ? [] : [select('maturity', 'market:maturity', levels)]),
    select('order', 'market:hall.order', said('market:orders', orders)),
  ];
}
