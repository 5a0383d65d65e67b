// What a contract tells, for its registrar, the bureau and auditors: each signal with what it rests on, and what was noted of it. Shown to nobody else.
import { Link } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, newKey, request } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Modal } from '../../platform/web/Modal.tsx';
import { EmptyState, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { History } from '../../records/web/index.ts';
import { getSignals, type ShownSignal, verdicts } from '../signalNote.ts';
import { signalReaders } from '../signalReaders.ts';
import { useSignalSentence } from './signalSentence.ts';
import './signals.css';

const FieldForm = lazy(() => import('../../platform/web/FieldForm.tsx').then((one) => ({ default: one.FieldForm })));
const api = '/signal-notes';
/** Milliseconds after which is asked again while something is still to come. */
const again = 2000;

type Props = {
  contract: string;
  version: number;
  /** Among other things: without a frame, and nothing where nothing is to be said. */
  compact?: boolean;
};

export function ContractSignals(props: Props) {
  const may = useSession()?.roles.some((role) => signalReaders.some((one) => one === role)) ?? false;
  return may ? <Asked {...props} /> : null;
}

export const codeOf = (key: string): string => key.slice(0, key.indexOf('.'));
export const toneOfWeight = (weight: number) => (weight >= 70 ? 'bad' : weight >= 50 ? 'warn' : 'none');

function Asked({ contract, version, compact = false }: Props) {
  const t = useWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const key = ['contract signals', contract, version, language];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => call(getSignals, { params: { id: contract } }),
    refetchInterval: ({ state }) => (state.data?.behind ? again : false),
    retry: false,
  });
  const title = t('signals:title');
  const data = asked.data;
  // What is not clean for a signal may be so once that is explained.
  const noted = () => {
    for (const queryKey of [key, ['contract-clean']]) void queries.invalidateQueries({ queryKey });
  };
  if (compact && !asked.isError && !(data && (data.behind || data.signals.length > 0))) return null;
  return (
    <section className={compact ? 'signals-compact' : 'card'} aria-label={title} aria-busy={asked.isFetching}>
      <h2>{title}</h2>
      {asked.isPending ? <Skeleton lines={4} height={120} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {data ? (
        <>
          {data.reading && !compact ? <Reading of={data.reading} /> : null}
          {data.behind ? <p className="note">{t(data.at === null ? 'signalNotes:waiting' : 'signalNotes:behind')}</p> : null}
          {data.signals.length === 0 && !data.behind ? <EmptyState title={t('signalNotes:none')} /> : null}
          <ul className="signals">
            {data.signals.map((one) => (
              <Signal key={one.key} of={one} contract={contract} notes={data.notes && !data.behind} onDone={noted} />
            ))}
          </ul>
          <p className="note">
            {compact ? null : t('signals:hint')} {data.at ? t('signalNotes:at', { at: shownInstant(data.at) }) : null}
          </p>
        </>
      ) : null}
    </section>
  );
}

/** How far the register is read. */
export function Reading({ of }: { of: { phase: 'reading' | 'reckoning'; done: number; total: number } }) {
  const t = useWords();
  const said = t(`signalNotes:reading.${of.phase}`, { done: of.done, total: of.total });
  return (
    <output className="signals-reading">
      <progress aria-label={said} {...(of.total > 0 ? { value: of.done, max: of.total } : {})} />
      <span>{said}</span>
    </output>
  );
}

type SignalProps = { of: ShownSignal; contract: string; notes: boolean; onDone: () => void };

function Signal({ of, contract, notes, onDone }: SignalProps) {
  const t = useWords();
  const sentence = useSignalSentence();
  const [asking, setAsking] = useState(false);
  const { note } = of;
  const action = note ? 'revise' : 'create';
  const title = t(`signalNotes:actions.${action}`);
  return (
    <li className="signal">
      <div className="signal-head">
        <strong>{t(`signals:codes.${codeOf(of.key)}`)}</strong>
        <Tag tone={toneOfWeight(of.weight)}>{t('signalNotes:weight.of', { weight: of.weight })}</Tag>
        {note?.covers ? (
          <Tag tone={note.state === 'ground' ? 'bad' : 'good'}>{t(`signalNotes:verdicts.${note.state}`)}</Tag>
        ) : null}
      </div>
      <p>{sentence(of)}</p>
      <Records of={of} />
      {note ? <Note of={note} /> : null}
      {notes ? (
        <button type="button" className="button button-small" onClick={() => setAsking(true)}>
          {title}
        </button>
      ) : null}
      <Modal open={asking} onClose={() => setAsking(false)} title={title} side="centre">
        <Noting
          title={title}
          close={() => setAsking(false)}
          onDone={onDone}
          path={note ? `${api}/${note.id}/revise` : api}
          more={note ? {} : { contract, key: of.key }}
          {...(note ? { version: note.version } : {})}
        />
      </Modal>
    </li>
  );
}

function Records({ of }: { of: ShownSignal }) {
  const t = useWords();
  if (of.records.length === 0 && of.hidden === 0) return null;
  return (
    <details className="signal-records" open={of.records.length + of.hidden <= 3}>
      <summary>{t('signalNotes:records')}</summary>
      <ul>
        {of.records.map((one) => (
          <li key={one.id}>
            {one.kind === 'listing' ? (
              <AsWritten>{one.title}</AsWritten>
            ) : (
              <Link to={`/${one.kind}s/${one.id}` as string}>
                <AsWritten>{one.title}</AsWritten>
              </Link>
            )}
          </li>
        ))}
        {of.hidden > 0 ? <li className="note">{t('signalNotes:hidden', { count: of.hidden })}</li> : null}
      </ul>
    </details>
  );
}

function Note({ of }: { of: NonNullable<ShownSignal['note']> }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="signal-note">
      <p>
        <AsWritten>{of.reason}</AsWritten>{' '}
        <span className="note">{t('signalNotes:noted', { by: of.notedBy ?? '', on: of.notedOn })}</span>
      </p>
      {of.covers ? null : <p className="note">{t('signalNotes:stale')}</p>}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('signalNotes:history')}</summary>
        {open ? <History api={api} id={of.id} words="signalNotes" title={t('signalNotes:history')} /> : null}
      </details>
    </div>
  );
}

type NotingProps = {
  title: string;
  path: string;
  more: Record<string, unknown>;
  version?: number;
  close: () => void;
  onDone: () => void;
};

/** The form of a note. One key for one body: a repeated click is the same act. */
function Noting({ title, path, more, version, close, onDone }: NotingProps) {
  const t = useWords();
  const sent = useRef({ body: '', key: newKey() });
  const act = async (said: Record<string, unknown>) => {
    const body = { ...more, ...said };
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const idempotencyKey = sent.current.key;
    await request('POST', path, { body, idempotencyKey, ...(version === undefined ? {} : { ifMatch: version }) });
    close();
    onDone();
  };
  const schema = {
    type: 'object',
    properties: {
      verdict: { type: 'string', title: 'signalNotes:verdict', enum: [...verdicts] },
      reason: { type: 'string', title: 'signalNotes:reason', maxLength: 2000, control: 'textarea' as const },
    },
    required: ['verdict', 'reason'],
  };
  const options = { verdict: verdicts.map((value) => ({ value, title: t(`signalNotes:verdicts.${value}`) })) };
  return (
    <Suspense fallback={<Skeleton lines={5} />}>
      <FieldForm schema={schema} submitWords={title} sources={{ options }} onSubmit={act} onCancel={close} />
    </Suspense>
  );
}
