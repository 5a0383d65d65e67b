// The thread in which files are worked on (apart.ts): takes one and the module that knows what to do, gives what came of it. Knows no database.
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../shared/errors.ts';
import type { ApartAnswer, ApartFile, ApartTask } from './apart.ts';

type Working = { apart: (file: ApartFile) => Promise<unknown> };

async function work({ id, module, name, content, with: told }: ApartTask): Promise<ApartAnswer> {
  try {
    const { apart }: Working = await import(module);
    return { id, made: await apart({ name, content: Buffer.from(content), with: told }) };
  } catch (error) {
    if (!(error instanceof Refusal))
      return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const { code, status, words, params, errors } = error;
    return { id, refused: { code, status, words, params, errors } };
  }
}

parentPort?.on('message', (task: ApartTask) => void work(task).then((answer) => parentPort?.postMessage(answer)));
