// Buttons that fetch a document of the server and save it: busy while it is made, waiting while its record is being sealed, a problem in words.
import { useState } from 'react';
import type { DocumentFormat } from '../shared/document.ts';
import { address, type Query } from './call.ts';
import { saveFile } from './download.ts';
import { languageNow, useWords } from './i18n.ts';
import { ProblemView } from './Parts.tsx';
import { ProblemError, problemOf, unreachable } from './problem.ts';

/** A list is taken away as a sheet as well. */
type Format = DocumentFormat | 'xlsx';
type Props = {
  /** Under `/api`, without its ending: `/recognitions/…/certificate`. */
  path: string;
  name: string;
  formats?: readonly Format[];
  query?: Query;
};
type Busy = { format: Format; sealing: boolean };

/** A seal takes a few seconds; after this many tries something else is wrong. */
const mostTries = 8;
const betweenMs = 2000;

export function DocumentButtons({ path, name, formats = ['pdf'], query = {} }: Props) {
  const t = useWords();
  const [busy, setBusy] = useState<Busy | null>(null);
  const [failed, setFailed] = useState<{ problem: unknown; format: Format } | null>(null);
  const save = async (format: Format) => {
    setFailed(null);
    setBusy({ format, sealing: false });
    try {
      const file = await sealed(`${path}.${format}`, query, () => setBusy({ format, sealing: true }));
      saveFile(file.name, file.content);
    } catch (problem) {
      setFailed({ problem, format });
    }
    setBusy(null);
  };
  const label = (format: Format) =>
    busy?.format === format
      ? t(busy.sealing ? 'shell:documents.sealing' : 'shell:documents.making')
      : t('shell:documents.save', { name, format: format.toUpperCase() });
  return (
    <>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="button button-small"
          disabled={busy !== null}
          aria-busy={busy?.format === format}
          aria-live="polite"
          onClick={() => void save(format)}
        >
          {label(format)}
        </button>
      ))}
      {failed === null ? null : <ProblemView problem={failed.problem} again={() => void save(failed.format)} />}
    </>
  );
}

export type Fetched = { name: string; content: Blob };

/** The document; while the record is still being sealed it is asked for again, and the reader told. */
async function sealed(path: string, query: Query, sealing: () => void): Promise<Fetched> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetched(path, query);
    } catch (problem) {
      if (!(problem instanceof ProblemError) || problem.code !== 'document.notSealed' || tries >= mostTries) throw problem;
      sealing();
      await new Promise((done) => setTimeout(done, betweenMs));
    }
  }
}

/** What the server makes at this address, of a body where it takes one, with the name that it gives it. Throws a problem in words. */
export async function fetched(path: string, query: Query = {}, body?: object): Promise<Fetched> {
  const headers = { 'Accept-Language': languageNow(), ...(body && { 'Content-Type': 'application/json' }) };
  const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const answer = await fetch(address(path, query), { headers, credentials: 'same-origin', ...sent }).catch(() => {
    throw unreachable();
  });
  if (!answer.ok) throw await problemOf(answer);
  const said = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return { name: said === undefined ? (path.split('/').at(-1) ?? path) : decodeURIComponent(said), content: await answer.blob() };
}
