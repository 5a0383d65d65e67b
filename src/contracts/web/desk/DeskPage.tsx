// The registrar's desk: the queue by deadline, the matter in the middle, the judgement and the decisions on the right; by keyboard throughout.
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { isCommand } from '../../../platform/web/keys.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { EmptyState, PageHead, Skeleton } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import { compared } from '../../compare.ts';
import type { Queued } from '../../desk.ts';
import { useContract } from '../view.ts';
import { Batch } from './Batch.tsx';
import { Decisions, letters } from './Decisions.tsx';
import { Judgement } from './Judgement.tsx';
import { type At, FieldsOf, TextOf } from './Matter.tsx';
import { inOrder, Queue } from './Queue.tsx';
import { useDecisions } from './useDecisions.ts';
import { useWorkingTime } from './useWorkingTime.ts';
import { decidedOne, useCheck, useCleanness, useDuration, useQueue, useStill, useText } from './view.ts';
import '../contracts.css';
import '../check.css';
import './desk.css';

/** Who goes by with J and K does not open every text: that is logged. */
const stillMs = 350;

const narrow = '(width <= 900px)';
const listen = (told: () => void) => {
  const query = matchMedia(narrow);
  query.addEventListener('change', told);
  return () => query.removeEventListener('change', told);
};
const useIsNarrow = () => useSyncExternalStore(listen, () => matchMedia(narrow).matches);

export default function DeskPage() {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  const isNarrow = useIsNarrow();
  const asked = useQueue();
  const items = useMemo(() => inOrder(asked.data?.items ?? []), [asked.data]);
  const clean = useCleanness(items);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [helping, setHelping] = useState(false);
  // On a phone the queue stands by itself until one of it is opened.
  const open = search['id'] ?? (isNarrow ? null : (items[0]?.id ?? null));
  const go = (id: string | undefined) => change({ id });
  const choose = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  useMoving({
    items,
    open,
    go,
    choose,
    add: (id) => setChosen((before) => new Set([...before, id])),
    help: () => setHelping(true),
  });
  const next = (from: string) => {
    const at = items.findIndex(({ id }) => id === from);
    const following = items[at + 1] ?? items[at - 1];
    go(isNarrow ? undefined : following?.id);
  };
  return (
    <div className={search['id'] ? 'page rdesk rdesk-picked' : 'page rdesk'}>
      <Head asked={asked} help={() => setHelping(true)} />
      <Columns>
        <Queue {...{ asked, items, open, clean, refused, chosen }} onOpen={go} onChoose={choose}>
          <Batch
            {...{ items, chosen, setChosen, clean, setRefused }}
            onDone={() => {
              for (const of of ['contract-desk', 'desk', 'contract', 'contracts'])
                void queries.invalidateQueries({ queryKey: [of] });
            }}
          />
        </Queue>
        {open ? (
          <One id={open} next={next} go={go} />
        ) : (
          <section className="rdesk-none">
            {asked.isPending ? <Skeleton lines={10} height={420} /> : <EmptyState title={t('contractDesk:judgement.pick')} />}
          </section>
        )}
      </Columns>
      <Keys open={helping} close={() => setHelping(false)} />
    </div>
  );
}

function Head({ asked, help }: { asked: ReturnType<typeof useQueue>; help: () => void }) {
  const t = useWords();
  const shown = useDuration();
  const today = asked.data?.today;
  return (
    <PageHead
      title={t('contractDesk:title')}
      note={
        <span className="rdesk-today">
          {today ? <span>{t('contractDesk:today.decided', { count: today.decided })}</span> : null}
          {today && today.averageSeconds !== null ? (
            <span>{t('contractDesk:today.average', { time: shown(today.averageSeconds) })}</span>
          ) : null}
          <details className="rdesk-measured">
            <summary>{t('contractDesk:measuredShort')}</summary>
            <p>{t('contractDesk:measured')}</p>
          </details>
        </span>
      }
      aside={
        <span className="head-names">
          <Link className="button button-small" to={'/contracts/desk/statistics' as string}>
            {t('contractDesk:keys.statistics')}
          </Link>
          <button type="button" className="button button-small rdesk-help" aria-keyshortcuts="?" onClick={help}>
            {t('contractDesk:keys.open')}
          </button>
        </span>
      }
    />
  );
}

/** As high as the window leaves: nothing that decides has to be scrolled to. */
function Columns({ children }: { children: React.ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fit = () => {
      const of = place.current;
      if (of) of.style.setProperty('--rdesk-top', `${Math.round(of.getBoundingClientRect().top + scrollY)}px`);
    };
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, []);
  return (
    <div className="rdesk-columns" ref={place}>
      {children}
    </div>
  );
}

/** The place of the text that is shown, of this contract and no other. */
function usePlace(id: string): { at: At | null; show: (at: At) => void } {
  const [shown, setShown] = useState<{ id: string; at: At } | null>(null);
  return { at: shown?.id === id ? shown.at : null, show: (at) => setShown({ id, at: [...at] }) };
}

