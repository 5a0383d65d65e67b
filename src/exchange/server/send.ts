// One message to one address: signed as Standard Webhooks say, over a connection whose address was checked, no redirect followed. What becomes of it is deliver.ts'.
import { createHmac } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { codeOf } from '../../platform/server/database.ts';
import { codeOnly } from '../../platform/server/sending.ts';
import { addressFault, publicLookup, type Reach } from './address.ts';

const patience = 10_000;
export const secretPrefix = 'whsec_';

/** `v1,<base64>`: HMAC-SHA-256 of `<id>.<timestamp>.<body>` by the bytes of the secret (standardwebhooks.com). */
export const signatureOf = (secret: Buffer, id: string, timestamp: number, body: string): string =>
  `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

export type Message = { id: string; url: string; body: string; secret: Buffer; at: Date };
/** `sent` for a 2xx; `gone` for 410. `said` is the status or a code: nothing of the answer's text is kept. */
export type Outcome = { how: 'sent' | 'failed' | 'gone'; said: string };

export function sendMessage({ id, url, body, secret, at }: Message, reach: Reach): Promise<Outcome> {
  const fault = addressFault(url, reach);
  if (fault !== null) return Promise.resolve({ how: 'failed', said: `address ${fault}` });
  const to = new URL(url);
  const timestamp = Math.floor(at.getTime() / 1000);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Touyan-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secret, id, timestamp, body),
  };
  return new Promise((resolve) => {
    const send = to.protocol === 'http:' ? overHttp : overHttps;
    const host = to.hostname.replace(/^\[|\]$/g, '');
    const asked = send(to, {
      method: 'POST',
      headers,
      // A connection of its own: one that is kept open was checked for an earlier message.
      agent: false,
      ...(isIP(host) === 0 ? { lookup: publicLookup(reach) } : {}),
      signal: AbortSignal.timeout(patience),
    });
    asked.on('response', (answer) => {
      const status = answer.statusCode ?? 0;
      answer.destroy();
      const how = status >= 200 && status < 300 ? 'sent' : status === 410 ? 'gone' : 'failed';
      resolve({ how, said: `http ${status}` });
    });
    asked.on('error', (error) => {
      const code = error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : (codeOf(error) ?? error.name);
      resolve({ how: 'failed', said: codeOnly(code) });
    });
    asked.end(body);
  });
}
