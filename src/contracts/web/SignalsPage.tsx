// Contracts with signals that the reader may see: open cases, or registrations of a period; the weightiest first. Filters in the URL, taken away as a file.
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import type { Page } from '../../records/web/index.ts';
import { listSignals, standings, verdicts } from '../signalNote.ts';
import { signalReaders } from '../signalReaders.ts';
import { signalGrounds } from '../signals.ts';
import { codeOf, Reading, toneOfWeight } from './ContractSignals.tsx';
import { useSignalSentence } from './signalSentence.ts';
import { useActiveRegistries } from './registry-view.ts';
import { toneOf, yuan } from './view.ts';
import './signals.css';

type Row = z.output<typeof listSignals.response>['items'][number];

export default function SignalsPage() {
  const t = useWords();
  return (
    <OnlyFor roles={signalReaders} title={t('signalNotes:title')}>
      {() => <Shown />}
    </OnlyFor>
  );
}

function Shown() {
  const t = useWords();
  const language = useLanguage();
  const how = useQuery({
    queryKey: ['signals reading', language],
    queryFn: () => call(listSignals, { query: { limit: 1 } }),
    refetchInterval: ({ state }) => (state.data?.reading ? 2000 : false),
  });
  const reading = how.data?.reading ?? null;
  return (
    <div className="page">
      <PageHead title={t('signalNotes:title')} note={t('signalNotes:note')} />
      <div className="card">
        {reading ? <Reading of={reading} /> : null}
        <DataTable<Row>
          name="signals"
          caption={t('signalNotes:title')}
          list={(query) => request<Page<Row>>('GET', listSignals.path, { query })}
          columns={useColumns()}
          filters={useFilters()}
          open={(row) => `/contracts/${row.id}`}
          empty={
            <EmptyState title={t('signalNotes:list.empty')}>
              <p>{t('signalNotes:list.emptyWhy')}</p>
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const t = useWords();
  const sentence = useSignalSentence();
  const kind = (key: string) => t(`signals:codes.${codeOf(key)}`);
  return [
    {
      key: 'title',
      title: t('signalNotes:list.title'),
      cell: (row) => (
        <Link to={`/contracts/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'signals',
      title: t('signalNotes:list.signals'),
      cell: (row) => (
        <ul className="signals-cell">
          {row.signals.map((one) => (
            <li key={one.key}>
              <Tag tone={one.note === 'explained' ? 'none' : toneOfWeight(one.weight)}>{kind(one.key)}</Tag>{' '}
              {one.note ? <span className="note">{t(`signalNotes:verdicts.${one.note}`)}</span> : null}
            </li>
          ))}
        </ul>
      ),
      text: (row) => row.signals.map(sentence).join('\n'),
    },
    {
      key: 'weight',
      title: t('signalNotes:weight'),
      cell: (row) => String(row.weight),
      text: (row) => String(row.weight),
      numeric: true,
    },
    {
      key: 'sellerName',
      title: t('signalNotes:list.seller'),
      cell: (row) => <AsWritten>{row.sellerName}</AsWritten>,
      text: (row) => row.sellerName,
    },
    {
      key: 'amount',
      title: t('signalNotes:list.amount'),
      cell: (row) => yuan(row.amount),
      text: (row) => row.amount,
      numeric: true,
    },
    { key: 'on', title: t('signalNotes:list.on'), cell: (row) => row.on, text: (row) => row.on },
    {
      key: 'state',
      title: t('signalNotes:list.state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{t(`contracts:states.${row.state}`)}</Tag>,
      text: (row) => t(`contracts:states.${row.state}`),
    },
    {
      key: 'registryName',
      title: t('signalNotes:list.registry'),
      hidden: true,
      cell: (row) => <AsWritten>{row.registryName}</AsWritten>,
      text: (row) => row.registryName,
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const registries = useActiveRegistries(true);
  return [
    {
      kind: 'select',
      key: 'standing',
      title: t('signalNotes:list.standing'),
      options: standings.map((value) => ({ value, title: t(`signalNotes:list.${value}`) })),
    },
    {
      kind: 'select',
      key: 'code',
      title: t('signalNotes:list.code'),
      options: Object.keys(signalGrounds).map((value) => ({ value, title: t(`signals:codes.${value}`) })),
    },
    {
      kind: 'select',
      key: 'noted',
      title: t('signalNotes:list.noted'),
      options: [
        { value: 'no', title: t('signalNotes:list.unnoted') },
        ...verdicts.map((value) => ({ value, title: t(`signalNotes:verdicts.${value}`) })),
      ],
    },
    { kind: 'select', key: 'registry', title: t('signalNotes:list.registry'), options: registries },
    { kind: 'day', key: 'from', title: t('signalNotes:list.from') },
    { kind: 'day', key: 'to', title: t('signalNotes:list.to') },
  ];
}
