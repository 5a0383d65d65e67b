// Batch work: of the chosen contracts those that are clean are accepted or registered, each in an act of its own, with progress; others stay chosen.
import { useRef, useState } from 'react';
import { call, newKey } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { decideMany, type Queued } from '../../desk.ts';
import type { useCleanness } from './view.ts';

type Props = {
  items: readonly Queued[];
  chosen: ReadonlySet<string>;
  setChosen: (ids: ReadonlySet<string>) => void;
  clean: ReturnType<typeof useCleanness>;
  setRefused: (why: ReadonlyMap<string, string>) => void;
  /** After some were decided. */
  onDone: () => void;
};
type Going = {
  action: 'accept' | 'register';
  state: 'asking' | 'going' | 'done';
  done: number;
  refused: number;
  all: number;
  problem: unknown;
};

/** So many in one request: small enough that progress is seen. */
const atOnce = 10;

export function Batch({ items, chosen, setChosen, clean, setRefused, onDone }: Props) {
  const t = useWords();
  const [going, setGoing] = useState<Going | null>(null);
  // One key for one batch: what is sent again after a lost connection is the same decision.
  const sent = useRef({ what: '', key: newKey() });
  const isClean = ({ id }: Queued) => clean.of.get(id)?.clean === true;
  const picked = items.filter(({ id }) => chosen.has(id));
  const ready = {
    accept: picked.filter((one) => one.state === 'submitted' && isClean(one)),
    register: picked.filter(
      (one) => one.state !== 'submitted' && isClean(one) && !(one.secondReview && one.state === 'accepted'),
    ),
  };
  const ask = (action: Going['action']) =>
    setGoing({ action, state: 'asking', done: 0, refused: 0, all: ready[action].length, problem: null });
  const run = async ({ action }: Going) => {
    const list = ready[action].map(({ id, version }) => ({ id, version, action, input: {} }));
    const what = JSON.stringify(list);
    if (sent.current.what !== what) sent.current = { what, key: newKey() };
    const why = new Map(picked.filter((one) => !ready[action].includes(one)).map(({ id }) => [id, reasonOf(id)]));
    const left = new Set(chosen);
    let [done, problem]: [number, unknown] = [0, null];
    for (let at = 0; at < list.length && problem === null; at += atOnce) {
      setGoing({ action, state: 'going', done: at, refused: at - done, all: list.length, problem: null });
      const decisions = list.slice(at, at + atOnce);
      const asked = { body: { decisions, onlyClean: true }, idempotencyKey: `${sent.current.key}-${at}` };
      const answer = await call(decideMany, asked).catch((fault: unknown) => {
        problem = fault;
        return { items: [] };
      });
      for (const one of answer.items)
        if (one.done) {
          left.delete(one.id);
          done += 1;
        } else why.set(one.id, one.refusal?.words ?? '');
    }
    setRefused(why);
    setChosen(left);
    setGoing({ action, state: 'done', done, refused: list.length - done, all: list.length, problem });
    onDone();
  };
  const reasonOf = (id: string): string => (clean.of.get(id)?.why ?? []).map((one) => t(`contractDesk:why.${one}`)).join(' · ');
  const allClean = items.filter(isClean);
  if (chosen.size === 0 && going === null)
    return allClean.length === 0 ? null : (
      <div className="rdesk-batch">
        <button type="button" className="button-text" onClick={() => setChosen(new Set(allClean.map(({ id }) => id)))}>
          {t('contractDesk:batch.all')} ({allClean.length})
        </button>
        {clean.isPending ? <span className="note">{t('contractDesk:batch.checking')}</span> : null}
      </div>
    );
  return (
    <div className="rdesk-batch">
      <output>
        {t('contractDesk:batch.chosen', { count: chosen.size })} ·{' '}
        {t('contractDesk:batch.clean', { count: picked.filter(isClean).length })}
      </output>
      <div className="rdesk-batch-buttons">
        {(['accept', 'register'] as const).map((action) => (
          <button
            key={action}
            type="button"
            className="button button-small"
            disabled={ready[action].length === 0}
            onClick={() => ask(action)}
          >
            {t(`contractDesk:batch.${action}`, { count: ready[action].length })}
          </button>
        ))}
        <button type="button" className="button-text" onClick={() => setChosen(new Set())}>
          {t('contractDesk:batch.none')}
        </button>
      </div>
      <Modal open={going !== null} onClose={() => setGoing(null)} title={t('contractDesk:batch.confirm')}>
        {going ? <Progress going={going} run={() => void run(going)} close={() => setGoing(null)} /> : null}
      </Modal>
    </div>
  );
}

function Progress({ going, run, close }: { going: Going; run: () => void; close: () => void }) {
  const t = useWords();
  const { action, state, done, refused, all, problem } = going;
  const question = action === 'accept' ? 'contractDesk:batch.confirmAccept' : 'contractDesk:batch.confirmRegister';
  return (
    <div className="form">
      {state === 'asking' ? <p>{t(question, { count: all })}</p> : null}
      {state === 'going' ? (
        <>
          <progress value={done} max={all} aria-label={t('contractDesk:batch.confirm')} />
          <output>{t('contractDesk:batch.going', { done, all })}</output>
        </>
      ) : null}
      {state === 'done' ? <output>{t('contractDesk:batch.result', { done, refused })}</output> : null}
      {problem ? <ProblemView problem={problem} again={run} /> : null}
      <div className="form-foot">
        {state === 'asking' ? (
          <button type="button" className="button button-primary" onClick={run}>
            {t(`contractDesk:batch.${action}`, { count: all })}
          </button>
        ) : null}
        <button type="button" className="button" disabled={state === 'going'} onClick={close}>
          {t(state === 'asking' ? 'shell:cancel' : 'shell:close')}
        </button>
      </div>
    </div>
  );
}
