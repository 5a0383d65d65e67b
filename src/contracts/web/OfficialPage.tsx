// Beside the official system: what is ready to be entered there, as a batch file or card by card; and its lists, read back and compared.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { address, call, request } from '../../platform/web/call.ts';
import { type Column, DataTable } from '../../platform/web/DataTable.tsx';
import { DayInput } from '../../platform/web/DayInput.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { addWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { type Page, SendFile } from '../../records/web/index.ts';
import { getBatchPreview, getWays, listReadings, type Reading } from '../officialRoutes.ts';
import { BatchChosen, type BatchChoice, useBatchChoice } from './OfficialChosen.tsx';
import { api, type Contract, yuan } from './view.ts';
import { officialWords } from './official-words.ts';
import './official.css';

addWords({ official: officialWords });

/** Decided here, and without a number of the official system. */
export const ready = { state: 'registered', official: 'no' } as const;

export default function OfficialPage() {
  const t = useWords();
  const language = useLanguage();
  const ways = useQuery({ queryKey: ['official-ways', language], queryFn: () => call(getWays) });
  const mode = ways.data?.mode;
  const choice = useBatchChoice();
  return (
    <div className="page">
      <PageHead title={t('official:nav')} note={mode ? t(`official:mode.${mode}`) : ' '} />
      {ways.isError ? <ProblemView problem={ways.error} again={() => void ways.refetch()} /> : null}
      <section className="card" aria-label={t('official:back.title')}>
        <h2>{t('official:back.title')}</h2>
        <p className="note">{t('official:back.note')}</p>
        <ReadBack />
        <DataTable<Reading>
          name="official-readings"
          caption={t('official:back.earlier')}
          list={({ count: _count, ...query }) => request<Page<Reading>>('GET', listReadings.path, { query })}
          columns={useReadingColumns()}
          open={(row) => `/contracts/official/${row.id}`}
          empty={<EmptyState title={t('official:back.none')} />}
        />
      </section>
      <section className="card" aria-label={t('official:ready.title')}>
        <h2>{t('official:ready.title')}</h2>
        <p className="note">{t('official:ready.note')}</p>
        {ways.data ? <Batch forms={ways.data.forms} choice={choice} /> : <Skeleton lines={2} height={80} />}
        <DataTable<Contract>
          name="official-ready"
          caption={t('official:ready.title')}
          list={(query) => request<Page<Contract>>('GET', api, { query })}
          fixed={ready}
          columns={[choice.column, ...useReadyColumns()]}
          open={(row) => `/contracts/official/card/${row.id}`}
          empty={
            <EmptyState title={t('official:ready.none')}>
              <p>{t('official:ready.noneWhy')}</p>
            </EmptyState>
          }
        />
      </section>
    </div>
  );
}

type Forms = { code: string; name: string; basis: string; sure: string }[];
/** The form, what would stay empty in it, and the file. */
function Batch({ forms, choice }: { forms: Forms; choice: BatchChoice }) {
  const t = useWords();
  const [code, setCode] = useState(forms[0]?.code ?? '');
  const form = forms.find((one) => one.code === code);
  const query = { form: code, ...(choice.ids.length === 0 ? {} : { ids: choice.ids.join(',') }) };
  const asked = useQuery({
    queryKey: ['official-batch', query],
    queryFn: () => call(getBatchPreview, { query }),
    enabled: code !== '',
    placeholderData: (before) => before,
  });
  const gaps = (asked.data?.columns ?? []).filter((one) => one.empty > 0 || one.noCounterpart > 0);
  return (
    <div className="official-batch">
      <label>
        {t('official:form')}
        <select value={code} onChange={(event) => setCode(event.target.value)}>
          {forms.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <a
        className="button button-primary"
        href={address('/contracts/official/batch.xlsx', query)}
        download
        aria-disabled={asked.data?.contracts === 0}
      >
        {asked.data ? t('official:batch.save', { count: asked.data.contracts }) : t('official:batch.saveAll')}
      </a>
      <BatchChosen {...choice} />
      {form ? (
        <p className="note">{t('official:batch.basis', { basis: form.basis, sure: t(`official:sure.${form.sure}`) })}</p>
      ) : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {gaps.length > 0 ? (
        <details>
          <summary>{t('official:batch.gaps', { count: gaps.length })}</summary>
          <ul className="official-gaps">
            {gaps.map((one) => (
              <li key={one.header}>
                <AsWritten>{one.header}</AsWritten>
                {one.empty > 0 ? <span>{t('official:batch.empty', { count: one.empty })}</span> : null}
                {one.noCounterpart > 0 ? (
                  <Tag tone="warn">{t('official:batch.noCounterpart', { count: one.noCounterpart })}</Tag>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

/** A file with the period that it is of; what was chosen stays when it is refused. */
function ReadBack() {
  const t = useWords();
  const navigate = useNavigate();
  const [period, setPeriod] = useState({ from: '', to: '' });
  return (
    <SendFile
      path="/contracts/official/readings"
      query={Object.fromEntries(Object.entries(period).filter(([, value]) => value !== ''))}
      onSent={({ id }: { id: string }) => navigate({ to: `/contracts/official/${id}` as string })}
      accept=".xlsx,.csv,.txt"
      words={{ drop: 'official:back.drop', choose: 'official:back.choose', sending: 'official:back.sending' }}
      above={
        <div className="official-period">
          {(['from', 'to'] as const).map((side) => (
            <label key={side}>
              {t(`official:${side}`)}
              <DayInput value={period[side]} onChange={(event) => setPeriod({ ...period, [side]: event.target.value })} />
            </label>
          ))}
          <p className="note">{t('official:back.period')}</p>
        </div>
      }
    />
  );
}

function useReadyColumns(): readonly Column<Contract>[] {
  const t = useWords();
  return [
    {
      key: 'title',
      title: t('contracts:title'),
      cell: (row) => (
        <Link to={`/contracts/official/card/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'ownNumber',
      title: t('contracts:ownNumber'),
      cell: (row) => <code>{row.ownNumber}</code>,
      text: (row) => row.ownNumber,
    },
    {
      key: 'sellerName',
      title: t('contracts:seller'),
      cell: (row) => <AsWritten>{row.sellerName}</AsWritten>,
      text: (row) => row.sellerName,
    },
    { key: 'amount', title: t('contracts:amount'), cell: (row) => yuan(row.amount), text: (row) => row.amount, numeric: true },
    { key: 'registeredOn', title: t('contracts:registeredOn'), cell: (row) => row.registeredOn, text: (row) => row.registeredOn },
    {
      key: 'missing',
      title: t('official:ready.missing'),
      cell: (row) => (row.missing.length > 0 ? <Tag tone="warn">{exactNumber(String(row.missing.length))}</Tag> : null),
      text: (row) => String(row.missing.length),
    },
  ];
}

function useReadingColumns(): readonly Column<Reading>[] {
  const t = useWords();
  const period = (row: Reading) => t('official:back.of', { from: row.from, to: row.to });
  return [
    {
      key: 'file',
      title: t('official:back.file'),
      cell: (row) => (
        <Link to={`/contracts/official/${row.id}` as string}>
          <AsWritten>{row.file}</AsWritten>
        </Link>
      ),
      text: (row) => row.file,
    },
    { key: 'period', title: t('official:back.periodOf'), cell: period, text: period },
    { key: 'by', title: t('official:back.by'), cell: (row) => <AsWritten>{row.by}</AsWritten>, text: (row) => row.by },
    { key: 'at', title: t('official:back.at'), cell: (row) => row.at.slice(0, 10), text: (row) => row.at },
  ];
}
