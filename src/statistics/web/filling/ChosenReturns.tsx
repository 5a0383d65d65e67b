// Many returns in one go: chosen one by one or all that the filters let through, accepted or locked in pieces with its progress; what was refused, and why.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, type Query, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { queries } from '../../../platform/web/query.ts';
import type { Page } from '../../../records/web/index.ts';
import { actOnMany } from '../../returnRoutes.ts';
import { type Return, returnsApi } from './view.ts';

type Choose = (next: ReadonlyMap<string, Return>) => void;
type Props = { form: string; period: string; chosen: ReadonlyMap<string, Return>; choose: Choose; query: Query };

const actions = ['acceptAtDistrict', 'accept', 'lock', 'markMissing'] as const;
type Action = (typeof actions)[number];
/** How many are sent at once: so few that the progress moves. */
const atOnce = 50;
const mostChosen = 2000;

export function ChosenReturns({ form, period, chosen, choose, query }: Props) {
  const t = useWords();
  const [asked, setAsked] = useState<Action | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [choosing, setChoosing] = useState(false);
  const fit = (action: Action) => [...chosen.values()].filter((one) => one.actions.some(({ name }) => name === action));
  const next = actions.find((action) => fit(action).length > 0);
  const all = async () => {
    setChoosing(true);
    setFailed(null);
    await everything(query).then(choose, setFailed);
    setChoosing(false);
  };
  return (
    <section className="sheet-bar" aria-label={t('filling:many.title')}>
      <output className={chosen.size > 0 ? 'sheet-left' : 'note'}>
        {chosen.size > 0 ? t('filling:many.count', { count: chosen.size }) : t('filling:many.howTo')}
      </output>
      <button type="button" className="button-text" disabled={choosing} onClick={() => void all()}>
        {t(choosing ? 'shell:loading' : 'filling:many.all')}
      </button>
      {chosen.size > 0 ? (
        <button type="button" className="button-text" onClick={() => choose(new Map())}>
          {t('filling:many.clear')}
        </button>
      ) : null}
      {failed ? <ProblemView problem={failed} /> : null}
      <span className="spread" />
      {actions.map((action) => {
        const count = fit(action).length;
        const look = action === 'markMissing' ? 'button button-red' : action === next ? 'button button-primary' : 'button';
        return count === 0 ? null : (
          <button key={action} type="button" className={look} onClick={() => setAsked(action)}>
            {t('filling:many.act', { action: t(`returns:actions.${action}`), count })}
          </button>
        );
      })}
      <Modal open={asked !== null} onClose={() => setAsked(null)} title={asked ? t(`returns:actions.${asked}`) : ''}>
        {asked ? (
          <Acting
            key={asked}
            {...{ form, period }}
            action={asked}
            returns={fit(asked)}
            others={chosen.size - fit(asked).length}
            close={() => setAsked(null)}
            onDone={(done) => choose(new Map([...chosen].filter(([id]) => !done.has(id))))}
          />
        ) : null}
      </Modal>
    </section>
  );
}

/** All that the filters let through, page by page. */
async function everything(query: Query): Promise<ReadonlyMap<string, Return>> {
  const found = new Map<string, Return>();
  let after: string | undefined;
  do {
    const page = await request<Page<Return>>('GET', returnsApi, { query: { ...query, limit: 200, after } });
    for (const one of page.items) found.set(one.id, one);
    after = page.next ?? undefined;
  } while (after !== undefined && found.size < mostChosen);
  return found;
}

type ActingProps = {
  form: string;
  period: string;
  action: Action;
  returns: readonly Return[];
  others: number;
  close: () => void;
  onDone: (done: ReadonlySet<string>) => void;
};
type Refused = { name: string; words: string };
type Standing = { sent: number; done: number; refused: readonly Refused[]; ended: boolean };

function Acting({ form, period, action, returns: given, others, close, onDone }: ActingProps) {
  const t = useWords();
  // What was asked about stays asked about, though the list behind changes.
  const [returns] = useState(given);
  const [at, setAt] = useState<Standing | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const name = t(`returns:actions.${action}`);
  const act = async () => {
    setFailed(null);
    const taken = new Set<string>();
    let now: Standing = { sent: 0, done: 0, refused: [], ended: false };
    setAt(now);
    try {
      for (let from = 0; from < returns.length; from += atOnce) {
        const piece = returns.slice(from, from + atOnce);
        const answer = await call(actOnMany, {
          params: { form, period },
          body: { action, returns: piece.map(({ id, version }) => ({ id, version })) },
        });
        const names = new Map(piece.map((one) => [one.id, one.organization.name]));
        const refused = answer.refused.map(({ id, words }) => ({ name: names.get(id) ?? '', words }));
        for (const { id } of piece) if (!answer.refused.some((one) => one.id === id)) taken.add(id);
        now = { sent: from + piece.length, done: now.done + answer.done, refused: [...now.refused, ...refused], ended: false };
        setAt(now);
      }
    } catch (problem) {
      setFailed(problem);
    }
    setAt({ ...now, ended: true });
    onDone(taken);
    void queries.invalidateQueries();
  };
  if (at === null)
    return (
      <div className="form">
        <p>{t('filling:many.confirm', { action: name, count: returns.length })}</p>
        {others > 0 ? <p className="note">{t('filling:many.others', { count: others })}</p> : null}
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={() => void act()}>
            {name}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('shell:cancel')}
          </button>
        </div>
      </div>
    );
  return (
    <div className="form" aria-live="polite">
      {at.ended ? null : <progress aria-label={name} max={returns.length} value={at.sent} />}
      <p>
        <b>{t('filling:many.done', { count: at.done, all: returns.length })}</b>
      </p>
      {failed ? <ProblemView problem={failed} /> : null}
      {at.refused.length > 0 ? (
        <>
          <p>{t('filling:many.refused', { count: at.refused.length })}</p>
          <ul className="sheet-queries">
            {at.refused.map((one) => (
              <li key={`${one.name} ${one.words}`}>
                <AsWritten>{one.name}</AsWritten>
                <span className="note">{one.words}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {at.ended ? (
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={close}>
            {t('shell:close')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
