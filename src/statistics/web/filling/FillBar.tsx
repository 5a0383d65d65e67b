// The bar that stays below a sheet while it is filled: whether it is saved, what is left to do, the way to the next of it, and handing in.
import { flushSync } from 'react-dom';
import { useRef, useState } from 'react';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { typing } from '../../statisticalReturn.ts';
import { stillAsked } from '../../asking.ts';
import { answerId } from './Answering.tsx';
import type { Draft, DraftNow, Saving } from './draft.ts';
import { DropDraft } from './DropDraft.tsx';
import { FromExcel } from './FromExcel.tsx';
import { HandIn } from './HandIn.tsx';
import { counted, isExplained, type Placed, type Problem } from './judged.ts';
import type { Reach } from './Sheet.tsx';
import type { Return } from './view.ts';

type Props = {
  one: Return;
  sheet: ReturnSheet;
  draft: Draft;
  now: DraftNow;
  placed: Placed;
  reachRef: Reach;
  onStrict: () => void;
  read: () => Promise<void>;
  onDone: (after: Return) => void;
};

export function FillBar({ one, sheet, draft, now, placed, reachRef, onStrict, read, onDone }: Props) {
  const t = useWords();
  const [open, setOpen] = useState<'hand' | 'excel' | 'drop' | null>(null);
  const { left, asked, next } = useLeft(one, placed, now, reachRef);
  const amends = !typing.some((state) => state === one.state);
  const action = amends ? 'amend' : 'submit';
  const offered = one.actions.some(({ name }) => name === action);
  const handIn = async () => {
    await draft.flush(true);
    if (draft.now().saving !== 'saved') return;
    if (left > 0) {
      onStrict();
      return next();
    }
    setOpen('hand');
  };
  const close = () => setOpen(null);
  const look = () => {
    // A dialog that closes gives the focus back to its button: closed first, then to the figure.
    flushSync(close);
    onStrict();
    if (left > 0) next();
  };
  return (
    <section className="sheet-bar" aria-label={t('filling:bar.title')}>
      <SavedSaid now={now} />
      <Left placed={placed} now={now} asked={asked} />
      <span className="spread" />
      {left > 0 ? (
        <button type="button" className="button" onClick={next}>
          {t('filling:bar.next')}
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        onClick={() => {
          void draft.flush();
          setOpen('excel');
        }}
      >
        {t('filling:excel.button')}
      </button>
      {now.revision > 0 ? (
        <button type="button" className="button button-red" onClick={() => setOpen('drop')}>
          {t('filling:drop.button')}
        </button>
      ) : null}
      {offered ? (
        <button type="button" className="button button-primary" onClick={() => void handIn()}>
          {t(`returns:actions.${action}`)}
        </button>
      ) : null}
      <Modal open={open === 'hand'} onClose={close} title={t(`returns:actions.${action}`)}>
        <HandIn {...{ one, sheet, action, onDone, close }} draft={now.revision} />
      </Modal>
      <Modal open={open === 'excel'} onClose={close} title={t('filling:excel.title')}>
        <FromExcel {...{ one, draft, read, look }} />
      </Modal>
      <Modal open={open === 'drop'} onClose={close} title={t('filling:drop.title')}>
        <DropDraft {...{ one, draft, read, close, onDone }} amends={amends} />
      </Modal>
    </section>
  );
}

const troubled: readonly Saving[] = ['away', 'moved', 'refused'];
/** `saved 14:32`, or what stands between. */
function SavedSaid({ now }: { now: DraftNow }) {
  const t = useWords();
  const time = now.savedAt === null ? null : new Date(now.savedAt).toTimeString().slice(0, 5);
  const words =
    now.saving !== 'saved'
      ? t(`filling:saving.${now.saving}`)
      : time === null
        ? t('filling:saving.nothing')
        : t('filling:saving.saved', { time });
  return (
    <output className={troubled.includes(now.saving) ? 'sheet-away' : 'note'} data-saving={now.saving}>
      {words}
    </output>
  );
}

function Left({ placed, now, asked }: { placed: Placed; now: DraftNow; asked: number }) {
  const t = useWords();
  const { missing, wrong, unexplained } = counted(placed.all, now.explanations);
  const said = [
    wrong > 0 ? t('filling:bar.wrong', { count: wrong }) : null,
    unexplained > 0 ? t('filling:bar.unexplained', { count: unexplained }) : null,
    missing > 0 ? t('filling:bar.missing', { count: missing }) : null,
    asked > 0 ? t('asking:left', { count: asked }) : null,
  ].filter((one) => one !== null);
  return (
    <output className={wrong > 0 ? 'sheet-left sheet-left-wrong' : 'sheet-left'}>
      {said.length === 0 ? t('filling:bar.ready') : said.join(t('filling:and'))}
    </output>
  );
}

/** How much stops handing in, and the way to it, one after another, what is wrong first. */
function useLeft(one: Return, placed: Placed, now: DraftNow, reachRef: Reach) {
  const shown = useRef<Problem | null>(null);
  const order = ['wrong', 'warning', 'missing'];
  const open = placed.all
    .filter((one) => one.kind !== 'warning' || !isExplained(one, now.explanations))
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const asked = stillAsked(one, now.explanations, now.given);
  const next = () => {
    if (open.length === 0) return document.getElementById(answerId(asked[0] ?? 0))?.focus();
    const same = (one: Problem) => one.about.join() === shown.current?.about.join() && one.kind === shown.current.kind;
    const to = open[(open.findIndex(same) + 1) % open.length];
    shown.current = to ?? null;
    if (to?.about[0] !== undefined) reachRef.current(to.about[0]);
  };
  return { left: open.length + asked.length, asked: asked.length, next };
}
