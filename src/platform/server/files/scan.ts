// Asks a virus scanner over the network: clamd's INSTREAM. Not reached is not clean: nothing is taken unscanned where a scanner is set.
import { connect } from 'node:net';
import { notScanned } from '../../shared/files.ts';

/** The name of what was found, null for a clean file. Throws `notScanned` when the scanner gives no answer. */
export type Scan = (content: Buffer) => Promise<string | null>;

const piece = 64 * 1024;

/** `patience` in milliseconds without a byte from the scanner. */
export const clamd =
  (host: string, port: number, patience = 30_000): Scan =>
  (content) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, timeout: patience });
      let answer = '';
      const fail = (why: unknown) => {
        socket.destroy();
        reject(Object.assign(notScanned({ retryAfter: 60 }), { cause: why }));
      };
      socket.on('timeout', () => fail('no answer in time')).on('error', fail);
      socket.on('connect', () => {
        socket.write('zINSTREAM\0');
        for (let at = 0; at < content.length; at += piece) {
          const part = content.subarray(at, at + piece);
          socket.write(lengthOf(part.length));
          socket.write(part);
        }
        socket.write(lengthOf(0));
      });
      socket.setEncoding('utf8').on('data', (said: string) => (answer += said));
      socket.on('close', () => {
        const found = /^stream: (.+) FOUND\0?\s*$/.exec(answer)?.[1];
        if (found !== undefined) resolve(found.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 100));
        else if (/^stream: OK\0?\s*$/.test(answer)) resolve(null);
        else fail(answer);
      });
    });

function lengthOf(bytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes);
  return head;
}
