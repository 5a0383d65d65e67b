// The thread that makes documents (press.ts): takes one, gives its bytes. Holds the typefaces; knows no database.
import { parentPort } from 'node:worker_threads';
import { makeDocx } from './docx.ts';
import { makePdf } from './pdf.ts';
import type { Answer, Task } from './press.ts';

async function make({ document, format }: Task) {
  if (format === 'pdf') return makePdf(document);
  return { bytes: await makeDocx(document), missing: [] };
}

parentPort?.on('message', (task: Task) => {
  make(task).then(
    (made) => parentPort?.postMessage({ id: task.id, made } satisfies Answer),
    (error: unknown) =>
      parentPort?.postMessage({
        id: task.id,
        fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer),
  );
});
