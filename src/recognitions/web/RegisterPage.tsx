// One register: its titles with filters in the URL, as they stand now or stood at the end of any past day.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam, useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth } from '../../platform/web/session.ts';
import { Back, NotVerified, type Page } from '../../records/web/index.ts';
import { api, completeBy, type Kind, type Kinds, type Recognition, useDefinitions, useKinds, useRegionName } from './view.ts';
import { Ways } from './Ways.tsx';
import './recognitions.css';

export default function RegisterPage() {
  const t = useWords();
  const code = usePathParam('kind');
  const asked = useKinds();
  const kind = asked.data?.kinds.find((one) => one.code === code);
  return (
    <div className="page">
      <Back to="/registers">{t('recognitions:list.back')}</Back>
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && !kind ? <EmptyState title={t('recognitions:list.noKind')} /> : null}
      {asked.isSuccess && kind ? <Register key={code} kind={kind} kinds={asked.data} /> : null}
    </div>
  );
}

function Register({ kind, kinds }: { kind: Kind; kinds: Kinds }) {
  const t = useWords();
  const { asOf } = useSearch();
  return (
    <>
      <PageHead title={kind.name} note={<Note kind={kind} />} aside={<Ways kind={kind.code} />} />
      <div className="card">
        {asOf ? <p className="note as-of">{t('recognitions:list.asOfNote', { day: asOf })}</p> : null}
        <DataTable<Recognition>
          name={`register.${kind.code}`}
          caption={kind.name}
          list={(query) => request<Page<Recognition>>('GET', api, { query })}
          columns={useColumns(kinds)}
          filters={useFilters(kind, kinds)}
          fixed={{ kind: kind.code }}
          open={(row) => `/recognitions/${row.id}`}
        />
      </div>
    </>
  );
}

/** Former names, and whether the register is complete and by which list: a count is a total only inside that. */
function Note({ kind }: { kind: Kind }) {
  const t = useWords();
  const asOf = useSearch()['asOf'];
  const today = useHealth()?.today;
  const definitions = useDefinitions().data;
  const on = asOf ?? today;
  const complete = definitions && on ? completeBy(definitions, kind.code, on) : undefined;
  return (
    <>
      {kind.formerNames.length > 0
        ? `${t('recognitions:list.formerly', { names: kind.formerNames.join(t('organizations:page.comma')) })} · `
        : ''}
      {complete === undefined
        ? ''
        : complete
          ? t(complete.to === null ? 'recognitions:list.complete' : 'recognitions:list.completeTo', {
              list: complete.list,
              day: complete.from,
              end: complete.to,
            })
          : t('recognitions:list.incomplete', { count: kind.known })}
    </>
  );
}

function useColumns(kinds: Kinds): readonly Column<Recognition>[] {
  const t = useWords();
  const region = useRegionName();
  const counts = new Set<string>(kinds.stages.filter((one) => one.counts).map((one) => one.code));
  const stage = (row: Recognition) => kinds.stages.find((one) => one.code === row.stage)?.name ?? row.stage;
  /** Where it is counted: without a region of its own where its organization reports; nothing where neither is known. */
  const place = (row: Recognition) => (row.region === null && row.organization === null ? null : region(row.countedIn));
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  const title = (key: string) => t(`recognitions:${key}`);
  return [
    {
      key: 'title',
      title: title('title'),
      cell: (row) => (
        <span className="cell-name">
          <Link to={`/recognitions/${row.id}` as string}>
            <AsWritten>{row.title}</AsWritten>
          </Link>
          {row.source?.verified === false ? <NotVerified /> : null}
        </span>
      ),
      text: (row) => row.title,
    },
    {
      key: 'organization',
      title: title('organization'),
      cell: (row) =>
        row.organization ? (
          <Link to={`/organizations/${row.organization}` as string}>
            <AsWritten>{row.organizationName}</AsWritten>
          </Link>
        ) : (
          none(null)
        ),
      text: (row) => row.organizationName,
    },
    { key: 'level', title: title('level'), cell: (row) => none(row.levelName), text: (row) => row.levelName },
    {
      key: 'stage',
      title: title('stage'),
      cell: (row) => (
        <Tag tone={counts.has(row.stage) ? 'good' : row.stage === 'removed' || row.stage === 'voided' ? 'bad' : 'none'}>
          {stage(row)}
        </Tag>
      ),
      text: stage,
    },
    {
      key: 'region',
      title: title('region'),
      cell: (row) => none(place(row)),
      text: place,
    },
    { key: 'recognisedOn', title: title('recognisedOn'), cell: (row) => none(row.recognisedOn), text: (row) => row.recognisedOn },
    {
      key: 'documentNumber',
      title: title('documentNumber'),
      cell: (row) => none(row.documentNumber),
      text: (row) => row.documentNumber,
    },
    { key: 'issuer', title: title('issuer'), hidden: true, cell: (row) => none(row.issuer), text: (row) => row.issuer },
  ];
}

function useFilters(kind: Kind, kinds: Kinds): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const title = (key: string) => t(`recognitions:${key}`);
  const named = (all: readonly { code: string; name: string }[]) => all.map(({ code, name }) => ({ value: code, title: name }));
  const levels = kinds.levels.filter((one) => kind.levels.includes(one.code));
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    ...(levels.length > 0 ? [{ kind: 'select' as const, key: 'level', title: title('level'), options: named(levels) }] : []),
    {
      kind: 'select',
      key: 'state',
      title: title('stage'),
      options: [{ value: 'counting', title: title('list.counted') }, ...named(kinds.stages)],
    },
    {
      kind: 'select',
      key: 'region',
      title: title('region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    {
      kind: 'select',
      key: 'verified',
      title: title('verified'),
      options: ['yes', 'no'].map((value) => ({ value, title: t(`organizations:list.verified.${value}`) })),
    },
    { kind: 'day', key: 'asOf', title: title('list.asOf') },
  ];
}
