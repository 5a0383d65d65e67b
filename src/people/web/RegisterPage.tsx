// The register of technology managers for those who work with it; a visitor reads why it is closed, and the public figure.
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useSearch } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { Figure } from '../../platform/web/Figure.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Narrowed, useNarrowing } from '../../platform/web/Narrowed.tsx';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { type Page, type RecordHead, useCreates, useRecord, WaysIn } from '../../records/web/index.ts';
import { certificateLevels, life } from '../technologyManager.ts';
import { clausesOn, countsUntil } from './clauses.ts';
import { api, codeOf, indicator, maskedName, type Person, useCounted, useHasRole } from './view.ts';
import './people.css';

export default function RegisterPage() {
  const t = useWords();
  const session = useSession();
  const creates = useCreates(api, life);
  return (
    <div className="page">
      <PageHead
        title={t('people:nav')}
        note={t(session === null ? 'people:list.noteVisitor' : 'people:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/people/new' as string}>
              {t('people:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <Counted />
      {session === null ? <Closed /> : null}
      {session === undefined ? <Skeleton lines={8} height={400} /> : null}
      {session ? <Register /> : null}
    </div>
  );
}

/** The figure that anybody may read. */
function Counted() {
  const t = useWords();
  const asked = useCounted();
  const figure = asked.data;
  return (
    <section className="card counted-people" aria-label={t('people:list.counted')}>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={2} height={62} /> : null}
      {figure ? (
        <>
          <div>
            <h2>{figure.name}</h2>
            <Figure
              value={figure.value}
              display={figure.display}
              missing={figure.missing}
              label={figure.name}
              size="hero"
              to={`/indicators/${indicator}`}
            />
          </div>
          <div className="counted-basis">
            <p>{figure.basis}</p>
            {figure.missing ? (
              <p className="note">{t('shell:missing', { reason: figure.missing.reason, supplier: figure.missing.supplier })}</p>
            ) : null}
            <p>
              <Link to={`/indicators/${indicator}` as string}>{t('people:list.open')}</Link>
            </p>
          </div>
        </>
      ) : null}
    </section>
  );
}

/** Why a visitor sees no list. */
function Closed() {
  const t = useWords();
  return (
    <section className="card">
      <EmptyState title={t('people:list.closed')}>
        <p>{t('people:list.closedWhy')}</p>
        <Link className="button button-primary" to={'/sign-in' as string} search={{ next: '/people' }}>
          {t('shell:signIn.title')}
        </Link>
      </EmptyState>
    </section>
  );
}

function Register() {
  const t = useWords();
  const officer = useHasRole('bureauOfficer', 'districtOfficer');
  return (
    <div className="card">
      <Narrowed said={useNarrowingSaid()} keys={narrowingKeys} />
      <DataTable<Person>
        name="people"
        caption={t('people:nav')}
        list={(query) => request<Page<Person>>('GET', api, { query })}
        columns={useColumns()}
        filters={useFilters()}
        fixed={useNarrowing(narrowingKeys)}
        open={(row) => `/people/${row.id}`}
        empty={
          <EmptyState title={t(officer ? 'people:list.empty' : 'people:list.emptyOwn')}>
            <p>{t(officer ? 'people:list.emptyWhy' : 'people:list.emptyOwnWhy')}</p>
          </EmptyState>
        }
      />
    </div>
  );
}

/** As a figure of a return leads here: who counted for an organization on a day. */
const narrowingKeys = ['organization', 'countedOn'] as const;
function useNarrowingSaid(): string[] {
  const t = useWords();
  const { organization = '', countedOn } = useSearch();
  const { asked } = useRecord<RecordHead & { name: string }>('/organizations', organization);
  const name = asked.data?.name ?? '…';
  return [
    ...(organization === '' ? [] : [t('people:list.of', { name })]),
    ...(countedOn ? [t('people:list.countedOn', { on: countedOn })] : []),
  ];
}

type Title = (key: string) => string;
/** What is shown when the reader asks for it. */
const hiddenColumns = (title: Title, none: (shown: string | null) => ReactNode): readonly Column<Person>[] => [
  {
    key: 'certificateNumber',
    title: title('certificateNumber'),
    hidden: true,
    cell: (row) => (row.certificateNumber ? <code>{row.certificateNumber}</code> : none(null)),
    text: (row) => row.certificateNumber,
  },
  {
    key: 'trainingBase',
    title: title('trainingBase'),
    hidden: true,
    cell: (row) => none(row.trainingBase),
    text: (row) => row.trainingBase,
  },
  {
    key: 'technologyFields',
    title: title('technologyFields'),
    hidden: true,
    cell: (row) => none(row.technologyFields.join(title('page.comma')) || null),
    text: (row) => row.technologyFields.join(title('page.comma')),
  },
];

function useColumns(): readonly Column<Person>[] {
  const t = useWords();
  const today = useHealth()?.today ?? '';
  const title = (key: string) => t(`people:${key}`);
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  const until = (row: Person) => (row.counting ? (countsUntil(row, today) ?? t('people:list.noEnd')) : null);
  const why = (row: Person) => clausesOn(row, today).find((one) => one.holds !== 'yes');
  const standing = (row: Person) =>
    row.state === 'registered'
      ? t(row.counting ? 'people:standing.counting' : `people:short.${why(row)?.why ?? 'notAffiliated'}`)
      : t(`people:states.${row.state}`);
  return [
    {
      key: 'name',
      title: title('name'),
      cell: (row) => (
        <span>
          <Link to={`/people/${row.id}` as string}>
            <AsWritten>{maskedName(row) ?? title('list.noName')}</AsWritten> <small>{codeOf(row.id)}</small>
          </Link>
        </span>
      ),
      text: (row) => `${maskedName(row) ?? title('list.noName')} ${codeOf(row.id)}`,
    },
    {
      key: 'certificateLevel',
      title: title('certificateLevel'),
      cell: (row) => title(`levels.${row.certificateLevel}`),
      text: (row) => title(`levels.${row.certificateLevel}`),
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
          <span className="note">{title('list.noOrganization')}</span>
        ),
      text: (row) => row.organizationName,
    },
    {
      key: 'counting',
      title: title('counting'),
      cell: (row) =>
        row.state === 'registered' ? (
          <Verdict tone={row.counting ? 'good' : why(row)?.holds === 'no' ? 'bad' : 'none'}>{standing(row)}</Verdict>
        ) : (
          <Tag>{standing(row)}</Tag>
        ),
      text: standing,
    },
    {
      key: 'until',
      title: title('list.until'),
      cell: (row) => until(row) ?? <span className="note">{title('list.notCounting')}</span>,
      text: until,
    },
    { key: 'validTo', title: title('validTo'), cell: (row) => row.validTo ?? title('list.noEnd'), text: (row) => row.validTo },
    ...hiddenColumns(title, none),
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const names = useHasRole('bureauOfficer', 'districtOfficer', 'organizationAdmin', 'technologyManager');
  const title = (key: string) => t(`people:${key}`);
  const coded = (key: string, codes: readonly string[]) => codes.map((value) => ({ value, title: title(`${key}.${value}`) }));
  return [
    ...(names ? [{ kind: 'search' as const, key: 'q', title: title('list.search') }] : []),
    { kind: 'select', key: 'certificateLevel', title: title('certificateLevel'), options: coded('levels', certificateLevels) },
    { kind: 'select', key: 'state', title: title('state'), options: coded('states', life.states) },
    { kind: 'day', key: 'lapsesBy', title: title('lapsesBy') },
  ];
}
