// Premises: the places that an organization runs, or all of those that an officer is in charge of, as last stated or as of a day.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { type Extent, extentOn, life, tenures, uses } from '../premises.ts';
import { type Premises, premisesApi, stateTone, useArea } from './premises-view.ts';
import { useRegionName } from './view.ts';

export default function PremisesListPage() {
  const t = useWords();
  const session = useSession();
  const creates = useCreates(premisesApi, life);
  const { on, organization } = useSearch();
  const own = session?.roles.some((role) => role === 'organizationAdmin' || role === 'member') ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('premises:list.title')}
        note={
          <>
            {t(own ? 'premises:list.note' : 'premises:list.noteOfficers')}
            {on ? <> {t('premises:list.noteOn', { on: shownDay(on) })}</> : null}
            {organization && !own ? (
              <>
                {' '}
                <Link to={'/premises' as string}>{t('premises:of.all')}</Link>
              </>
            ) : null}
          </>
        }
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/premises/new' as string}>
              {t('premises:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Premises>
          name="premises"
          caption={t('premises:list.title')}
          list={(query) => request<Page<Premises>>('GET', premisesApi, { query })}
          columns={useColumns(own, on ?? null)}
          filters={useFilters()}
          fixed={organization ? { organization } : {}}
          open={(row) => `/premises/${row.id}`}
          empty={<EmptyState title={t('premises:list.empty')}>{t('premises:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

/** `on`: the day that is asked; null: as last stated. */
function useColumns(own: boolean, on: string | null): readonly Column<Premises>[] {
  const t = useWords();
  const region = useRegionName();
  const area = useArea();
  const title = (key: string) => t(`premises:${key}`);
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  const areaOf = (key: 'area' | 'tenantArea' | 'sharedArea', hidden = false): Column<Premises> => ({
    key,
    title: title(key),
    hidden,
    cell: (row) => none(area(extentOn(row, on)?.[key] ?? null)),
    text: (row) => extentOn(row, on)?.[key] ?? null,
  });
  const codeOf = (key: 'use' | 'tenure', words: string, hidden = false): Column<Premises> => {
    const shown = (of: Extent | null) => (of === null ? '' : title(`${words}.${of[key]}`));
    return {
      key,
      title: title(key),
      hidden,
      cell: (row) => shown(extentOn(row, on)),
      text: (row) => shown(extentOn(row, on)),
    };
  };
  return [
    {
      key: 'name',
      title: title('name'),
      cell: (row) => (
        <Link to={`/premises/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    {
      key: 'organization',
      title: title('organization'),
      hidden: own,
      cell: (row) => <AsWritten>{row.organization.name}</AsWritten>,
      text: (row) => row.organization.name,
    },
    { key: 'address', title: title('address'), cell: (row) => <AsWritten>{row.address}</AsWritten>, text: (row) => row.address },
    { key: 'region', title: title('region'), hidden: true, cell: (row) => region(row.region), text: (row) => region(row.region) },
    codeOf('use', 'uses'),
    codeOf('tenure', 'tenures', true),
    areaOf('area'),
    areaOf('tenantArea', true),
    areaOf('sharedArea'),
    {
      key: 'seats',
      title: title('seats'),
      hidden: true,
      cell: (row) => none(extentOn(row, on)?.seats?.toString() ?? null),
      text: (row) => extentOn(row, on)?.seats?.toString() ?? null,
    },
    { key: 'openedOn', title: title('openedOn'), cell: (row) => row.openedOn, text: (row) => row.openedOn },
    { key: 'closedOn', title: title('closedOn'), hidden: true, cell: (row) => row.closedOn ?? '', text: (row) => row.closedOn },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={stateTone(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const title = (key: string) => t(`premises:${key}`);
  const choice = (key: string, words: string, of: readonly string[]): Filter => ({
    kind: 'select',
    key,
    title: title(key),
    options: of.map((value) => ({ value, title: title(`${words}.${value}`) })),
  });
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    { kind: 'day', key: 'on', title: title('list.on') },
    choice('use', 'uses', uses),
    choice('tenure', 'tenures', tenures),
    choice('state', 'states', life.states),
    {
      kind: 'select',
      key: 'region',
      title: title('region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
  ];
}
