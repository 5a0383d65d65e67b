// The decisions of one contract: a button and a key each, a dialog where something is asked or cannot be undone. What may be done says the server.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { isCommand } from '../../../platform/web/keys.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView, Skeleton } from '../../../platform/web/Parts.tsx';
import type { Schema } from '../../../platform/web/schema.ts';
import type { CheckResult } from '../../check.ts';
import { type Compared, differs } from '../../compare.ts';
import { refusalGrounds } from '../../contract.ts';
import { asAsked, sourcesOf } from '../form.ts';
import { useActiveRegistries } from '../registry-view.ts';
import { type Contract, yuan } from '../view.ts';
import { nameOfMissing } from './Judgement.tsx';
import { prefilled } from './prefilled.ts';
import { SendBack } from './SendBack.tsx';
import { heldActions, holdMs, type useDecisions } from './useDecisions.ts';
import './decisions.css';

const FieldForm = lazy(() => import('../../../platform/web/FieldForm.tsx').then((one) => ({ default: one.FieldForm })));

/** Letters of the decisions, in the order of the buttons. */
export const letters = {
  accept: 'a',
  review: 'v',
  register: 'e',
  sendBack: 'r',
  askExperts: 'w',
  refuse: 'x',
  passTo: 'p',
} as const;
type Action = keyof typeof letters;
const actions = Object.keys(letters) as Action[];
const isHeld = (action: string): boolean => heldActions.some((one) => one === action);

/** What is offered now: as the server lists it, without what a rule of the life would refuse at once. */
function offeredOf(one: Contract): Action[] {
  const names = new Set(one.actions.map(({ name }) => name));
  return actions.filter((action) => {
    if (!names.has(action)) return false;
    if (action === 'sendBack') return one.sentBackOn === null;
    if (action === 'review') return one.needsSecondReview && one.state !== 'reviewed';
    if (action === 'register' || action === 'refuse') return !one.needsSecondReview || one.state !== 'accepted';
    return true;
  });
}

type Props = {
  one: Contract;
  result: CheckResult | undefined;
  lines: readonly Compared[];
  decisions: ReturnType<typeof useDecisions>;
  onUndone: (one: Contract) => void;
  /** After a decision that ends this one's turn: the next is opened. */
  onNext: (from: string) => void;
};

export function Decisions(props: Props) {
  const { one, decisions, onUndone, onNext } = props;
  const t = useWords();
  const [asked, setAsked] = useState<Action | null>(null);
  const mine = decisions.held?.one.id === one.id ? decisions.held.action : null;
  // Held back: as if it were accepted already; what comes next makes it so.
  const offered: Action[] = mine === 'accept' ? ['register', 'refuse', 'askExperts'] : mine ? [] : offeredOf(one);
  const start = async (action: Action) => {
    if (!offered.includes(action)) return;
    if (isHeld(action)) {
      await decisions.begin(one, action);
      if (action === 'review') onNext(one.id);
      return;
    }
    const now = mine ? await decisions.flush() : one;
    if (now && offeredOf(now).includes(action)) setAsked(action);
  };
  const undo = () => {
    const undone = decisions.undo();
    if (undone) onUndone(undone);
  };
  useKeys(
    { ...Object.fromEntries(offered.map((action) => [letters[action], action])), ...(decisions.held ? { u: 'undo' } : {}) },
    (action) => {
      if (action === 'undo') undo();
      else if (isAction(action)) void start(action);
    },
  );
  const close = () => setAsked(null);
  return (
    <div className="rdesk-decide">
      <Told decisions={decisions} undo={undo} />
      <div className="rdesk-buttons" role="toolbar" aria-label={t('pages:actions')}>
        {offered.length === 0 && decisions.held === null ? <p className="note">{t('contractDesk:does.none')}</p> : null}
        {offered.map((action, at) => (
          <button
            key={action}
            type="button"
            className={at === 0 ? 'button button-primary' : action === 'refuse' ? 'button button-red' : 'button'}
            aria-keyshortcuts={letters[action]}
            onClick={() => void start(action)}
          >
            {t(`contracts:actions.${action}`)}
            <kbd>{letters[action].toUpperCase()}</kbd>
          </button>
        ))}
      </div>
      <Modal
        open={asked !== null}
        onClose={close}
        title={asked ? t(`contracts:actions.${asked}`) : ''}
        side={asked === 'sendBack' ? 'right' : 'centre'}
      >
        {asked ? (
          <Asking
            {...props}
            action={asked}
            close={close}
            send={async (body) => {
              await decisions.decide(one, asked, body);
              close();
              onNext(one.id);
            }}
          />
        ) : null}
      </Modal>
    </div>
  );
}

const isAction = (said: string): said is Action => said in letters;

