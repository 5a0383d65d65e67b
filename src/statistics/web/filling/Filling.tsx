// A return while its respondent types: the sheet, what is wrong at once, saved as one goes, and the bar from which it is handed in.
import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { dropDraft, keepDraft, keptDraft } from '../../../platform/web/kept.ts';
import { given } from '../../../forms/routes.ts';
import { type ReturnSheet, saveDraft } from '../../returnRoutes.ts';
import { explanations } from '../../statisticalReturn.ts';
import { Answering } from './Answering.tsx';
import type { Given } from './cells.ts';
import { type Draft, type DraftNow, fateOf, type Kept, openDraft } from './draft.ts';
import { FillBar } from './FillBar.tsx';
import { judge, openReading, pastOf, placed, problemsOf } from './judged.ts';
import { Moved } from './Moved.tsx';
import { Sheet } from './Sheet.tsx';
import type { Notice, SheetOf } from './sheet-of.ts';
import { versionOf } from './version.ts';
import type { Return } from './view.ts';

type Props = { one: Return; sheet: ReturnSheet; onDone: (after: Return) => void; onRead: () => Promise<ReturnSheet> };

export function Filling({ one, sheet, onDone, onRead }: Props) {
  const { draft, now, apart, settle } = useDraft(one.id, sheet);
  const [strict, setStrict] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);
  const all = usePlaced(sheet, now);
  const reachRef = useRef<(place: string) => void>(() => undefined);
  const of: SheetOf = {
    mode: 'fill',
    sheet,
    given: now.given,
    placed: all,
    strict,
    explanations: now.explanations,
    explain: draft.explain,
    queries: one.queries,
    onAsk: () => undefined,
    onType: draft.type,
    onPut: draft.put,
    onUndo: () => {
      draft.undo();
      setNotice(null);
    },
    undoable: now.undoable,
    notice,
    onNotice: setNotice,
  };
  /** What the server has now, in the place of what stands here. */
  const read = async () => draft.replace(firstOf(await onRead()));
  return (
    <>
      <Moved {...{ draft, now, apart, settle, read }} revision={async () => firstOf(await onRead()).revision} />
      <Answering {...{ one, sheet, draft, now }} />
      <Sheet of={of} reachRef={reachRef} />
      <FillBar {...{ one, sheet, draft, now, onDone, read }} placed={all} reachRef={reachRef} onStrict={() => setStrict(true)} />
    </>
  );
}

export const firstOf = (sheet: ReturnSheet) => ({
  revision: sheet.draft?.revision ?? 0,
  savedAt: sheet.draft?.savedAt ?? null,
  given: sheet.given,
  explanations: sheet.explanations,
  verdict: sheet.verdict,
});

const keptName = (id: string): string => `return.${id}`;
/** As this browser kept it; what is not whole is nothing. */
const keptSaid = z.object({ revision: z.number(), at: z.string(), given, explanations, sent: given.nullable() });
function keptOf(id: string): Kept | null {
  const kept = keptSaid.safeParse(keptDraft(keptName(id)));
  return kept.success ? kept.data : null;
}

/** Largest body that a browser sends for a page that is gone. */
const mostLeaving = 60_000;

function useDraft(id: string, sheet: ReturnSheet) {
  const [opened] = useState(() => {
    const first = firstOf(sheet);
    const kept = keptOf(id);
    const draft: Draft = openDraft(first, {
      send: (typed, leaving) => {
        const body = { ...typed.given, explanations: typed.explanations, revision: typed.revision };
        const small = leaving && JSON.stringify(body).length < mostLeaving;
        return call(saveDraft, { params: { id }, body, ...(small ? { keepalive: true } : {}) });
      },
      keep: (typed) => void keepDraft(keptName(id), typed),
      drop: () => dropDraft(keptName(id)),
    });
    const fate = fateOf(kept, first);
    if (fate === 'none') dropDraft(keptName(id));
    if (fate === 'goesOn' && kept !== null) draft.restore(kept);
    return { draft, apart: fate === 'apart' ? kept : null };
  });
  const { draft } = opened;
  const [apart, setApart] = useState(opened.apart);
  const now = useSyncExternalStore(draft.watch, draft.now);
  useEffect(() => {
    draft.open();
    const leave = () => draft.leave();
    const hide = () => {
      if (document.visibilityState === 'hidden') void draft.flush();
    };
    const blur = () => void draft.flush();
    addEventListener('pagehide', leave);
    addEventListener('online', draft.again);
    addEventListener('blur', blur);
    document.addEventListener('visibilitychange', hide);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('online', draft.again);
      removeEventListener('blur', blur);
      document.removeEventListener('visibilitychange', hide);
      void draft.flush();
      draft.close();
    };
  }, [draft]);
  return { draft, now, apart, settle: () => setApart(null) };
}

/** All that is wrong, a breath behind the letters: the cells are drawn first. */
function usePlaced(sheet: ReturnSheet, now: DraftNow) {
  const t = useWords();
  const version = useMemo(() => versionOf(sheet.form), [sheet.form]);
  const read = useMemo(() => openReading(version), [version]);
  const past = useMemo(() => pastOf(version, sheet), [version, sheet]);
  const filled = useMemo(() => Object.fromEntries(sheet.filled.map(({ item, value }) => [item, value])), [sheet]);
  // In the reader's words alone, whichever language they are.
  const sources = useMemo(() => new Map(sheet.filled.map(({ item, words }) => [item, { zh: words, en: words }])), [sheet]);
  const typed: Given = useDeferredValue(now.given);
  // In another language the sheet was asked anew, its verdict with it.
  const verdict = now.saving === 'saved' && sheet.draft?.revision === now.revision ? sheet.verdict : now.verdict;
  const current = now.current && typed === now.given;
  return useMemo(
    () =>
      placed(problemsOf(judge(version, read(typed, filled), past, sources), verdict, current, (key, params) => t(key, params))),
    [version, read, past, filled, sources, typed, verdict, current, t],
  );
}
