// Above a sheet: another window saved meanwhile, or this browser has something that was never saved. The person says which stands.
import { useState } from 'react';
import { shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';
import type { Draft, DraftNow, Kept } from './draft.ts';

type Props = {
  draft: Draft;
  now: DraftNow;
  /** Kept here, while something else was saved. */
  apart: Kept | null;
  settle: () => void;
  /** Puts what the server has in the place of what stands here. */
  read: () => Promise<void>;
  /** The revision that the server has now. */
  revision: () => Promise<number>;
};

export function Moved({ draft, now, apart, settle, read, revision }: Props) {
  const t = useWords();
  const [failed, setFailed] = useState<unknown>(null);
  const trying = (act: () => Promise<unknown>) => {
    setFailed(null);
    act().catch(setFailed);
  };
  if (now.saving === 'refused') return <ProblemView problem={now.problem} again={draft.again} />;
  if (now.saving === 'moved')
    return (
      <div className="card stack sheet-moved" role="alert">
        <p>{t('filling:moved.note')}</p>
        {failed ? <ProblemView problem={failed} /> : null}
        <div className="form-foot">
          <button type="button" className="button button-primary" onClick={() => trying(read)}>
            {t('filling:moved.theirs')}
          </button>
          <button
            type="button"
            className="button button-red"
            onClick={() => trying(async () => draft.overwrite(await revision()))}
          >
            {t('filling:moved.ours')}
          </button>
        </div>
      </div>
    );
  if (apart === null) return null;
  return (
    <div className="card stack sheet-moved" role="alert">
      <p>
        {t('filling:apart.note', { at: shownInstant(apart.at), saved: now.savedAt === null ? '' : shownInstant(now.savedAt) })}
      </p>
      <div className="form-foot">
        <button
          type="button"
          className="button button-primary"
          onClick={() => {
            draft.restore(apart);
            settle();
          }}
        >
          {t('filling:apart.take')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            draft.forget();
            settle();
          }}
        >
          {t('filling:apart.leave')}
        </button>
      </div>
    </div>
  );
}
