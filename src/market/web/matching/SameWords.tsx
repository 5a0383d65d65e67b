// "These are synonyms", beside a reason of words that are close to each other: one click proposes the pair to who keeps the table.
import { useRef, useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { newKey, request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView } from '../../../platform/web/Parts.tsx';

export function SameWords({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  return pairs.map(([one, other]) => <Pair key={`${one} ${other}`} one={one} other={other} several={pairs.length > 1} />);
}

function Pair({ one, other, several }: { one: string; other: string; several: boolean }) {
  const t = useWords();
  const [state, setState] = useState<'open' | 'sent' | 'done'>('open');
  const [problem, setProblem] = useState<unknown>(null);
  const key = useRef(newKey());
  const words = { one, other };
  const propose = async () => {
    setState('sent');
    setProblem(null);
    await request('POST', '/word-groups', { body: { words: [one, other] }, idempotencyKey: key.current }).then(
      () => setState('done'),
      (fault: unknown) => {
        setState('open');
        setProblem(fault);
      },
    );
  };
  return (
    <span className="match-same">
      <output>{state === 'done' ? <AsWritten>{t('matches:same.proposed', words)}</AsWritten> : null}</output>
      {state === 'done' ? null : (
        <button
          type="button"
          className="button button-text"
          aria-label={t('matches:same.pair', words)}
          disabled={state === 'sent'}
          onClick={() => void propose()}
        >
          {several ? <AsWritten>{t('matches:same.pair', words)}</AsWritten> : t('matches:same.propose')}
        </button>
      )}
      {problem === null ? null : <ProblemView problem={problem} />}
    </span>
  );
}
