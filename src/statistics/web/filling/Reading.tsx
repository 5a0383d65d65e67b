// A return as it was handed in: read by those in charge, who may ask about any cell and send it back once with all that they ask.
import { useMemo, useRef, useState } from 'react';
import { useWords } from '../../../platform/web/i18n.ts';
import { keepDraft, keptDraft } from '../../../platform/web/kept.ts';
import { Modal } from '../../../platform/web/Modal.tsx';
import type { ReturnSheet } from '../../returnRoutes.ts';
import { query, type Query } from '../../asking.ts';
import { AskAbout, SendBack } from './Asking.tsx';
import { placed, problemsOf } from './judged.ts';
import { Sheet } from './Sheet.tsx';
import type { SheetOf } from './sheet-of.ts';
import type { Return } from './view.ts';

type Props = { one: Return; sheet: ReturnSheet; onDone: (after: Return) => void };

export function Reading({ one, sheet, onDone }: Props) {
  const t = useWords();
  const asks = one.actions.some(({ name }) => name === 'sendBack');
  const { queries, put } = useQueries(one);
  const [place, setPlace] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const reachRef = useRef<(place: string) => void>(() => undefined);
  const all = useMemo(
    () => placed(problemsOf({ faults: [], findings: [] }, sheet.verdict, true, (key, params) => t(key, params))),
    [sheet, t],
  );
  const of: SheetOf = {
    mode: asks ? 'ask' : 'read',
    sheet,
    given: sheet.given,
    placed: all,
    strict: false,
    explanations: sheet.explanations,
    explain: null,
    queries: asks ? queries : one.queries,
    onAsk: setPlace,
    onType: () => undefined,
    onPut: () => undefined,
    onUndo: () => undefined,
    undoable: false,
    notice: null,
    onNotice: () => undefined,
  };
  return (
    <>
      <Sheet of={of} reachRef={reachRef} />
      {asks ? (
        <section className="sheet-bar" aria-label={t('filling:ask.title')}>
          <output className={queries.length > 0 ? 'sheet-left' : 'note'}>
            {queries.length > 0 ? t('filling:ask.gathered', { count: queries.length }) : t('filling:ask.howTo')}
          </output>
          <span className="spread" />
          <button type="button" className="button" onClick={() => setSending(true)}>
            {t('returns:actions.sendBack')}
          </button>
        </section>
      ) : null}
      <Modal open={place !== null} onClose={() => setPlace(null)} title={t('filling:ask.title')}>
        {place === null ? null : <AskAbout {...{ sheet, place, queries, put }} close={() => setPlace(null)} />}
      </Modal>
      <Modal open={sending} onClose={() => setSending(false)} title={t('returns:actions.sendBack')}>
        <SendBack {...{ one, sheet, queries, put, onDone }} close={() => setSending(false)} />
      </Modal>
    </>
  );
}

/** Gathered until the return is sent back, however the page is left: of this version alone. */
function useQueries(one: Return) {
  const name = `queries.${one.id}.${one.version}`;
  const [queries, setQueries] = useState<readonly Query[]>(() => {
    const kept = query.array().safeParse(keptDraft(name)?.['queries']);
    return kept.success ? kept.data : [];
  });
  const put = (next: readonly Query[]) => {
    setQueries(next);
    keepDraft(name, { queries: next });
  };
  return { queries, put };
}
