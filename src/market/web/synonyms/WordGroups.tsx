// The operators' table of synonyms: what waits for a decision first, then all groups with a way to add one. Who may not decide reads the same.
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { FieldForm, type Schema } from '../../../platform/web/FieldForm.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { EmptyState, Tag } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import type { Offer } from '../../../records/record.ts';
import type { Page } from '../../../records/web/index.ts';
import { life } from '../../wordGroup.ts';
import { ToDecide } from './ToDecide.tsx';
import { useWaysIn } from './waysIn.ts';
import { asAsked, toneOf, useJoined, type WordGroup, wordGroupsApi } from './word-group-view.ts';

export default function WordGroups() {
  const t = useWords();
  const { decides, adds } = useWaysIn();
  return (
    <div className="stack">
      <ToDecide decides={decides} />
      <section className="card" aria-label={t('wordGroups:nav')}>
        <h2>{t('wordGroups:nav')}</h2>
        {adds ? <Add offer={adds} /> : null}
        <DataTable<WordGroup>
          name="word-groups"
          caption={t('wordGroups:nav')}
          list={(query) => request<Page<WordGroup>>('GET', wordGroupsApi, { query })}
          columns={useColumns()}
          filters={useFilters()}
          open={(row) => `/word-groups/${row.id}`}
          exportPath="/word-groups/export"
          empty={<EmptyState title={t('wordGroups:list.empty')}>{t('wordGroups:list.emptyWhy')}</EmptyState>}
        />
      </section>
    </div>
  );
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  return [
    { kind: 'search', key: 'q', title: t('wordGroups:list.search') },
    {
      kind: 'select',
      key: 'state',
      title: t('wordGroups:state'),
      options: life.states.map((value) => ({ value, title: t(`wordGroups:states.${value}`) })),
    },
  ];
}

function useColumns(): readonly Column<WordGroup>[] {
  const t = useWords();
  const joined = useJoined();
  const title = (key: string) => t(`wordGroups:${key}`);
  return [
    {
      key: 'words',
      title: title('words'),
      cell: (row) => (
        <Link to={`/word-groups/${row.id}` as string}>
          <AsWritten>{joined(row.words)}</AsWritten>
        </Link>
      ),
      text: (row) => joined(row.words),
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    {
      key: 'origin',
      title: title('origin'),
      cell: (row) => title(`origins.${row.origin}`),
      text: (row) => title(`origins.${row.origin}`),
    },
    { key: 'note', title: title('note'), cell: (row) => <AsWritten>{row.note ?? ''}</AsWritten>, text: (row) => row.note },
    {
      key: 'reason',
      title: title('reason'),
      cell: (row) => <AsWritten>{row.reason ?? ''}</AsWritten>,
      text: (row) => row.reason,
    },
    { key: 'on', title: title('on'), cell: (row) => shownDay(row.on), text: (row) => row.on },
  ];
}

/** A group of one's own: in use at once for who decides, a proposal of others. */
function Add({ offer }: { offer: Offer }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const key = useRef(newKey());
  const title = t(`wordGroups:actions.${offer.name}`);
  const send = async (body: Record<string, unknown>) => {
    const path = offer.name === 'create' ? wordGroupsApi : `${wordGroupsApi}/${offer.name}`;
    await request('POST', path, { body, idempotencyKey: key.current });
    key.current = newKey();
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ['word-groups'] });
  };
  return (
    <div className="word-groups-head">
      <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
        {title}
      </button>
      <Modal open={open} onClose={() => setOpen(false)} title={title}>
        {open ? (
          <FieldForm
            schema={(asAsked(offer).input ?? {}) as Schema}
            given={{ words: ['', ''] }}
            submitWords={title}
            onSubmit={send}
            onCancel={() => setOpen(false)}
          />
        ) : null}
      </Modal>
    </div>
  );
}
