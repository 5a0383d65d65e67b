// How much there is to do, beside the desk's name in the navigation. Nothing while there is nothing.
import { useWords } from '../../platform/web/i18n.ts';
import { useCounts } from './view.ts';
import './desk.css';

export default function Badge() {
  const t = useWords();
  const counts = useCounts().data;
  if (!counts || counts.todo.rows === 0) return null;
  const { rows, more } = counts.todo;
  return (
    <span className={counts.overdue > 0 ? 'badge badge-bad' : 'badge'}>
      <span aria-hidden="true">{more || rows > 999 ? '999+' : rows}</span>
      <span className="sr-only">{t(more ? 'desk:badgeMore' : 'desk:badge', { count: rows })}</span>
    </span>
  );
}
