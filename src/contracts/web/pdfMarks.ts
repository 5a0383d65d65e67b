// Has a PDF looked through for a mark of secrecy in a thread of the browser, within a time. Nothing of it is sent.
import type { LookedThrough } from './pdfThread.ts';

/** A contract is read in a second or two; what takes longer is left to the server's check. */
const longestMs = 8000;

/** The first mark as it stands; null where none was found, or not in time. */
export function markInPdf(content: ArrayBuffer): Promise<string | null> {
  const thread = new Worker(new URL('./pdfThread.ts', import.meta.url), { type: 'module' });
  return new Promise<string | null>((done) => {
    setTimeout(() => done(null), longestMs);
    // The library greets whoever opened its thread as well.
    thread.onmessage = ({ data }: MessageEvent<LookedThrough | object>) => 'mark' in data && done(data.mark);
    thread.onerror = () => done(null);
    thread.postMessage(content, [content]);
  }).finally(() => thread.terminate());
}
