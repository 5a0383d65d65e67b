// What removing or voiding a title would change, before it is done: which figures fall, from which day, as the server has it of its entries.
import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { ProblemError } from '../../platform/web/problem.ts';
import { useHealth } from '../../platform/web/session.ts';
import { previewEnd } from '../routes.ts';
import { type Changed, changedBy } from './counted.ts';
import { useDefinitions } from './view.ts';

type EndPreviewProps = { id: string; version: number; action: 'remove' | 'void'; on?: string };

/** `on` is the day as it is typed: until it is one, nothing is asked. */
export function EndPreview({ id, version, action, on = '' }: EndPreviewProps) {
  const t = useWords();
  const definitions = useDefinitions();
  const today = useHealth()?.today ?? '';
  const whole = action === 'void' || (/^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)));
  const asked = useQuery({
    queryKey: ['recognitions', 'end', id, version, action, on],
    queryFn: () => call(previewEnd, { params: { id }, query: action === 'void' ? { action } : { action, on } }),
    enabled: whole,
  });
  if (!whole) return null;
  const problem = asked.error ?? definitions.error;
  if (problem instanceof ProblemError && problem.errors[0]) return <p className="note-warn">{problem.errors[0].words}</p>;
  if (problem) return <ProblemView problem={problem} />;
  if (!asked.data || !definitions.data) return <Skeleton lines={3} />;
  const changes = changedBy(asked.data.entries, definitions.data, today);
  return (
    <div className="end-preview" aria-live="polite">
      <b>
        {changes.length === 0
          ? t('recognitions:end.none')
          : t(action === 'void' ? 'recognitions:end.void' : 'recognitions:end.remove', { day: on })}
      </b>
      <ul>
        {changes.map((one) => (
          <li key={`${one.code} ${one.on}`}>{t(`recognitions:end.${one.flow ? 'flow' : 'stock'}`, wordsOf(one))}</li>
        ))}
      </ul>
    </div>
  );
}

const wordsOf = ({ name, on, amount }: Changed) => ({
  name,
  on,
  amount: amount.startsWith('-') ? `\u2212${amount.slice(1)}` : `+${amount}`,
});
