// A record's way into the archive: whether its case is closed, what left already, and the button that makes the package.
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { newKey, request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import type { Schema } from '../../platform/web/schema.ts';
import { shownSize } from '../../platform/web/upload.ts';
import { retentions } from '../archive.ts';
import { type Archive, archivesApi, type Standing, useArchivesOf } from './files.ts';
import './files.css';

const FieldForm = lazy(() => import('../../platform/web/FieldForm.tsx').then((one) => ({ default: one.FieldForm })));
type Props = { kind: string; record: string; version: number; standing: Standing };

export default function ArchiveCard({ kind, record, version, standing }: Props) {
  const t = useWords();
  const asked = useArchivesOf(kind, record);
  const [open, setOpen] = useState(false);
  const all = asked.data?.items ?? [];
  const current = all.some((one) => one.state === 'archived' && one.recordVersion === version);
  return (
    <section className="card archive-card" aria-label={t('archives:title')}>
      <h2>{t('archives:title')}</h2>
      {asked.isPending ? <Skeleton lines={2} height={60} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isSuccess && !current ? <p>{t(standing.closed ? 'archives:card.closed' : 'archives:card.open')}</p> : null}
      {all.length > 0 ? (
        <ul className="archive-lines">
          {all.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </ul>
      ) : null}
      {asked.isSuccess ? (
        <button
          type="button"
          className={standing.closed && !current ? 'button button-primary' : 'button'}
          onClick={() => setOpen(true)}
        >
          {t('archives:card.archive')}
        </button>
      ) : null}
      <Modal open={open} onClose={() => setOpen(false)} title={t('archives:card.archive')}>
        <Suspense fallback={<Skeleton lines={4} />}>
          <Asking kind={kind} record={record} retention={standing.retention ?? retentions[0]} close={() => setOpen(false)} />
        </Suspense>
      </Modal>
    </section>
  );
}

function Line({ one }: { one: Archive }) {
  const t = useWords();
  return (
    <li>
      <Link to={`/archives/${one.id}` as string}>
        {t('archives:card.line', { day: one.archivedOn, count: one.catalogue.length })}
      </Link>{' '}
      <span className="note">
        {t(`archives:retentions.${one.retention}`)} · {shownSize(one.size)}
      </span>{' '}
      {one.state === 'archived' ? null : <Tag>{t(`archives:states.${one.state}`)}</Tag>}
    </li>
  );
}

type AskingProps = { kind: string; record: string; retention: string; close: () => void };

function Asking({ kind, record, retention, close }: AskingProps) {
  const t = useWords();
  const sent = useRef({ body: '', key: newKey() });
  const schema: Schema = {
    type: 'object',
    help: 'archives:card.note',
    properties: {
      retention: { type: 'string', enum: [...retentions], title: 'archives:retention', options: 'archives:retentions' },
      reason: { type: 'string', title: 'archives:reason', help: 'archives:card.reason', control: 'textarea', maxLength: 500 },
    },
    required: ['retention'],
  };
  const archive = async (said: Record<string, unknown>) => {
    const body = { ...said, recordKind: kind, record };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    await request<Archive>('POST', archivesApi, { body, idempotencyKey: sent.current.key });
    close();
    await queries.invalidateQueries({ queryKey: ['archives'] });
  };
  return (
    <FieldForm
      schema={schema}
      given={{ retention }}
      sources={{ shown: { reason: (draft) => draft['retention'] !== retention } }}
      submitWords={t('archives:actions.create')}
      onSubmit={archive}
      onCancel={close}
    />
  );
}
