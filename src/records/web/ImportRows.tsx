// The rows of an import by verdict: row, content, column, reason, and the record that it matches with the fields that are the same.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useRef } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { More } from '../../platform/web/More.tsx';
import { recordKind } from '../../platform/web/pages.ts';
import { EmptyState, ProblemView, Skeleton, TableHead, Tag, type Tone } from '../../platform/web/Parts.tsx';
import { type ImportedRow, importRoutes, type ImportStatus, type Verdict, verdicts } from '../import.ts';
import type { ImportTarget } from './importing.ts';
import '../../platform/web/table.css';

const tones: Record<Verdict, Tone> = { create: 'good', change: 'blue', duplicate: 'none', refuse: 'bad' };
const rowsAPage = 50;

export function ImportRows({ target, status }: { target: ImportTarget; status: ImportStatus }) {
  const t = useWords();
  const said = useSearch()['verdict'];
  const change = useChangeSearch();
  const tabs = useRef<HTMLDivElement>(null);
  const shown = verdicts.find((one) => one === said) ?? verdicts.find((one) => status.rows[one] > 0) ?? 'create';
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = (verdicts.indexOf(shown) + step + verdicts.length) % verdicts.length;
    change({ verdict: verdicts[at] });
    tabs.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <>
      <div ref={tabs} className="tabs" role="tablist" tabIndex={-1} aria-label={t('pages:import.tabs')} onKeyDown={onKey}>
        {verdicts.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-controls="import-rows"
            aria-selected={one === shown}
            tabIndex={one === shown ? 0 : -1}
            onClick={() => change({ verdict: one })}
          >
            {t(`pages:import.verdicts.${one}`)}
            <Tag tone={status.rows[one] > 0 ? tones[one] : 'none'}>{exactNumber(String(status.rows[one]))}</Tag>
          </button>
        ))}
      </div>
      <div id="import-rows" role="tabpanel" aria-labelledby={`tab-${shown}`}>
        <Rows key={shown} target={target} status={status} verdict={shown} />
      </div>
    </>
  );
}

function Rows({ target, status, verdict }: { target: ImportTarget; status: ImportStatus; verdict: Verdict }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useInfiniteQuery({
    queryKey: ['import', target.path, status.id, 'rows', verdict, status.state, status.fingerprint, language],
    queryFn: ({ pageParam }) =>
      call(importRoutes(target.path).rows, {
        params: { id: status.id },
        query: { verdict, limit: rowsAPage, ...(pageParam ? { after: pageParam } : {}) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: status.rows[verdict] > 0,
  });
  if (status.rows[verdict] === 0) return <EmptyState title={t('pages:import.noRows')} />;
  if (asked.isPending) return <Skeleton lines={6} height={300} />;
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  const rows = asked.data.pages.flatMap((page) => page.items);
  const titles = ['row', 'what', 'column', 'words', 'match'].map((one) => t(`pages:import.${one}`));
  return (
    <>
      <table className="table table-list">
        <TableHead caption={t(`pages:import.verdicts.${verdict}`)} titles={titles} />
        <tbody>
          {rows.map((row) => (
            <Line key={row.row} row={row} target={target} titles={titles} />
          ))}
        </tbody>
      </table>
      {asked.hasNextPage ? (
        <div className="list-foot">
          <More asked={asked} />
        </div>
      ) : null}
    </>
  );
}

function Line({ row, target, titles }: { row: ImportedRow; target: ImportTarget; titles: readonly string[] }) {
  const t = useWords();
  return (
    <tr>
      <td data-title={titles[0]}>{row.row}</td>
      <td data-title={titles[1]}>
        <Cells cells={row.cells} />
      </td>
      <td data-title={titles[2]}>
        <AsWritten>{row.column}</AsWritten>
      </td>
      <td data-title={titles[3]}>
        <div>
          <AsWritten>{row.words}</AsWritten> {row.written ? <Tag tone="good">{t('pages:import.done')}</Tag> : null}
        </div>
      </td>
      <td data-title={titles[4]}>{row.match ? <Match match={row.match} kind={target.kind} /> : null}</td>
    </tr>
  );
}

function Match({ match, kind }: { match: NonNullable<ImportedRow['match']>; kind: string }) {
  const t = useWords();
  const to = match.id === null ? undefined : recordKind(kind)?.page?.(match.id);
  const nameOf = (field: string) => (hasWords(`pages:import.field.${field}`) ? t(`pages:import.field.${field}`) : field);
  return (
    <div className="import-cells">
      {to ? (
        <Link to={to}>
          <AsWritten>{match.title}</AsWritten>
        </Link>
      ) : (
        <AsWritten>{match.title}</AsWritten>
      )}
      {match.row === null ? null : <> · {t('pages:import.matchRow', { row: match.row })}</>}
      <div className="note">
        <AsWritten>{match.fields.map((one) => `${nameOf(one.field)} ${one.value}`).join(t('pages:import.comma'))}</AsWritten>
      </div>
    </div>
  );
}

/** What stands in the row: the first cell large, as much of the others as tells it apart. */
function Cells({ cells }: { cells: ImportedRow['cells'] }) {
  const [first = '', ...rest] = Object.values(cells).filter((cell) => cell !== '');
  return (
    <div className="import-cells">
      <b>
        <AsWritten>{first}</AsWritten>
      </b>
      <AsWritten>{rest.slice(0, 5).join(' · ')}</AsWritten>
    </div>
  );
}
