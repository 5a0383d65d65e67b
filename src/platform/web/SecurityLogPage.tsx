// The security log for the audit administrator: filtered by account, event and days, and taken away as a file, which is logged too.
import { AsWritten } from './AsWritten.tsx';
import { hasWords, useWords } from './i18n.ts';
import { exportSecurityLog, listSecurityLog, outcomes, securityEvents, type SecurityLine } from '../shared/securityLog.ts';
import { request } from './call.ts';
import { type Column, DataTable, type Filter, type PageOf } from './DataTable.tsx';
import { shownInstant } from './format.ts';
import { OnlyFor } from './OnlyFor.tsx';
import { EmptyState, PageHead, Verdict } from './Parts.tsx';
import './account.css';

export default function SecurityLogPage() {
  const t = useWords();
  return (
    <OnlyFor roles={['auditAdmin']} title={t('accounts:log.title')}>
      {() => <Log />}
    </OnlyFor>
  );
}

function Log() {
  const t = useWords();
  const filters: readonly Filter[] = [
    { kind: 'search', key: 'account', title: t('accounts:log.name') },
    {
      kind: 'select',
      key: 'event',
      title: t('accounts:log.event'),
      options: securityEvents.map((one) => ({ value: one, title: t(`accounts:events.${one}`) })),
    },
    {
      kind: 'select',
      key: 'outcome',
      title: t('accounts:log.outcome'),
      options: outcomes.map((one) => ({ value: one, title: t(`accounts:outcomes.${one}`) })),
    },
    { kind: 'day', key: 'from', title: t('accounts:log.from') },
    { kind: 'day', key: 'to', title: t('accounts:log.to') },
  ];
  return (
    <div className="page">
      <PageHead title={t('accounts:log.title')} note={t('accounts:log.note')} />
      <div className="card">
        <DataTable<SecurityLine>
          name="security-log"
          caption={t('accounts:log.title')}
          list={(query) => request<PageOf<SecurityLine>>('GET', listSecurityLog.path, { query })}
          columns={useColumns()}
          filters={filters}
          exportPath={exportSecurityLog.path}
          formats={['csv']}
          empty={<EmptyState title={t('accounts:log.empty')} />}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<SecurityLine>[] {
  const t = useWords();
  const detailOf = useDetail();
  const eventOf = ({ event }: SecurityLine) => (hasWords(`accounts:events.${event}`) ? t(`accounts:events.${event}`) : event);
  const nameOf = ({ name, address: from }: SecurityLine) =>
    name === 'operator' && from === '' ? t('accounts:log.operator') : name;
  const objectOf = ({ object }: SecurityLine) => {
    if (object?.kind === 'account') return `${t('accounts:log.name')} ${object.name ?? object.id}`;
    if (object?.kind === 'securityLog') return t('accounts:log.title');
    return object ? `${object.kind} ${object.id}` : '';
  };
  return [
    {
      key: 'at',
      title: t('accounts:log.at'),
      cell: (row) => `${shownInstant(row.at)}:${row.at.slice(17, 19)}`,
      text: (row) => row.at,
    },
    { key: 'name', title: t('accounts:log.name'), cell: nameOf, text: nameOf },
    { key: 'event', title: t('accounts:log.event'), cell: eventOf, text: eventOf },
    {
      key: 'outcome',
      title: t('accounts:log.outcome'),
      cell: (row) => <Verdict tone={row.outcome === 'done' ? 'good' : 'bad'}>{t(`accounts:outcomes.${row.outcome}`)}</Verdict>,
      text: (row) => t(`accounts:outcomes.${row.outcome}`),
    },
    { key: 'address', title: t('accounts:log.address'), cell: (row) => row.address, text: (row) => row.address },
    { key: 'object', title: t('accounts:log.object'), cell: objectOf, text: objectOf },
    {
      key: 'detail',
      title: t('accounts:log.detail'),
      cell: (row) => (
        <span className="log-detail">
          <AsWritten>{detailOf(row)}</AsWritten>
        </span>
      ),
      text: detailOf,
    },
  ];
}

/** What a line tells more, in words as far as there are words for it. */
function useDetail(): (row: SecurityLine) => string {
  const t = useWords();
  const said = (name: string, value: unknown): string => {
    if (name === 'why' && hasWords(`accounts:why.${String(value)}`)) return t(`accounts:why.${String(value)}`);
    if (name === 'duty' && hasWords(`accounts:duties.${String(value)}`)) return t(`accounts:duties.${String(value)}`);
    if (Array.isArray(value))
      return value.map((one) => (hasWords(`shell:roles.${one}`) ? t(`shell:roles.${one}`) : String(one))).join(' ');
    return String(value);
  };
  return ({ detail, object }) =>
    Object.entries(detail ?? {})
      .filter(([name, value]) => value !== null && !(name === 'account' && object?.kind === 'account'))
      .toSorted(([a], [b]) => Number(a === 'reason') - Number(b === 'reason'))
      .map(([name, value]) => said(name, value))
      .join(' · ');
}
