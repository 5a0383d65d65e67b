// Choosing rows of the list of contracts, and making a certified list of them: a bar that stays while something is chosen, and the question what for.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { newKey, request } from '../../platform/web/call.ts';
import type { Column } from '../../platform/web/DataTable.tsx';
import type { Schema } from '../../platform/web/FieldForm.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { Skeleton } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { RowChoice } from '../../platform/web/RowChoice.tsx';
import { life, mostListed } from '../certifiedList.ts';
import { useCreates } from '../../records/web/index.ts';
import { listsApi } from './certified-view.ts';
import type { Contract } from './view.ts';

const FieldForm = lazy(() => import('../../platform/web/FieldForm.tsx').then((one) => ({ default: one.FieldForm })));

export type Choosing = {
  chosen: ReadonlyMap<string, string>;
  toggle: (row: Contract) => void;
  clear: () => void;
  /** The first column: a box for what is registered; none for who makes no lists. */
  columns: readonly Column<Contract>[];
};

export function useChoosing(): Choosing {
  const t = useWords();
  const { may } = useMay();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const toggle = (row: Contract) => {
    const next = new Map(chosen);
    if (!next.delete(row.id) && next.size < mostListed) next.set(row.id, row.title);
    setChosen(next);
  };
  const column: Column<Contract> = {
    key: 'choose',
    title: t('certifiedLists:choose.column'),
    cell: (row) =>
      row.state === 'registered' ? (
        <RowChoice
          label={t('certifiedLists:choose.row')}
          name={row.title}
          checked={chosen.has(row.id)}
          onChange={() => toggle(row)}
        />
      ) : null,
  };
  return { chosen, toggle, clear: () => setChosen(new Map()), columns: may ? [column] : [] };
}

function useMay(): { may: boolean } {
  const creates = useCreates(listsApi, life);
  return { may: creates === 'yes' };
}

export function ChosenBar({ chosen, clear }: Choosing) {
  const t = useWords();
  const [asking, setAsking] = useState(false);
  if (chosen.size === 0) return null;
  return (
    <section className="chosen-bar" aria-label={t('certifiedLists:choose.count', { count: chosen.size })}>
      <output>
        <b>{t('certifiedLists:choose.count', { count: chosen.size })}</b>{' '}
        {chosen.size >= mostListed ? <span className="note">{t('certifiedLists:choose.most', { most: mostListed })}</span> : null}
      </output>
      <span className="spread" />
      <button type="button" className="button" onClick={clear}>
        {t('certifiedLists:choose.clear')}
      </button>
      <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
        {t('certifiedLists:actions.create')}
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={t('certifiedLists:actions.create')}>
        <Making chosen={chosen} close={() => setAsking(false)} />
      </Modal>
    </section>
  );
}

/** The titles once more, and what the list is for. One key for one body: a repeated click is the same act. */
function Making({ chosen, close }: { chosen: ReadonlyMap<string, string>; close: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const sent = useRef({ body: '', key: newKey() });
  const make = async (said: Record<string, unknown>) => {
    const body = { ...said, contracts: [...chosen.keys()] };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const { id } = await request<{ id: string }>('POST', listsApi, { body, idempotencyKey: sent.current.key });
    void queries.invalidateQueries();
    await navigate({ to: `/certified-lists/${id}` as string });
  };
  const schema: Schema = {
    type: 'object',
    properties: {
      purpose: {
        type: 'string',
        title: 'certifiedLists:purpose',
        minLength: 1,
        maxLength: 300,
        help: 'certifiedLists:choose.purposeHelp',
      },
    },
    required: ['purpose'],
  };
  return (
    <>
      <ul className="chosen-titles">
        {[...chosen].map(([id, title]) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      <p className="note">{t('certifiedLists:choose.note')}</p>
      <Suspense fallback={<Skeleton lines={3} />}>
        <FieldForm schema={schema} submitWords={t('certifiedLists:actions.create')} onSubmit={make} onCancel={close} />
      </Suspense>
    </>
  );
}
