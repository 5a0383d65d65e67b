// The thread that reads contracts' files (readApart.ts): takes one, gives its text or why it is not read. Knows no database.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../platform/shared/errors.ts';
import type { ReadAnswer, ReadTask } from './readApart.ts';
import { textOf } from './textOf.ts';

async function read({ id, name, content }: ReadTask): Promise<ReadAnswer> {
  try {
    return { id, read: await textOf({ name, content: Buffer.from(content) }) };
  } catch (error) {
    if (!(error instanceof Refusal))
      return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const { code, status, words, params, errors } = error;
    return { id, refused: { code, status, words, params, errors } };
  }
}

parentPort?.on('message', (task: ReadTask) => void read(task).then((answer) => parentPort?.postMessage(answer)));
