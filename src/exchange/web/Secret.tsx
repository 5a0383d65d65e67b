// The card by which who holds a key or a webhook draws its secret: told once, and why to keep it.
import { type ReactNode, useState } from 'react';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { SecretShown } from './SecretShown.tsx';

type Said = 'title' | 'why' | 'draw' | 'again' | 'againWhy' | 'shown' | 'copy' | 'copied';
type Props = {
  /** Whether none was drawn yet. */
  first: boolean;
  secret: string | null;
  draw: () => Promise<unknown>;
  /** Words of the key or of the webhook. */
  say: (said: Said) => string;
  children?: ReactNode;
};

export function Secret({ first, secret, draw, say, children }: Props) {
  const [problem, setProblem] = useState<unknown>(null);
  const asked = () => void draw().then(() => setProblem(null), setProblem);
  return (
    <section className="card" aria-label={say('title')}>
      <h2>{say('title')}</h2>
      {problem === null ? null : <ProblemView problem={problem} />}
      {secret === null ? (
        <>
          <p>{first ? say('why') : say('againWhy')}</p>
          <button type="button" className={first ? 'button button-primary' : 'button'} onClick={asked}>
            {first ? say('draw') : say('again')}
          </button>
        </>
      ) : (
        <>
          <SecretShown secret={secret} say={say} />
          <p className="note">{say('why')}</p>
        </>
      )}
      {children}
    </section>
  );
}
