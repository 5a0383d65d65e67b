// A mail server for tests: real SMTP with STARTTLS on a free port. What came, and what it is to answer to the next recipients.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Mail = { to: string; secure: boolean; id: string; raw: string };
export type Mailbox = {
  /** As `MAIL_URL`: insists on TLS, and takes the server's own certificate. */
  url: string;
  mails: Mail[];
  /** Codes for the next recipients, in turn; 250 when there are none. */
  answers: number[];
  close: () => Promise<void>;
};

/** `slow`: milliseconds until a mail is taken. */
export async function openMailbox({ slow = 0 }: { slow?: number } = {}): Promise<Mailbox> {
  const mails: Mail[] = [];
  const answers: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => {
      const code = answers.shift();
      done(code === undefined ? null : Object.assign(new Error('no such box'), { responseCode: code }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const id = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '';
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', secure: session.secure, raw, id });
        setTimeout(done, slow);
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}/?requireTLS=true&tls.rejectUnauthorized=false`,
    mails,
    answers,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** The text part of a mail as it is read. */
export function textOf({ raw }: Pick<Mail, 'raw'>): string {
  const [, head = '', body = ''] = /Content-Type: text\/plain([^]*?)\r\n\r\n([^]*?)\r\n--/.exec(raw) ?? [];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
