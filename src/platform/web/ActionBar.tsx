// The buttons of a record: one for each action that the server lists, the next step first. Knows no rule of its own.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { newKey, request } from './call.ts';
import { hasWords, useWords } from './i18n.ts';
import { isCommand } from './keys.ts';
import { Modal } from './Modal.tsx';
import { ProblemView, Skeleton } from './Parts.tsx';
import { ProblemError } from './problem.ts';
import type { FieldSources } from './Fields.tsx';
import type { Schema } from './schema.ts';
import { useNameOf } from './Timeline.tsx';

const FieldForm = lazy(() => import('./FieldForm.tsx').then((one) => ({ default: one.FieldForm })));

export type Offer = { name: string; input: Record<string, unknown> | null };
export type Actable = { id: string; version: number; actions: readonly Offer[] };
export type ActionBarProps<R extends Actable> = {
  record: R;
  /** `/recognitions`, under `/api`. */
  api: string;
  /** Module whose `actions.<name>` name the buttons; `confirm.<name>`, when there, is asked before an action without input. */
  words: string;
  /** The next step, if more than one action could be it. First listed, unless said. */
  primary?: string;
  /** Actions that take something away: shown last and red. */
  danger?: readonly string[];
  /** Letters that start an action: `{ e: 'register', r: 'sendBack' }`. Shown on the buttons. */
  keys?: Record<string, string>;
  /** Choices and notes of the forms, or those of one action. */
  sources?: FieldSources | ((action: string) => FieldSources);
  /** Values that a form begins with, by action. */
  given?: (action: string) => Record<string, unknown> | undefined;
  /** Actions whose forms are kept in this browser until they are sent, however the page is left. */
  keeps?: readonly string[];
  onDone: (record: R) => void;
};

export function ActionBar<R extends Actable>(props: ActionBarProps<R>) {
  const { record, words, primary, danger = [], keys = {} } = props;
  const t = useWords();
  const name = useNameOf(words);
  const [asked, setAsked] = useState<Offer | null>(null);
  const next = primary ?? record.actions.find((one) => !danger.includes(one.name))?.name;
  const rank = (one: Offer) => (one.name === next ? 0 : danger.includes(one.name) ? 2 : 1);
  const ordered = [...record.actions].sort((a, b) => rank(a) - rank(b));
  useLetters(keys, (action) => setAsked(record.actions.find((one) => one.name === action) ?? null));
  if (ordered.length === 0) return <p className="note">{t('shell:actions.none')}</p>;
  const letterOf = (action: string) => Object.entries(keys).find(([, of]) => of === action)?.[0];
  return (
    <div className="actions">
      {ordered.map((one) => (
        <button
          key={one.name}
          type="button"
          className={one.name === next ? 'button button-primary' : danger.includes(one.name) ? 'button button-red' : 'button'}
          aria-keyshortcuts={letterOf(one.name)}
          onClick={() => setAsked(one)}
        >
          {name('actions', one.name)}
          {letterOf(one.name) ? <kbd>{letterOf(one.name)?.toUpperCase()}</kbd> : null}
        </button>
      ))}
      <Modal
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked ? name('actions', asked.name) : ''}
        side={asked?.input && fieldsOf(asked) > 4 ? 'right' : 'centre'}
      >
        {asked ? (
          <Asking
            key={`${asked.name} ${record.version}`}
            {...props}
            offer={asked}
            title={name('actions', asked.name)}
            close={() => setAsked(null)}
          />
        ) : null}
      </Modal>
    </div>
  );
}

/** Letters start their actions while nothing is being typed and no dialog is open. */
function useLetters(keys: Record<string, string>, start: (action: string) => void): void {
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  }, [start]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = keys[event.key.toLowerCase()];
      if (!action || !isCommand(event)) return;
      event.preventDefault();
      latest.current(action);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [keys]);
}

const schemaOf = (offer: Offer): Schema => (offer.input ?? {}) as Schema;
const fieldsOf = (offer: Offer): number => Object.keys(schemaOf(offer).properties ?? {}).length;

type AskingProps<R extends Actable> = ActionBarProps<R> & { offer: Offer; title: string; close: () => void };

/** The form of an action, or the question before one without input. One key for one body: a repeated click is the same act. */
function Asking<R extends Actable>({
  record,
  api,
  words,
  offer,
  title,
  close,
  danger = [],
  sources = {},
  given,
  keeps = [],
  onDone,
}: AskingProps<R>) {
  const sent = useRef({ body: '', key: newKey() });
  const act = async (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    if (sent.current.body !== text) sent.current = { body: text, key: newKey() };
    const after = await request<R>('POST', `${api}/${record.id}/${offer.name}`, {
      body,
      ifMatch: record.version,
      idempotencyKey: sent.current.key,
    });
    close();
    onDone(after);
  };
  const red = danger.includes(offer.name);
  if (fieldsOf(offer) > 0)
    return (
      <Suspense fallback={<Skeleton lines={5} />}>
        <FieldForm
          schema={schemaOf(offer)}
          submitWords={title}
          danger={red}
          sources={typeof sources === 'function' ? sources(offer.name) : sources}
          onSubmit={act}
          onCancel={close}
          // Of this version: what others have changed since is not typed over.
          {...(keeps.includes(offer.name) ? { keep: `${record.id}.${offer.name}.${record.version}` } : {})}
          {...(given?.(offer.name) ? { given: given(offer.name) ?? {} } : {})}
        />
      </Suspense>
    );
  return <Confirm {...{ words, title, red, act, close }} name={offer.name} />;
}

type ConfirmProps = {
  words: string;
  title: string;
  red: boolean;
  name: string;
  act: (body: Record<string, unknown>) => Promise<void>;
  close: () => void;
};

/** The question before an action that needs no input. */
function Confirm({ words, title, red, name, act, close }: ConfirmProps) {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const confirm = async () => {
    setSending(true);
    setRefused(null);
    await act({}).catch(setRefused);
    setSending(false);
  };
  const question = `${words}:confirm.${name}`;
  return (
    <div className="form">
      <p>{hasWords(question) ? t(question) : t('shell:actions.confirm', { action: title })}</p>
      {refused ? <ProblemView problem={refused} /> : null}
      {refused instanceof ProblemError && refused.status === 412 ? <p className="note">{t('shell:actions.stale')}</p> : null}
      <div className="form-foot">
        <button
          type="button"
          className={red ? 'button button-danger' : 'button button-primary'}
          disabled={sending}
          onClick={() => void confirm()}
        >
          {sending ? t('shell:form.sending') : title}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </div>
  );
}
