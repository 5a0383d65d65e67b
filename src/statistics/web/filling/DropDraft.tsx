// The question before a draft is thrown away: what was handed in stands.
import { useState } from 'react';
import { call } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import { dropDraft } from '../../returnRoutes.ts';
import type { Draft } from './draft.ts';
import type { Return } from './view.ts';

type Props = {
  one: Return;
  draft: Draft;
  amends: boolean;
  read: () => Promise<void>;
  close: () => void;
  onDone: (after: Return) => void;
};

export function DropDraft({ one, draft, amends, read, close, onDone }: Props) {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const drop = async () => {
    setSending(true);
    setRefused(null);
    try {
      await draft.flush();
      await call(dropDraft, { params: { id: one.id } });
      await read();
      close();
      if (amends) onDone(one);
    } catch (problem) {
      setRefused(problem);
    }
    setSending(false);
  };
  return (
    <div className="form">
      <p>{t(amends ? 'filling:drop.amendment' : 'filling:drop.note')}</p>
      {refused ? <ProblemView problem={refused} /> : null}
      <div className="form-foot">
        <button type="button" className="button button-danger" disabled={sending} onClick={() => void drop()}>
          {sending ? t('shell:form.sending') : t('filling:drop.button')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('shell:cancel')}
        </button>
      </div>
    </div>
  );
}
