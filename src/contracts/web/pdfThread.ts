// The browser's thread that looks through a PDF for a mark of secrecy, page by page: it holds up no page, and nothing of the file leaves it.
import { getDocumentProxy } from 'unpdf';
import { inOneForm } from '../oneForm.ts';
import { joined, linesOf } from '../pdfLines.ts';
import { mostPages } from '../readingFile.ts';
import { secrecyMarks } from '../secrecyMarks.ts';

/** `mark` is null where the pages that could be read bear none. */
export type LookedThrough = { mark: string | null };

/** A page that cannot be read ends the looking: the server, which reads it again, says what is wrong with it. */
async function look(content: ArrayBuffer): Promise<string | null> {
  const pdf = await getDocumentProxy(new Uint8Array(content), { verbosity: 0 });
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number += 1) {
    const page = await pdf.getPage(number);
    const text = inOneForm(joined(linesOf(await page.getTextContent())));
    page.cleanup();
    const [mark] = secrecyMarks('', text);
    if (mark) return mark.value;
  }
  return null;
}

self.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
  void look(data)
    .catch(() => null)
    .then((mark) => self.postMessage({ mark } satisfies LookedThrough));
