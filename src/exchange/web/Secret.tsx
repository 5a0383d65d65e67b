// The card by which who holds a key or a webhook draws its secret: told once, and why to keep it.
import { type ReactNode, useState } from 'react';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { SecretShown } from './SecretShown.tsx';

type Words = Record<'title' | 'why' | 'draw' | 'again' | 'againWhy' | 'shown' | 'copy' | 'copied', string>;
type Props = {
  /** Whether none was drawn yet. */
  first: boolean;
  secret: string | null;
  draw: () => Promise<unknown>;
  words: Words;
  children?: ReactNode;
};

export function Secret({ first, secret, draw, words, children }: Props) {
  const [problem, setProblem] = useState<unknown>(null);
  const asked = () => void draw().then(() => setProblem(null), setProblem);
  return (
    <section className="card" aria-label={words.title}>
      <h2>{words.title}</h2>
      {problem === null ? null : <ProblemView problem={problem} />}
      {secret === null ? (
        <>
          <p>{first ? words.why : words.againWhy}</p>
          <button type="button" className={first ? 'button button-primary' : 'button'} onClick={asked}>
            {first ? words.draw : words.again}
          </button>
        </>
      ) : (
        <>
          <SecretShown secret={secret} words={words} />
          <p className="note">{words.why}</p>
        </>
      )}
      {children}
    </section>
  );
}
