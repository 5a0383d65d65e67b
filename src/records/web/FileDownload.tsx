// Taking an attachment away: as it is, by a link; where the copy bears its reader, fetched, for it takes a moment to be made and may be refused in words.
import { useState } from 'react';
import { address } from '../../platform/web/call.ts';
import { fetched } from '../../platform/web/Documents.tsx';
import { saveFile } from '../../platform/web/download.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { ProblemView } from '../../platform/web/Parts.tsx';

type Props = {
  /** Path of the file, below which its parts stand. */
  at: string;
  marked: boolean;
  /** Id of what names the file, where the button stands beside others of its kind: it is called by both. */
  of?: string;
  primary?: boolean;
};

/** A button beside others of its kind is called by its own words and by what it is for. */
export const calledBy = (own: string, of: string | undefined) =>
  of === undefined ? {} : { id: `${of}-${own}`, 'aria-labelledby': `${of}-${own} ${of}` };

export function FileDownload({ at, marked, of, primary = false }: Props) {
  const t = useWords();
  const path = `${at}/content`;
  const look = primary ? 'button button-primary' : 'button';
  if (marked) return <MarkedDownload path={path} look={look} of={of} />;
  return (
    <a className={look} href={address(path)} {...calledBy('take', of)}>
      {t('attachments:download')}
    </a>
  );
}

function MarkedDownload({ path, look, of }: { path: string; look: string; of: string | undefined }) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const save = async () => {
    setProblem(null);
    setBusy(true);
    try {
      const file = await fetched(path);
      saveFile(file.name, file.content);
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={look}
        disabled={busy}
        aria-busy={busy}
        aria-live="polite"
        {...calledBy('take', of)}
        onClick={() => void save()}
      >
        {t(busy ? 'attachments:marking' : 'attachments:download')}
      </button>
      {problem === null ? null : <ProblemView problem={problem} again={() => void save()} />}
    </>
  );
}
