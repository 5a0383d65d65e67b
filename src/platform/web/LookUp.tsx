// Looking something up by a whole name or number: asked when told to, not while it is typed. What was found is shown by whoever looks.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLanguage } from './i18n.ts';
import { ProblemView, Skeleton } from './Parts.tsx';
import './form.css';
import './look-up.css';

type LookUpProps<T> = {
  /** By which answers are kept. */
  of: string;
  find: (words: string) => Promise<readonly T[]>;
  words: { note: string; find: string; search: string; none: string };
  /** What was found, when anything was. */
  children: (found: readonly T[]) => ReactNode;
};

export function LookUp<T>({ of, find, words, children }: LookUpProps<T>) {
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const found = useQuery({ queryKey: [of, wanted, language], queryFn: () => find(wanted), enabled: wanted.length > 1 });
  const items = found.data ?? [];
  return (
    <form
      className="form stack"
      onSubmit={(event) => {
        event.preventDefault();
        setWanted(typed.trim());
      }}
    >
      <p className="note">{words.note}</p>
      <div className="look-up">
        <input
          className="input"
          value={typed}
          maxLength={60}
          aria-label={words.find}
          placeholder={words.find}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" disabled={typed.trim().length < 2 || found.isFetching}>
          {words.search}
        </button>
      </div>
      {found.isFetching ? <Skeleton lines={1} /> : null}
      {found.isError ? <ProblemView problem={found.error} again={() => void found.refetch()} /> : null}
      {found.data && items.length === 0 ? <p className="note">{words.none}</p> : null}
      {items.length > 0 ? children(items) : null}
    </form>
  );
}
