// After marking as read: what was done, and the way back. Said to screen readers too.
import { useWords } from '../../../platform/web/i18n.ts';
import { markUnread } from './asking.ts';

export function Undo({ marked, done }: { marked: { count: number; at: string }; done: () => void }) {
  const t = useWords();
  const undo = async () => {
    await markUnread({ at: marked.at });
    done();
  };
  return (
    <output className="undo">
      {t('notices:marked', { count: marked.count })}{' '}
      <button type="button" className="button-text" onClick={() => void undo()}>
        {t('notices:undo')}
      </button>
    </output>
  );
}
