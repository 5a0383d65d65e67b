// Sends one file that is dropped or chosen: its name while it goes, the refusal of the whole file above the place for another. What comes of it is the page's.
import { type ReactNode, useState } from 'react';
import { request } from '../../platform/web/call.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';
import { DropZone } from './DropZone.tsx';

type Props<A> = {
  /** Where it is posted. */
  path: string;
  query?: Record<string, string>;
  onSent: (answer: A) => unknown;
  /** Words: what may be dropped, the button, what is said while it goes (with `{{file}}`), what a refusal means. */
  words: { drop: string; choose: string; sending: string; refused?: string };
  accept: string;
  /** Stands above the place to drop a file; what is typed there stays when the file is refused. */
  above?: ReactNode;
  children?: ReactNode;
  /** Whether progress stands on a card of its own. */
  card?: boolean;
};

export function SendFile<A>({ path, query, onSent, words, accept, above, children, card = false }: Props<A>) {
  const t = useWords();
  const [sending, setSending] = useState<string | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setSending(file.name);
    setRefused(null);
    const body = new FormData();
    body.append('file', file);
    try {
      await onSent(await request<A>('POST', path, { ...(query ? { query } : {}), body }));
    } catch (problem) {
      setRefused(problem);
    }
    setSending(null);
  };
  if (sending !== null) {
    const title = t(words.sending, { file: sending });
    return (
      <div className={card ? 'card progress' : 'progress'} aria-live="polite">
        <b>{title}</b>
        <progress aria-label={title} max={100} />
      </div>
    );
  }
  return (
    <>
      {refused === null ? null : (
        <>
          {words.refused ? <p className="note">{t(words.refused)}</p> : null}
          <ProblemView problem={refused} />
        </>
      )}
      {above}
      <DropZone accept={accept} title={t(words.drop)} button={t(words.choose)} onFiles={([file]) => void send(file)}>
        {children}
      </DropZone>
    </>
  );
}
