// The register of organizations: search, filters in the URL, export of what is shown, and the ways in.
import { Link } from '@tanstack/react-router';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { NotVerified, type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life, sizes } from '../organization.ts';
import { api, type Organization, useClassification, useKindName, useRegionName } from './view.ts';

export default function RegisterPage() {
  const t = useWords();
  const creates = useCreates(api, life);
  const buttons = (
    <WaysIn creates={creates}>
      <Link className="button" to={'/organizations/import' as string}>
        {t('organizations:list.import')}
      </Link>
      <Link className="button button-primary" to={'/organizations/new' as string}>
        {t('organizations:actions.create')}
      </Link>
    </WaysIn>
  );
  return (
    <div className="page">
      <PageHead title={t('organizations:nav')} note={t('organizations:list.note')} aside={buttons} />
      <div className="card">
        <DataTable<Organization>
          name="organizations"
          caption={t('organizations:nav')}
          list={(query) => request<Page<Organization>>('GET', api, { query })}
          columns={useColumns()}
          filters={useFilters()}
          open={(row) => `/organizations/${row.id}`}
          empty={
            <EmptyState title={t('organizations:list.empty')}>
              {creates === 'yes' ? <p>{t('organizations:list.emptyWhy')}</p> : null}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Organization>[] {
  const t = useWords();
  const region = useRegionName();
  const kind = useKindName();
  const stClass = useStClassName();
  const size = (row: Organization) => (row.size === null ? null : t(`organizations:sizes.${row.size}`));
  const verified = (row: Organization) => row.source?.verified !== false;
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  const title = (key: string) => t(`organizations:${key}`);
  return [
    {
      key: 'name',
      title: title('name'),
      cell: (row) => (
        <span className="cell-name">
          <Link to={`/organizations/${row.id}` as string}>
            <AsWritten>{row.name}</AsWritten>
          </Link>
          {verified(row) ? null : <NotVerified />}
        </span>
      ),
      text: (row) => row.name,
    },
    {
      key: 'creditCode',
      title: title('creditCode'),
      cell: (row) => (row.creditCode ? <code>{row.creditCode}</code> : none(null)),
      text: (row) => row.creditCode,
    },
    { key: 'region', title: title('region'), cell: (row) => none(region(row.region)), text: (row) => region(row.region) },
    {
      key: 'kind',
      title: title('kind'),
      cell: (row) => none(kind(row.organizationKind)),
      text: (row) => kind(row.organizationKind),
    },
    { key: 'size', title: title('size'), cell: (row) => none(size(row)), text: size },
    { key: 'industry', title: title('industry'), hidden: true, cell: (row) => none(row.industry), text: (row) => row.industry },
    {
      key: 'stClass',
      title: title('stClass'),
      hidden: true,
      cell: (row) => none(stClass(row.stClass)),
      text: (row) => stClass(row.stClass),
    },
    {
      key: 'verified',
      title: title('verified'),
      hidden: true,
      cell: (row) => t(`organizations:list.verified.${verified(row) ? 'yes' : 'no'}`),
      text: (row) => t(`organizations:list.verified.${verified(row) ? 'yes' : 'no'}`),
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={row.state === 'active' ? 'good' : 'none'}>{t(`organizations:states.${row.state}`)}</Tag>,
      text: (row) => t(`organizations:states.${row.state}`),
    },
  ];
}

function useStClassName(): (code: string | null) => string | null {
  const majors = useClassification()?.stMajors;
  const language = useLanguage();
  return (code) => {
    const name = code === null ? undefined : majors?.get(code);
    return name ? textIn(name, language) : code;
  };
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const language = useLanguage();
  const regions = useRegions().data?.items ?? [];
  const majors = useClassification()?.stMajors;
  const title = (key: string) => t(`organizations:${key}`);
  const coded = (key: string, codes: readonly string[]) => codes.map((value) => ({ value, title: title(`${key}.${value}`) }));
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    {
      kind: 'select',
      key: 'region',
      title: title('region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    { kind: 'select', key: 'size', title: title('size'), options: coded('sizes', sizes) },
    {
      kind: 'select',
      key: 'stClass',
      title: title('stClass'),
      options: [...(majors ?? [])].map(([value, name]) => ({ value, title: textIn(name, language) })),
    },
    { kind: 'select', key: 'verified', title: title('verified'), options: coded('list.verified', ['yes', 'no']) },
    { kind: 'select', key: 'state', title: title('state'), options: coded('states', ['active', 'merged']) },
  ];
}
