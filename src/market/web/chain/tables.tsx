// Lists behind the figures of the service chain, each row with the reason why it stands there.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useSearch } from '../../../platform/web/address.ts';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type PageOf } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, Tag } from '../../../platform/web/Parts.tsx';
import {
  type ListingThere,
  listChainCandidates,
  listChainGaps,
  listChainRecords,
  type OrganizationThere,
} from '../../publicChain.ts';
import type { GapReason } from '../../serviceChain.ts';
import { useRegionName } from '../listing-view.ts';
import { industryName, useBecause, useChain, useIsOfficer } from './chain-view.ts';

/** Where the address stands. */
function usePlace() {
  const { asOf, industry, link, field } = useSearch();
  return {
    place: { ...(asOf ? { asOf } : {}), ...(industry ? { industry } : {}), ...(link ? { link } : {}) },
    field: field ? { field } : {},
  };
}

type Row = ListingThere & { why?: GapReason | null };
export function ListingTable({ what }: { what: 'supplies' | 'demands' | 'gaps' | 'unanswered' }) {
  const t = useWords();
  const { place, field } = usePlace();
  const missing = what === 'gaps' || what === 'unanswered';
  const { path } = missing ? listChainGaps : listChainRecords;
  return (
    <DataTable<Row>
      name={`chain-${what}`}
      caption={t(`chain:${what}`)}
      list={(query) => request<PageOf<Row>>('GET', path, { query: { ...query, what } })}
      columns={useListingColumns(missing)}
      fixed={missing ? { ...place, ...field } : place}
      empty={<Nothing />}
    />
  );
}

const Nothing = () => {
  const t = useWords();
  return <EmptyState title={t('chain:cell.empty')}>{t('chain:cell.emptyWhy')}</EmptyState>;
};

function useListingColumns(missing: boolean): readonly Column<Row>[] {
  const t = useWords();
  const region = useRegionName();
  const officer = useIsOfficer();
  const reasons = useReasons<Row>();
  const why = (row: Row) => t(`chain:why.${row.why ?? 'none'}`);
  return [
    {
      key: 'title',
      title: t('chain:title'),
      cell: (row) => (
        <>
          <Opened to={row.shown ? `/market/${row.id}` : officer ? `/listings/${row.id}` : null}>{row.title}</Opened>
          {row.shown ? null : <span className="note"> {t('chain:notShown')}</span>}
        </>
      ),
      text: (row) => row.title,
    },
    {
      key: 'sort',
      title: t('market:sort'),
      cell: (row) => <Tag tone={row.side === 'demand' ? 'warn' : 'blue'}>{t(`market:sorts.${row.sort}`)}</Tag>,
      text: (row) => t(`market:sorts.${row.sort}`),
    },
    ...(missing
      ? [
          {
            key: 'why',
            title: t('chain:why'),
            cell: (row: Row) => <Tag tone={row.why ? 'bad' : 'none'}>{why(row)}</Tag>,
            text: why,
          },
        ]
      : []),
    {
      key: 'organization',
      title: t('chain:organization'),
      cell: (row) =>
        row.organization ? (
          <AsWritten>{row.organization.name}</AsWritten>
        ) : (
          <span className="note">{t('market:hall.anonymous')}</span>
        ),
      text: (row) => row.organization?.name ?? t('market:hall.anonymous'),
    },
    { key: 'region', title: t('chain:region'), cell: (row) => region(row.region) ?? '', text: (row) => region(row.region) },
    ...reasons,
    {
      key: 'publishedOn',
      title: t('chain:publishedOn'),
      cell: (row) => <span className="market-day">{row.publishedOn}</span>,
      text: (row) => row.publishedOn,
    },
  ];
}

const Opened = ({ to, children }: { to: string | null; children: string }) =>
  to === null ? (
    <AsWritten>{children}</AsWritten>
  ) : (
    <Link to={to as string}>
      <AsWritten>{children}</AsWritten>
    </Link>
  );

type Reasoned = { id: string; because: ListingThere['because'] | OrganizationThere['because'] };
/** Why it stands at this link, and in this industry. */
function useReasons<R extends Reasoned>(): readonly Column<R>[] {
  const t = useWords();
  const said = useBecause();
  const shown = (of: ReturnType<typeof said>): ReactNode =>
    of === null ? null : (
      <span className="note">
        {of[0]} <AsWritten>{of[1]}</AsWritten>
      </span>
    );
  return (['link', 'industry'] as const).map((key) => ({
    key: `${key}Because`,
    title: t(`chain:${key}Because`),
    cell: (row: R) => shown(said(row.because[key])),
    text: (row: R) => said(row.because[key])?.join(' ') ?? null,
  }));
}

export function OrganizationTable({ what }: { what: 'organizations' | 'newSmall' }) {
  const t = useWords();
  const { place } = usePlace();
  return (
    <DataTable<OrganizationThere>
      name={`chain-${what}`}
      caption={t(`chain:${what}`)}
      list={(query) => request<PageOf<OrganizationThere>>('GET', listChainRecords.path, { query: { ...query, what } })}
      columns={[...useOrganizationColumns(), ...useReasons<OrganizationThere>()]}
      fixed={place}
      empty={<Nothing />}
    />
  );
}

function useOrganizationColumns<R extends OrganizationThere>(): readonly Column<R>[] {
  const t = useWords();
  const region = useRegionName();
  return [
    {
      key: 'name',
      title: t('chain:name'),
      cell: (row) => <Opened to={`/organizations/${row.id}`}>{row.name}</Opened>,
      text: (row) => row.name,
    },
    { key: 'region', title: t('chain:region'), cell: (row) => region(row.region) ?? '', text: (row) => region(row.region) },
    {
      key: 'enteredOn',
      title: t('chain:enteredOn'),
      cell: (row) => <span className="market-day">{row.enteredOn}</span>,
      text: (row) => row.enteredOn,
    },
  ];
}

type Candidate = OrganizationThere & { industries: string[]; links: string[]; work: number };
/** Organizations of the register that might be asked to serve here, with what they have shown elsewhere. */
export function CandidateTable({ from }: { from: 'link' | 'industry' }) {
  const t = useWords();
  const chain = useChain().data;
  const { place } = usePlace();
  const names = (row: Candidate): string =>
    from === 'link'
      ? row.industries.map((code) => industryName(chain, code)).join(' · ')
      : row.links.map((code) => chain?.links.find((one) => one.code === code)?.name ?? code).join(' · ');
  const own = useOrganizationColumns<Candidate>().filter(({ key }) => key !== 'enteredOn');
  return (
    <DataTable<Candidate>
      name={`chain-recruit-${from}`}
      caption={t(`chain:recruit.${from}`)}
      list={(query) => request<PageOf<Candidate>>('GET', listChainCandidates.path, { query: { ...query, from } })}
      columns={[
        ...own,
        { key: 'elsewhere', title: t(from === 'link' ? 'chain:industry' : 'chain:link'), cell: names, text: names },
        { key: 'work', title: t('chain:work'), cell: (row) => row.work, text: (row) => row.work },
        {
          key: 'action',
          title: t('chain:action'),
          cell: (row) => <Link to={`/visits/new?firm=${row.id}` as string}>{t('chain:recruit.visit')}</Link>,
          text: () => null,
        },
      ]}
      fixed={place}
      empty={<EmptyState title={t('chain:cell.noCandidates')}>{t('chain:cell.noCandidatesWhy')}</EmptyState>}
    />
  );
}
