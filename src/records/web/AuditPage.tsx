// The auditor's question: what an account saw, changed, took away in a period, or who saw a record. Account, record and period in the URL.
import { Link } from '@tanstack/react-router';
import { useSearch } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { hasWords, useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { recordKind } from '../../platform/web/pages.ts';
import { EmptyState, PageHead, Tag, Verdict } from '../../platform/web/Parts.tsx';
import { auditKinds, type AuditLine, exportAudit, getAudit } from '../audit.ts';
import '../../platform/web/account.css';

export default function AuditPage() {
  const t = useWords();
  return (
    <OnlyFor roles={['auditAdmin']} title={t('audit:title')}>
      {() => <Audit />}
    </OnlyFor>
  );
}

function Audit() {
  const t = useWords();
  const { account, record } = useSearch();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'account', title: t('audit:filters.account') },
    { kind: 'search', key: 'record', title: t('audit:filters.record') },
    {
      kind: 'select',
      key: 'what',
      title: t('audit:filters.what'),
      options: auditKinds.map((one) => ({ value: one, title: t(`audit:what.${one}`) })),
    },
    { kind: 'day', key: 'from', title: t('audit:filters.from') },
    { kind: 'day', key: 'to', title: t('audit:filters.to') },
  ];
  const asked = Boolean(account || record);
  return (
    <div className="page">
      <PageHead title={t('audit:title')} note={t('audit:note')} />
      <div className="card">
        <DataTable<AuditLine>
          name="audit"
          caption={t('audit:title')}
          // Everything of everybody is no question: nothing is asked before somebody or something is named.
          list={(query) =>
            asked
              ? request<PageOf<AuditLine>>('GET', getAudit.path, { query })
              : Promise.resolve<PageOf<AuditLine>>({ items: [], next: null })
          }
          columns={useColumns()}
          filters={filters}
          {...(asked ? { exportPath: exportAudit.path, formats: ['csv'] as const } : {})}
          empty={
            asked ? (
              <EmptyState title={t('audit:empty')} />
            ) : (
              <EmptyState title={t('audit:begin')}>
                <p>{t('audit:beginWhy')}</p>
              </EmptyState>
            )
          }
        />
      </div>
    </div>
  );
}

const tones = { saw: 'none', personal: 'warn', changed: 'blue', exported: 'warn', signed: 'none', rights: 'blue' } as const;

function useColumns(): readonly Column<AuditLine>[] {
  const t = useWords();
  const whoOf = ({ account, name, for: absent }: AuditLine) => {
    const own = account ? `${account.name} (${account.account})` : name;
    return absent ? t('audit:actedFor', { name: own, absent: `${absent.name} (${absent.account})` }) : own;
  };
  const doingOf = useDoing();
  const objectOf = ({ object }: AuditLine) => (object ? (object.title ?? object.id) : '');
  return [
    {
      key: 'at',
      title: t('audit:columns.at'),
      cell: (row) => `${shownInstant(row.at)}:${row.at.slice(17, 19)}`,
      text: (row) => row.at,
    },
    { key: 'name', title: t('audit:columns.name'), cell: (row) => <AsWritten>{whoOf(row)}</AsWritten>, text: whoOf },
    {
      key: 'what',
      title: t('audit:columns.what'),
      cell: (row) => <Tag tone={tones[row.what]}>{t(`audit:what.${row.what}`)}</Tag>,
      text: (row) => t(`audit:what.${row.what}`),
    },
    {
      key: 'doing',
      title: t('audit:columns.doing'),
      cell: (row) => (
        <>
          <AsWritten>{doingOf(row)}</AsWritten>{' '}
          {row.outcome === 'refused' ? <Verdict tone="bad">{t('accounts:outcomes.refused')}</Verdict> : null}
        </>
      ),
      text: doingOf,
    },
    { key: 'object', title: t('audit:columns.title'), cell: (row) => <ObjectOf line={row} />, text: objectOf },
    {
      key: 'detail',
      title: t('audit:columns.detail'),
      cell: (row) => (
        <span className="log-detail">
          <AsWritten>{detailOf(row)}</AsWritten>
        </span>
      ),
      text: detailOf,
    },
    { key: 'address', title: t('audit:columns.address'), cell: (row) => row.address, text: (row) => row.address },
  ];
}

/** A record leads to its page, where there is one. */
function ObjectOf({ line: { object } }: { line: AuditLine }) {
  if (!object) return null;
  const page = object.kind === null ? undefined : recordKind(object.kind)?.page?.(object.id);
  const said = object.title ?? object.id;
  return page ? (
    <Link to={page as string}>
      <AsWritten>{said}</AsWritten>
    </Link>
  ) : (
    <AsWritten>{said}</AsWritten>
  );
}

/** What was done, in words as far as there are words: an event of the security log, an action of a kind, or the operation's address. */
function useDoing(): (line: AuditLine) => string {
  const t = useWords();
  return ({ what, doing, operation, object, items }) => {
    const event = `accounts:events.${doing}`;
    const kind = object?.kind ? recordKind(object.kind)?.words : undefined;
    const action = kind === undefined ? '' : `${kind.split(':')[0]}:actions.${doing}`;
    const said =
      doing === 'refused'
        ? (operation ?? t('accounts:events.refused'))
        : what === 'changed' && hasWords(action)
          ? t(action)
          : what !== 'changed' && hasWords(event)
            ? t(event)
            : what === 'personal'
              ? t('audit:what.personal')
              : operation === null
                ? doing
                : `${operation} ${doing}`;
    return items === null ? said : `${said} · ${t('audit:rows', { count: items })}`;
  };
}

const detailOf = ({ detail }: AuditLine): string =>
  Object.entries(detail ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join(' · ');