/** Letters start their actions while nothing is being typed and no dialog is open. */
function useKeys(keys: Record<string, string>, start: (action: string) => void): void {
  const latest = useRef({ keys, start });
  useEffect(() => {
    latest.current = { keys, start };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = event.shiftKey || event.repeat ? undefined : latest.current.keys[event.key.toLowerCase()];
      if (!action || !isCommand(event)) return;
      event.preventDefault();
      latest.current.start(action);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function Told({ decisions: { held, told, forget }, undo }: { decisions: Props['decisions']; undo: () => void }) {
  const t = useWords();
  const action = held?.action ?? told?.action;
  const said = action ? t(`contracts:actions.${action}`) : '';
  if (held)
    return (
      <output className="rdesk-told">
        <span>
          <AsWritten>{t('contractDesk:does.held', { title: held.one.title, action: said })}</AsWritten>{' '}
          <span className="note">{t('contractDesk:does.heldNote', { count: holdMs / 1000 })}</span>
        </span>
        <button type="button" className="button button-small" aria-keyshortcuts="u" onClick={undo}>
          {t('contractDesk:does.undo')} <kbd>U</kbd>
        </button>
      </output>
    );
  if (!told) return null;
  return (
    <output className={told.done ? 'rdesk-told' : 'rdesk-told rdesk-told-failed'}>
      <span>
        <AsWritten>
          {t(told.done ? 'contractDesk:does.done' : 'contractDesk:does.failed', { title: told.title, action: said })}
        </AsWritten>
        {told.done ? null : <ProblemView problem={told.problem} />}
      </span>
      <button type="button" className="button-plain" aria-label={t('shell:close')} onClick={forget}>
        ✕
      </button>
    </output>
  );
}

type AskingProps = Props & { action: Action; send: (body: Record<string, unknown>) => Promise<void>; close: () => void };

function Asking({ one, result, lines, action, send, close }: AskingProps) {
  const t = useWords();
  useSendOnEnter();
  const registries = useActiveRegistries(action === 'passTo').filter((of) => of.value !== one.registry);
  if (action === 'register') return <Confirm {...{ one, lines, send, close }} />;
  const shown = (path: string, value: string | null) =>
    value === null ? '' : path === 'paymentMode' ? t(`contracts:paymentModes.${value}`) : value;
  if (action === 'sendBack')
    return (
      <>
        <SendBack
          offered={prefilled(result ?? null, lines, one.missing, {
            clause: (name, advice) => t('contractDesk:back.clause', { name, advice: advice ?? '' }).trim(),
            missing: (path) => t('contractDesk:back.missing', { field: t(nameOfMissing(path)) }),
            differs: ({ path, typed, read }) =>
              t('contractDesk:back.differs', { typed: shown(path, typed), read: shown(path, read) }),
          })}
          onSend={(defects) => send({ defects })}
          onCancel={close}
        />
      </>
    );
  const offer = one.actions.find(({ name }) => name === action);
  if (!offer) return null;
  return (
    <>
      <Suspense fallback={<Skeleton lines={5} />}>
        <FieldForm
          schema={(asAsked(offer).input ?? {}) as Schema}
          submitWords={t(`contracts:actions.${action}`)}
          danger={action === 'refuse'}
          sources={sourcesOf(registries)}
          onSubmit={send}
          onCancel={close}
          {...(action === 'refuse' ? { given: groundOf(result) } : {})}
        />
      </Suspense>
      <p className="note">{t('contractDesk:does.send')}</p>
    </>
  );
}

/** Ctrl+Enter sends the form of the dialog, from within a field of several lines too. */
function useSendOnEnter(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      document.querySelector<HTMLFormElement>('dialog[open] form')?.requestSubmit();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** The ground that a failing rule gives, and why in its words. */
function groundOf(result: CheckResult | undefined): Record<string, unknown> {
  const ground = refusalGrounds.find((code) => result?.grounds.some((one) => one.code === code));
  const clauses = (result?.clauses ?? []).filter(({ verdict, effect }) => verdict === false && effect === 'refuse');
  if (!ground) return {};
  const reason = clauses.map(({ name, quote }) => (quote ? `${name}（${quote.slice(0, 200)}）` : name)).join('；');
  return { ground, reason: reason.slice(0, 2000) };
}

type ConfirmProps = Pick<AskingProps, 'one' | 'lines' | 'send' | 'close'>;

/** Registering cannot be undone: it counts at once. */
function Confirm({ one, lines, send, close }: ConfirmProps) {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const confirm = async () => {
    setSending(true);
    setRefused(null);
    await send({}).catch(setRefused);
    setSending(false);
  };
  return (
    <div className="form">
      <div className="form-foot rdesk-confirm-foot">
        <button type="button" className="button button-primary" disabled={sending} onClick={() => void confirm()}>
          {sending ? t('shell:form.sending') : t('contracts:actions.register')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
      <p>
        <AsWritten>{t('contractDesk:does.confirmRegister', { title: one.title })}</AsWritten>
      </p>
      <p>
        {t('contracts:amount')} <b>{yuan(one.amount) ?? t('contracts:page.later')}</b> · {t('contracts:technologyAmount')}{' '}
        <b>{yuan(one.technologyAmount) ?? t('contracts:page.later')}</b>
      </p>
      {differs(lines) ? <p className="field-error">{t('contractDesk:does.confirmDiffers')}</p> : null}
      {refused ? <ProblemView problem={refused} /> : null}
    </div>
  );
}