/** Somebody else was quicker: what stands there now. */
function readAnew(id: string): void {
  for (const queryKey of [['contract', id], ['contract-desk']]) void queries.invalidateQueries({ queryKey });
}

type OneProps = { id: string; next: (from: string) => void; go: (id: string | undefined) => void };

function One({ id, next, go }: OneProps) {
  const t = useWords();
  const { asked, key } = useContract(id);
  const still = useStill(id, stillMs) !== null;
  const one = asked.data;
  const text = useText(one, still);
  const check = useCheck(one, text.data?.text);
  const { at, show } = usePlace(id);
  const decisions = useDecisions({
    before: useWorkingTime(one?.id ?? null),
    onDone: (after) => decidedOne([...key.slice(0, 1), after.id, ...key.slice(2)], after),
    onStale: readAnew,
  });
  const lines = useMemo(
    () => (one ? compared(one, check.data ?? { fields: noReading, technologyAmount: null }) : []),
    [one, check.data],
  );
  if (asked.isLoadingError)
    return (
      <section className="rdesk-none">
        <FailedPage problem={asked.error} again={() => void asked.refetch()} />
      </section>
    );
  return (
    <>
      <section className="rdesk-matter" aria-label={t('contracts:one')}>
        <button type="button" className="button-text rdesk-back-to" onClick={() => go(undefined)}>
          ← {t('contractDesk:queue.back')}
        </button>
        {one ? (
          <>
            <TextOf key={one.id} one={one} asked={text} result={check.data} lines={lines} at={at} />
            <FieldsOf one={one} lines={lines} isRead={check.data !== undefined} show={show} />
          </>
        ) : (
          <Skeleton lines={18} height={520} />
        )}
      </section>
      <section className="rdesk-right" aria-label={t('contractDesk:judgement.title')}>
        {one ? (
          <>
            <Judgement one={one} asked={check} isReading={text.isPending} show={show} />
            <Decisions
              one={one}
              result={check.data}
              lines={lines}
              decisions={decisions}
              onUndone={(undone) => go(undone.id)}
              onNext={next}
            />
          </>
        ) : (
          <Skeleton lines={14} height={520} />
        )}
      </section>
    </>
  );
}

/** Nothing was read yet. */
const noReading = {
  title: null,
  parties: [],
  totalAmount: null,
  costs: [],
  signedOn: null,
  validFrom: null,
  validTo: null,
  paymentMode: null,
  royalty: null,
  schedule: [],
  items: [],
};

type Moving = {
  items: readonly Queued[];
  open: string | null;
  go: (id: string) => void;
  choose: (id: string) => void;
  add: (id: string) => void;
  help: () => void;
};

/** J and K, or the arrows in the queue, move; with shift they choose as they go; space chooses; `/` searches; `?` helps. */
function useMoving(moving: Moving): void {
  const latest = useRef(moving);
  useEffect(() => {
    latest.current = moving;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCommand(event)) return;
      const { items, open, go, choose, add, help } = latest.current;
      const on = event.target instanceof HTMLElement ? event.target : null;
      const inQueue = on === document.body || on?.closest('[data-queue]') !== null;
      const step = stepOf(event.key, inQueue);
      if (step !== 0) {
        const at = items.findIndex(({ id }) => id === open);
        const to = items[at < 0 ? 0 : at + step];
        event.preventDefault();
        if (!to) return;
        if (event.shiftKey) for (const id of [open, to.id]) if (id) add(id);
        go(to.id);
      } else if (event.key === ' ' && inQueue && open) {
        event.preventDefault();
        choose(open);
      } else if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLElement>('#rdesk-search')?.focus();
      } else if (event.key === '?') help();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
function stepOf(key: string, inQueue: boolean): number {
  const steps: Record<string, number> = { j: 1, k: -1, ...(inQueue ? { arrowdown: 1, arrowup: -1 } : {}) };
  return steps[key.toLowerCase()] ?? 0;
}

function Keys({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords();
  const keys: [string, string][] = [
    ['J / K  ↓ / ↑', t('contractDesk:keys.move')],
    ...Object.entries(letters).map(([action, letter]): [string, string] => [
      letter.toUpperCase(),
      t(`contracts:actions.${action}`),
    ]),
    ['U', t('contractDesk:keys.undo')],
    ['␣', t('contractDesk:keys.select')],
    ['⇧ J / K', t('contractDesk:keys.extend')],
    ['/', t('contractDesk:keys.search')],
    ['?', t('contractDesk:keys.help')],
  ];
  return (
    <Modal open={open} onClose={close} title={t('contractDesk:keys.title')}>
      <dl className="rdesk-keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('contractDesk:keys.typing')}</p>
    </Modal>
  );
}
