// Looks whether HTTP could listen, before minutes are spent on loading a city. Not the listening itself (http.ts).
import { createServer } from 'node:net';
import { codeOf } from './database.ts';
import { portTaken, StartError } from './env.ts';

/** Throws `StartError` where the address cannot be listened at; another program may still be quicker afterwards. */
export async function checkAddress({ port, host }: { port: number; host: string }): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host }, resolve));
  } catch (error) {
    throw refused(error, port, host);
  }
  await new Promise((resolve) => server.close(resolve));
}

function refused(error: unknown, port: number, host: string): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE') return portTaken(port);
  if (code === 'EACCES')
    return new StartError('port', `This account may not listen at port ${port}: choose one from 1024 on with PORT=3000.`, error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new StartError('port', `${host} is no address of this machine: correct HOST (127.0.0.1, or 0.0.0.0 for all).`, error);
  return error;
}
