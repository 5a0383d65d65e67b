// What a webhook was told, with what came of each try; sent again by a button, and a test message to begin with.
import { useState } from 'react';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type PageOf } from '../../platform/web/DataTable.tsx';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, ProblemView, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import type { Delivery } from '../webhook.ts';
import { webhooksApi } from './hook-view.ts';

const tones = { waiting: 'warn', sent: 'good', failed: 'bad' } as const;
/** The work beside requests looks every two seconds. */
const untilSent = 3500;

export function Deliveries({ id, active }: { id: string; active: boolean }) {
  const t = useWords();
  const [problem, setProblem] = useState<unknown>(null);
  const name = `deliveries ${id}`;
  const reread = () => void queries.invalidateQueries({ queryKey: [name] });
  const send = (path: string, body?: object) =>
    void request('POST', `${webhooksApi}/${id}/${path}`, body ? { body } : {}).then(() => {
      setProblem(null);
      reread();
      setTimeout(reread, untilSent);
    }, setProblem);
  return (
    <section className="card" aria-label={t('webhooks:deliveries.title')}>
      <h2>{t('webhooks:deliveries.title')}</h2>
      <p className="note">{t('webhooks:deliveries.kept')}</p>
      {problem === null ? null : <ProblemView problem={problem} />}
      {active ? (
        <p>
          <button type="button" className="button" onClick={() => send('test-message')}>
            {t('webhooks:deliveries.test')}
          </button>
        </p>
      ) : null}
      <DataTable<Delivery>
        name={name}
        caption={t('webhooks:deliveries.title')}
        list={(query) => request<PageOf<Delivery>>('GET', `${webhooksApi}/${id}/deliveries`, { query })}
        columns={useColumns(active ? (row) => send('send-again', { delivery: row.id }) : null)}
        empty={<EmptyState title={t('webhooks:deliveries.empty')}>{t('webhooks:deliveries.emptyWhy')}</EmptyState>}
      />
    </section>
  );
}

function useColumns(again: ((row: Delivery) => void) | null): readonly Column<Delivery>[] {
  const t = useWords();
  const said = (key: string, text: (row: Delivery) => string): Column<Delivery> => ({
    key,
    title: t(`webhooks:deliveries.${key}`),
    cell: text,
    text,
  });
  const event = (row: Delivery) => t(`webhooks:events.${row.type}`);
  const columns: Column<Delivery>[] = [
    said('type', event),
    said('at', (row) => shownInstant(row.madeAt)),
    {
      key: 'state',
      title: t('webhooks:state'),
      cell: (row) => <Tag tone={tones[row.state]}>{t(`webhooks:deliveryStates.${row.state}`)}</Tag>,
      text: (row) => t(`webhooks:deliveryStates.${row.state}`),
    },
    said('tries', (row) => String(row.tries)),
    said('said', (row) => row.said ?? ''),
    { ...said('next', (row) => (row.nextAt === null ? '' : shownInstant(row.nextAt))), hidden: true },
    { ...said('body', (row) => row.body), hidden: true },
  ];
  if (again === null) return columns;
  const button = (row: Delivery) =>
    row.state === 'waiting' ? null : (
      <button type="button" className="button button-small" onClick={() => again(row)}>
        {t('webhooks:deliveries.again')}
      </button>
    );
  return [...columns, { key: 'again', title: t('webhooks:deliveries.again'), cell: button, text: () => '' }];
}
