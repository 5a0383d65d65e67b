// Sends short messages through any gateway that takes a signed JSON POST. The gateway's own form is a few lines in front of it (docs/operations.md).
import { createHmac } from 'node:crypto';
import { codeOf } from './database.ts';
import { codeOnly, type Sent, sent } from './sending.ts';

export type Sms = { id: string; to: string; text: string };
/** What every adapter is; the HTTP adapter below is one. */
export type SmsSender = { send: (sms: Sms) => Promise<Sent> };

const patience = 10_000;
/** 429 and 408 ask to come again. */
const askedToWait = [408, 425, 429];

/** Signature of a body at an instant: HMAC-SHA-256 of `<timestamp>.<body>`, in hex. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/**
 * POSTs `{ id, to, text }` with `X-Touyan-Timestamp` (seconds) and `X-Touyan-Signature: sha256=<hex>`. 2xx is sent; another 4xx is for
 * good, 422 means that the number is no good; the rest is tried again with the same `id`.
 */
export function openSms({ url, secret, now = Date.now }: { url: string; secret: string; now?: () => number }): SmsSender {
  return {
    send: async ({ id, to, text }) => {
      const body = JSON.stringify({ id, to, text });
      const timestamp = String(Math.floor(now() / 1000));
      try {
        const answer = await fetch(url, {
          method: 'POST',
          // Followed, a redirect would carry number and text to wherever it points.
          redirect: 'manual',
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'x-touyan-timestamp': timestamp,
            'x-touyan-signature': `sha256=${signatureOf(secret, timestamp, body)}`,
          },
          body,
          signal: AbortSignal.timeout(patience),
        });
        await answer.body?.cancel();
        if (answer.ok) return sent;
        const said = `http ${answer.status}`;
        if (answer.status >= 400 && answer.status < 500 && !askedToWait.includes(answer.status))
          return { outcome: 'permanent', said, address: answer.status === 422 };
        return { outcome: 'temporary', said };
      } catch (error) {
        const cause = error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : null;
        return { outcome: 'temporary', said: codeOnly(cause ?? (error instanceof Error ? error.name : 'unknown')) };
      }
    },
  };
}
