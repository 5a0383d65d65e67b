// What has left as packages: by kind, retention and year; and the check of a package somebody holds.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePath } from '../../platform/web/address.ts';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { recordKind } from '../../platform/web/pages.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { shownSize, upload } from '../../platform/web/upload.ts';
import { archiveRecords, type CheckedPackage, life, retentions } from '../archive.ts';
import type { Page } from './asking.ts';
import { DropZone } from './DropZone.tsx';
import { type Archive, archivesApi } from './files.ts';
import './files.css';
import './records.css';

const kinds = ['organization', 'recognition', 'reportedFigure', 'technologyManager'];

export default function ArchivesPage() {
  const t = useWords();
  const reads = useReadsArchives();
  return (
    <div className="page">
      <PageHead title={t('archives:list.title')} note={t('archives:list.note')} />
      {reads === undefined ? <Skeleton lines={8} height={400} /> : null}
      {reads === false ? <Closed /> : null}
      {reads ? (
        <>
          <Register />
          <Check />
        </>
      ) : null}
    </div>
  );
}

/** Whether the reader may see archives at all; undefined while it is not known who reads. */
export function useReadsArchives(): boolean | undefined {
  const session = useSession();
  const readers: readonly string[] = Array.isArray(archiveRecords.readers) ? archiveRecords.readers : [];
  if (session === undefined) return undefined;
  return session?.roles.some((role) => readers.includes(role)) ?? false;
}

export function Closed() {
  const t = useWords();
  const session = useSession();
  const next = usePath();
  return (
    <section className="card">
      <EmptyState title={t('archives:list.closed')}>
        {session === null ? (
          <Link className="button button-primary" to={'/sign-in' as string} search={{ next }}>
            {t('shell:signIn.title')}
          </Link>
        ) : null}
      </EmptyState>
    </section>
  );
}

function Register() {
  const t = useWords();
  return (
    <div className="card">
      <DataTable<Archive>
        name="archives"
        caption={t('archives:list.title')}
        list={(query) => request<Page<Archive>>('GET', archivesApi, { query })}
        columns={useColumns()}
        filters={useFilters()}
        open={(row) => `/archives/${row.id}`}
        empty={
          <EmptyState title={t('archives:list.empty')}>
            <p>{t('archives:list.emptyWhy')}</p>
          </EmptyState>
        }
      />
    </div>
  );
}

function useColumns(): readonly Column<Archive>[] {
  const t = useWords();
  const kindName = useKindName();
  return [
    { key: 'title', title: t('archives:columns.title'), cell: (row) => <AsWritten>{row.title ?? '—'}</AsWritten> },
    { key: 'recordKind', title: t('archives:recordKind'), cell: (row) => kindName(row.recordKind) },
    { key: 'archivedOn', title: t('archives:archivedOn'), cell: (row) => row.archivedOn },
    { key: 'retention', title: t('archives:retention'), cell: (row) => t(`archives:retentions.${row.retention}`) },
    { key: 'keptUntil', title: t('archives:keptUntil'), cell: (row) => row.keptUntil ?? t('archives:forEver') },
    {
      key: 'size',
      title: t('archives:size'),
      cell: (row) => t('archives:files', { count: row.catalogue.length, size: shownSize(row.size) }),
    },
    {
      key: 'state',
      title: t('archives:state'),
      cell: (row) => <Tag tone={row.state === 'archived' ? 'good' : 'none'}>{t(`archives:states.${row.state}`)}</Tag>,
    },
  ];
}

export function useKindName(): (kind: string) => string {
  const t = useWords();
  return (kind) => {
    const words = recordKind(kind)?.words;
    return words ? t(words) : kind;
  };
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const kindName = useKindName();
  const year = Number(useHealth()?.today.slice(0, 4) ?? 2026);
  return [
    {
      kind: 'select',
      key: 'recordKind',
      title: t('archives:recordKind'),
      options: kinds.map((value) => ({ value, title: kindName(value) })),
    },
    {
      kind: 'select',
      key: 'retention',
      title: t('archives:retention'),
      options: retentions.map((value) => ({ value, title: t(`archives:retentions.${value}`) })),
    },
    {
      kind: 'select',
      key: 'year',
      title: t('archives:year'),
      options: [0, 1, 2, 3, 4].map((back) => ({ value: String(year - back), title: String(year - back) })),
    },
    {
      kind: 'select',
      key: 'state',
      title: t('archives:state'),
      options: life.states.map((value) => ({ value, title: t(`archives:states.${value}`) })),
    },
  ];
}

/** Recomputes a package that was dropped here, and says whose it is. */
function Check() {
  const t = useWords();
  const [found, setFound] = useState<CheckedPackage | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const check = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setFound(null);
    setProblem(null);
    await upload<CheckedPackage>(`${archivesApi}/check`, file, () => undefined).then(setFound, setProblem);
    setBusy(false);
  };
  const wrong = found?.files.filter((one) => one.found !== 'sound') ?? [];
  return (
    <section className="card archive-check" aria-label={t('archives:check.title')}>
      <h2>{t('archives:check.title')}</h2>
      <DropZone
        onFiles={([file]) => void check(file)}
        accept=".zip"
        title={t('archives:check.drop')}
        button={t('archives:check.choose')}
      >
        <p className="note">{t('archives:check.note')}</p>
      </DropZone>
      <output className="check-found">
        {busy ? <p>{t('archives:check.busy')}</p> : null}
        {found ? (
          <>
            <p>
              <Verdict tone={found.sound && found.archive ? 'good' : found.sound ? 'warn' : 'bad'}>
                {t(found.sound ? (found.archive ? 'archives:check.sound' : 'archives:check.unknown') : 'archives:check.altered')}
              </Verdict>{' '}
              {found.archive ? <Link to={`/archives/${found.archive.id}` as string}>{t('archives:check.open')}</Link> : null}
            </p>
            <ul>
              {wrong.map((one) => (
                <li key={one.file}>
                  <code>{one.file}</code> {t(`archives:check.found.${one.found}`)}
                </li>
              ))}
            </ul>
            <p className="note archive-digest">{t('archives:digest', { digest: found.digest })}</p>
          </>
        ) : null}
      </output>
      {problem ? <ProblemView problem={problem} /> : null}
    </section>
  );
}
